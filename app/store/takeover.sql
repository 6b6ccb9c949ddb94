-- SPDX-License-Identifier: GPL-2.0-or-later
-- Profiles that staff made and organisations ask for.

-- name: TAKEOVER_ASK (entry bigint, organisation bigint, account bigint, message text)
INSERT INTO takeover (entry, organisation, account, message)
SELECT e.id, $2::bigint, $3::bigint, $4 FROM entry e
 WHERE e.id = $1::bigint AND e.kind = 'provider' AND e.state = 'published' AND e.owner IS NULL
RETURNING id

-- name: TAKEOVER_ENTRY (entry bigint, organisation bigint)
SELECT (SELECT t.title FROM entry_text t WHERE t.entry = e.id AND t.state = 'published'
         ORDER BY t.language <> 'en', t.language LIMIT 1), e.owner IS NOT NULL,
       (SELECT o.name FROM organisation o WHERE o.id = $2::bigint)
  FROM entry e WHERE e.id = $1::bigint AND e.kind = 'provider' AND e.state = 'published'

-- name: TAKEOVER_OPEN (id bigint, viewer bigint)
SELECT k.id, k.entry, e.slug::text, t.title, t.language::text, k.organisation, o.name, o.website, k.message,
       to_char(k.created AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       coalesce(k.account = $2::bigint, false) OR EXISTS (SELECT FROM membership m
            WHERE m.organisation = k.organisation AND m.account = $2::bigint)
  FROM takeover k
  JOIN entry e ON e.id = k.entry
  JOIN organisation o ON o.id = k.organisation
  JOIN LATERAL (SELECT t.title, t.language FROM entry_text t WHERE t.entry = e.id
        ORDER BY t.language <> 'en', t.language LIMIT 1) t ON true
 WHERE k.state = 'open' AND ($1::bigint = 0 OR k.id = $1::bigint)
 ORDER BY k.created, k.id LIMIT 200

-- name: TAKEOVER_LOCK (id bigint)
SELECT k.id, e.owner IS NOT NULL FROM takeover k JOIN entry e ON e.id = k.entry
 WHERE k.id = $1::bigint FOR UPDATE

-- name: TAKEOVER_DECIDE (id bigint, state text, reason text)
UPDATE takeover SET state = $2, reason = $3, decided = now() WHERE id = $1::bigint

-- name: TAKEOVER_SUBMISSION (organisation bigint, entry bigint, kind text, title text, names text[], contents text[], verified text, credit text, confirmed text, expires text)
-- What stands in the entry, as what was approved and what is worked at.
WITH owned AS (UPDATE entry SET owner = $1::bigint WHERE id = $2::bigint)
INSERT INTO submission (organisation, kind, entry, state, title, fields, approved, verified, credit, confirmed, expires)
SELECT $1::bigint, $3, $2::bigint, 'approved', $4, r.fields, r.fields, $7::date, coalesce($8, 'none'), $9::date, $10::date
  FROM (SELECT ARRAY(SELECT ARRAY[r.name, r.content] FROM unnest($5::text[], $6::text[])
       WITH ORDINALITY AS r (name, content, n) ORDER BY r.n) AS fields) r
RETURNING id
