-- What people share of their own, with whom; the second PIN.

-- The hat of somebody whom others share with. It stands apart from their own space, if they have one.
CREATE TABLE supporter (
  id {id} NOT NULL PRIMARY KEY,
  account_id {id} NOT NULL UNIQUE REFERENCES account (id),
  created_at {int} NOT NULL
){strict};

-- Somebody with whom a person shares: a supporter whom they invited, or a worker at the agency of the chart. The row
-- stays when it has ended, so that the other finds nothing new, and not that something is gone.
CREATE TABLE share_with (
  person_id {id} NOT NULL REFERENCES person (id),
  id {id} NOT NULL,
  reader_kind {text} NOT NULL,
  reader_id {id},
  reader_agency_id {id},
  name {text} NOT NULL,
  shown_as {text} NOT NULL,
  code_hash {bytes} UNIQUE,
  code_until {int},
  made_at {int} NOT NULL,
  joined_at {int},
  ended_at {int},
  PRIMARY KEY (person_id, id)
){strict};
CREATE INDEX share_with_reader ON share_with (reader_kind, reader_id);
-- rls person share_with

-- One part of one chart, shared until a moment.
CREATE TABLE share_grant (
  person_id {id} NOT NULL REFERENCES person (id),
  id {id} NOT NULL,
  with_id {id} NOT NULL,
  chart_agency_id {id} NOT NULL,
  member_id {id} NOT NULL,
  part {text} NOT NULL,
  from_at {int} NOT NULL,
  until_at {int} NOT NULL,
  asks_again {bool} NOT NULL,
  ended_at {int},
  PRIMARY KEY (person_id, id)
){strict};
CREATE INDEX share_grant_with ON share_grant (person_id, with_id, ended_at);
-- rls person share_grant

-- A PIN of its own before what is most private, and when it was last typed in a session.
ALTER TABLE account ADD COLUMN second_pin_hash {text};
ALTER TABLE session ADD COLUMN second_pin_at {int};
