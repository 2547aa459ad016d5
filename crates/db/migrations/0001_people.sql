-- Agencies, the people in them, and how they sign in.

CREATE TABLE agency (
  id {id} NOT NULL PRIMARY KEY,
  slug {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  zone {text} NOT NULL,
  state {text} NOT NULL,
  phone {text},
  demo {bool} NOT NULL,
  created_at {int} NOT NULL
){strict};

CREATE TABLE program (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  name {text} NOT NULL,
  rule_pack {text} NOT NULL,
  regime {text} NOT NULL,
  starts_on {text} NOT NULL,
  ends_on {text},
  PRIMARY KEY (agency_id, id)
){strict};

-- A value of a rule pack that the agency's compliance officer takes as its own.
CREATE TABLE rule_adoption (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  rule_pack {text} NOT NULL,
  rule_key {text} NOT NULL,
  rule_value {text} NOT NULL,
  source {text} NOT NULL,
  adopted_by {id} NOT NULL,
  adopted_at {int} NOT NULL,
  withdrawn_at {int},
  PRIMARY KEY (agency_id, id)
){strict};

CREATE TABLE account (
  id {id} NOT NULL PRIMARY KEY,
  username {text} NOT NULL,
  username_folded {text} NOT NULL UNIQUE,
  passphrase_hash {text},
  pin_hash {text},
  former_passphrase_hash {text},
  former_pin_hash {text},
  totp_sealed {bytes},
  totp_last_step {int},
  lang {text} NOT NULL,
  state {text} NOT NULL,
  space_locked_since {int},
  space_locked_until {int},
  started_at {int},
  created_at {int} NOT NULL
){strict};

CREATE TABLE recovery_code (
  account_id {id} NOT NULL REFERENCES account (id),
  code_hash {bytes} NOT NULL,
  made_at {int} NOT NULL,
  used_at {int},
  PRIMARY KEY (account_id, code_hash)
){strict};

CREATE TABLE passkey (
  id {id} NOT NULL PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account (id),
  credential_id {bytes} NOT NULL UNIQUE,
  credential {text} NOT NULL,
  label {text} NOT NULL,
  created_at {int} NOT NULL,
  used_at {int}
){strict};
CREATE INDEX passkey_account ON passkey (account_id);

CREATE TABLE device (
  id {id} NOT NULL PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account (id),
  secret_hash {bytes} NOT NULL UNIQUE,
  label {text} NOT NULL,
  created_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  revoked_at {int}
){strict};
CREATE INDEX device_account ON device (account_id);

CREATE TABLE session (
  id {id} NOT NULL PRIMARY KEY,
  token_hash {bytes} NOT NULL UNIQUE,
  account_id {id} NOT NULL REFERENCES account (id),
  hat {text} NOT NULL,
  agency_id {id},
  staff_id {id},
  person_id {id},
  device_id {id},
  strength {text} NOT NULL,
  narrowed_to {id},
  created_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  idle_seconds {int} NOT NULL,
  ends_at {int} NOT NULL,
  stepped_up_at {int},
  ended_at {int}
){strict};
CREATE INDEX session_account ON session (account_id);

-- How often somebody may try a secret: a token bucket for each key.
CREATE TABLE attempt (
  bucket {bytes} NOT NULL PRIMARY KEY,
  tokens {real} NOT NULL,
  filled_at {int} NOT NULL
){strict_by_key};

-- A form that was posted after the session had ended, sealed for its account alone.
CREATE TABLE kept_form (
  id {id} NOT NULL PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES account (id),
  sealed {bytes} NOT NULL,
  until {int} NOT NULL
){strict};
CREATE INDEX kept_form_account ON kept_form (account_id);
CREATE INDEX kept_form_until ON kept_form (until);

-- A ceremony in progress (passkey challenge, one-time secret being set up), sealed.
CREATE TABLE ceremony (
  id {id} NOT NULL PRIMARY KEY,
  kind {text} NOT NULL,
  account_id {id},
  sealed {bytes} NOT NULL,
  until {int} NOT NULL
){strict};
CREATE INDEX ceremony_account ON ceremony (account_id, kind);
CREATE INDEX ceremony_until ON ceremony (until);

CREATE TABLE person (
  id {id} NOT NULL PRIMARY KEY,
  account_id {id} NOT NULL UNIQUE REFERENCES account (id),
  unlinked_at {int},
  created_at {int} NOT NULL
){strict};

-- The only link between a person and a chart, readable in the person's own context alone.
CREATE TABLE person_member (
  person_id {id} NOT NULL REFERENCES person (id),
  chart_agency_id {id} NOT NULL REFERENCES agency (id),
  member_id {id} NOT NULL,
  since {int} NOT NULL,
  restored_at {int},
  PRIMARY KEY (person_id, chart_agency_id, member_id)
){strict};
CREATE INDEX person_member_chart ON person_member (chart_agency_id, member_id);
-- rls person person_member

-- Somebody used a code, and the agency has not said yet that it is them.
CREATE TABLE join_claim (
  person_id {id} NOT NULL REFERENCES person (id),
  code_id {id} NOT NULL UNIQUE,
  chart_agency_id {id} NOT NULL REFERENCES agency (id),
  claimed_at {int} NOT NULL,
  refused_at {int},
  PRIMARY KEY (person_id, code_id)
){strict};
-- rls person join_claim

CREATE TABLE staff (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  name {text} NOT NULL,
  title {text} NOT NULL,
  state {text} NOT NULL,
  added_by {id},
  created_at {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};

CREATE TABLE staff_account (
  account_id {id} NOT NULL REFERENCES account (id),
  staff_agency_id {id} NOT NULL REFERENCES agency (id),
  staff_id {id} NOT NULL,
  closed_until {int},
  PRIMARY KEY (account_id, staff_agency_id, staff_id)
){strict};
CREATE INDEX staff_account_staff ON staff_account (staff_agency_id, staff_id);

CREATE TABLE role_grant (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  staff_id {id} NOT NULL,
  role {text} NOT NULL,
  program_id {id},
  from_on {text} NOT NULL,
  until_on {text},
  granted_by {id},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, staff_id) REFERENCES staff (agency_id, id)
){strict};
CREATE INDEX role_grant_staff ON role_grant (agency_id, staff_id);

CREATE TABLE supervision (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  supervisor_id {id} NOT NULL,
  staff_id {id} NOT NULL,
  from_on {text} NOT NULL,
  until_on {text},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX supervision_supervisor ON supervision (agency_id, supervisor_id);
CREATE INDEX supervision_staff ON supervision (agency_id, staff_id);

CREATE TABLE member (
  agency_id {id} NOT NULL REFERENCES agency (id),
  id {id} NOT NULL,
  called {text} NOT NULL,
  full_name {text},
  pronouns {text},
  born_on {text},
  lang {text} NOT NULL,
  state {text} NOT NULL,
  away_kind {text},
  state_since {text} NOT NULL,
  state_until {text},
  joined {bool} NOT NULL,
  say_it_is_from {text},
  safe_word {text},
  safe_days {text},
  safe_from {text},
  safe_until {text},
  contact_note {text},
  restricted {bool} NOT NULL,
  revision {int} NOT NULL,
  created_at {int} NOT NULL,
  created_by {id},
  PRIMARY KEY (agency_id, id)
){strict};

CREATE TABLE member_key (
  agency_id {id} NOT NULL,
  kind {text} NOT NULL,
  key {text} NOT NULL,
  member_id {id} NOT NULL,
  PRIMARY KEY (agency_id, key, kind, member_id)
){strict_by_key};
CREATE INDEX member_key_member ON member_key (agency_id, member_id, key);

CREATE TABLE channel (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  kind {text} NOT NULL,
  value {text} NOT NULL,
  may_call {bool} NOT NULL,
  may_text {bool} NOT NULL,
  may_leave_message {bool} NOT NULL,
  may_mail {bool} NOT NULL,
  note {text},
  ended_at {int},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX channel_member ON channel (agency_id, member_id, id);

CREATE TABLE ally (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  relation {text} NOT NULL,
  name {text} NOT NULL,
  relation_words {text},
  reach {text},
  basis {text} NOT NULL,
  consented_on {text},
  in_plan {bool} NOT NULL,
  invited_to_planning {bool} NOT NULL,
  signs {bool} NOT NULL,
  from_on {text} NOT NULL,
  until_on {text},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE INDEX ally_member ON ally (agency_id, member_id);

CREATE TABLE enrolment (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  program_id {id} NOT NULL,
  beneficiary_id {id} NOT NULL,
  regime {text} NOT NULL,
  mandated_by {text},
  starts_on {text} NOT NULL,
  ends_on {text},
  end_reason {text},
  need_domain {text},
  payer {text},
  coverage_from {text},
  coverage_until {text},
  diagnosis {text},
  diagnosed_by {text},
  diagnosed_on {text},
  assessed_by {text},
  assessed_on {text},
  recommended_by {text},
  recommended_on {text},
  recommended_until {text},
  authorization_kind {text},
  authorization_number {text},
  authorized_from {text},
  authorized_until {text},
  revision {int} NOT NULL,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id),
  FOREIGN KEY (agency_id, program_id) REFERENCES program (agency_id, id)
){strict};
CREATE INDEX enrolment_member ON enrolment (agency_id, member_id);
CREATE INDEX enrolment_beneficiary ON enrolment (agency_id, beneficiary_id);
CREATE INDEX enrolment_program ON enrolment (agency_id, program_id, member_id);

CREATE TABLE assignment (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  staff_id {id} NOT NULL,
  kind {text} NOT NULL,
  covers_id {id},
  from_on {text} NOT NULL,
  until_on {text},
  given_by {id},
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id),
  FOREIGN KEY (agency_id, staff_id) REFERENCES staff (agency_id, id)
){strict};
CREATE INDEX assignment_staff ON assignment (agency_id, staff_id, member_id);
CREATE INDEX assignment_member ON assignment (agency_id, member_id);

-- A worker whom a member does not want near their chart. It tells nobody.
CREATE TABLE barred (
  agency_id {id} NOT NULL,
  member_id {id} NOT NULL,
  staff_id {id} NOT NULL,
  since {int} NOT NULL,
  PRIMARY KEY (agency_id, member_id, staff_id)
){strict};

-- A wish of the member for another peer. It asks for no reason.
CREATE TABLE peer_wish (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  asked_at {int} NOT NULL,
  answered_at {int},
  answered_by {id},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX peer_wish_member ON peer_wish (agency_id, member_id);

CREATE TABLE join_code (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  code_hash {bytes} NOT NULL UNIQUE,
  made_by {id} NOT NULL,
  made_at {int} NOT NULL,
  until {int} NOT NULL,
  used_at {int},
  confirmed_at {int},
  confirmed_by {id},
  refused_at {int},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX join_code_member ON join_code (agency_id, member_id);

-- A new start for somebody who lost their secret: two staff members agree, neither sees the secret.
CREATE TABLE secret_reset (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  code_hash {bytes} UNIQUE,
  asked_by {id} NOT NULL,
  asked_at {int} NOT NULL,
  agreed_by {id},
  agreed_at {int},
  until {int} NOT NULL,
  used_at {int},
  PRIMARY KEY (agency_id, id)
){strict};

-- A code for a staff member's first sign-in, or for a new start that two others at the agency agreed to.
CREATE TABLE staff_code (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  staff_id {id} NOT NULL,
  again {bool} NOT NULL,
  code_hash {bytes} UNIQUE,
  asked_by {id},
  asked_at {int} NOT NULL,
  agreed_by {id},
  agreed_at {int},
  until {int} NOT NULL,
  used_at {int},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX staff_code_staff ON staff_code (agency_id, staff_id);

CREATE TABLE audit_event (
  agency_id {id},
  person_id {id},
  id {id} NOT NULL PRIMARY KEY,
  at {int} NOT NULL,
  actor_kind {text} NOT NULL,
  actor_id {id},
  session_id {id},
  operation {text} NOT NULL,
  subject_kind {text} NOT NULL,
  member_id {id},
  basis {text} NOT NULL,
  outcome {text} NOT NULL,
  detail {text}
){strict_by_key};
CREATE INDEX audit_event_member ON audit_event (agency_id, member_id, at);
-- rls record audit_event
-- What was done stays as it was written down.
-- only postgres
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM {app};
-- end
-- only sqlite
CREATE TRIGGER audit_event_is_not_changed BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'an audit event is not changed'); END;
CREATE TRIGGER audit_event_is_not_deleted BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'an audit event is not deleted'); END;
-- end

-- What a command came to, so that the same command is carried out once.
CREATE TABLE command (
  actor_id {id} NOT NULL,
  id {id} NOT NULL,
  operation {text} NOT NULL,
  outcome {text} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (actor_id, id)
){strict_by_key};
CREATE INDEX command_at ON command (at);

-- rls agency program
-- rls agency rule_adoption
-- rls agency staff
-- rls agency role_grant
-- rls agency supervision
-- rls agency member
-- rls agency member_key
-- rls agency channel
-- rls agency ally
-- rls agency enrolment
-- rls agency assignment
-- rls agency barred
-- rls agency peer_wish
-- rls agency join_code
-- rls agency secret_reset
-- rls agency staff_code
