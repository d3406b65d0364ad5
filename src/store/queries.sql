-- All SQL of the estate. Each query has a name; tools/queries.py makes a table
-- of them. Times are microseconds since 1970-01-01 UTC, 0 when not known; days
-- are YYYY-MM-DD; addresses are their bytes: 4, 6 or 16.
--
-- An estate that was written by a newer birthmark is refused (user_version).
-- To change a table, raise the version and add a query that lifts the old one.

-- name: schema
CREATE TABLE run (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  what       TEXT NOT NULL,
  version    TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  judged_on  TEXT NOT NULL
) STRICT;

-- The files of a run; at least one row a run, without a name when there is no file.
CREATE TABLE source (
  id   INTEGER PRIMARY KEY,
  run  INTEGER NOT NULL REFERENCES run,
  name TEXT NOT NULL
) STRICT;

-- Names of fields, each once: they would fill half the file.
CREATE TABLE field (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE device (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  mac      BLOB,
  first_us INTEGER NOT NULL,
  last_us  INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX device_by_mac ON device (mac) WHERE mac IS NOT NULL;
CREATE INDEX device_by_name ON device (name);

-- number: the order in which they were seen, from 0.
CREATE TABLE address (
  device   INTEGER NOT NULL REFERENCES device,
  number   INTEGER NOT NULL,
  ip       BLOB NOT NULL,
  first_us INTEGER NOT NULL,
  last_us  INTEGER NOT NULL,
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_by_ip ON address (ip);

-- Where a value was seen first: source and place are of that time.
CREATE TABLE observation (
  device   INTEGER NOT NULL REFERENCES device,
  number   INTEGER NOT NULL,
  field    INTEGER NOT NULL REFERENCES field,
  value    BLOB NOT NULL,
  who      BLOB,
  source   INTEGER NOT NULL REFERENCES source,
  place    INTEGER NOT NULL,
  first_us INTEGER NOT NULL,
  last_us  INTEGER NOT NULL,
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;

-- What a device was believed to be: a row only for a run that changed it.
CREATE TABLE identity (
  device           INTEGER NOT NULL REFERENCES device,
  run              INTEGER NOT NULL REFERENCES run,
  maker            TEXT,
  maker_confidence REAL NOT NULL,
  maker_grade      TEXT NOT NULL,
  brand            TEXT,
  brand_confidence REAL NOT NULL,
  brand_grade      TEXT NOT NULL,
  model            TEXT,
  original         TEXT,
  class            TEXT NOT NULL,
  soc              TEXT,
  firmware         TEXT,
  relabelled       INTEGER,
  PRIMARY KEY (device, run)
) STRICT, WITHOUT ROWID;

-- What a law said: a row only for a run that changed it. No row: clear, or never asked.
CREATE TABLE verdict (
  device INTEGER NOT NULL REFERENCES device,
  law    TEXT NOT NULL,
  run    INTEGER NOT NULL REFERENCES run,
  status TEXT NOT NULL,
  by_day TEXT,
  PRIMARY KEY (device, law, run)
) STRICT, WITHOUT ROWID;

-- "brth" in ASCII: so file(1) and we can tell an estate from other databases.
PRAGMA application_id = 1651668072;
PRAGMA user_version = 1;

-- name: settings
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -65536;

-- name: write_ahead
PRAGMA journal_mode = WAL;

-- name: read_only
PRAGMA query_only = ON;

-- name: begin_write
BEGIN IMMEDIATE;

-- name: begin_read
BEGIN;

-- name: commit
COMMIT;

-- name: rollback
ROLLBACK;

-- name: application_id
PRAGMA application_id;

-- name: user_version
PRAGMA user_version;

-- name: quick_check
PRAGMA quick_check(1);

-- What the schema is made of; SQLite's own tables and indexes (statistics) aside.
-- name: schema_parts
SELECT type, name, sql FROM sqlite_schema
WHERE NOT (type IN ('table', 'index') AND name LIKE 'sqlite\_%' ESCAPE '\') ORDER BY type, name;

-- name: add_run
INSERT INTO run (kind, what, version, started_us, judged_on) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: add_source
INSERT INTO source (run, name) VALUES (?1, ?2);

-- name: all_fields
SELECT id, name FROM field;

-- name: add_field
INSERT INTO field (name) VALUES (?1);

-- name: device_by_mac
SELECT id FROM device WHERE mac = ?1;

-- A name alone makes one device only where the MAC addresses do not differ.
-- name: same_device_by_name
SELECT id FROM device WHERE name = ?1 AND (?2 IS NULL OR mac IS NULL OR mac = ?2) ORDER BY last_us DESC, id LIMIT 1;

-- name: same_device_by_ip
SELECT device.id FROM address JOIN device ON device.id = address.device
WHERE address.ip = ?1 AND device.mac IS NULL ORDER BY address.last_us DESC, device.id LIMIT 1;

-- name: add_device
INSERT INTO device (name, mac, first_us, last_us) VALUES (?1, ?2, ?3, ?4);

-- A device whose MAC becomes known takes the name that comes with it.
-- name: touch_device
UPDATE device SET
  name = CASE WHEN mac IS NULL AND ?2 IS NOT NULL THEN ?5 ELSE name END,
  mac = coalesce(mac, ?2),
  first_us = CASE WHEN first_us = 0 OR (?3 > 0 AND ?3 < first_us) THEN ?3 ELSE first_us END,
  last_us = max(last_us, ?4)
WHERE id = ?1;

-- name: address_count
SELECT count(*) FROM address WHERE device = ?1;

-- name: touch_address
UPDATE address SET last_us = max(last_us, ?3) WHERE ip = ?2 AND device = ?1;

-- name: add_address
INSERT INTO address (device, number, ip, first_us, last_us) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: known_observations
SELECT number, field, value, last_us FROM observation WHERE device = ?1 ORDER BY number;

-- name: touch_observation
UPDATE observation SET last_us = ?3 WHERE device = ?1 AND number = ?2;

-- name: add_observation
INSERT INTO observation (device, number, field, value, who, source, place, first_us, last_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8);

-- The columns stand in the order in which add_identity takes them.
-- name: last_identity
SELECT maker, maker_confidence, maker_grade, brand, brand_confidence, brand_grade,
       model, original, class, soc, firmware, relabelled
FROM identity WHERE device = ?1 ORDER BY run DESC LIMIT 1;

-- name: add_identity
INSERT OR REPLACE INTO identity (maker, maker_confidence, maker_grade, brand, brand_confidence, brand_grade,
       model, original, class, soc, firmware, relabelled, device, run)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14);

-- name: last_verdict
SELECT status, by_day FROM verdict WHERE device = ?1 AND law = ?2 ORDER BY run DESC LIMIT 1;

-- name: add_verdict
INSERT OR REPLACE INTO verdict (status, by_day, device, law, run) VALUES (?1, ?2, ?3, ?4, ?5);

-- Who had an address last is whom the address means.
-- name: device_by_ip
SELECT device FROM address WHERE ip = ?1 ORDER BY last_us DESC, device DESC LIMIT 1;

-- name: devices_by_name
SELECT id, name FROM device WHERE name = ?1 ORDER BY id LIMIT 6;

-- name: devices_by_part
SELECT id, name FROM device WHERE instr(lower(name), lower(?1)) > 0 ORDER BY name, id LIMIT 6;

-- name: device
SELECT name, mac, first_us, last_us,
       (SELECT count(*) FROM address WHERE device = ?1),
       (SELECT count(*) FROM observation WHERE device = ?1)
FROM device WHERE id = ?1;

-- name: device_addresses
SELECT ip FROM address WHERE device = ?1 ORDER BY number;

-- name: device_observations
SELECT field.name, value, who, first_us, place, source
FROM observation JOIN field ON field.id = observation.field WHERE device = ?1 ORDER BY number;

-- name: all_devices
SELECT id FROM device ORDER BY name, id;

-- name: device_total
SELECT count(*) FROM device;

-- name: source_name
SELECT name FROM source WHERE id = ?1;
