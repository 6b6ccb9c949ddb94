-- SPDX-License-Identifier: GPL-2.0-or-later
-- The sample world.

-- name: DEMO_REAL ()
-- Whether anybody real is here.
SELECT EXISTS (SELECT FROM account WHERE NOT sample) OR EXISTS (SELECT FROM organisation WHERE NOT sample),
       (SELECT count(*) FROM account WHERE sample), (SELECT count(*) FROM inquiry)

-- name: DEMO_ORGANISATION (name text, type text, country text, size text, website text)
WITH made AS (
	INSERT INTO organisation (name, type, country, size, website, sample)
	SELECT $1, $2, $3, $4, $5, true
	 WHERE NOT EXISTS (SELECT FROM organisation WHERE name = $1 AND sample)
	RETURNING id)
SELECT id FROM made UNION ALL SELECT id FROM organisation WHERE name = $1 AND sample LIMIT 1

-- name: DEMO_MEMBER (organisation bigint, account bigint, role text)
INSERT INTO membership (organisation, account, role) VALUES ($1::bigint, $2::bigint, $3)
    ON CONFLICT (organisation, account) DO NOTHING

-- name: DEMO_UNOWNED (kind text, slug text)
SELECT id FROM entry WHERE kind = $1 AND slug = $2 AND sample AND owner IS NULL
