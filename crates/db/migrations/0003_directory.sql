-- Meetings that anyone may come to. Public: no wall around them.

CREATE TABLE feed (
  id {id} NOT NULL PRIMARY KEY,
  steward_id {id} NOT NULL REFERENCES agency (id),
  name {text} NOT NULL UNIQUE,
  zone {text} NOT NULL,
  read_at {int} NOT NULL
){strict};

CREATE TABLE meeting (
  id {id} NOT NULL PRIMARY KEY,
  feed_id {id} NOT NULL REFERENCES feed (id),
  slug {text} NOT NULL,
  weekday {int},
  starts_at {text},
  latitude {real},
  longitude {real},
  name {text} NOT NULL,
  entry {text} NOT NULL,
  gone_at {int}
){strict};
CREATE UNIQUE INDEX meeting_slug ON meeting (feed_id, slug, weekday, starts_at);
CREATE INDEX meeting_day ON meeting (weekday, starts_at);
