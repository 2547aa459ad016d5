-- Who may sign for a member: in which right, from when until when, on which paper, and who saw it.

CREATE TABLE representative (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  kind {text} NOT NULL,
  name {text} NOT NULL,
  paper {text} NOT NULL,
  from_on {text} NOT NULL,
  until_on {text},
  seen_by {id} NOT NULL,
  seen_on {text} NOT NULL,
  at {int} NOT NULL,
  ended_at {int},
  ended_by {id},
  declined_at {int},
  declined_by {id},
  decline_reason {text},
  reviewed_at {int},
  reviewed_by {id},
  verdict {text},
  verdict_words {text},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX representative_member ON representative (agency_id, member_id, at);
-- rls agency representative
