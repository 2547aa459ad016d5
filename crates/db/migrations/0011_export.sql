-- What a member takes along, and what of the privacy desk waits.

-- A member asked for everything that an agency keeps about them, as one file. The file itself is never kept: it is made
-- when it is taken, once, by the session that asked. It is the person's own; no agency reads it.
CREATE TABLE export (
  person_id {id} NOT NULL REFERENCES person (id),
  id {id} NOT NULL,
  chart_agency_id {id} NOT NULL,
  member_id {id} NOT NULL,
  session_id {id} NOT NULL,
  asked_at {int} NOT NULL,
  until {int} NOT NULL,
  taken_at {int},
  PRIMARY KEY (person_id, id)
){strict};
CREATE INDEX export_until ON export (until);

-- Restrictions that wait for an answer, the oldest first.
CREATE INDEX restriction_answer ON restriction (agency_id, answer, asked_at);

-- rls person export
