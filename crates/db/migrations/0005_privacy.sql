-- Emergencies, what members ask of their agency about their records, complaints, legal holds.

-- One chart, opened in an emergency by somebody whose work alone does not open it.
CREATE TABLE break_glass (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  staff_id {id} NOT NULL,
  reason {text} NOT NULL,
  words {text} NOT NULL,
  at {int} NOT NULL,
  until {int} NOT NULL,
  review_by {int} NOT NULL,
  reviewed_at {int},
  reviewed_by {id},
  verdict {text},
  verdict_words {text},
  lifted_at {int},
  lifted_by {id},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id),
  FOREIGN KEY (agency_id, staff_id) REFERENCES staff (agency_id, id)
){strict};
CREATE INDEX break_glass_member ON break_glass (agency_id, member_id, staff_id, until);
CREATE INDEX break_glass_staff ON break_glass (agency_id, staff_id, at);

-- A part of a chart that the member wants to come first when it is opened in an emergency.
CREATE TABLE emergency_mark (
  agency_id {id} NOT NULL,
  member_id {id} NOT NULL,
  section {text} NOT NULL,
  since {int} NOT NULL,
  PRIMARY KEY (agency_id, member_id, section),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};

-- What a member asks of the agency about their records, with the day by which it is answered.
CREATE TABLE privacy_request (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  kind {text} NOT NULL,
  words {text} NOT NULL,
  asked_at {int} NOT NULL,
  due_on {text} NOT NULL,
  extended_at {int},
  extended_by {id},
  extension_words {text},
  answered_at {int},
  answered_by {id},
  answer {text},
  answer_words {text},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX privacy_request_member ON privacy_request (agency_id, member_id, asked_at);
CREATE INDEX privacy_request_asked ON privacy_request (agency_id, answered_at, due_on);

-- A complaint from anyone. Nothing says who made it but what they wrote themselves.
CREATE TABLE complaint (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  words {text} NOT NULL,
  made_on {text} NOT NULL,
  code_hash {bytes} NOT NULL UNIQUE,
  answered_at {int},
  answered_by {id},
  answer_words {text},
  PRIMARY KEY (agency_id, id)
){strict};

-- Nothing that a hold covers is purged or erased. Without a member it covers the whole agency.
CREATE TABLE legal_hold (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  member_id {id},
  reason {text} NOT NULL,
  placed_at {int} NOT NULL,
  placed_by {id} NOT NULL,
  lifted_at {int},
  lifted_by {id},
  lift_reason {text},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX legal_hold_member ON legal_hold (agency_id, member_id);

-- rls agency break_glass
-- That somebody opened a chart stays written down.
-- only postgres
REVOKE DELETE, TRUNCATE ON break_glass FROM {app};
-- end
-- rls agency emergency_mark
-- rls agency privacy_request
-- rls agency complaint
-- rls agency legal_hold
