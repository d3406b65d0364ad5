-- All SQL of the estate. Each query has a name; tools/queries.py makes a table
-- of them. Times are microseconds since 1970-01-01 UTC, 0 when not known; days
-- are YYYY-MM-DD; addresses are their bytes: 4, 6 or 16.
--
-- An estate that was written by a newer birthmark is refused (user_version).
-- To change a table, raise the version and add a query that lifts the old one.

-- name: schema
-- With what birthmark thought: a hash over its data and its version.
CREATE TABLE knowledge (
  id      INTEGER PRIMARY KEY,
  hash    BLOB NOT NULL UNIQUE,
  version TEXT NOT NULL
) STRICT;

CREATE TABLE run (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  what       TEXT NOT NULL,
  version    TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  judged_on  TEXT NOT NULL,
  knowledge  INTEGER REFERENCES knowledge
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

-- merged_into: the whole that it is a part of, by a person's word; never one that is a part itself.
-- Of a whole, first_us and last_us are those of all its parts; site is where it is: as somebody told,
-- else by the networks of the sites. books: 1 where a register told of it and nobody saw it; such a row is a part
-- of the device that it is, as soon as that is known (joined.c).
CREATE TABLE device (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL,
  mac         BLOB,
  first_us    INTEGER NOT NULL,
  last_us     INTEGER NOT NULL,
  merged_into INTEGER REFERENCES device,
  site        INTEGER REFERENCES site,
  books       INTEGER NOT NULL DEFAULT 0
) STRICT;
-- Not unique: rows of registers say the MAC of what was seen, and sometimes one MAC twice.
CREATE INDEX device_by_mac ON device (mac) WHERE mac IS NOT NULL;
CREATE INDEX device_by_name ON device (name);
CREATE INDEX device_by_whole ON device (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX device_by_last ON device (last_us, merged_into);
CREATE INDEX device_by_site ON device (site, merged_into) WHERE site IS NOT NULL;

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

-- Serial numbers and UUIDs (fact/identifier.h), as enum identifier_kind.
CREATE TABLE identifier (
  kind   INTEGER NOT NULL,
  value  TEXT NOT NULL,
  device INTEGER NOT NULL REFERENCES device,
  PRIMARY KEY (kind, value, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_by_device ON identifier (device);

-- Rows of registers that were taken to be a device, and by what. undone: somebody took it off again, for good.
CREATE TABLE joined (
  device INTEGER PRIMARY KEY REFERENCES device,
  whole  INTEGER NOT NULL REFERENCES device,
  run    INTEGER NOT NULL REFERENCES run,
  kind   INTEGER NOT NULL,
  value  TEXT NOT NULL,
  undone INTEGER NOT NULL
) STRICT;

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

-- What a device was believed to be: a row only for a run that changed it. sight: NULL in what an older birthmark wrote.
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
  sight            INTEGER REFERENCES sight,
  PRIMARY KEY (device, run)
) STRICT, WITHOUT ROWID;

-- What laws look at, each once (store/judged.h): a million devices have some thousand.
-- Grades as in enum grade; relabelled 0, 1 or NULL.
CREATE TABLE sight (
  id          INTEGER PRIMARY KEY,
  key         BLOB NOT NULL UNIQUE,
  maker       TEXT,
  maker_grade INTEGER NOT NULL,
  brand       TEXT,
  brand_grade INTEGER NOT NULL,
  soc         TEXT,
  soc_grade   INTEGER NOT NULL,
  soc_rival   TEXT,
  class       TEXT NOT NULL,
  relabelled  INTEGER,
  field       TEXT,
  mark        TEXT
) STRICT;
CREATE INDEX sight_by_maker ON sight (maker);
CREATE INDEX sight_by_brand ON sight (brand);

-- A set of verdicts, each set once: what is not in it is clear. worst: the strictest, as in enum status.
CREATE TABLE judgement (
  id    INTEGER PRIMARY KEY,
  key   BLOB NOT NULL UNIQUE,
  worst INTEGER NOT NULL
) STRICT;
CREATE TABLE verdict (
  judgement INTEGER NOT NULL REFERENCES judgement,
  law       TEXT NOT NULL,
  status    TEXT NOT NULL,
  by_day    TEXT,
  decision  INTEGER,
  PRIMARY KEY (judgement, law)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_by_law ON verdict (law, status);
CREATE INDEX verdict_by_status ON verdict (status);

-- The verdicts of a device: a row only for a run that changed them.
CREATE TABLE judged (
  device    INTEGER NOT NULL REFERENCES device,
  run       INTEGER NOT NULL REFERENCES run,
  judgement INTEGER NOT NULL REFERENCES judgement,
  PRIMARY KEY (device, run)
) STRICT, WITHOUT ROWID;

-- How every device stands now, in the form in which it is searched and judged; none for one that is merged into another.
CREATE TABLE now (
  device    INTEGER PRIMARY KEY REFERENCES device,
  sight     INTEGER NOT NULL REFERENCES sight,
  knowledge INTEGER REFERENCES knowledge,
  judgement INTEGER REFERENCES judgement,
  model     TEXT,
  original  TEXT
) STRICT;
CREATE INDEX now_by_sight ON now (sight);
CREATE INDEX now_by_judgement ON now (judgement);
CREATE INDEX now_by_model ON now (model) WHERE model IS NOT NULL;
CREATE INDEX now_by_original ON now (original) WHERE original IS NOT NULL;

-- The books (store/books.h). What they said before stands in the log.
CREATE TABLE site (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  title     TEXT NOT NULL,
  latitude  REAL,
  longitude REAL
) STRICT;
CREATE TABLE network (
  site   INTEGER NOT NULL REFERENCES site,
  prefix TEXT NOT NULL,
  PRIMARY KEY (site, prefix)
) STRICT, WITHOUT ROWID;
CREATE TABLE contract (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  title     TEXT NOT NULL,
  supplier  TEXT,
  from_day  TEXT,
  until_day TEXT,
  value     REAL,
  currency  TEXT
) STRICT;

-- What people told of a device; no row: nothing. components: company ids, a blank between them.
CREATE TABLE told (
  device           INTEGER PRIMARY KEY REFERENCES device,
  site             INTEGER REFERENCES site,
  contract         INTEGER REFERENCES contract,
  made_in          TEXT,
  kind             TEXT,
  acquired         TEXT,
  components       TEXT,
  components_whole INTEGER NOT NULL
) STRICT;
CREATE INDEX told_by_site ON told (site) WHERE site IS NOT NULL;
CREATE INDEX told_by_contract ON told (contract) WHERE contract IS NOT NULL;

-- The log (store/log.h): each hash covers the one before. The numbers never come again.
CREATE TABLE log (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,
  made_us INTEGER NOT NULL,
  act     TEXT NOT NULL,
  who     TEXT NOT NULL,
  body    TEXT NOT NULL,
  hash    BLOB NOT NULL
) STRICT;
-- How many entries there are and the hash of the last, so that one that is taken away is missed.
CREATE TABLE seal (
  id    INTEGER PRIMARY KEY CHECK (id = 1),
  count INTEGER NOT NULL,
  hash  BLOB NOT NULL
) STRICT;

-- Decisions in the form in which they are looked up; their entry in the log is what counts.
CREATE TABLE decision (
  number     INTEGER PRIMARY KEY REFERENCES log,
  kind       TEXT NOT NULL,
  law        TEXT,
  act        TEXT,
  maker      TEXT,
  brand      TEXT,
  model      TEXT,
  status     TEXT,
  from_day   TEXT,
  until_day  TEXT,
  who        TEXT NOT NULL,
  why        TEXT NOT NULL,
  reference  TEXT,
  against    TEXT,
  made_us    INTEGER NOT NULL,
  supersedes INTEGER UNIQUE REFERENCES decision
) STRICT;
CREATE TABLE decided (
  decision INTEGER NOT NULL REFERENCES decision,
  device   INTEGER NOT NULL REFERENCES device,
  PRIMARY KEY (decision, device)
) STRICT, WITHOUT ROWID;
CREATE INDEX decided_by_device ON decided (device);

-- "brth" in ASCII: so file(1) and we can tell an estate from other databases.
PRAGMA application_id = 1651668072;
PRAGMA user_version = 2;

-- 4 MiB of pages: what the indexes of a hundred thousand devices need. The rest of a long run waits in the log.
-- name: settings
PRAGMA foreign_keys = ON;
PRAGMA cell_size_check = ON;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -4096;

-- For a run of very many devices: else each that has a new name, MAC or address moves a page to the log and back.
-- name: large_cache
PRAGMA cache_size = -49152;

-- For what sorts all rows of a large estate: a gigabyte for the log of a million devices. The many small queries take four times
-- as long with files. Only outside of transactions.
-- name: sort_in_files
PRAGMA temp_store = FILE;

-- name: sort_in_memory
PRAGMA temp_store = MEMORY;

-- All by which devices are found; not device_by_whole, which has but those that are joined.
-- name: rest_indexes
DROP INDEX device_by_mac;
DROP INDEX device_by_name;
DROP INDEX device_by_last;
DROP INDEX device_by_site;
DROP INDEX address_by_ip;
DROP INDEX identifier_by_device;
DROP INDEX now_by_sight;
DROP INDEX now_by_judgement;
DROP INDEX now_by_model;
DROP INDEX now_by_original;
DROP INDEX told_by_site;
DROP INDEX told_by_contract;

-- name: keys_rest
PRAGMA foreign_keys = OFF;

-- name: keys_hold
PRAGMA foreign_keys = ON;

-- name: write_ahead
PRAGMA journal_mode = WAL;

-- name: write_straight
PRAGMA journal_mode = DELETE;

-- name: copy_settings
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;

-- name: read_only
PRAGMA query_only = ON;

-- name: begin_write
BEGIN IMMEDIATE;

-- Where nothing is written ahead, whoever reads would stop the writer in the middle: nobody comes in.
-- name: begin_alone
BEGIN EXCLUSIVE;

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

-- name: integrity_check
PRAGMA integrity_check(1);

-- What the schema is made of; SQLite's own tables and indexes (statistics) aside.
-- name: schema_parts
SELECT type, name, sql FROM sqlite_schema
WHERE NOT (type IN ('table', 'index') AND name LIKE 'sqlite\_%' ESCAPE '\') ORDER BY type, name;

-- name: add_run
INSERT INTO run (kind, what, version, started_us, judged_on, knowledge) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: add_source
INSERT INTO source (run, name) VALUES (?1, ?2);

-- name: more_fields
SELECT id, name FROM field WHERE id > ?1 ORDER BY id;

-- name: add_field
INSERT INTO field (id, name) VALUES (?1, ?2);

-- name: has_devices
SELECT EXISTS (SELECT 1 FROM device);

-- Evidence goes to the row that was met, be it a part or a whole; `whole` is the row that stands for it.
-- name: device_by_mac
SELECT id, coalesce(merged_into, id) AS whole FROM device WHERE mac = ?1 ORDER BY books, id LIMIT 1;

-- name: same_device_by_mac
SELECT id, coalesce(merged_into, id) AS whole FROM device WHERE mac = ?1 AND books = 0;

-- A name alone makes one device only where the MAC addresses do not differ.
-- name: same_device_by_name
-- One row always, of the device seen last; max() spares the sorting that ORDER BY would prepare each time.
SELECT id, coalesce(merged_into, id) AS whole, max(last_us)
FROM device WHERE name = ?1 AND (?2 IS NULL OR mac IS NULL OR mac = ?2) AND books = 0;

-- A MAC (?2) joins an address only where nobody merged anything: the MAC may be another device's, which has the address now.
-- name: same_device_by_ip
SELECT device.id, coalesce(device.merged_into, device.id) AS whole, max(address.last_us)
FROM address JOIN device ON device.id = address.device
WHERE address.ip = ?1 AND device.books = 0 AND device.mac IS NULL AND (?2 IS NULL OR (device.merged_into IS NULL AND
  NOT EXISTS (SELECT 1 FROM device AS part WHERE part.merged_into = device.id)));

-- name: add_device
INSERT INTO device (name, mac, first_us, last_us, books) VALUES (?1, ?2, ?3, ?4, ?5);

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
SELECT count, last_us, packed, source FROM sheet WHERE device = ?1 ORDER BY number;

-- name: touch_sheet
UPDATE sheet SET last_us = ?3 WHERE device = ?1 AND number = ?2;

-- name: add_sheet
INSERT INTO sheet (device, number, source, count, last_us, packed) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- The columns stand in the order in which add_identity takes them.
-- name: last_identity
SELECT maker, maker_confidence, maker_grade, brand, brand_confidence, brand_grade,
       model, original, class, soc, firmware, relabelled
FROM identity WHERE device = ?1 ORDER BY run DESC LIMIT 1;

-- A device that comes twice in one run is what it was the second time.
-- name: add_identity
INSERT OR REPLACE INTO identity (maker, maker_confidence, maker_grade, brand, brand_confidence, brand_grade,
       model, original, class, soc, firmware, relabelled, device, run, sight)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15);

-- Who had an address last is whom the address means; what a register says comes after what was seen.
-- name: device_by_ip
SELECT device.id, coalesce(device.merged_into, device.id) FROM address JOIN device ON device.id = address.device
WHERE address.ip = ?1 ORDER BY device.books, address.last_us DESC, device.id DESC LIMIT 1;

-- Wholes, also by the names of their parts.
-- name: devices_by_name
SELECT coalesce(merged_into, id) AS whole, min(name) FROM device WHERE name = ?1 GROUP BY whole ORDER BY whole LIMIT 6;

-- name: devices_by_part
SELECT coalesce(merged_into, id) AS whole, min(name) AS name FROM device WHERE instr(lower(name), lower(?1)) > 0
GROUP BY whole ORDER BY name, whole LIMIT 6;

-- name: whole_of
SELECT coalesce(merged_into, id) FROM device WHERE id = ?1;

-- name: device
SELECT name, mac, first_us, last_us,
       (SELECT count(*) FROM address WHERE device = ?1),
       (SELECT coalesce(sum(count), 0) FROM sheet WHERE device = ?1),
       (SELECT site.name FROM site WHERE site.id = device.site), books, merged_into
FROM device WHERE id = ?1;

-- name: device_parts
SELECT id FROM device WHERE merged_into = ?1 ORDER BY id;

-- name: device_addresses
SELECT ip FROM address WHERE device = ?1 ORDER BY number;

-- name: device_sheets
SELECT source, count, packed, last_us FROM sheet WHERE device = ?1 ORDER BY number;

-- circumstances.c: of a whole and its parts, the whole's own word first.
-- name: told_of
SELECT told.made_in, told.kind, told.acquired, told.components, told.components_whole,
       contract.name, contract.title, contract.supplier, contract.from_day, contract.until_day, contract.value,
       contract.currency
FROM told LEFT JOIN contract ON contract.id = told.contract
WHERE told.device IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1)
ORDER BY told.device <> ?1, told.device;

-- All that hold on some day, with the columns of decision_row, and how many there are. One that was superseded ends on
-- the first day of any that came after it; where that has none, it never held of the devices of both ('' here), and of
-- others up to the day on which the other one was made. '~' stands behind all days.
-- name: decisions_of
WITH RECURSIVE own (number) AS (
  SELECT DISTINCT decision FROM decided WHERE device IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1)
), chain (number) AS (
  SELECT number FROM own
  UNION SELECT later.number FROM chain CROSS JOIN decision AS later ON later.supersedes = chain.number
), ending (number, day) AS (
  SELECT number, '~' FROM chain WHERE NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.supersedes = chain.number)
  UNION SELECT later.supersedes, min(ending.day, coalesce(later.from_day, iif(later.number IN (SELECT number FROM own), '',
                                                                   date(later.made_us / 1000000, 'unixepoch')), '~'))
  FROM ending CROSS JOIN decision AS later ON later.number = ending.number WHERE later.supersedes IS NOT NULL
)
SELECT kind, law, act, maker, brand, model, status, from_day, nullif(min(coalesce(until_day, '~'), ending.day), '~'), why,
       reference, against, supersedes, decision.number, who, made_us, count(*) OVER ()
FROM ending CROSS JOIN decision ON decision.number = ending.number
WHERE decision.number IN (SELECT number FROM own) AND ending.day <> ''
ORDER BY decision.number;

-- Of a whole of several rows: the names of those that a decision is about, when it does not name all that have
-- evidence of their own or not the whole's own row, and whether it misses such evidence. Registers are no evidence.
-- name: parts_decided
WITH row (id, name, has, named) AS MATERIALIZED (
  SELECT id, name, books = 0 AND EXISTS (SELECT 1 FROM sheet WHERE sheet.device = device.id),
         EXISTS (SELECT 1 FROM decided WHERE decision = ?2 AND decided.device = device.id)
  FROM device WHERE id IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1)
)
SELECT (SELECT group_concat(name, ', ') FROM row WHERE named), EXISTS (SELECT 1 FROM row WHERE has AND NOT named)
WHERE EXISTS (SELECT 1 FROM row WHERE id <> ?1) AND
      (EXISTS (SELECT 1 FROM row WHERE has AND NOT named) OR NOT EXISTS (SELECT 1 FROM row WHERE id = ?1 AND named));

-- Of a row that stands for a whole: itself, and what else has evidence of its own.
-- name: rows_with_evidence
SELECT ?1 UNION ALL
SELECT id FROM device WHERE merged_into = ?1 AND books = 0 AND EXISTS (SELECT 1 FROM sheet WHERE sheet.device = device.id);

-- name: all_devices
SELECT id FROM device WHERE merged_into IS NULL ORDER BY name, id;

-- Subtracted, because counting all rows needs no look at them.
-- name: device_total
SELECT (SELECT count(*) FROM device) - (SELECT count(*) FROM device WHERE merged_into IS NOT NULL);

-- name: source_name
SELECT name FROM source WHERE id = ?1;

-- The last column: how many numbers there are.
-- name: all_sources
SELECT id, name, (SELECT max(id) FROM source) FROM source ORDER BY id;

-- What allowed a scan, and who: a source of its run from which nothing was observed.
-- name: scope_papers
SELECT DISTINCT name FROM source WHERE name GLOB 'scope file *' ORDER BY name LIMIT 100;

-- log.c: the chain of entries.
-- SQLite's own count of the numbers it ever gave: it stays when the last entry is taken away.
-- name: log_given
SELECT max(seq) FROM sqlite_sequence WHERE name = 'log';

-- name: seal
SELECT count, hash FROM seal;

-- name: put_seal
INSERT OR REPLACE INTO seal (id, count, hash) VALUES (1, ?1, ?2);

-- name: add_log
INSERT INTO log (number, made_us, act, who, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: log_entries
SELECT number, made_us, act, who, body, hash FROM log WHERE number >= ?1 ORDER BY number;

-- decisions.c, verify.c: the columns in the order of store/paper.h, then those of store/decisions.h.
-- name: decision_row
SELECT kind, law, act, maker, brand, model, status, from_day, until_day, why, reference, against,
       supersedes, number, who, made_us
FROM decision WHERE number = ?1;

-- name: add_decision
INSERT INTO decision (kind, law, act, maker, brand, model, status, from_day, until_day, why, reference, against,
       supersedes, number, who, made_us)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16);

-- name: add_decided
INSERT INTO decided (decision, device) VALUES (?1, ?2);

-- name: superseded_by
SELECT number FROM decision WHERE supersedes = ?1;

-- name: decided_devices
SELECT device FROM decided WHERE decision = ?1 ORDER BY device;

-- name: device_label
SELECT name, mac FROM device WHERE id = ?1;

-- None when there is no site: then nobody is at one.
-- name: device_places
SELECT id, merged_into, coalesce(site, 0) FROM device WHERE EXISTS (SELECT 1 FROM site) ORDER BY id;

-- Decisions, and devices of decisions, whose number no entry of the log up to ?1 can have.
-- name: stray_decision
SELECT number FROM decision WHERE number < 1 OR number > ?1
UNION ALL SELECT decision FROM decided WHERE decision < 1 OR decision > ?1 ORDER BY 1 LIMIT 1;

-- What the last entry about each thing in the books says (entry.h has the form), against what stands in the tables:
-- the first that differs, and the number of that entry; 0 when no entry ever said so. Numbers as they are written.
-- Materialized: else a body of some megabytes is read anew for each device in it.
-- name: books_differ
WITH entry AS MATERIALIZED (
  SELECT number, act, CASE WHEN json_valid(body) THEN body ELSE '{}' END AS body FROM log
  WHERE act IN ('site', 'contract', 'tell', 'merge', 'split')
), news AS MATERIALIZED (
  SELECT number, act, json_extract(body, '$.' || act) AS name,
         CASE WHEN json_type(body, '$.now') = 'object' THEN json_extract(body, '$.now') ELSE '{}' END AS now FROM entry
), told_of AS MATERIALIZED (
  SELECT number, CASE WHEN one.type = 'object' THEN json_extract(one.value, '$.row') END AS device
  FROM entry, json_each(body, '$.devices') AS one WHERE act = 'tell'
), said AS (
  SELECT number, act AS kind, name, part.key AS field, part.value AS value
  FROM news, json_each(now) AS part WHERE act IN ('site', 'contract')
  UNION ALL
  SELECT number, act, name, 'id', name FROM news WHERE act IN ('site', 'contract') AND name IS NOT NULL
  UNION ALL
  SELECT told_of.number, 'device', device, part.key, part.value
  FROM told_of JOIN news ON news.number = told_of.number, json_each(news.now) AS part
  UNION ALL
  SELECT number, 'device', CASE WHEN one.type = 'object' THEN json_extract(one.value, '$.row') END, 'part-of',
         json_extract(body, '$.row')
  FROM entry, json_each(body, '$.parts') AS one WHERE act = 'merge'
  UNION ALL
  SELECT number, 'device', json_extract(body, '$.taken-off.row'), 'part-of', NULL FROM entry WHERE act = 'split'
), logged AS (
  SELECT max(number) AS number, kind, name, field,
         CASE WHEN field IN ('latitude', 'longitude') THEN printf('%.7f', value)
              WHEN field = 'value' THEN printf('%!.15g', value)
              WHEN field = 'components-whole' THEN nullif(value, 0)
              ELSE nullif(value, '[]') END AS value, value IS NULL AS none
  FROM said GROUP BY kind, name, field
), standing (kind, name, field, value) AS (
  SELECT 'site', name, 'id', name FROM site
  UNION ALL SELECT 'contract', name, 'id', name FROM contract
  UNION ALL SELECT 'site', name, 'title', nullif(title, '') FROM site
  UNION ALL SELECT 'site', name, 'latitude', printf('%.7f', latitude) FROM site WHERE latitude IS NOT NULL
  UNION ALL SELECT 'site', name, 'longitude', printf('%.7f', longitude) FROM site WHERE longitude IS NOT NULL
  UNION ALL SELECT 'site', site.name, 'networks', json_group_array(prefix)
    FROM (SELECT site, prefix FROM network ORDER BY site, prefix) AS n JOIN site ON site.id = n.site GROUP BY n.site
  UNION ALL SELECT 'contract', name, 'title', nullif(title, '') FROM contract
  UNION ALL SELECT 'contract', name, 'supplier', nullif(supplier, '') FROM contract
  UNION ALL SELECT 'contract', name, 'from', from_day FROM contract
  UNION ALL SELECT 'contract', name, 'until', until_day FROM contract
  UNION ALL SELECT 'contract', name, 'value', printf('%!.15g', value) FROM contract WHERE value IS NOT NULL
  UNION ALL SELECT 'contract', name, 'currency', nullif(currency, '') FROM contract
  UNION ALL SELECT 'device', told.device, 'site', site.name FROM told JOIN site ON site.id = told.site
  UNION ALL SELECT 'device', told.device, 'contract', contract.name FROM told JOIN contract ON contract.id = told.contract
  UNION ALL SELECT 'device', device, 'made-in', made_in FROM told
  UNION ALL SELECT 'device', device, 'kind', kind FROM told
  UNION ALL SELECT 'device', device, 'acquired', acquired FROM told
  UNION ALL SELECT 'device', device, 'components', '["' || replace(components, ' ', '","') || '"]' FROM told
  UNION ALL SELECT 'device', device, 'components-whole', nullif(components_whole, 0) FROM told
  UNION ALL SELECT 'device', id, 'part-of', merged_into FROM device WHERE merged_into IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM joined WHERE joined.device = device.id AND joined.whole = device.merged_into AND joined.undone = 0)
)
SELECT logged.number, logged.kind, logged.name, logged.field
FROM logged LEFT JOIN standing ON standing.kind = logged.kind AND standing.name = logged.name AND standing.field = logged.field
WHERE standing.value IS NOT iif(logged.none, NULL, logged.value)
UNION ALL
SELECT 0, kind, name, field FROM standing
WHERE value IS NOT NULL AND (kind, name, field) NOT IN (SELECT kind, name, field FROM logged WHERE name IS NOT NULL)
ORDER BY 1, 2, 3, 4 LIMIT 1;

-- books.c, tell.c: sites, contracts, what is told of devices

-- name: site_by_name
SELECT id FROM site WHERE name = ?1;

-- name: site
SELECT title, latitude, longitude FROM site WHERE id = ?1;

-- name: put_site
INSERT INTO site (name, title, latitude, longitude) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (name) DO UPDATE SET title = ?2, latitude = ?3, longitude = ?4;

-- name: all_sites
SELECT id, name, title, latitude, longitude, (SELECT count(*) FROM network WHERE site = site.id), count(*) OVER ()
FROM site WHERE name = coalesce(?1, name) ORDER BY name;

-- name: site_networks
SELECT prefix FROM network WHERE site = ?1 ORDER BY prefix;

-- name: network_owner
SELECT site.name FROM network JOIN site ON site.id = network.site WHERE network.prefix = ?1 AND site.name <> ?2 LIMIT 1;

-- name: drop_networks
DELETE FROM network WHERE site = ?1;

-- name: add_network
INSERT OR IGNORE INTO network (site, prefix) VALUES (?1, ?2);

-- name: contract_by_name
SELECT id FROM contract WHERE name = ?1;

-- name: contract
SELECT name, title, supplier, from_day, until_day, value, currency FROM contract WHERE name = ?1;

-- name: put_contract
INSERT INTO contract (name, title, supplier, from_day, until_day, value, currency) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (name) DO UPDATE SET title = ?2, supplier = ?3, from_day = ?4, until_day = ?5, value = ?6, currency = ?7;

-- name: all_contracts
SELECT name, title, supplier, from_day, until_day, value, currency, count(*) OVER () FROM contract
WHERE name = coalesce(?1, name) ORDER BY name;

-- name: told_row
SELECT (SELECT name FROM site WHERE id = told.site), (SELECT name FROM contract WHERE id = told.contract),
       made_in, kind, acquired, components, components_whole
FROM told WHERE device = ?1;

-- The whole of a row, with what was told of it: the columns of told_row behind it.
-- name: told_before
SELECT whole.id, whole.name, whole.mac, (SELECT name FROM site WHERE id = told.site),
       (SELECT name FROM contract WHERE id = told.contract), made_in, kind, acquired, components, components_whole
FROM device AS part CROSS JOIN device AS whole ON whole.id = coalesce(part.merged_into, part.id)
     LEFT JOIN told ON told.device = whole.id
WHERE part.id = ?1;

-- name: label_alone
SELECT name, mac FROM device
WHERE id = ?1 AND merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM device AS part WHERE part.merged_into = ?1);

-- Of those that are joined, it is told again when all devices are there: of the whole.
-- name: drop_told_of_joined
DELETE FROM told WHERE device IN (SELECT id FROM device WHERE merged_into IS NOT NULL
                                  UNION ALL SELECT merged_into FROM device WHERE merged_into IS NOT NULL);

-- Which fields are meant is told by the bits of ?2 (enum told in books.h): the others stay as they are.
-- name: put_told
INSERT INTO told (device, site, contract, made_in, kind, acquired, components, components_whole)
VALUES (?1, iif(?2 & 1, nullif(?3, 0), NULL), iif(?2 & 2, nullif(?4, 0), NULL), iif(?2 & 4, ?5, NULL), iif(?2 & 8, ?6, NULL),
        iif(?2 & 16, ?7, NULL), iif(?2 & 32, ?8, NULL), iif(?2 & 32, ?9, 0))
ON CONFLICT (device) DO UPDATE SET
  site = iif(?2 & 1, excluded.site, site), contract = iif(?2 & 2, excluded.contract, contract),
  made_in = iif(?2 & 4, excluded.made_in, made_in), kind = iif(?2 & 8, excluded.kind, kind),
  acquired = iif(?2 & 16, excluded.acquired, acquired), components = iif(?2 & 32, excluded.components, components),
  components_whole = iif(?2 & 32, excluded.components_whole, components_whole);

-- merge.c, part.c: which devices are one

-- name: merge
UPDATE device SET merged_into = ?2, site = NULL WHERE id = ?1;

-- name: unmerge
UPDATE device SET merged_into = NULL WHERE id = ?1;

-- name: part_by_name
SELECT id FROM device WHERE merged_into = ?1 AND (name = ?2 OR mac = ?3 OR id = ?4) ORDER BY id LIMIT 1;

-- A whole was seen when any of its rows was; that it stands in a register is no sight.
-- name: whole_times
UPDATE device SET (first_us, last_us) =
  (SELECT coalesce(min(nullif(first_us, 0)), 0), max(last_us) FROM device AS own
   WHERE own.id IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1) AND own.books =
     (SELECT min(books) FROM device WHERE id IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1)))
WHERE id = ?1;

-- name: set_times
UPDATE device SET first_us = ?2, last_us = ?3 WHERE id = ?1;

-- name: address_times
SELECT min(nullif(first_us, 0)), max(last_us) FROM address WHERE device = ?1;

-- name: add_device_like
INSERT INTO device (name, first_us, last_us, books) SELECT coalesce(?2, name), first_us, last_us, books FROM device WHERE id = ?1;

-- name: sheet
SELECT source, count, last_us, packed FROM sheet WHERE device = ?1 AND number = ?2;

-- name: rewrite_sheet
UPDATE sheet SET number = ?3, count = ?4, last_us = ?5, packed = ?6 WHERE device = ?1 AND number = ?2;

-- name: drop_sheet
DELETE FROM sheet WHERE device = ?1 AND number = ?2;

-- name: address
SELECT ip, first_us, last_us FROM address WHERE device = ?1 AND number = ?2;

-- name: rewrite_address
UPDATE address SET number = ?3, last_us = ?4 WHERE device = ?1 AND number = ?2;

-- name: drop_address
DELETE FROM address WHERE device = ?1 AND number = ?2;

-- What fails within a run is taken back, and the run goes on.
-- name: hold
SAVEPOINT step;

-- name: let_go
RELEASE step;

-- name: back_to_hold
ROLLBACK TO step;
RELEASE step;

-- places.c: at which site a device is

-- name: all_networks
SELECT site, prefix FROM network;

-- name: told_site
SELECT site FROM told WHERE site IS NOT NULL AND device IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1)
ORDER BY device <> ?1, device LIMIT 1;

-- name: addresses_by_time
SELECT ip FROM address WHERE device IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1)
ORDER BY (SELECT books FROM device AS holder WHERE holder.id = address.device), last_us DESC, device, number DESC;

-- 0: nowhere.
-- name: settle
UPDATE device SET site = nullif(?2, 0) WHERE id = ?1 AND site IS NOT nullif(?2, 0);

-- name: wholes_at_site
SELECT id FROM device WHERE site = ?1;

-- Addresses of the other kind, which are longer or shorter, may lie between these bytes.
-- name: wholes_in_network
SELECT coalesce(device.merged_into, device.id) FROM address JOIN device ON device.id = address.device
WHERE address.ip BETWEEN ?1 AND ?2 AND length(address.ip) = length(?1);

-- migrate.c: from version 1

-- name: schema_1
CREATE TABLE run (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  what       TEXT NOT NULL,
  version    TEXT NOT NULL,
  started_us INTEGER NOT NULL,
  judged_on  TEXT NOT NULL
) STRICT;
CREATE TABLE source (
  id   INTEGER PRIMARY KEY,
  run  INTEGER NOT NULL REFERENCES run,
  name TEXT NOT NULL
) STRICT;
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
CREATE TABLE address (
  device   INTEGER NOT NULL REFERENCES device,
  number   INTEGER NOT NULL,
  ip       BLOB NOT NULL,
  first_us INTEGER NOT NULL,
  last_us  INTEGER NOT NULL,
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX address_by_ip ON address (ip);
CREATE TABLE sheet (
  device  INTEGER NOT NULL REFERENCES device,
  number  INTEGER NOT NULL,
  source  INTEGER NOT NULL REFERENCES source,
  count   INTEGER NOT NULL,
  last_us BLOB NOT NULL,
  packed  BLOB NOT NULL,
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE verdict (
  device INTEGER NOT NULL REFERENCES device,
  law    TEXT NOT NULL,
  run    INTEGER NOT NULL REFERENCES run,
  status TEXT NOT NULL,
  by_day TEXT,
  PRIMARY KEY (device, law, run)
) STRICT, WITHOUT ROWID;
PRAGMA application_id = 1651668072;
PRAGMA user_version = 1;

-- Foreign keys rest, so that tables can change places; renaming a table must not follow what refers to it.
-- name: lift_begin
PRAGMA foreign_keys = OFF;
PRAGMA legacy_alter_table = ON;
BEGIN IMMEDIATE;

-- name: lift_end
PRAGMA legacy_alter_table = OFF;
PRAGMA foreign_keys = ON;

-- name: schema_part
SELECT 1 FROM sqlite_schema WHERE name = ?1;

-- name: lift_1_aside
DROP INDEX device_by_mac;
DROP INDEX device_by_name;
ALTER TABLE run RENAME TO run_1;
ALTER TABLE device RENAME TO device_1;
ALTER TABLE identity RENAME TO identity_1;
ALTER TABLE verdict RENAME TO verdict_1;

-- name: lift_1_fill
INSERT INTO run (id, kind, what, version, started_us, judged_on)
SELECT id, kind, what, version, started_us, judged_on FROM run_1 ORDER BY id;
INSERT INTO device (id, name, mac, first_us, last_us)
SELECT id, name, mac, first_us, last_us FROM device_1 ORDER BY id;
INSERT INTO identity (device, run, maker, maker_confidence, maker_grade, brand, brand_confidence, brand_grade,
       model, original, class, soc, firmware, relabelled)
SELECT device, run, maker, maker_confidence, maker_grade, brand, brand_confidence, brand_grade,
       model, original, class, soc, firmware, relabelled FROM identity_1 ORDER BY device, run;

-- name: judged_1
SELECT DISTINCT device, run FROM verdict_1 ORDER BY run, device;

-- Of each law its last word up to a run.
-- name: verdicts_1
SELECT law, status, by_day FROM verdict_1 AS word
WHERE device = ?1 AND status <> 'clear' AND
      run = (SELECT max(run) FROM verdict_1 WHERE device = ?1 AND law = word.law AND run <= ?2)
ORDER BY law;

-- name: all_rows
SELECT id FROM device ORDER BY id;

-- name: lift_1_drop
DROP TABLE verdict_1;
DROP TABLE identity_1;
DROP TABLE device_1;
DROP TABLE run_1;
PRAGMA user_version = 2;

-- name: foreign_key_check
PRAGMA foreign_key_check;

-- judged.c: what identities and verdicts are kept

-- name: knowledge_by_hash
SELECT id FROM knowledge WHERE hash = ?1;

-- name: add_knowledge
INSERT INTO knowledge (hash, version) VALUES (?1, ?2);

-- name: sight_by_key
SELECT id FROM sight WHERE key = ?1;

-- name: add_sight
INSERT INTO sight (key, maker, maker_grade, brand, brand_grade, soc, soc_grade, soc_rival, class, relabelled, field, mark)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12);

-- name: mend_sight
UPDATE sight SET maker = ?2, maker_grade = ?3, brand = ?4, brand_grade = ?5, soc = ?6, soc_grade = ?7, soc_rival = ?8, class = ?9,
  relabelled = ?10, field = ?11, mark = ?12
WHERE key = ?1;

-- name: verdicts_of
SELECT law, status, by_day, decision FROM verdict WHERE judgement = ?1 ORDER BY law;

-- name: drop_verdicts
DELETE FROM verdict WHERE judgement = ?1;

-- name: judgement
SELECT key, worst FROM judgement WHERE id = ?1;

-- name: mend_judgement
UPDATE judgement SET worst = ?2 WHERE key = ?1;

-- name: all_judgements
SELECT id FROM judgement ORDER BY id;

-- name: all_sights
SELECT id FROM sight ORDER BY id;

-- name: judgement_by_key
SELECT id FROM judgement WHERE key = ?1;

-- name: add_judgement
INSERT INTO judgement (key, worst) VALUES (?1, ?2);

-- name: add_verdict
INSERT INTO verdict (judgement, law, status, by_day, decision) VALUES (?1, ?2, ?3, ?4, ?5);

-- name: add_judged
INSERT OR REPLACE INTO judged (device, run, judgement) VALUES (?1, ?2, ?3);

-- name: now
SELECT sight, knowledge, judgement, model, original FROM now WHERE device = ?1;

-- name: add_now
INSERT INTO now (device, sight, knowledge, judgement, model, original) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: change_now
UPDATE now SET sight = ?2, knowledge = ?3, judgement = ?4, model = ?5, original = ?6 WHERE device = ?1;

-- More is known of it than it was thought of with.
-- name: make_stale
UPDATE now SET knowledge = NULL WHERE device = ?1;

-- name: forget_now
DELETE FROM now WHERE device = ?1;

-- name: is_more_than_plain
SELECT 1 WHERE EXISTS (SELECT 1 FROM device WHERE merged_into = ?1) OR EXISTS (SELECT 1 FROM told WHERE device = ?1) OR
               EXISTS (SELECT 1 FROM decided WHERE device = ?1);

-- judging.c: going through the estate

-- name: now_block
SELECT device, sight, knowledge, judgement, NULL FROM now WHERE device > ?1 ORDER BY device LIMIT ?2;

-- The same with where each is: nearly twice the work.
-- name: now_block_sites
SELECT now.device, now.sight, now.knowledge, now.judgement, device.site
FROM now CROSS JOIN device ON device.id = now.device WHERE now.device > ?1 ORDER BY now.device LIMIT ?2;

-- name: now_of
SELECT now.device, now.sight, now.knowledge, now.judgement, device.site
FROM now CROSS JOIN device ON device.id = now.device WHERE now.device = ?1;

-- name: site_name
SELECT name FROM site WHERE id = ?1;

-- special.c: what is on record beside what was seen, in the order of the devices; no sorting, however many there are

-- The columns of told_of, then the device.
-- name: told_in_order
SELECT told.made_in, told.kind, told.acquired, told.components, told.components_whole,
       contract.name, contract.title, contract.supplier, contract.from_day, contract.until_day, contract.value,
       contract.currency, told.device
FROM told LEFT JOIN contract ON contract.id = told.contract ORDER BY told.device;

-- name: decided_in_order
SELECT DISTINCT device FROM decided INDEXED BY decided_by_device ORDER BY device;

-- name: wholes_in_order
SELECT DISTINCT merged_into FROM device INDEXED BY device_by_whole WHERE merged_into IS NOT NULL ORDER BY merged_into;

-- name: sight
SELECT maker, maker_grade, brand, brand_grade, soc, soc_grade, soc_rival, class, relabelled, field, mark, key
FROM sight WHERE id = ?1;

-- name: change_knowledge
UPDATE now SET knowledge = ?2 WHERE device = ?1;

-- name: change_judgement
UPDATE now SET judgement = ?2, knowledge = ?3 WHERE device = ?1;

-- query.c: fragments from which questions for devices are put together. What stands here as (?) becomes as many
-- places as there are values. A whole is found by what its parts have, too; `now` has no parts.

-- How many devices there are, near enough for choosing a way.
-- name: found_size
SELECT coalesce(max(id), 0) FROM device;

-- name: found_rows_of_now
SELECT now.device

-- name: found_rows_of_device
SELECT device.id

-- name: found_count
SELECT count(*)

-- Counts no further than it matters.
-- name: found_some
SELECT count(*) FROM (SELECT 1

-- name: found_some_end
LIMIT ?)

-- name: found_from_now
FROM now

-- name: found_from_device
FROM device

-- name: found_from_now_first
FROM now CROSS JOIN device ON device.id = now.device

-- name: found_from_device_first
FROM device CROSS JOIN now ON now.device = device.id

-- name: found_walk_names
FROM device INDEXED BY device_by_name CROSS JOIN now ON now.device = device.id

-- name: found_walk_rows
FROM now NOT INDEXED CROSS JOIN device ON device.id = now.device

-- The plus keeps SQLite from walking where an index is better.
-- name: found_sort_names
ORDER BY +device.name, +device.id LIMIT ? OFFSET ?

-- name: found_sort_rows_of_now
ORDER BY +now.device LIMIT ? OFFSET ?

-- name: found_sort_rows_of_device
ORDER BY +device.id LIMIT ? OFFSET ?

-- name: found_in_names
ORDER BY device.name, device.id LIMIT ? OFFSET ?

-- name: found_in_rows
ORDER BY now.device LIMIT ? OFFSET ?

-- Before a condition that is not to choose the index.
-- name: found_aside
+

-- name: found_whole
device.merged_into IS NULL

-- name: found_where
WHERE

-- name: found_and
AND

-- name: found_or
OR

-- name: found_open
(

-- name: found_close
)

-- name: found_not_so
IS NOT TRUE

-- name: found_none
FALSE

-- name: found_name
instr(lower(device.name), lower(?)) > 0 OR EXISTS (SELECT 1 FROM device AS part
  WHERE part.merged_into = device.id AND instr(lower(part.name), lower(?)) > 0)

-- name: found_sight
now.sight IN (SELECT id FROM sight WHERE

-- name: found_maker
maker IN (?)

-- name: found_no_maker
maker IS NULL

-- name: found_brand
brand IN (?)

-- name: found_no_brand
brand IS NULL

-- name: found_soc
soc IN (?)

-- name: found_no_soc
soc IS NULL

-- name: found_class
class IN (?)

-- name: found_grade
maker_grade IN (?)

-- name: found_relabelled
coalesce(relabelled, -1) IN (?)

-- name: found_model
now.model IN (?)

-- name: found_original
now.original IN (?)

-- name: found_model_like
now.model >= ? AND now.model < ?

-- name: found_original_like
now.original >= ? AND now.original < ?

-- name: found_no_model
now.model IS NULL AND now.original IS NULL

-- name: found_judgement
now.judgement IN (

-- name: found_all_but
now.judgement IN (SELECT id FROM judgement EXCEPT

-- name: found_verdict
SELECT judgement FROM verdict WHERE status IN (?)

-- name: found_and_law
AND law IN (?)

-- name: found_and_no_law
AND law NOT IN (?)

-- A decision that allows it until a day leaves a restriction with that day.
-- name: found_and_due
AND by_day >= ? AND by_day < ? AND NOT (decision IS NOT NULL AND status = 'restricted')

-- name: found_and_allowed
AND by_day >= ? AND by_day < ? AND decision IS NOT NULL AND status = 'restricted'

-- name: found_worst
now.judgement IN (SELECT id FROM judgement WHERE

-- name: found_worst_is
worst IN (?))

-- name: found_judged
now.judgement IS NOT NULL

-- name: found_not_judged
now.judgement IS NULL

-- name: found_site
device.site IN (SELECT id FROM site WHERE name IN (?))

-- name: found_no_site
device.site IS NULL

-- name: found_contract
now.device IN (SELECT device FROM told WHERE contract IN (SELECT id FROM contract WHERE name IN (?))
  UNION ALL SELECT part.merged_into FROM device AS part CROSS JOIN told ON told.device = part.id
  WHERE part.merged_into IS NOT NULL AND told.contract IN (SELECT id FROM contract WHERE name IN (?)) AND
    NOT EXISTS (SELECT 1 FROM told AS own WHERE own.device = part.merged_into AND own.contract IS NOT NULL))

-- name: found_no_contract
now.device NOT IN (SELECT coalesce(device.merged_into, device.id) FROM told JOIN device ON device.id = told.device
  WHERE told.contract IS NOT NULL)

-- name: found_made_in
now.device IN (SELECT device FROM told WHERE made_in IN (?)
  UNION ALL SELECT part.merged_into FROM device AS part CROSS JOIN told ON told.device = part.id
  WHERE part.merged_into IS NOT NULL AND told.made_in IN (?) AND
    NOT EXISTS (SELECT 1 FROM told AS own WHERE own.device = part.merged_into AND own.made_in IS NOT NULL))

-- name: found_no_made_in
now.device NOT IN (SELECT coalesce(device.merged_into, device.id) FROM told JOIN device ON device.id = told.device
  WHERE told.made_in IS NOT NULL)

-- name: found_kind
now.device IN (SELECT device FROM told WHERE kind IN (?)
  UNION ALL SELECT part.merged_into FROM device AS part CROSS JOIN told ON told.device = part.id
  WHERE part.merged_into IS NOT NULL AND told.kind IN (?) AND
    NOT EXISTS (SELECT 1 FROM told AS own WHERE own.device = part.merged_into AND own.kind IS NOT NULL))

-- name: found_no_kind
now.device NOT IN (SELECT coalesce(device.merged_into, device.id) FROM told JOIN device ON device.id = told.device
  WHERE told.kind IS NOT NULL)

-- name: found_mac
device.mac BETWEEN ? AND ? OR device.id IN (SELECT part.merged_into FROM device AS part INDEXED BY device_by_whole
  WHERE part.merged_into IS NOT NULL AND part.mac BETWEEN ? AND ?)

-- name: found_no_mac
device.mac IS NULL AND NOT EXISTS (SELECT 1 FROM device AS part WHERE part.merged_into = device.id AND part.mac IS NOT NULL)

-- An address of another size may lie between the two.
-- name: found_ip
device.id IN (SELECT DISTINCT coalesce(holder.merged_into, holder.id) FROM address CROSS JOIN device AS holder
  ON holder.id = address.device WHERE address.ip BETWEEN ? AND ? AND length(address.ip) = ? LIMIT ?)

-- The same of a device that was found already.
-- name: found_ip_aside
EXISTS (SELECT 1 FROM address WHERE address.device IN
    (SELECT device.id UNION ALL SELECT part.id FROM device AS part WHERE part.merged_into = device.id)
  AND address.ip BETWEEN ? AND ? AND length(address.ip) = ? LIMIT ?)

-- name: found_no_ip
NOT EXISTS (SELECT 1 FROM address WHERE address.device IN
  (SELECT device.id UNION ALL SELECT part.id FROM device AS part WHERE part.merged_into = device.id))

-- What stands in registers alone was never seen: its times are those of the papers.
-- name: found_first
device.first_us BETWEEN ? AND ? AND (device.books = 0 OR EXISTS (SELECT 1 FROM device AS part
  WHERE part.merged_into = device.id AND part.books = 0))

-- name: found_seen
device.last_us BETWEEN ? AND ? AND (device.books = 0 OR EXISTS (SELECT 1 FROM device AS part
  WHERE part.merged_into = device.id AND part.books = 0))

-- name: found_never_seen
device.last_us = 0 OR (device.books = 1 AND NOT EXISTS (SELECT 1 FROM device AS part
  WHERE part.merged_into = device.id AND part.books = 0))

-- name: found_decision
now.device IN (

-- name: found_no_decision
now.device NOT IN (

-- name: found_decided
SELECT coalesce(holder.merged_into, holder.id) FROM decision CROSS JOIN decided
ON decided.decision = decision.number CROSS JOIN device AS holder ON holder.id = decided.device

-- name: found_decision_kind
AND decision.kind IN (?)

-- name: found_decision_stands
NOT EXISTS (SELECT 1 FROM decision AS later WHERE later.supersedes = decision.number)

-- As decisions_of has it: no decision that came after it had begun.
-- name: found_decision_on
(decision.from_day IS NULL OR decision.from_day <= ?) AND (decision.until_day IS NULL OR decision.until_day > ?) AND
NOT EXISTS (WITH RECURSIVE later (number) AS (
    SELECT next.number FROM decision AS next WHERE next.supersedes = decision.number
    UNION SELECT next.number FROM later CROSS JOIN decision AS next ON next.supersedes = later.number)
  SELECT 1 FROM later CROSS JOIN decision AS next ON next.number = later.number
  WHERE coalesce(next.from_day, iif(EXISTS (SELECT 1 FROM decided AS both
    CROSS JOIN device AS row ON row.id = both.device WHERE both.decision = next.number AND
    coalesce(row.merged_into, row.id) = coalesce(holder.merged_into, holder.id)), '',
    date(next.made_us / 1000000, 'unixepoch'))) <= ?)

-- What a table shows of a device.
-- name: found_device
SELECT device.name, sight.maker, sight.maker_grade, sight.brand, sight.class, sight.relabelled,
       now.model, now.original, sight.brand_grade, (SELECT worst FROM judgement WHERE id = now.judgement),
       (SELECT name FROM site WHERE id = device.site),
       coalesce((SELECT contract.name FROM told JOIN contract ON contract.id = told.contract WHERE told.device = device.id),
         (SELECT contract.name FROM device AS part CROSS JOIN told ON told.device = part.id
          CROSS JOIN contract ON contract.id = told.contract WHERE part.merged_into = device.id ORDER BY part.id LIMIT 1)),
       coalesce(device.mac,
         (SELECT mac FROM device AS part WHERE part.merged_into = device.id AND mac IS NOT NULL ORDER BY part.id LIMIT 1)),
       (SELECT ip FROM address WHERE address.device IN
          (SELECT device.id UNION ALL SELECT part.id FROM device AS part WHERE part.merged_into = device.id)
        ORDER BY last_us DESC, number DESC LIMIT 1),
       device.first_us, device.last_us,
       device.books = 1 AND NOT EXISTS (SELECT 1 FROM device AS part WHERE part.merged_into = device.id AND part.books = 0)
FROM now JOIN device ON device.id = now.device JOIN sight ON sight.id = now.sight
WHERE now.device = ?1;

-- How many devices each site has, and how many of them some law prohibits (?1).
-- name: found_by_site
SELECT site.name, count(*), sum(now.judgement IN (SELECT judgement FROM verdict WHERE status = ?1) IS TRUE)
FROM now CROSS JOIN device ON device.id = now.device CROSS JOIN site ON site.id = device.site
GROUP BY device.site;

-- The same by contract; a part's counts where the whole has none.
-- name: found_by_contract
SELECT contract.name, count(*), sum(now.judgement IN (SELECT judgement FROM verdict WHERE status = ?1) IS TRUE)
FROM (SELECT device, contract FROM told WHERE contract IS NOT NULL
      UNION ALL SELECT DISTINCT part.merged_into, told.contract FROM device AS part CROSS JOIN told ON told.device = part.id
      WHERE part.merged_into IS NOT NULL AND told.contract IS NOT NULL AND
        NOT EXISTS (SELECT 1 FROM told AS own WHERE own.device = part.merged_into AND own.contract IS NOT NULL)) AS held
  CROSS JOIN now ON now.device = held.device CROSS JOIN contract ON contract.id = held.contract
GROUP BY held.contract;

-- name: site_known
SELECT 1 FROM site WHERE name = ?1;

-- name: contract_known
SELECT 1 FROM contract WHERE name = ?1;

-- The first few, to say what there is.
-- name: some_sites
SELECT name FROM site ORDER BY name LIMIT 8;

-- name: some_contracts
SELECT name FROM contract ORDER BY name LIMIT 8;

-- ---- last.c: when it was judged last. Runs of other kinds judge nobody, and what was judged by
-- the law of another day than that of the run is not kept.

-- A run on some devices judges those alone. Before the first on all of them every device was judged when a run
-- brought it, by the law of that day: the first such run is the oldest.
-- name: last_judged
SELECT judged_on FROM run
WHERE kind IN ('read', 'scan', 'judge', 'import') AND judged_on = date(started_us / 1000000, 'unixepoch')
ORDER BY kind = 'judge' AND what = 'all devices' DESC, iif(kind = 'judge' AND what = 'all devices', -id, id) LIMIT 1;

-- judged_before.c: what was believed and decided before
-- The columns behind the sight are for rows of an older birthmark, which have none.

-- name: believed
SELECT identity.sight, maker, maker_grade, brand, brand_grade, soc, class, relabelled
FROM identity JOIN run ON run.id = identity.run
WHERE identity.device = ?1 AND run.started_us < ?2 ORDER BY identity.run DESC LIMIT 1;

-- The columns of decision_row, then what took its place, when that was made, from which day on, and how many rows.
-- name: decided_ever
SELECT decision.kind, decision.law, decision.act, decision.maker, decision.brand, decision.model, decision.status,
       decision.from_day, decision.until_day, decision.why, decision.reference, decision.against, decision.supersedes,
       decision.number, decision.who, decision.made_us, later.number, later.made_us, coalesce(later.from_day,
       iif(EXISTS (SELECT 1 FROM decided WHERE decision = later.number AND device IN
                   (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1)), NULL,
           date(later.made_us / 1000000, 'unixepoch'))), count(*) OVER ()
FROM decision LEFT JOIN decision AS later ON later.supersedes = decision.number
WHERE decision.number IN (SELECT decision FROM decided WHERE device IN
                          (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1))
ORDER BY decision.number;

-- joined.c: rows of registers, and the devices that they are

-- Names of fields are few; an index of the rows themselves would only be in the way of better ones.
-- name: has_books
SELECT EXISTS (SELECT 1 FROM field WHERE name GLOB 'register.*');

-- name: add_identifier
INSERT OR IGNORE INTO identifier (kind, value, device) VALUES (?1, ?2, ?3);

-- name: drop_identifiers
DELETE FROM identifier WHERE device = ?1;

-- name: identifiers_of
SELECT kind, value FROM identifier WHERE device = ?1 ORDER BY kind, value;

-- The same row of a register, at its next import: its name and the surest that it is known by.
-- "+books": else SQLite takes the index of all rows of registers, and goes through them for each.
-- name: same_entry_by_mac
SELECT id, coalesce(merged_into, id) FROM device WHERE mac = ?1 AND name = ?2 AND +books = 1 ORDER BY id LIMIT 1;

-- name: same_entry_by_identifier
SELECT device.id, coalesce(device.merged_into, device.id) FROM identifier CROSS JOIN device ON device.id = identifier.device
WHERE identifier.kind = ?1 AND identifier.value = ?2 AND device.name = ?3 AND +device.books = 1 AND device.mac IS NULL
ORDER BY device.id LIMIT 1;

-- name: same_entry_by_address
SELECT device.id, coalesce(device.merged_into, device.id) FROM address CROSS JOIN device ON device.id = address.device
WHERE address.ip = ?1 AND device.name = ?2 AND +device.books = 1 AND device.mac IS NULL AND
      NOT EXISTS (SELECT 1 FROM identifier WHERE identifier.device = device.id)
ORDER BY device.id LIMIT 1;

-- Of many rows that have a name alone, and all the same, the first few are looked at.
-- name: same_entry_by_name
SELECT id, whole FROM (SELECT id, coalesce(merged_into, id) AS whole, mac FROM device WHERE name = ?1 AND +books = 1
                       ORDER BY id LIMIT 64) AS entry
WHERE mac IS NULL AND NOT EXISTS (SELECT 1 FROM identifier WHERE identifier.device = entry.id) AND
      NOT EXISTS (SELECT 1 FROM address WHERE address.device = entry.id)
ORDER BY id LIMIT 1;

-- Who has it: row, the whole it stands for, whether a register says so, and its MAC. More than some tell nothing.
-- name: holders_of_identifier
SELECT device.id, coalesce(device.merged_into, device.id), device.books, device.mac, 0, 0
FROM identifier CROSS JOIN device ON device.id = identifier.device
WHERE identifier.kind = ?1 AND identifier.value = ?2 LIMIT ?3;

-- name: holders_of_mac
SELECT id, coalesce(merged_into, id), books, mac, 0, 0 FROM device WHERE mac = ?1 LIMIT ?2;

-- With when it had the address.
-- name: holders_of_address
SELECT device.id, coalesce(device.merged_into, device.id), device.books, device.mac, address.first_us, address.last_us
FROM address CROSS JOIN device ON device.id = address.device
WHERE address.ip = ?1 LIMIT ?2;

-- A row of a register. Its last column: does a person's word say of what it is a part, or what is a part of it?
-- name: entry
SELECT device.books, device.merged_into, device.mac, device.first_us, device.last_us,
       (SELECT undone FROM joined WHERE joined.device = device.id),
       (device.merged_into IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM joined WHERE joined.device = device.id AND joined.whole = device.merged_into)) OR
       EXISTS (SELECT 1 FROM device AS part WHERE part.merged_into = device.id AND NOT EXISTS
         (SELECT 1 FROM joined WHERE joined.device = part.id AND joined.whole = device.id))
FROM device WHERE id = ?1;

-- name: joined_parts
SELECT id FROM device WHERE merged_into = ?1 ORDER BY id;

-- name: join_now
INSERT OR REPLACE INTO joined (device, whole, run, kind, value, undone) VALUES (?1, ?2, ?3, ?4, ?5, 0);

-- name: joining
SELECT whole, kind, value FROM joined WHERE device = ?1 AND undone = 0;

-- name: drop_joining
DELETE FROM joined WHERE device = ?1 AND undone = 0;

-- name: undo_joining
UPDATE joined SET undone = 1 WHERE device = ?1;

-- Of a whole: its own row, then its parts.
-- name: rows_of_whole
SELECT device.id, device.name, device.books, joined.kind, joined.value, joined.run
FROM device LEFT JOIN joined ON joined.device = device.id AND joined.whole = ?1 AND joined.undone = 0
WHERE device.id IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1)
ORDER BY device.id <> ?1, device.id;

-- Was a joining of this row taken back?
-- name: joining_undone
SELECT 1 FROM joined WHERE device = ?1 AND undone = 1;

-- All runs that brought evidence, in order; a source without a name is none.
-- name: runs_and_sources
SELECT run.id, run.kind, run.started_us, source.name
FROM run JOIN source ON source.run = run.id
WHERE run.kind IN ('read', 'scan', 'import') ORDER BY run.id, source.id;

-- name: network_seen
SELECT count(DISTINCT coalesce(device.merged_into, device.id)), coalesce(max(address.last_us), 0)
FROM address CROSS JOIN device ON device.id = address.device
WHERE address.ip BETWEEN ?1 AND ?2 AND length(address.ip) = length(?1) AND device.books = 0;

-- By which kinds of runs anything was seen there.
-- name: network_means
SELECT DISTINCT run.kind
FROM address CROSS JOIN device ON device.id = address.device CROSS JOIN sheet ON sheet.device = device.id
CROSS JOIN source ON source.id = sheet.source CROSS JOIN run ON run.id = source.run
WHERE address.ip BETWEEN ?1 AND ?2 AND length(address.ip) = length(?1) AND device.books = 0;

-- When registers were read last on a day (from ?1 to ?2); 0: never.
-- name: books_read_last
SELECT coalesce(max(started_us), 0) FROM run WHERE kind = 'import' AND started_us BETWEEN ?1 AND ?2;

-- Devices that were seen and that no register has, with the MAC of the first of their rows that has one.
-- name: seen_alone
SELECT id, coalesce(mac, (SELECT mac FROM device AS part WHERE part.merged_into = device.id AND part.mac IS NOT NULL
                          ORDER BY part.id LIMIT 1))
FROM device WHERE merged_into IS NULL AND books = 0 AND
  NOT EXISTS (SELECT 1 FROM device AS part WHERE part.merged_into = device.id AND part.books = 1);

-- Devices of which an earlier import of this register told, and no register since the time given.
-- name: devices_gone
SELECT count(DISTINCT coalesce(merged_into, id)) FROM device
WHERE books = 1 AND last_us < ?2 AND
      EXISTS (SELECT 1 FROM sheet CROSS JOIN source ON source.id = sheet.source
              WHERE sheet.device = device.id AND source.name = ?1) AND
      NOT EXISTS (SELECT 1 FROM device AS other
                  WHERE (other.id = coalesce(device.merged_into, device.id) OR
                         other.merged_into = coalesce(device.merged_into, device.id)) AND
                        other.books = 1 AND other.last_us >= ?2);

-- What is on record of a whole otherwise than it is told now; NULL: nothing is told of it.
-- name: told_otherwise
SELECT coalesce(site.name <> ?2, 0), coalesce(contract.name <> ?3, 0), coalesce(told.acquired <> ?4, 0), told.device
FROM told LEFT JOIN site ON site.id = told.site LEFT JOIN contract ON contract.id = told.contract
WHERE told.device IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1);

-- Of which row was told what (bits of enum told) and by whom, in the order in which it was told. The bits are found first:
-- else a body of some megabytes is read anew for each device in it.
-- name: tellings
WITH news AS MATERIALIZED (
  SELECT number, iif(json_type(body, '$.now.site') IS NULL, 0, 1) + iif(json_type(body, '$.now.contract') IS NULL, 0, 2) +
         iif(json_type(body, '$.now.acquired') IS NULL, 0, 16) AS what FROM log WHERE act = 'tell' AND json_valid(body)
)
SELECT iif(one.type = 'object', json_extract(one.value, '$.row'), 0), log.who, news.what
FROM log CROSS JOIN news ON news.number = log.number CROSS JOIN json_each(log.body, '$.devices') AS one
WHERE log.act = 'tell' ORDER BY log.number;

-- name: site_told_otherwise
SELECT 1 FROM told JOIN site ON site.id = told.site
WHERE told.device IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1) AND site.name <> ?2
      AND NOT EXISTS (SELECT 1 FROM told AS other JOIN site AS same ON same.id = other.site AND same.name = ?2
                      WHERE other.device IN (SELECT ?1 UNION ALL SELECT id FROM device WHERE merged_into = ?1));

-- Devices of a site that were seen, those that stand in the books alone, and when the last of the former was seen.
-- name: site_seen
SELECT coalesce(sum(was_seen), 0), coalesce(sum(NOT was_seen), 0), coalesce(max(last_us) FILTER (WHERE was_seen), 0)
FROM (SELECT device.last_us, device.books = 0 OR EXISTS (SELECT 1 FROM device AS part
                                                         WHERE part.merged_into = device.id AND part.books = 0) AS was_seen
      FROM site CROSS JOIN device ON device.site = site.id WHERE site.name = ?1 AND device.merged_into IS NULL);

-- name: site_means
SELECT DISTINCT run.kind
FROM site CROSS JOIN device ON device.site = site.id CROSS JOIN sheet ON sheet.device = device.id
CROSS JOIN source ON source.id = sheet.source CROSS JOIN run ON run.id = source.run
WHERE site.name = ?1 AND device.books = 0;

-- evidence.c: the sheets that runs added, and what the log says of them

-- name: evidence_of
SELECT sheet.number, sheet.source, source.run, sheet.count, sheet.packed
FROM sheet LEFT JOIN source ON source.id = sheet.source WHERE sheet.device = ?1 ORDER BY sheet.number;

-- origin.c: all runs behind one, and all sources, the last ones first.
-- name: origin_runs
SELECT run.id, run.kind, run.what, run.version, run.started_us, run.judged_on, knowledge.hash, knowledge.version
FROM run LEFT JOIN knowledge ON knowledge.id = run.knowledge WHERE run.id > ?1 ORDER BY run.id DESC;

-- name: origin_sources
SELECT run, id, name FROM source ORDER BY id DESC;

-- Up to which run entries said what runs brought.
-- name: evidence_until
SELECT coalesce(json_extract(body, '$.evidence.run'), 0) FROM log
WHERE act IN ('read', 'scan', 'import', 'split', 'migrate') AND json_valid(body) AND json_type(body, '$.evidence') = 'object'
ORDER BY number DESC LIMIT 1;

-- Rows of devices are never taken away.
-- name: devices_made
SELECT coalesce(max(id), 0) FROM device;

-- name: device_rows
SELECT count(*) FROM device;

-- name: evidence_all
SELECT sheet.device, sheet.number, sheet.source, source.run, sheet.count, sheet.packed, length(sheet.last_us)
FROM sheet LEFT JOIN source ON source.id = sheet.source ORDER BY sheet.device, sheet.number;

-- name: last_run
SELECT coalesce(max(id), 0) FROM run;

-- name: evidence_entries
SELECT number, act, json_extract(body, '$.evidence.run') AS run, json_extract(body, '$.evidence.devices'),
       json_extract(body, '$.evidence.sheets'), json_extract(body, '$.evidence.sha256'),
       json_extract(body, '$.evidence.fields.count'), json_extract(body, '$.evidence.fields.sha256'),
       json_extract(body, '$.evidence.runs.after'), json_extract(body, '$.evidence.runs.sha256')
FROM (SELECT number, act, CASE WHEN json_valid(body) THEN body ELSE '{}' END AS body FROM log
      WHERE act IN ('read', 'scan', 'import', 'split', 'migrate'))
WHERE json_type(body, '$.evidence') = 'object' ORDER BY act = 'split', run, number;

-- name: evidence_rows
SELECT one.value, number
FROM (SELECT number, CASE WHEN json_valid(body) THEN body ELSE '{}' END AS body FROM log WHERE act = 'split') AS entry,
     json_each(body, '$.evidence.rows') AS one
ORDER BY 1, 2;

-- name: evidence_moved
SELECT number, json_extract(one.value, '$.row'), json_extract(one.value, '$.number'), json_extract(one.value, '$.run'),
       json_extract(one.value, '$.sha256')
FROM (SELECT number, CASE WHEN json_valid(body) THEN body ELSE '{}' END AS body FROM log WHERE act = 'split') AS entry,
     json_each(body, '$.evidence.moved') AS one
WHERE one.type = 'object' ORDER BY number;
