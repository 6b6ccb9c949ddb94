-- SPDX-License-Identifier: GPL-2.0-or-later
-- Inquiries: sending, reading, answering, moving, agreeing, reporting, reminding.

-- name: INQUIRY_TARGET (kind text, slug text, account bigint)
SELECT e.id, coalesce(e.owner, 0)::bigint, coalesce(l.anonymous, false),
       EXISTS (SELECT FROM membership m WHERE m.organisation = e.owner AND m.account = $3::bigint),
       coalesce(l.expires < (now() AT TIME ZONE 'UTC')::date, false),
       CASE WHEN NOT coalesce(l.anonymous, false) THEN o.name END
  FROM entry e LEFT JOIN listing l ON l.entry = e.id LEFT JOIN organisation o ON o.id = e.owner
 WHERE e.kind = $1 AND e.slug = $2 AND e.state = 'published'

-- name: INQUIRY_BEHALVES (account bigint)
SELECT o.id, o.name FROM membership m JOIN organisation o ON o.id = m.organisation
 WHERE m.account = $1::bigint AND m.role IN ('editor', 'admin') ORDER BY o.name, o.id

-- name: INQUIRY_SENDER (account bigint, organisation bigint)
-- Whether the account writes for the organisation, and how many inquiries it sent within a day.
SELECT $2::bigint = 0 OR EXISTS (SELECT FROM membership m WHERE m.organisation = $2::bigint AND m.account = a.id
           AND m.role IN ('editor', 'admin')),
       (SELECT count(*) FROM inquiry i WHERE i.account = a.id AND i.created > now() - interval '1 day')
  FROM account a WHERE a.id = $1::bigint AND a.closed IS NULL FOR UPDATE

-- name: INQUIRY_ADD (entry bigint, account bigint, organisation bigint, language text)
INSERT INTO inquiry (entry, kind, slug, title, title_language, topic, owner, anonymous, account, organisation, language)
SELECT e.id, e.kind, e.slug, t.title, t.language, CASE e.kind WHEN 'provider' THEN 'service' ELSE 'interest' END, e.owner,
       coalesce(l.anonymous, false), $2::bigint, nullif($3::bigint, 0), $4
  FROM entry e
  LEFT JOIN listing l ON l.entry = e.id
 CROSS JOIN LATERAL (SELECT t.title, t.language FROM entry_text t WHERE t.entry = e.id AND t.state = 'published'
        ORDER BY t.language <> $4, t.language <> 'en', t.language LIMIT 1) t
 WHERE e.id = $1::bigint AND e.state = 'published'
RETURNING id, title, (SELECT coalesce(o.country, a.country, 'ZZ') FROM account a
        LEFT JOIN organisation o ON o.id = $3::bigint WHERE a.id = $2::bigint)::text

-- name: INQUIRY_ANSWERS_ADD (inquiry bigint, questions text[], values text[])
INSERT INTO inquiry_answer (inquiry, position, question, value)
SELECT $1::bigint, r.n, r.question, r.value
  FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS r (question, value, n)

-- name: INQUIRY_MESSAGE_ADD (inquiry bigint, side text, account bigint, language text, text text)
INSERT INTO inquiry_message (inquiry, side, account, language, text)
VALUES ($1::bigint, $2, $3::bigint, $4, $5)

-- name: INQUIRY_LIST (account bigint, inquiry bigint, side text, state text, before bigint, before_id bigint, limit bigint)
SELECT i.id, i.kind::text, i.slug::text, i.title, i.title_language::text, e.state IS NOT DISTINCT FROM 'published',
       i.topic::text, i.state::text, i.closed_by::text, i.blocked, i.opened IS NOT NULL, i.anonymous,
       coalesce(e.sample, false), i.language::text,
       to_char(i.created AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(i.updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       (extract(epoch FROM i.updated) * 1000000)::bigint,
       s.side, inquiry_writes(i, $1::bigint), i.turn::text,
       (SELECT count(*) FROM inquiry_message m WHERE m.inquiry = i.id AND m.side <> s.side
           AND m.id > coalesce((SELECT n.message FROM inquiry_seen n WHERE n.inquiry = i.id AND n.account = $1::bigint), 0)),
       coalesce(so.country, CASE WHEN so.id IS NULL THEN sa.country END)::text, so.type::text, so.size::text, so.name,
       so.website, oo.country::text, oo.type::text, oo.size::text, oo.name, oo.website,
       sc.name, sc.email, sc.phone, oc.name, oc.email, oc.phone,
       ARRAY(SELECT ARRAY[t.language, t.title] FROM entry_text t WHERE t.entry = e.id AND t.state = 'published'
              AND e.state = 'published' ORDER BY t.language),
       EXISTS (SELECT FROM inquiry_report r WHERE r.inquiry = i.id AND r.side = s.side AND r.settled IS NULL),
       i.owner IS NULL
  FROM inquiry i
  LEFT JOIN entry e ON e.id = i.entry
  LEFT JOIN organisation so ON so.id = i.organisation
  JOIN account sa ON sa.id = i.account
  LEFT JOIN organisation oo ON oo.id = i.owner
  LEFT JOIN inquiry_consent sc ON sc.inquiry = i.id AND sc.side = 'sender'
  LEFT JOIN inquiry_consent oc ON oc.inquiry = i.id AND oc.side = 'owner'
 CROSS JOIN LATERAL (SELECT inquiry_side_of(i, $1::bigint) AS side) s
 WHERE ($2::bigint = 0 OR i.id = $2::bigint)
   AND (i.account = $1::bigint
        OR i.organisation IN (SELECT m.organisation FROM membership m WHERE m.account = $1::bigint)
        OR i.owner IN (SELECT m.organisation FROM membership m WHERE m.account = $1::bigint)
        OR i.owner IS NULL AND EXISTS (SELECT FROM account a WHERE a.id = $1::bigint AND a.role = 'staff'))
   AND s.side IS NOT NULL
   AND ($3::text IS NULL OR s.side = $3)
   AND ($4::text IS NULL OR i.state = $4)
   AND ($5::bigint = 0 OR (i.updated, i.id) < ('epoch'::timestamptz + $5::bigint * interval '1 microsecond', $6::bigint))
 ORDER BY i.updated DESC, i.id DESC LIMIT $7::bigint

-- name: INQUIRY_ANSWERS (inquiry bigint)
SELECT question, value FROM inquiry_answer WHERE inquiry = $1::bigint ORDER BY position

-- name: INQUIRY_MESSAGES (inquiry bigint, account bigint)
SELECT m.id, m.side::text, m.account = $2::bigint, a.name, m.language::text, m.text,
       to_char(m.time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  FROM inquiry_message m JOIN account a ON a.id = m.account
 WHERE m.inquiry = $1::bigint ORDER BY m.id

-- name: INQUIRY_EVENTS (inquiry bigint)
SELECT side::text, what, state::text, to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  FROM inquiry_event WHERE inquiry = $1::bigint ORDER BY time, id

-- name: INQUIRY_SEEN (inquiry bigint, account bigint, message bigint)
INSERT INTO inquiry_seen (inquiry, account, message) VALUES ($1::bigint, $2::bigint, $3::bigint)
    ON CONFLICT (inquiry, account) DO UPDATE SET message = greatest(inquiry_seen.message, EXCLUDED.message)

-- name: INQUIRY_LOCK (inquiry bigint, account bigint)
-- One inquiry, for a change of it: where the account stands, what the rules need, whom to tell.
SELECT inquiry_side_of(i, $2::bigint), inquiry_writes(i, $2::bigint), i.state::text, i.closed_by::text, i.blocked,
       i.opened IS NOT NULL, i.title, coalesce(i.owner, 0)::bigint, coalesce(i.organisation, 0)::bigint, i.account,
       coalesce((SELECT string_agg(c.side, ' ') FROM inquiry_consent c WHERE c.inquiry = i.id), '')::text
  FROM inquiry i WHERE i.id = $1::bigint FOR UPDATE

-- name: INQUIRY_CHANGE (inquiry bigint, state text, closed_by text, turn text, answered bigint, opened bigint)
-- Whose turn it is begins anew with every sign of life.
UPDATE inquiry SET state = $2, closed_by = $3, turn = $4, since = now(), reminders = 0, updated = now(),
       answered = CASE WHEN $5::bigint = 1 THEN coalesce(answered, now()) ELSE answered END,
       opened = CASE WHEN $6::bigint = 1 THEN coalesce(opened, now()) ELSE opened END
 WHERE id = $1::bigint

-- name: INQUIRY_EVENT_ADD (inquiry bigint, side text, account bigint, what text, state text)
INSERT INTO inquiry_event (inquiry, side, account, what, state)
VALUES ($1::bigint, $2, nullif($3::bigint, 0), $4, $5)

-- name: INQUIRY_AUDIT (actor text, inquiry bigint, action text, detail text)
INSERT INTO audit (actor, entry, action, detail)
SELECT $1, i.entry, $3, concat_ws(' ', 'inquiry ' || i.id, $4::text) FROM inquiry i WHERE i.id = $2::bigint

-- name: INQUIRY_CONSENT_ADD (inquiry bigint, side text, account bigint, name text, email text, phone text)
INSERT INTO inquiry_consent (inquiry, side, account, name, email, phone)
VALUES ($1::bigint, $2, $3::bigint, $4, $5, $6)
    ON CONFLICT (inquiry, side) DO UPDATE SET account = EXCLUDED.account, name = EXCLUDED.name, email = EXCLUDED.email,
       phone = EXCLUDED.phone, given = now()

-- name: INQUIRY_CONSENT_REMOVE (inquiry bigint, side text)
DELETE FROM inquiry_consent WHERE inquiry = $1::bigint AND side = $2 RETURNING 1::bigint

-- name: INQUIRY_REPORT_ADD (inquiry bigint, side text, account bigint, reason text)
INSERT INTO inquiry_report (inquiry, side, account, reason) VALUES ($1::bigint, $2, $3::bigint, $4)

-- name: INQUIRY_DUE (day text)
-- What may be due, with the days of silence.
SELECT i.id, i.state::text, ($1::date - (i.since AT TIME ZONE 'UTC')::date)::bigint, i.reminders, i.turn::text, i.title,
       coalesce(i.owner, 0)::bigint, coalesce(i.organisation, 0)::bigint, i.account
  FROM inquiry i
 WHERE i.state IN ('new', 'acknowledged', 'talks', 'contract') AND NOT i.blocked
   AND (i.since AT TIME ZONE 'UTC')::date <= $1::date - 3
 ORDER BY i.id FOR UPDATE

-- name: INQUIRY_REMINDED (inquiry bigint)
UPDATE inquiry SET reminders = reminders + 1 WHERE id = $1::bigint

-- name: INQUIRY_GIVEN_UP (inquiry bigint)
UPDATE inquiry SET state = 'no_answer', updated = now() WHERE id = $1::bigint
