-- Services that several lists name, entries that somebody says are missing, and help lines that the content does not
-- hold. Public: no wall around them.

-- An editor said that this is that one; or that it is a service of its own.
ALTER TABLE offering ADD COLUMN same_as {id};
ALTER TABLE offering ADD COLUMN apart {bool} NOT NULL DEFAULT FALSE;
CREATE INDEX offering_hidden ON offering (hidden) WHERE hidden IS NOT NULL;

ALTER TABLE offering_change ADD COLUMN same_as {id};
ALTER TABLE offering_change ADD COLUMN apart {bool} NOT NULL DEFAULT FALSE;

-- A meeting or a service that is missing, as somebody says it: anyone, or somebody who works here. Nothing of it is
-- shown before an editor took it over.
CREATE TABLE missing_entry (
  id {id} NOT NULL PRIMARY KEY,
  -- meeting, service.
  kind {text} NOT NULL,
  name {text} NOT NULL,
  -- Its fields as they were typed, as JSON: a closed set, none of which names a person.
  form {text} NOT NULL,
  -- Nobody for a visitor.
  from_agency {id},
  made_by {id},
  -- A day, not a time.
  made_on {text} NOT NULL,
  -- Finds the answer: for who asked, and for nobody else. Only a visitor has one.
  code_hash {bytes},
  -- accepted, or why not: there-already, not-found, not-fitting, too-little.
  answer {text},
  answered_at {int},
  answered_agency {id},
  answered_by {id}
){strict};
CREATE INDEX missing_entry_open ON missing_entry (answered_at, id);
CREATE UNIQUE INDEX missing_entry_code ON missing_entry (code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX missing_entry_made ON missing_entry (made_by, made_on) WHERE made_by IS NOT NULL;
