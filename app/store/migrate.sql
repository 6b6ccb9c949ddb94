-- SPDX-License-Identifier: GPL-2.0-or-later
-- What landed.  The table is made here and not by a migration, since it must be there before the first.

-- name: MIGRATION_TABLE ()
CREATE TABLE IF NOT EXISTS migration (
	number integer PRIMARY KEY,
	name text NOT NULL,
	checksum text NOT NULL,
	time timestamptz NOT NULL DEFAULT now()
)

-- name: MIGRATION_LOCK ()
SELECT pg_advisory_lock(7034111)

-- name: MIGRATION_UNLOCK ()
SELECT pg_advisory_unlock(7034111)

-- name: MIGRATION_LANDED ()
SELECT number::bigint, name, checksum FROM migration ORDER BY number

-- name: MIGRATION_ADD (number integer, name text, checksum text)
INSERT INTO migration (number, name, checksum) VALUES ($1::integer, $2, $3)
