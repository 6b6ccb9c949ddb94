-- SPDX-License-Identifier: GPL-2.0-or-later
-- What people follow, and making digests of it.  Rows of the publication log appear in the order of their numbers
-- (schema/0015), so what was told is known by the last of them.

-- name: FOLLOW_LAW (slug text, eid text)
-- The law as it is public now, under a former slug too; with an eId only if it has such an article.
SELECT e.id, e.slug::text,
       ARRAY(SELECT ARRAY[t.language::text, t.title] FROM entry_text t
              WHERE t.entry = e.id AND t.state = 'published' ORDER BY t.language),
       l.original_language::text, e.jurisdictions
  FROM entry e
  JOIN law l ON l.entry = e.id
 WHERE e.kind = 'law' AND e.state = 'published'
   AND (e.slug = $1 OR e.id = (SELECT s.entry FROM entry_slug s WHERE s.kind = 'law' AND s.slug = $1))
   AND ($2::text IS NULL OR EXISTS (SELECT FROM expression x JOIN article a ON a.expression = x.id
                                     WHERE x.entry = e.id AND x.state = 'published' AND a.eid = $2))

-- name: FOLLOW_DIGEST (entry bigint, eid text)
-- What an article says in all its languages and versions, as one short text.
SELECT md5(string_agg(concat_ws(chr(31), x.language, x.version_date, a.number, a.heading, a.body), chr(30)
                      ORDER BY x.language, x.version_date, a.position))
  FROM expression x JOIN article a ON a.expression = x.id
 WHERE x.entry = $1::bigint AND x.state = 'published' AND a.eid = $2

-- name: FOLLOW_ADD (account bigint, target text, rhythm text, digest text, most bigint)
-- Locking the account makes the count exact.  What became public before is no news, nor what did while it was silent.
WITH me AS (SELECT id FROM account WHERE id = $1::bigint FOR UPDATE),
added AS (
	INSERT INTO follow AS f (account, target, rhythm, told, digest)
	SELECT me.id, $2, $3, coalesce((SELECT max(id) FROM publication), 0), $4 FROM me
	 WHERE (SELECT count(*) FROM follow o WHERE o.account = me.id) < $5::bigint
	    OR EXISTS (SELECT FROM follow o WHERE o.account = me.id AND o.target = $2)
	    ON CONFLICT (account, target) DO UPDATE SET rhythm = excluded.rhythm,
	       told = CASE WHEN f.rhythm = 'off' THEN excluded.told ELSE f.told END,
	       digest = CASE WHEN f.rhythm = 'off' THEN excluded.digest ELSE f.digest END
	RETURNING (xmax = 0) AS fresh
)
SELECT fresh FROM added

-- name: FOLLOW_CLOCK (account bigint, rhythm text, due bigint)
INSERT INTO follow_clock (account, rhythm, due) VALUES ($1::bigint, $2, to_timestamp($3::bigint))
    ON CONFLICT (account, rhythm) DO NOTHING

-- name: FOLLOW_CHANGE (account bigint, id bigint, rhythm text)
UPDATE follow SET rhythm = $3,
       told = CASE WHEN rhythm = 'off' THEN coalesce((SELECT max(id) FROM publication), 0) ELSE told END
 WHERE account = $1::bigint AND id = $2::bigint
RETURNING target

-- name: FOLLOW_REMOVE (account bigint, id bigint)
DELETE FROM follow WHERE account = $1::bigint AND id = $2::bigint RETURNING target

-- name: FOLLOW_LIST (account bigint)
SELECT f.id, f.target, f.rhythm, to_char(f.made AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), f.told, f.digest,
       ARRAY(SELECT ARRAY[t.language::text, t.title] FROM entry_text t
              WHERE t.entry = e.id AND t.state = 'published' ORDER BY t.language),
       l.original_language::text, e.jurisdictions
  FROM follow f
  LEFT JOIN entry_slug s ON f.target LIKE 'laws/%' AND s.kind = 'law' AND s.slug = split_part(f.target, '/', 2)
  LEFT JOIN entry e ON f.target LIKE 'laws/%' AND e.kind = 'law' AND e.state = 'published'
                   AND (e.slug = split_part(f.target, '/', 2) OR e.id = s.entry)
  LEFT JOIN law l ON l.entry = e.id
 WHERE f.account = $1::bigint
 ORDER BY f.target

-- name: FOLLOW_NEXT (account bigint, rhythm text)
SELECT floor(extract(epoch FROM due))::bigint FROM follow_clock WHERE account = $1::bigint AND rhythm = $2

-- name: FOLLOW_TURN ()
SELECT c.account, c.rhythm, a.locale, a.time_zone, floor(extract(epoch FROM now()))::bigint
  FROM follow_clock c JOIN account a ON a.id = c.account
 WHERE c.due <= now() AND a.closed IS NULL
 ORDER BY c.due, c.account LIMIT 1 FOR UPDATE OF c SKIP LOCKED

-- name: FOLLOW_TURN_FOLLOWS (account bigint, rhythm text)
SELECT id, target, rhythm, '', told, digest FROM follow
 WHERE account = $1::bigint AND rhythm = $2 ORDER BY target FOR UPDATE

-- name: FOLLOW_HORIZON (after bigint)
-- What the indexer has not taken over yet is told the next time: a search would not find it.
SELECT coalesce((SELECT min(p.id) - 1 FROM publication p JOIN outbox o ON o.entry = p.entry WHERE p.id > $1::bigint),
                (SELECT max(id) FROM publication), 0)

-- name: FOLLOW_FRESH (after bigint, horizon bigint)
SELECT DISTINCT p.entry FROM publication p JOIN entry e ON e.id = p.entry AND e.state = 'published'
 WHERE p.id > $1::bigint AND p.id <= $2::bigint AND p.action IN ('publish', 'correct', 'repeal')
 ORDER BY p.entry

-- name: FOLLOW_NEWS (after bigint, horizon bigint, entries bigint[])
-- One row an entry: that it is repealed weighs more than that it is new, and that more than that it was corrected.
SELECT DISTINCT ON (p.entry) p.id, p.entry, p.action::text, false
  FROM publication p JOIN entry e ON e.id = p.entry AND e.state = 'published'
 WHERE p.id > $1::bigint AND p.id <= $2::bigint AND p.entry = ANY ($3::bigint[])
   AND p.action IN ('publish', 'correct', 'repeal')
 ORDER BY p.entry, array_position(ARRAY['repeal', 'publish', 'correct'], p.action::text), p.id DESC

-- name: FOLLOW_NEWS_LAW (after bigint, horizon bigint, slug text, eid text, changed bigint)
-- The law itself (of an article only when that changed, or the law is not what it was), and public entries that cite,
-- amend or repeal it and are new.  Being public again outweighs having been withdrawn.
WITH news AS (
	SELECT p.*, e.state = 'published' AS public
	  FROM publication p LEFT JOIN entry e ON e.id = p.entry
	 WHERE p.id > $1::bigint AND p.id <= $2::bigint
), own AS (
	SELECT n.id, n.entry, n.action::text, n.public FROM news n
	 WHERE n.kind = 'law'
	   AND (n.slug = $3 OR n.entry IN (SELECT e.id FROM entry e WHERE e.kind = 'law' AND e.slug = $3
	                                   UNION SELECT s.entry FROM entry_slug s WHERE s.kind = 'law' AND s.slug = $3))
	   AND (n.action NOT IN ('withdraw', 'merge') OR n.public IS NOT TRUE)
	   AND (n.action IN ('withdraw', 'merge') OR n.public)
	   AND (n.action IN ('withdraw', 'merge', 'repeal') OR $5::bigint = 1)
), other AS (
	SELECT n.id, n.entry, n.action::text, n.public FROM news n
	 WHERE n.public AND n.action = 'publish'
	   AND (EXISTS (SELECT FROM citation c WHERE c.entry = n.entry AND c.law = $3 AND ($4::text IS NULL OR c.eid = $4))
	        OR EXISTS (SELECT FROM relation r WHERE r.entry = n.entry AND r.target = $3
	                      AND r.type IN ('amends', 'repeals', 'implements')
	                      AND ($4::text IS NULL OR r.target_eid IS NULL OR r.target_eid = $4)))
)
SELECT * FROM (
	SELECT DISTINCT ON (x.entry) x.id, x.entry, x.action, x.own
	  FROM (SELECT *, true AS own FROM own UNION ALL SELECT *, false FROM other) x
	 ORDER BY x.entry, x.own DESC,
	          array_position(ARRAY['withdraw', 'merge', 'repeal', 'publish', 'correct'], x.action), x.id DESC
) y
 ORDER BY y.own DESC, y.id DESC

-- name: FOLLOW_TELL (account bigint, count text, targets text[], publications bigint[], eids text[], actions text[], mores bigint[])
WITH told AS (
	INSERT INTO notice (account, kind, arguments, path, shown)
	VALUES ($1::bigint, 'digest', ARRAY['count', $2], '/account/follows', true) RETURNING id
), mailed AS (
	INSERT INTO mail (notice) SELECT id FROM told
)
INSERT INTO notice_item (notice, position, target, entry, kind, slug, eid, action, titles, more)
SELECT told.id, x.n, x.target, p.entry, p.kind, p.slug, x.eid, x.action,
       coalesce((SELECT array_agg(u ORDER BY o) FROM unnest(p.titles) WITH ORDINALITY AS w (u, o)), '{}'), x.more
  FROM told,
       unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::bigint[]) WITH ORDINALITY
           AS x (target, publication, eid, action, more, n)
  LEFT JOIN publication p ON p.id = x.publication

-- name: FOLLOW_TOLD (ids bigint[], horizon bigint, digests text[])
UPDATE follow f SET told = greatest(f.told, $2::bigint), digest = coalesce(x.digest, f.digest)
  FROM unnest($1::bigint[], $3::text[]) AS x (id, digest) WHERE f.id = x.id

-- name: FOLLOW_TICK (account bigint, rhythm text, due bigint)
UPDATE follow_clock SET due = to_timestamp($3::bigint) WHERE account = $1::bigint AND rhythm = $2

-- name: FOLLOW_STOP (account bigint, rhythm text)
DELETE FROM follow_clock WHERE account = $1::bigint AND rhythm = $2
