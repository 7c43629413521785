-- Since when and until when a scope lies within another: whoever holds rights on a former
-- parent of a unit that moved only reads it.  Derived from units and exercises, made anew
-- here; a link that ended with its unit was no move and stays open.
DROP TABLE access_scope_parent;
CREATE TABLE access_scope_parent(
  scope_id   BLOB NOT NULL,
  parent_id  BLOB NOT NULL,
  begins_on  TEXT NOT NULL,             -- first day; '0001-01-01': ever
  ends_on    TEXT NOT NULL,             -- first day no more; '9999-12-31': it goes on
  PRIMARY KEY (scope_id, parent_id, begins_on, ends_on)
) STRICT;
CREATE INDEX access_scope_below ON access_scope_parent(parent_id);

INSERT INTO access_scope_parent(scope_id, parent_id, begins_on, ends_on)
SELECT l.unit_id, l.parent_id,
       CASE WHEN l.valid_from IS NULL OR u.valid_from >= l.valid_from THEN '0001-01-01'
            ELSE l.valid_from END,
       CASE WHEN l.valid_to IS NULL OR u.valid_to <= l.valid_to THEN '9999-12-31'
            ELSE l.valid_to END
FROM unit_link l
JOIN unit u ON u.id = l.unit_id
WHERE true
ON CONFLICT DO NOTHING;
INSERT INTO access_scope_parent(scope_id, parent_id, begins_on, ends_on)
SELECT id, host_unit_id, '0001-01-01', '9999-12-31'
FROM exercise
WHERE host_unit_id IS NOT NULL
ON CONFLICT DO NOTHING;
