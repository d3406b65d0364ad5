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

-- Names of fields, each once: they would fill half the file. The ids are 1, 2, 3, without gaps.
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

-- Observations: those that one run was first to see of one device, packed (sheet.h), sources counted
-- from the first of that run. A sheet never changes again but for last_us, eight bytes an observation.
CREATE TABLE sheet (
  device  INTEGER NOT NULL REFERENCES device,
  number  INTEGER NOT NULL,
  source  INTEGER NOT NULL REFERENCES source,
  count   INTEGER NOT NULL,
  last_us BLOB NOT NULL,
  packed  BLOB NOT NULL,
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

-- 4 MiB of pages: what the indexes of a hundred thousand devices need. The rest of a long run waits in the log.
-- name: settings
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -4096;

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

-- name: more_fields
SELECT id, name FROM field WHERE id > ?1 ORDER BY id;

-- name: add_field
INSERT INTO field (id, name) VALUES (?1, ?2);

-- name: has_devices
SELECT EXISTS (SELECT 1 FROM device);

-- name: device_by_mac
SELECT id FROM device WHERE mac = ?1;

-- A name alone makes one device only where the MAC addresses do not differ.
-- name: same_device_by_name
-- One row always, of the device seen last; max() spares the sorting that ORDER BY would prepare each time.
SELECT id, max(last_us) FROM device WHERE name = ?1 AND (?2 IS NULL OR mac IS NULL OR mac = ?2);

-- name: same_device_by_ip
SELECT device.id, max(address.last_us) FROM address JOIN device ON device.id = address.device
WHERE address.ip = ?1 AND device.mac IS NULL;

-- name: add_device
INSERT INTO device (name, mac, first_us, last_us) VALUES (?1, ?2, ?3, ?4);

-- name: touch_device
UPDATE device SET
  first_us = CASE WHEN first_us = 0 OR (?2 > 0 AND ?2 < first_us) THEN ?2 ELSE first_us END,
  last_us = max(last_us, ?3)
WHERE id = ?1 AND (first_us = 0 OR (?2 > 0 AND ?2 < first_us) OR last_us < ?3);

-- A device whose MAC becomes known takes the name that comes with it.
-- name: give_mac
UPDATE device SET mac = ?2, name = ?3 WHERE id = ?1 AND mac IS NULL;

-- name: known_addresses
SELECT number, ip, last_us FROM address WHERE device = ?1 ORDER BY number;

-- name: touch_address
UPDATE address SET last_us = ?3 WHERE device = ?1 AND number = ?2;

-- name: add_address
INSERT INTO address (device, number, ip, first_us, last_us) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: known_sheets
SELECT count, last_us, packed FROM sheet WHERE device = ?1 ORDER BY number;

-- name: touch_sheet
UPDATE sheet SET last_us = ?3 WHERE device = ?1 AND number = ?2;

-- name: add_sheet
INSERT INTO sheet (device, number, source, count, last_us, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- The columns stand in the order in which add_identity takes them.
-- name: last_identity
SELECT maker, maker_confidence, maker_grade, brand, brand_confidence, brand_grade,
       model, original, class, soc, firmware, relabelled
FROM identity WHERE device = ?1 ORDER BY run DESC LIMIT 1;

-- name: drop_identity
DELETE FROM identity WHERE device = ?1 AND run = ?2;

-- name: add_identity
INSERT INTO identity (maker, maker_confidence, maker_grade, brand, brand_confidence, brand_grade,
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
       (SELECT coalesce(sum(count), 0) FROM sheet WHERE device = ?1)
FROM device WHERE id = ?1;

-- name: device_addresses
SELECT ip FROM address WHERE device = ?1 ORDER BY number;

-- name: device_sheets
SELECT source, count, packed FROM sheet WHERE device = ?1 ORDER BY number;

-- name: all_devices
SELECT id FROM device ORDER BY name, id;

-- name: device_total
SELECT count(*) FROM device;

-- name: source_name
SELECT name FROM source WHERE id = ?1;

-- What allowed a scan, and who: a source of its run from which nothing was observed.
-- name: scope_papers
SELECT DISTINCT name FROM source WHERE name GLOB 'scope file *' ORDER BY name LIMIT 100;
