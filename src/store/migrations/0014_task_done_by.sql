-- Who reported a task as done: where the office asks for two persons (policy
-- two_persons_task), neither that account nor the owner verifies it.
ALTER TABLE corrective_task ADD COLUMN done_by BLOB REFERENCES account(id);
