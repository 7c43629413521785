-- What an evaluator saw is a fact and, if he can say so, how well it went: five words, of
-- which one says that he could not see it.  No word: nothing was judged.
ALTER TABLE run_log ADD COLUMN outcome TEXT;
