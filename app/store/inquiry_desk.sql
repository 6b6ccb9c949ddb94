-- SPDX-License-Identifier: GPL-2.0-or-later
-- Inquiries as a whole: figures for owners and staff, reports that staff settle.

-- name: INQUIRY_FIGURES (account bigint)
-- Samples count only where there is nothing else.
WITH mine AS (
	SELECT i.*, coalesce(e.sample, false) AS sample FROM inquiry i LEFT JOIN entry e ON e.id = i.entry
	 WHERE $1::bigint = 0
	    OR i.owner IN (SELECT m.organisation FROM membership m WHERE m.account = $1::bigint)
), counted AS (
	SELECT * FROM mine WHERE NOT sample OR NOT EXISTS (SELECT FROM mine o WHERE NOT o.sample)
)
SELECT count(*), count(*) FILTER (WHERE state = 'new'), count(*) FILTER (WHERE state = 'acknowledged'),
       count(*) FILTER (WHERE state = 'talks'), count(*) FILTER (WHERE state = 'contract'),
       count(*) FILTER (WHERE state = 'landed'), count(*) FILTER (WHERE state = 'declined'),
       count(*) FILTER (WHERE state = 'no_answer'), count(answered), count(opened),
       coalesce((percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM answered - created))
           FILTER (WHERE answered IS NOT NULL) / 3600)::bigint, -1),
       count(*) FILTER (WHERE topic = 'service'), count(*) FILTER (WHERE topic = 'interest')
  FROM counted

-- name: INQUIRY_FLOWS (limit bigint)
SELECT coalesce(so.country, a.country, '')::text, coalesce(oo.country, p.country, l.country, '')::text, count(*),
       count(*) FILTER (WHERE i.state = 'landed')
  FROM inquiry i
  JOIN account a ON a.id = i.account
  LEFT JOIN organisation so ON so.id = i.organisation
  LEFT JOIN organisation oo ON oo.id = i.owner
  LEFT JOIN provider p ON p.entry = i.entry
  LEFT JOIN listing l ON l.entry = i.entry
 GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT $1::bigint

-- name: INQUIRY_COMPLAINTS (report bigint, limit bigint)
SELECT r.id, r.inquiry, r.side::text, i.title, i.title_language::text, i.slug::text, i.kind::text, r.reason,
       to_char(r.created AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), r.settled IS NOT NULL, coalesce(r.upheld, false),
       r.note, coalesce(so.name, a.name), oo.name
  FROM inquiry_report r
  JOIN inquiry i ON i.id = r.inquiry
  JOIN account a ON a.id = i.account
  LEFT JOIN organisation so ON so.id = i.organisation
  LEFT JOIN organisation oo ON oo.id = i.owner
 WHERE ($1::bigint = 0 AND r.settled IS NULL) OR r.id = $1::bigint
 ORDER BY r.id LIMIT $2::bigint

-- name: INQUIRY_SETTLE (report bigint, staff bigint, upheld bigint, note text)
UPDATE inquiry_report SET settled = now(), staff = $2::bigint, upheld = $3::bigint = 1, note = $4
 WHERE id = $1::bigint AND settled IS NULL RETURNING inquiry, side::text, account = $2::bigint

-- name: INQUIRY_BLOCK (inquiry bigint)
UPDATE inquiry SET blocked = true, updated = now() WHERE id = $1::bigint
