-- The recovery plan: one draft for each member, frozen versions, signatures, reviews.

CREATE TABLE plan (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  lang {text} NOT NULL,
  pathways {text} NOT NULL,
  days_per_week {int},
  minutes_per_week {int},
  revision {int} NOT NULL,
  created_at {int} NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (agency_id, id),
  FOREIGN KEY (agency_id, member_id) REFERENCES member (agency_id, id)
){strict};
CREATE UNIQUE INDEX plan_member ON plan (agency_id, member_id);

-- Every piece of writing, with a revision of its own: saving is compare-and-set.
CREATE TABLE plan_text (
  agency_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  owner_id {id} NOT NULL,
  field {text} NOT NULL,
  body {text} NOT NULL,
  revision {int} NOT NULL,
  author_kind {text} NOT NULL,
  author_id {id} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, plan_id, owner_id, field)
){strict_by_key};

-- Two people wrote the same field at once: both texts stay until a person picks or joins them.
CREATE TABLE plan_clash (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  owner_id {id} NOT NULL,
  field {text} NOT NULL,
  other_body {text} NOT NULL,
  author_kind {text} NOT NULL,
  author_id {id} NOT NULL,
  at {int} NOT NULL,
  settled_at {int},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX plan_clash_plan ON plan_clash (agency_id, plan_id);

CREATE TABLE goal (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  position {int} NOT NULL,
  status {text} NOT NULL,
  life_areas {text} NOT NULL,
  importance {int},
  confidence {int},
  due_on {text},
  revision {int} NOT NULL,
  created_at {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX goal_plan ON goal (agency_id, plan_id);

CREATE TABLE strategy (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  goal_id {id} NOT NULL,
  position {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX strategy_plan ON strategy (agency_id, plan_id);

CREATE TABLE action (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  strategy_id {id} NOT NULL,
  position {int} NOT NULL,
  who {text} NOT NULL,
  on_day {text},
  repeat {text} NOT NULL,
  link {text},
  revision {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX action_plan ON action (agency_id, plan_id);

CREATE TABLE action_done (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  action_id {id} NOT NULL,
  done_on {text} NOT NULL,
  note {text},
  author_kind {text} NOT NULL,
  author_id {id} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX action_done_plan ON action_done (agency_id, plan_id, done_on);

CREATE TABLE plan_version (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  member_id {id} NOT NULL,
  number {int} NOT NULL,
  document {bytes} NOT NULL,
  hash {text} NOT NULL,
  words_agreed {text} NOT NULL,
  made_at {int} NOT NULL,
  made_on {text} NOT NULL,
  made_by_kind {text} NOT NULL,
  made_by_id {id} NOT NULL,
  signed_on {text},
  late_reason {text},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE UNIQUE INDEX plan_version_number ON plan_version (agency_id, plan_id, number);
CREATE INDEX plan_version_member ON plan_version (agency_id, member_id, signed_on);

-- A translation beside a text of the member's own, never instead. It belongs to the text, whatever version says it.
CREATE TABLE plan_translation (
  agency_id {id} NOT NULL,
  member_id {id} NOT NULL,
  text_hash {text} NOT NULL,
  lang {text} NOT NULL,
  body {text} NOT NULL,
  author_kind {text} NOT NULL,
  author_id {id} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, member_id, text_hash, lang)
){strict};

-- The member's own copy of what they signed: theirs when they leave.
CREATE TABLE own_plan_version (
  person_id {id} NOT NULL,
  id {id} NOT NULL,
  from_agency_id {id} NOT NULL,
  number {int} NOT NULL,
  document {bytes} NOT NULL,
  hash {text} NOT NULL,
  signed_on {text},
  signatures {text} NOT NULL DEFAULT '[]',
  copied_at {int} NOT NULL,
  PRIMARY KEY (person_id, id)
){strict};

CREATE TABLE plan_signature (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  version_id {id} NOT NULL,
  signer {text} NOT NULL,
  name {text} NOT NULL,
  staff_id {id},
  how {text} NOT NULL,
  witness_id {id},
  lang {text} NOT NULL,
  read_aloud {bool} NOT NULL,
  interpreter {text},
  drawing_id {id},
  signed_on {text} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX plan_signature_version ON plan_signature (agency_id, version_id);

-- A one-time link to one version for a clinician outside.
CREATE TABLE sign_link (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  version_id {id} NOT NULL,
  token_hash {bytes} NOT NULL UNIQUE,
  signer {text} NOT NULL,
  name {text} NOT NULL,
  made_by {id} NOT NULL,
  made_at {int} NOT NULL,
  until {int} NOT NULL,
  used_at {int},
  agreed {bool},
  answer {text},
  withdrawn_at {int},
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX sign_link_version ON sign_link (agency_id, version_id);

CREATE TABLE plan_review (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  plan_id {id} NOT NULL,
  member_id {id} NOT NULL,
  version_id {id},
  reviewed_on {text} NOT NULL,
  words {text} NOT NULL,
  late_reason {text},
  author_kind {text} NOT NULL,
  author_id {id} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};
CREATE INDEX plan_review_plan ON plan_review (agency_id, plan_id, reviewed_on);
CREATE INDEX plan_review_member ON plan_review (agency_id, member_id, reviewed_on);

CREATE TABLE plan_review_goal (
  agency_id {id} NOT NULL,
  review_id {id} NOT NULL,
  goal_id {id} NOT NULL,
  goal_words {text} NOT NULL,
  words {text} NOT NULL,
  status {text} NOT NULL,
  attainment {int},
  PRIMARY KEY (agency_id, review_id, goal_id)
){strict};

-- The peer's own questions before and after a conversation. Nobody else reads them.
CREATE TABLE self_check (
  agency_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  staff_id {id} NOT NULL,
  answers {text} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, plan_id, staff_id)
){strict};

CREATE TABLE attachment (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  member_id {id} NOT NULL,
  kind {text} NOT NULL,
  media_type {text} NOT NULL,
  bytes {int} NOT NULL,
  hash {text} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, id)
){strict};

CREATE TABLE attachment_chunk (
  agency_id {id} NOT NULL,
  attachment_id {id} NOT NULL,
  position {int} NOT NULL,
  sealed {bytes} NOT NULL,
  PRIMARY KEY (agency_id, attachment_id, position)
){strict};

-- rls agency plan
-- rls agency plan_text
-- rls agency plan_clash
-- rls agency goal
-- rls agency strategy
-- rls agency action
-- rls agency action_done
-- rls agency plan_version
-- rls agency plan_signature
-- A signature stays as it was given.
-- only postgres
REVOKE UPDATE, DELETE, TRUNCATE ON plan_signature FROM {app};
-- end
-- rls agency sign_link
-- rls agency plan_translation
-- rls agency plan_review
-- rls agency plan_review_goal
-- rls agency self_check
-- rls agency attachment
-- rls agency attachment_chunk
-- rls person own_plan_version
