-- What may leave an agency and on which word: consents, restrictions, disclosures; and how peer support began.

-- A consent with the words that were shown, as bytes. Who signed stands in rows of its own.
CREATE TABLE consent (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  kind {text} NOT NULL,
  lang {text} NOT NULL,
  terms {text} NOT NULL,
  document {bytes} NOT NULL,
  hash {text} NOT NULL,
  made_on {text} NOT NULL,
  made_at {int} NOT NULL,
  made_by {id} NOT NULL,
  happened_on {text},
  declined_at {int},
  revoked_at {int},
  revoked_how {text},
  ended_by_kind {text},
  ended_by_id {id},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX consent_member ON consent (agency_id, member_id, made_at);

-- One recipient of a consent: it can be taken back for this one alone.
CREATE TABLE consent_recipient (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  consent_id {id} NOT NULL,
  member_id {id} NOT NULL,
  position {int} NOT NULL,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  revoked_at {int},
  revoked_how {text},
  revoked_by_kind {text},
  revoked_by_id {id},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX consent_recipient_member ON consent_recipient (agency_id, member_id, consent_id, position);

CREATE TABLE consent_signature (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  consent_id {id} NOT NULL,
  member_id {id} NOT NULL,
  signer {text} NOT NULL,
  name {text} NOT NULL,
  how {text} NOT NULL,
  witness_id {id},
  lang {text} NOT NULL,
  file_id {id},
  signed_on {text} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};
CREATE UNIQUE INDEX consent_signature_signer ON consent_signature (agency_id, consent_id, signer);
CREATE INDEX consent_signature_member ON consent_signature (agency_id, member_id, consent_id);

-- What a member asked us to keep in. It beats every consent.
CREATE TABLE restriction (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  piece {text},
  recipient {text},
  words {text},
  answer {text} NOT NULL,
  asked_at {int} NOT NULL,
  asked_by_kind {text} NOT NULL,
  asked_by_id {id} NOT NULL,
  answered_at {int},
  answered_by {id},
  answer_words {text},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX restriction_member ON restriction (agency_id, member_id, asked_at);

-- What went out, to whom, why, and on what it rests.
CREATE TABLE disclosure (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  enrolment_id {id},
  at {int} NOT NULL,
  by_staff {id},
  recipient {text} NOT NULL,
  recipient_kind {text} NOT NULL,
  what {text} NOT NULL,
  version_id {id},
  purpose {text} NOT NULL,
  basis {text} NOT NULL,
  papers {text},
  consent_id {id},
  consent_recipient_id {id},
  notice {text},
  emergency {text},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX disclosure_member ON disclosure (agency_id, member_id, at);

-- The member's yes to peer support: free, and no consent.
CREATE TABLE service_start (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  how {text} NOT NULL,
  name {text},
  said_on {text} NOT NULL,
  by_kind {text} NOT NULL,
  by_id {id} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX service_start_member ON service_start (agency_id, member_id, at);

-- The notice of a member's rights: when it was given, and when they said that they have it.
CREATE TABLE patient_notice (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  version {text} NOT NULL,
  lang {text} NOT NULL,
  how {text} NOT NULL,
  given_at {int} NOT NULL,
  given_on {text} NOT NULL,
  given_by_kind {text} NOT NULL,
  given_by_id {id} NOT NULL,
  acknowledged_at {int},
  acknowledged_by_kind {text},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX patient_notice_member ON patient_notice (agency_id, member_id, given_at);

-- What went out stays as it was written down, and so does a signature.
-- only postgres
REVOKE UPDATE, DELETE, TRUNCATE ON consent_signature FROM {app};
REVOKE UPDATE, DELETE, TRUNCATE ON disclosure FROM {app};
-- end
-- only sqlite
CREATE TRIGGER disclosure_is_not_changed BEFORE UPDATE ON disclosure
BEGIN SELECT RAISE(ABORT, 'a disclosure is not changed'); END;
CREATE TRIGGER disclosure_is_not_deleted BEFORE DELETE ON disclosure
BEGIN SELECT RAISE(ABORT, 'a disclosure is not deleted'); END;
-- end

-- rls agency consent
-- rls agency consent_recipient
-- rls agency consent_signature
-- rls agency restriction
-- rls agency disclosure
-- rls agency service_start
-- rls agency patient_notice
