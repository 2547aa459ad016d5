-- What of the directory was held for meetings alone: the word of a service's contact, and of colleagues. Public: no wall
-- around them.

-- A link that the contact of a service is given by hand, for one use.
CREATE TABLE offering_link (
  id {id} NOT NULL PRIMARY KEY,
  offering_id {id} NOT NULL REFERENCES offering (id),
  token_hash {bytes} NOT NULL,
  made_by {id} NOT NULL,
  made_at {int} NOT NULL,
  until {int} NOT NULL,
  used_at {int},
  used_for {text},
  withdrawn_at {int}
){strict};
CREATE UNIQUE INDEX offering_link_token ON offering_link (token_hash);
CREATE INDEX offering_link_offering ON offering_link (offering_id, id);

-- What somebody who does not look after a service would put right in it.
CREATE TABLE offering_proposal (
  id {id} NOT NULL PRIMARY KEY,
  offering_id {id} NOT NULL REFERENCES offering (id),
  -- A colleague of which agency, so that their name can be shown.
  from_agency {id} NOT NULL,
  made_by {id} NOT NULL,
  made_at {int} NOT NULL,
  -- Its fields as they were and as they would be, as JSON.
  change {text} NOT NULL,
  -- accepted, declined.
  answer {text},
  answered_at {int},
  answered_by {id}
){strict};
CREATE INDEX offering_proposal_offering ON offering_proposal (offering_id, id);
CREATE INDEX offering_proposal_made ON offering_proposal (made_by, made_at);
