-- Meetings that anyone may come to. Public: no wall around them.

CREATE TABLE feed (
  id {id} NOT NULL PRIMARY KEY,
  steward_id {id} NOT NULL REFERENCES agency (id),
  name {text} NOT NULL,
  zone {text} NOT NULL,
  read_at {int} NOT NULL
){strict};
CREATE UNIQUE INDEX feed_name ON feed (steward_id, name);

-- A meeting as its list publishes it: `entry` is the whole of it as JSON.
CREATE TABLE meeting (
  id {id} NOT NULL PRIMARY KEY,
  feed_id {id} NOT NULL REFERENCES feed (id),
  slug {text} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL,
  gone_at {int}
){strict};
-- A slug may come back after its meeting has gone.
CREATE UNIQUE INDEX meeting_slug ON meeting (feed_id, slug) WHERE gone_at IS NULL;
CREATE INDEX meeting_feed ON meeting (feed_id, gone_at);

-- A list of services near here, as somebody publishes it.
CREATE TABLE catalog (
  id {id} NOT NULL PRIMARY KEY,
  steward_id {id} NOT NULL REFERENCES agency (id),
  name {text} NOT NULL,
  zone {text} NOT NULL,
  licence {text},
  credit {text},
  read_at {int} NOT NULL
){strict};
CREATE UNIQUE INDEX catalog_name ON catalog (steward_id, name);

-- An organization, as its list names it.
CREATE TABLE provider (
  id {id} NOT NULL PRIMARY KEY,
  catalog_id {id} NOT NULL REFERENCES catalog (id),
  key {text} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL
){strict};
CREATE UNIQUE INDEX provider_key ON provider (catalog_id, key);

-- What it offers: `entry` is the whole of it as JSON. A key that comes back is the same offering again.
CREATE TABLE offering (
  id {id} NOT NULL PRIMARY KEY,
  catalog_id {id} NOT NULL REFERENCES catalog (id),
  provider_id {id} NOT NULL REFERENCES provider (id),
  key {text} NOT NULL,
  name {text} NOT NULL,
  entry {text} NOT NULL,
  gone_at {int}
){strict};
CREATE UNIQUE INDEX offering_key ON offering (catalog_id, key);
CREATE INDEX offering_provider ON offering (provider_id);
