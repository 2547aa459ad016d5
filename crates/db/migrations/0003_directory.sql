-- Meetings that anyone may come to. Public: no wall around them.

-- A list that somebody publishes, of meetings or of services, and the agency that looks after it here.
CREATE TABLE feed (
  id {id} NOT NULL PRIMARY KEY,
  steward_id {id} NOT NULL REFERENCES agency (id),
  name {text} NOT NULL,
  zone {text} NOT NULL,
  -- meeting-guide, bmlt, csv; hsds for services; by-hand for what editors add, which nothing reads.
  format {text} NOT NULL,
  -- Where it is read from; without one it comes as a file.
  address {text},
  licence {text},
  -- The page of whoever publishes it.
  credit {text},
  -- Which column of a table is what (`name=Group, day=Weekday`); for a table alone.
  columns {text},
  -- After how many hours it is read again; without a number only by hand.
  every_hours {int},
  -- active, paused, ended.
  state {text} NOT NULL,
  etag {text},
  last_modified {text},
  -- When its entries last changed, by reading or by hand: what a reader compares with.
  changed_at {int} NOT NULL,
  -- When it was last read to its end.
  seen_at {int},
  failures {int} NOT NULL,
  next_at {int},
  -- Why it could not be read the last time, as JSON.
  problem {text},
  -- The pathway of its meetings where they speak of none.
  pathway {text}
){strict};
CREATE UNIQUE INDEX feed_name ON feed (steward_id, name);
CREATE INDEX feed_due ON feed (state, next_at);

-- One reading of a list.
CREATE TABLE feed_run (
  id {id} NOT NULL PRIMARY KEY,
  feed_id {id} NOT NULL REFERENCES feed (id),
  at {int} NOT NULL,
  -- staff, operator, job.
  by_kind {text} NOT NULL,
  by_staff {id},
  -- running, done, unchanged, waiting, declined, failed, undone.
  outcome {text} NOT NULL,
  rows_read {int} NOT NULL,
  added {int} NOT NULL,
  changed {int} NOT NULL,
  merged {int} NOT NULL,
  refused {int} NOT NULL,
  gone {int} NOT NULL,
  -- Rows with their reasons, warnings, and what a waiting run would change, as JSON.
  report {text} NOT NULL,
  -- The list as it was read, without anybody's address or number, while it waits for a yes.
  body {bytes},
  -- When it was answered; for one that goes on after a yes, when it began again.
  settled_at {int},
  settled_by {id}
){strict};
CREATE INDEX feed_run_feed ON feed_run (feed_id, id);
CREATE INDEX feed_run_outcome ON feed_run (outcome, id);

-- A meeting as it is shown: `entry` is the whole of it as JSON.
CREATE TABLE meeting (
  id {id} NOT NULL PRIMARY KEY,
  feed_id {id} NOT NULL REFERENCES feed (id),
  slug {text} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL,
  -- What the list says, where somebody here put it right; the list does not overwrite that.
  listed {text},
  -- The list said something new after it was put right here.
  clashes {bool} NOT NULL,
  -- Name, time and place: the same in another list is the same meeting.
  alike {text} NOT NULL,
  -- Name and place alone: the same in another list looks like the same meeting.
  kin {text} NOT NULL,
  -- An editor said that this is that one.
  same_as {id},
  -- An editor said that it is a meeting of its own.
  apart {bool} NOT NULL,
  -- opted-out, reported, too-old, editor.
  hidden {text},
  verified_at {int},
  -- editor, owner.
  verified_by {text},
  verified_staff {id},
  added_run {id},
  gone_at {int},
  -- In how many readings in a row its row was of no use; the last good one stays for a while.
  unusable {int}
){strict};
-- A slug may come back after its meeting has gone.
CREATE UNIQUE INDEX meeting_slug ON meeting (feed_id, slug) WHERE gone_at IS NULL;
CREATE INDEX meeting_feed ON meeting (feed_id, gone_at);
CREATE INDEX meeting_kin ON meeting (kin);
CREATE INDEX meeting_run ON meeting (added_run);
CREATE INDEX meeting_hidden ON meeting (hidden) WHERE hidden IS NOT NULL;

-- What a meeting was before it changed. Its first reading stands in `added_run`.
CREATE TABLE meeting_change (
  id {id} NOT NULL PRIMARY KEY,
  meeting_id {id} NOT NULL REFERENCES meeting (id),
  run_id {id},
  at {int} NOT NULL,
  -- changed, gone, back, hidden, shown, corrected, verified, opted-out, joined, parted, undone.
  kind {text} NOT NULL,
  -- staff, operator, job, owner, anyone.
  by_kind {text} NOT NULL,
  by_staff {id},
  slug {text} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL,
  listed {text},
  clashes {bool} NOT NULL,
  alike {text} NOT NULL,
  kin {text} NOT NULL,
  same_as {id},
  apart {bool} NOT NULL,
  hidden {text},
  verified_at {int},
  verified_by {text},
  verified_staff {id},
  gone_at {int}
){strict};
CREATE INDEX meeting_change_meeting ON meeting_change (meeting_id, id);
CREATE INDEX meeting_change_run ON meeting_change (run_id);

-- "Something is wrong here", from anyone: a kind of a closed list, never words, never who.
CREATE TABLE meeting_report (
  id {id} NOT NULL PRIMARY KEY,
  meeting_id {id} NOT NULL REFERENCES meeting (id),
  kind {text} NOT NULL,
  -- A day, not a time.
  made_on {text} NOT NULL,
  -- So short a hash that it fits many visitors (docs/decisions/0012).
  visitor {int} NOT NULL,
  -- Finds the answer: for who asked, and for nobody else.
  code_hash {bytes} NOT NULL,
  answer {text},
  answered_at {int},
  answered_by {id}
){strict};
CREATE INDEX meeting_report_meeting ON meeting_report (meeting_id);
CREATE UNIQUE INDEX meeting_report_code ON meeting_report (code_hash);
CREATE UNIQUE INDEX meeting_report_open ON meeting_report (meeting_id, kind, visitor) WHERE answered_at IS NULL;

-- "I was there, and it is as the listing says", from anyone, by the month.
CREATE TABLE meeting_confirmation (
  meeting_id {id} NOT NULL REFERENCES meeting (id),
  visitor {int} NOT NULL,
  month {text} NOT NULL,
  -- Codes of facts that were ticked, with a comma before and after each.
  facts {text} NOT NULL,
  PRIMARY KEY (meeting_id, visitor)
){strict};

-- A link that the contact of a meeting is given by hand, for one use.
CREATE TABLE listing_link (
  id {id} NOT NULL PRIMARY KEY,
  meeting_id {id} NOT NULL REFERENCES meeting (id),
  token_hash {bytes} NOT NULL,
  made_by {id} NOT NULL,
  made_at {int} NOT NULL,
  until {int} NOT NULL,
  used_at {int},
  used_for {text},
  withdrawn_at {int}
){strict};
CREATE UNIQUE INDEX listing_link_token ON listing_link (token_hash);
CREATE INDEX listing_link_meeting ON listing_link (meeting_id, id);

-- What somebody who does not look after an entry would put right in it.
CREATE TABLE meeting_proposal (
  id {id} NOT NULL PRIMARY KEY,
  meeting_id {id} NOT NULL REFERENCES meeting (id),
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
CREATE INDEX meeting_proposal_meeting ON meeting_proposal (meeting_id, id);
CREATE INDEX meeting_proposal_made ON meeting_proposal (made_by, made_at);

-- A help line that is not as the content says. It counts once a second person agreed.
CREATE TABLE help_line_change (
  id {id} NOT NULL PRIMARY KEY,
  line {text} NOT NULL,
  -- Which way to reach it, such as "call 18009720590"; empty for all of them.
  way {text} NOT NULL,
  -- number, right, off, restored.
  part {text} NOT NULL,
  says {text} NOT NULL,
  source {text} NOT NULL,
  asked_agency {id} NOT NULL,
  asked_by {id} NOT NULL,
  -- Two hats of one person are not two people.
  asked_account {id} NOT NULL,
  asked_at {int} NOT NULL,
  agreed_agency {id},
  agreed_by {id},
  agreed_at {int},
  ended_at {int}
){strict};
CREATE INDEX help_line_change_line ON help_line_change (ended_at, line);

-- An organization, as a list of services names it.
CREATE TABLE provider (
  id {id} NOT NULL PRIMARY KEY,
  feed_id {id} NOT NULL REFERENCES feed (id),
  key {text} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL
){strict};
CREATE UNIQUE INDEX provider_key ON provider (feed_id, key);

-- What an organization was before a reading changed it.
CREATE TABLE provider_change (
  id {id} NOT NULL PRIMARY KEY,
  provider_id {id} NOT NULL REFERENCES provider (id),
  run_id {id} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL
){strict};
CREATE INDEX provider_change_provider ON provider_change (provider_id, id);
CREATE INDEX provider_change_run ON provider_change (run_id);

-- What it offers: `entry` is the whole of it as JSON. A key that comes back is the same offering again.
CREATE TABLE offering (
  id {id} NOT NULL PRIMARY KEY,
  feed_id {id} NOT NULL REFERENCES feed (id),
  provider_id {id} NOT NULL REFERENCES provider (id),
  key {text} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL,
  -- What the list says, where somebody here put it right; the list does not overwrite that.
  listed {text},
  -- The list said something new after it was put right here.
  clashes {bool} NOT NULL,
  -- opted-out, reported, too-old, editor.
  hidden {text},
  verified_at {int},
  -- editor, owner.
  verified_by {text},
  verified_staff {id},
  added_run {id},
  gone_at {int}
){strict};
CREATE UNIQUE INDEX offering_key ON offering (feed_id, key);
CREATE INDEX offering_provider ON offering (provider_id);
CREATE INDEX offering_run ON offering (added_run);

-- What an offering was before it changed. Its first reading stands in `added_run`.
CREATE TABLE offering_change (
  id {id} NOT NULL PRIMARY KEY,
  offering_id {id} NOT NULL REFERENCES offering (id),
  run_id {id},
  at {int} NOT NULL,
  -- changed, gone, back, hidden, shown, corrected, verified, opted-out, undone.
  kind {text} NOT NULL,
  -- staff, operator, job, owner, anyone.
  by_kind {text} NOT NULL,
  by_staff {id},
  provider_id {id} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL,
  listed {text},
  clashes {bool} NOT NULL,
  hidden {text},
  verified_at {int},
  verified_by {text},
  verified_staff {id},
  gone_at {int}
){strict};
CREATE INDEX offering_change_offering ON offering_change (offering_id, id);
CREATE INDEX offering_change_run ON offering_change (run_id);

-- "Something is wrong here", of an offering: as of a meeting, a kind of a closed list, never words, never who.
CREATE TABLE offering_report (
  id {id} NOT NULL PRIMARY KEY,
  offering_id {id} NOT NULL REFERENCES offering (id),
  kind {text} NOT NULL,
  -- A day, not a time.
  made_on {text} NOT NULL,
  -- So short a hash that it fits many visitors (docs/decisions/0012).
  visitor {int} NOT NULL,
  -- Finds the answer: for who asked, and for nobody else.
  code_hash {bytes} NOT NULL,
  answer {text},
  answered_at {int},
  answered_by {id}
){strict};
CREATE INDEX offering_report_offering ON offering_report (offering_id, kind);
CREATE UNIQUE INDEX offering_report_code ON offering_report (code_hash);
CREATE UNIQUE INDEX offering_report_open ON offering_report (offering_id, kind, visitor) WHERE answered_at IS NULL;
