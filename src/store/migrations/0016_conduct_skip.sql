-- When and by whom an inject of a run was skipped, in both times.
ALTER TABLE run_inject ADD COLUMN skipped_time INTEGER;
ALTER TABLE run_inject ADD COLUMN skipped_at INTEGER;
ALTER TABLE run_inject ADD COLUMN skipped_by BLOB;

-- Messages are numbered by cell and label: a gap would tell of what a reader may not see.
DROP INDEX run_recipient_position;
CREATE UNIQUE INDEX run_recipient_position ON run_recipient(cell_id, label, position);
