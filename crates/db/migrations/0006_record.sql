-- The chain of the audit record: every event is linked to the one before it, in segments of a month.

-- Events that no link holds yet. A trigger fills it, so that none is forgotten, whoever wrote it.
CREATE TABLE audit_waiting (
  event_id {id} NOT NULL PRIMARY KEY
){strict_by_key};

-- A month of a chain, signed as it stands. The chain is an agency's; zeros stand for what belongs to no agency.
CREATE TABLE audit_segment (
  chain_id {id} NOT NULL,
  segment {text} NOT NULL,
  first_number {int} NOT NULL,
  first_hash {bytes} NOT NULL,
  last_number {int} NOT NULL,
  last_hash {bytes} NOT NULL,
  signed_at {int} NOT NULL,
  signature {bytes} NOT NULL,
  purged_at {int},
  PRIMARY KEY (chain_id, segment)
){strict};

CREATE TABLE audit_link (
  chain_id {id} NOT NULL,
  number {int} NOT NULL,
  segment {text} NOT NULL,
  event_id {id} NOT NULL UNIQUE,
  hash {bytes} NOT NULL,
  PRIMARY KEY (chain_id, number)
){strict};
CREATE INDEX audit_link_segment ON audit_link (chain_id, segment);

-- How many charts somebody opened is looked at by the hour.
CREATE INDEX audit_event_at ON audit_event (agency_id, at);

INSERT INTO audit_waiting (event_id) SELECT id FROM audit_event;

-- Somebody opened more charts in an hour than is usual: a supervisor looks at it and answers.
CREATE TABLE browse_alert (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  staff_id {id} NOT NULL,
  from_at {int} NOT NULL,
  charts {int} NOT NULL,
  usual {int} NOT NULL,
  raised_at {int} NOT NULL,
  answer {text},
  note {text},
  answered_by {id},
  answered_at {int},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, staff_id) REFERENCES staff (agency_id, id)
){strict};
CREATE INDEX browse_alert_staff ON browse_alert (agency_id, staff_id, raised_at);
-- rls agency browse_alert

-- What was done stays as it was written down. A month that a signed segment lets go may be deleted, and none that is
-- younger than six years, whatever a setting says (45 CFR 164.316(b)(2)(i), unverified here).
-- only sqlite
CREATE TRIGGER audit_event_waits AFTER INSERT ON audit_event
BEGIN INSERT INTO audit_waiting (event_id) VALUES (NEW.id); END;
DROP TRIGGER audit_event_is_not_deleted;
CREATE TRIGGER audit_event_is_not_deleted BEFORE DELETE ON audit_event
WHEN NOT EXISTS (SELECT 1 FROM audit_link l
                 JOIN audit_segment s ON s.chain_id = l.chain_id AND s.segment = l.segment
                 WHERE l.event_id = OLD.id AND s.purged_at IS NOT NULL
                   AND s.segment < strftime('%Y-%m', 'now', '-6 years'))
BEGIN SELECT RAISE(ABORT, 'an audit event is not deleted'); END;
CREATE TRIGGER audit_link_is_not_changed BEFORE UPDATE ON audit_link
BEGIN SELECT RAISE(ABORT, 'a link of the record is not changed'); END;
CREATE TRIGGER audit_link_is_not_deleted BEFORE DELETE ON audit_link
WHEN NOT EXISTS (SELECT 1 FROM audit_segment s
                 WHERE s.chain_id = OLD.chain_id AND s.segment = OLD.segment AND s.purged_at IS NOT NULL
                   AND s.segment < strftime('%Y-%m', 'now', '-6 years'))
BEGIN SELECT RAISE(ABORT, 'a link of the record is not deleted'); END;
CREATE TRIGGER audit_segment_is_not_deleted BEFORE DELETE ON audit_segment
BEGIN SELECT RAISE(ABORT, 'a segment of the record is not deleted'); END;
-- end
-- only postgres
CREATE FUNCTION audit_event_waits() RETURNS trigger LANGUAGE plpgsql AS
$do$ BEGIN INSERT INTO audit_waiting (event_id) VALUES (NEW.id); RETURN NEW; END $do$;
CREATE TRIGGER audit_event_waits AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION audit_event_waits();
CREATE FUNCTION audit_event_is_not_deleted() RETURNS trigger LANGUAGE plpgsql AS
$do$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_link l
                 JOIN audit_segment s ON s.chain_id = l.chain_id AND s.segment = l.segment
                 WHERE l.event_id = OLD.id AND s.purged_at IS NOT NULL
                   AND s.segment < to_char(now() - interval '6 years', 'YYYY-MM')) THEN
    RAISE EXCEPTION 'an audit event is not deleted';
  END IF;
  RETURN OLD;
END $do$;
CREATE TRIGGER audit_event_is_not_deleted BEFORE DELETE ON audit_event
FOR EACH ROW EXECUTE FUNCTION audit_event_is_not_deleted();
CREATE FUNCTION audit_link_is_not_deleted() RETURNS trigger LANGUAGE plpgsql AS
$do$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM audit_segment s
                 WHERE s.chain_id = OLD.chain_id AND s.segment = OLD.segment AND s.purged_at IS NOT NULL
                   AND s.segment < to_char(now() - interval '6 years', 'YYYY-MM')) THEN
    RAISE EXCEPTION 'a link of the record is not deleted';
  END IF;
  RETURN OLD;
END $do$;
CREATE TRIGGER audit_link_is_not_deleted BEFORE DELETE ON audit_link
FOR EACH ROW EXECUTE FUNCTION audit_link_is_not_deleted();
GRANT DELETE ON audit_event TO {app};
CREATE POLICY record_letting_go ON audit_event FOR DELETE USING (current_setting('alongside.system', true) = 'on');
REVOKE UPDATE, TRUNCATE ON audit_waiting FROM {app};
REVOKE UPDATE, TRUNCATE ON audit_link FROM {app};
REVOKE DELETE, TRUNCATE ON audit_segment FROM {app};
-- Whoever acts leaves an event that waits; the chains themselves are the sealer's alone.
ALTER TABLE audit_waiting ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_waiting FORCE ROW LEVEL SECURITY;
CREATE POLICY waiting_adding ON audit_waiting FOR INSERT WITH CHECK (true);
CREATE POLICY waiting_sealing ON audit_waiting USING (current_setting('alongside.system', true) = 'on');
ALTER TABLE audit_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_link FORCE ROW LEVEL SECURITY;
CREATE POLICY link_sealing ON audit_link USING (current_setting('alongside.system', true) = 'on');
ALTER TABLE audit_segment ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_segment FORCE ROW LEVEL SECURITY;
CREATE POLICY segment_sealing ON audit_segment USING (current_setting('alongside.system', true) = 'on');
-- end
