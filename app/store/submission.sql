-- SPDX-License-Identifier: GPL-2.0-or-later
-- What organisations write and staff approve.

-- name: SUBMISSION_BY_ID (id bigint, viewer bigint)
SELECT s.id, s.organisation, o.name, o.sample, s.kind::text, s.entry, e.slug::text, e.source, e.source_id,
       coalesce(e.state = 'published', false),
       coalesce(s.editor = $2::bigint, false) OR EXISTS (SELECT FROM membership m
            WHERE m.organisation = s.organisation AND m.account = $2::bigint),
       s.state::text, s.revision, s.title, s.reason,
       to_char(s.created AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(s.updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(s.submitted AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
       s.credit::text, s.verified::text, s.confirmed::text, s.expires::text, s.reminded, s.fields, s.approved,
       ARRAY(SELECT ARRAY[c.office, c.number, c.checked::text] FROM registry_check c WHERE c.submission = s.id
              ORDER BY c.office, c.number),
       ARRAY(SELECT ARRAY[a.id::text, a.name, a.type, a.size::text, a.sha256, a.removed::text] FROM attachment a
              WHERE a.submission = s.id ORDER BY a.id)
  FROM submission s
  JOIN organisation o ON o.id = s.organisation
  LEFT JOIN entry e ON e.id = s.entry
 WHERE s.id = $1::bigint

-- name: SUBMISSION_LOCK (id bigint)
SELECT id FROM submission WHERE id = $1::bigint FOR UPDATE

-- name: SUBMISSION_LIST (account bigint, kind text)
SELECT s.id, s.organisation, o.name, o.sample, s.kind::text, s.entry, e.slug::text, e.source, e.source_id,
       coalesce(e.state = 'published', false), true, s.state::text, s.revision, s.title, s.reason,
       to_char(s.created AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(s.updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(s.submitted AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
       s.credit::text, s.verified::text, s.confirmed::text, s.expires::text, s.reminded,
       NULL::text[], NULL::text[], NULL::text[], NULL::text[]
  FROM membership m
  JOIN submission s ON s.organisation = m.organisation
  JOIN organisation o ON o.id = s.organisation
  LEFT JOIN entry e ON e.id = s.entry
 WHERE m.account = $1::bigint AND s.kind = $2
 ORDER BY s.updated DESC, s.id DESC LIMIT 500

-- name: SUBMISSION_QUEUE (viewer bigint)
SELECT s.id, s.organisation, o.name, o.sample, s.kind::text, s.entry, e.slug::text, e.source, e.source_id,
       coalesce(e.state = 'published', false),
       coalesce(s.editor = $1::bigint, false) OR EXISTS (SELECT FROM membership m
            WHERE m.organisation = s.organisation AND m.account = $1::bigint),
       s.state::text, s.revision, s.title, s.reason,
       to_char(s.created AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(s.updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(s.submitted AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
       s.credit::text, s.verified::text, s.confirmed::text, s.expires::text, s.reminded,
       NULL::text[], NULL::text[], NULL::text[], NULL::text[]
  FROM submission s
  JOIN organisation o ON o.id = s.organisation
  LEFT JOIN entry e ON e.id = s.entry
 WHERE s.state = 'review'
 ORDER BY s.submitted, s.id LIMIT 500

-- name: SUBMISSION_CREATE (organisation bigint, kind text, title text, names text[], contents text[], editor bigint)
INSERT INTO submission (organisation, kind, title, fields, editor)
VALUES ($1::bigint, $2, $3, ARRAY(SELECT ARRAY[r.name, r.content] FROM unnest($4::text[], $5::text[])
       WITH ORDINALITY AS r (name, content, n) ORDER BY r.n), $6::bigint)
RETURNING id

-- name: SUBMISSION_SAVE (id bigint, title text, names text[], contents text[], editor bigint, state text)
UPDATE submission
   SET title = $2, fields = ARRAY(SELECT ARRAY[r.name, r.content] FROM unnest($3::text[], $4::text[])
       WITH ORDINALITY AS r (name, content, n) ORDER BY r.n),
       editor = $5::bigint, state = $6, revision = revision + 1, updated = now()
 WHERE id = $1::bigint

-- name: SUBMISSION_STATE (id bigint, state text, reason text)
UPDATE submission
   SET state = $2::text, reason = coalesce($3, reason), updated = now(),
       submitted = CASE WHEN $2::text = 'review' AND state <> 'review' THEN now() ELSE submitted END,
       decided = CASE WHEN $2::text IN ('returned', 'approved') THEN now() ELSE decided END
 WHERE id = $1::bigint

-- name: SUBMISSION_ENTRY (id bigint, entry bigint)
WITH owned AS (UPDATE entry e SET owner = s.organisation FROM submission s
     WHERE s.id = $1::bigint AND e.id = $2::bigint AND e.owner IS DISTINCT FROM s.organisation)
UPDATE submission SET entry = $2::bigint WHERE id = $1::bigint AND entry IS DISTINCT FROM $2::bigint

-- name: SUBMISSION_APPROVE (id bigint, names text[], contents text[])
UPDATE submission
   SET approved = ARRAY(SELECT ARRAY[r.name, r.content] FROM unnest($2::text[], $3::text[])
       WITH ORDINALITY AS r (name, content, n) ORDER BY r.n), reason = NULL
 WHERE id = $1::bigint

-- name: SUBMISSION_DAYS (id bigint, credit text, verified text, confirmed text, expires text, reminded text)
UPDATE submission
   SET credit = $2, verified = $3::date, confirmed = $4::date, expires = $5::date, reminded = $6
 WHERE id = $1::bigint

-- name: SUBMISSION_DISCARD (id bigint, names text[], contents text[], title text, state text)
UPDATE submission
   SET fields = ARRAY(SELECT ARRAY[r.name, r.content] FROM unnest($2::text[], $3::text[])
       WITH ORDINALITY AS r (name, content, n) ORDER BY r.n), title = $4, state = $5,
       revision = revision + 1, updated = now(), reason = NULL
 WHERE id = $1::bigint

-- name: SUBMISSION_DELETE (id bigint)
-- With the entry that nobody ever saw.
WITH gone AS (DELETE FROM submission WHERE id = $1::bigint RETURNING entry)
DELETE FROM entry e USING gone WHERE e.id = gone.entry AND e.published IS NULL

-- name: SUBMISSION_AUDIT (actor text, submission bigint, action text, detail text)
INSERT INTO audit (actor, entry, submission, action, detail)
SELECT $1, (SELECT entry FROM submission WHERE id = $2::bigint), $2::bigint, $3, $4

-- name: SUBMISSION_STEPS (submission bigint, entry bigint)
SELECT to_char(a.time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), a.actor, n.name, a.action, a.detail
  FROM audit a
  LEFT JOIN account n ON n.id = CASE WHEN a.actor ~ '^(account|staff):[0-9]{1,18}$'
       THEN split_part(a.actor, ':', 2)::bigint END
 WHERE a.submission = $1::bigint
    OR (a.entry = $2::bigint AND a.submission IS NULL AND a.action NOT IN ('create', 'change', 'draft'))
 ORDER BY a.id DESC LIMIT 200

-- name: SUBMISSION_CHECK (id bigint, office text, number text, account bigint, note text)
INSERT INTO registry_check AS c (submission, office, number, checked, account, note)
VALUES ($1::bigint, $2, $3, (now() AT TIME ZONE 'UTC')::date, $4::bigint, $5)
    ON CONFLICT (submission, office, number) DO UPDATE
   SET checked = EXCLUDED.checked, account = EXCLUDED.account, note = EXCLUDED.note

-- name: SUBMISSION_FILES_SETTLE (id bigint)
-- Files that its owner took off and that readers no longer see.
DELETE FROM attachment WHERE submission = $1::bigint AND removed

-- name: SUBMISSION_TWINS (entry bigint, kind text, titles text[], offices text[], numbers text[])
SELECT e.kind::text, e.slug::text, t.title, t.language::text, r.entry IS NOT NULL
  FROM entry e
  JOIN LATERAL (SELECT t.title, t.language FROM entry_text t WHERE t.entry = e.id AND t.state = 'published'
        ORDER BY law_title_key(t.title) = ANY (SELECT law_title_key(x) FROM unnest($3::text[]) x) DESC,
              t.language <> 'en', t.language LIMIT 1) t ON true
  LEFT JOIN LATERAL (SELECT i.entry FROM listing_right i
        JOIN unnest($4::text[], $5::text[]) AS n (office, number)
          ON n.office = i.office AND regexp_replace(n.number, '[^0-9A-Za-z]', '', 'g')
             = regexp_replace(i.number, '[^0-9A-Za-z]', '', 'g')
        WHERE i.entry = e.id LIMIT 1) r ON true
 WHERE e.state = 'published' AND e.kind = $2 AND e.id <> $1::bigint
   AND (r.entry IS NOT NULL OR law_title_key(t.title) = ANY (SELECT law_title_key(x) FROM unnest($3::text[]) x))
 ORDER BY e.id LIMIT 10

-- name: SUBMISSION_AGING (day text)
-- What is public and has a day by which its owner is to speak.
SELECT s.id FROM standing_day d, submission s JOIN entry e ON e.id = s.entry
 WHERE d.offerings < $1::date AND e.state = 'published'
   AND (s.kind = 'provider' OR s.expires IS NOT NULL)
 ORDER BY s.id

-- name: SUBMISSION_AGED (day text)
UPDATE standing_day SET offerings = $1::date WHERE offerings < $1::date
