-- A code that the office gives a person, so that two of the same name in one unit are
-- told apart, by people and by imports.
ALTER TABLE person ADD COLUMN code TEXT;
CREATE UNIQUE INDEX person_code ON person(code) WHERE code IS NOT NULL;
