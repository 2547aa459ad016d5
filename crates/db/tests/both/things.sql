CREATE TABLE thing (
  agency_id {id} NOT NULL,
  id {id} NOT NULL,
  name {text} NOT NULL,
  flag {bool} NOT NULL,
  number {int} NOT NULL CONSTRAINT number_is_not_13 CHECK (number <> 13),
  weight {real} NOT NULL,
  data {bytes},
  doc {json} NOT NULL,
  PRIMARY KEY (agency_id, id),
  UNIQUE (agency_id, name)
){strict};
CREATE UNIQUE INDEX one_per_data ON thing (data);

CREATE TABLE part (
  id {id} NOT NULL PRIMARY KEY,
  agency_id {id} NOT NULL,
  thing_id {id} NOT NULL,
  FOREIGN KEY (agency_id, thing_id) REFERENCES thing (agency_id, id) DEFERRABLE INITIALLY DEFERRED
){strict};

CREATE TABLE own (
  person_id {id} NOT NULL,
  id {id} NOT NULL,
  note {text} NOT NULL,
  PRIMARY KEY (person_id, id)
){strict};

CREATE TABLE place (
  id {id} NOT NULL PRIMARY KEY,
  name {text} NOT NULL
){strict};

-- rls agency thing
-- rls agency part
-- rls person own

-- only sqlite
CREATE TABLE only_sqlite (id {int}){strict};
-- end
-- only postgres
REVOKE DELETE ON place FROM {app};
-- end
