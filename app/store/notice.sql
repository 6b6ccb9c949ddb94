-- SPDX-License-Identifier: GPL-2.0-or-later
-- Notices: writing them, with their mails.

-- name: NOTICE_ADD (kind text, account bigint, organisation bigint, staff bigint, address text, locale text, except bigint, arguments text[], path text, shown bigint, mailed bigint)
-- Those who get it, each once; an address without account is one, too.
WITH receiver AS (
	SELECT a.id FROM account a
	 WHERE a.closed IS NULL AND a.id <> $7::bigint
	   AND (a.id = $2::bigint OR ($4::bigint = 1 AND a.role = 'staff')
	        OR a.id IN (SELECT m.account FROM membership m
	                     WHERE m.organisation = $3::bigint AND m.role IN ('editor', 'admin')))
	UNION ALL
	SELECT NULL WHERE $5::text IS NOT NULL AND $2::bigint = 0
), told AS (
	INSERT INTO notice (account, kind, arguments, path, shown)
	SELECT r.id, $1, $8::text[], $9, $10::bigint = 1 AND r.id IS NOT NULL FROM receiver r ORDER BY r.id
	RETURNING id
), mailed AS (
	INSERT INTO mail (notice, address, locale) SELECT id, $5, $6 FROM told WHERE $11::bigint = 1
	RETURNING id
)
SELECT (SELECT count(*) FROM told), (SELECT count(*) FROM mailed)

-- name: NOTICE_WAKE ()
NOTIFY mail

-- name: NOTICE_PAGE (account bigint, before bigint, limit bigint)
SELECT id, kind, arguments, path, to_char(made AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), read IS NOT NULL
  FROM notice WHERE account = $1::bigint AND shown AND ($2::bigint = 0 OR id < $2::bigint)
 ORDER BY id DESC LIMIT $3::bigint

-- name: NOTICE_ONE (account bigint, id bigint)
SELECT id, kind, arguments, path, to_char(made AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), read IS NOT NULL
  FROM notice WHERE account = $1::bigint AND shown AND id = $2::bigint

-- name: NOTICE_BY_ID (id bigint)
SELECT id, kind, arguments, path, to_char(made AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), read IS NOT NULL
  FROM notice WHERE id = $1::bigint

-- name: NOTICE_ITEMS (notices bigint[])
-- What was told of an entry that is not public any more is left out, but for what its leaving itself told.
SELECT i.notice, i.target, i.action, i.kind::text, coalesce(e.slug, i.slug)::text, i.eid,
       CASE WHEN e.state = 'published'
            THEN ARRAY(SELECT ARRAY[t.language::text, t.title] FROM entry_text t
                        WHERE t.entry = e.id AND t.state = 'published' ORDER BY t.language)
            ELSE ARRAY(SELECT ARRAY[i.titles[n], i.titles[n + 1]] FROM generate_series(1, cardinality(i.titles), 2) n) END,
       l.original_language::text, coalesce(e.state = 'published', false), i.more, e.jurisdictions
  FROM notice_item i
  LEFT JOIN entry e ON e.id = i.entry
  LEFT JOIN law l ON l.entry = e.id
 WHERE i.notice = ANY ($1::bigint[])
   AND (i.entry IS NULL OR e.state = 'published' OR i.action IN ('withdraw', 'merge', 'repeal'))
 ORDER BY i.notice, i.position

-- name: NOTICE_COUNT (account bigint)
SELECT count(*), count(*) FILTER (WHERE read IS NULL) FROM notice WHERE account = $1::bigint AND shown

-- name: NOTICE_MARK (account bigint, id bigint, read bigint)
WITH marked AS (
	UPDATE notice SET read = CASE WHEN $3::bigint = 1 THEN coalesce(read, now()) END
	 WHERE account = $1::bigint AND shown AND ($2::bigint = 0 OR id = $2::bigint)
	   AND ($2::bigint <> 0 OR (read IS NULL) = ($3::bigint = 1))
	RETURNING id
)
SELECT count(*) FROM marked

-- name: NOTICE_MUTED (account bigint)
SELECT kind FROM notice_mute WHERE account = $1::bigint

-- name: NOTICE_MUTE (account bigint, kind text)
INSERT INTO notice_mute (account, kind) VALUES ($1::bigint, $2) ON CONFLICT DO NOTHING

-- name: NOTICE_UNMUTE (account bigint, kind text)
DELETE FROM notice_mute WHERE account = $1::bigint AND kind = $2

-- name: NOTICE_READER (secret text)
SELECT id, locale FROM account WHERE unsubscribe = decode($1, 'hex') AND closed IS NULL
