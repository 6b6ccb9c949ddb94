-- SPDX-License-Identifier: GPL-2.0-or-later
-- What every change of published entries does besides.  The lock's key is arbitrary; what matters is that every
-- transaction which adds rows to the outbox holds it until it has committed: numbers are then given in the order in
-- which they become visible.

-- name: CHANGE_LOCK ()
SELECT pg_advisory_xact_lock(7034112)

-- name: CHANGE_CLEAR_PAGES (entries bigint[])
DELETE FROM entry_page WHERE id = ANY ($1::bigint[])

-- name: CHANGE_PAGES (entries bigint[])
INSERT INTO entry_page SELECT * FROM entry_record WHERE id = ANY ($1::bigint[]) AND state = 'published'

-- name: CHANGE_OUTBOX (entries bigint[])
INSERT INTO outbox (entry) SELECT DISTINCT unnest($1::bigint[])

-- name: CHANGE_NOTIFY ()
NOTIFY outbox

-- name: CHANGE_RELATED (entries bigint[])
-- Published laws whose standing depends on what these say of them.
SELECT DISTINCT t.id
  FROM relation r
  LEFT JOIN entry_slug s ON s.kind = 'law' AND s.slug = r.target
  JOIN entry t ON t.state = 'published' AND (t.id = s.entry OR (t.kind = 'law' AND t.slug = r.target))
 WHERE r.entry = ANY ($1::bigint[]) AND r.type IN ('amends', 'repeals')

-- name: PUBLICATION_ADD (entries bigint[], actions text[], notes text[])
INSERT INTO publication (entry, kind, slug, action, revision, jurisdictions, titles, note)
SELECT e.id, e.kind, e.slug, r.action, e.revision, e.jurisdictions,
       ARRAY(SELECT ARRAY[t.language, t.title] FROM entry_text t
              WHERE t.entry = e.id AND t.state = 'published' ORDER BY t.language), r.note
  FROM unnest($1::bigint[], $2::text[], $3::text[]) WITH ORDINALITY AS r (entry, action, note, n)
  JOIN entry e ON e.id = r.entry AND (e.state = 'published' OR (e.state = 'withdrawn' AND r.action = 'withdraw'))
 ORDER BY r.n

-- name: PUBLICATION_REPEALS (entries bigint[])
-- Laws that were public before and are now repealed, each told once.
INSERT INTO publication (entry, kind, slug, action, revision, jurisdictions, titles, note)
SELECT e.id, e.kind, e.slug, 'repeal', e.revision, e.jurisdictions,
       ARRAY(SELECT ARRAY[t.language, t.title] FROM entry_text t
              WHERE t.entry = e.id AND t.state = 'published' ORDER BY t.language),
       (SELECT min(o.slug) FROM relation r JOIN entry o ON o.id = r.entry AND o.state = 'published'
         WHERE r.type = 'repeals' AND r.target = e.slug AND r.target_eid IS NULL)
  FROM entry e JOIN law l ON l.entry = e.id
 WHERE e.id = ANY ($1::bigint[]) AND e.state = 'published'
   AND (l.status = 'repealed' OR l.date_repealed <= (now() AT TIME ZONE 'UTC')::date
        OR EXISTS (SELECT FROM relation r JOIN entry o ON o.id = r.entry AND o.state = 'published'
            WHERE r.type = 'repeals' AND r.target = e.slug AND r.target_eid IS NULL
              AND coalesce(r.date <= (now() AT TIME ZONE 'UTC')::date, true)))
   AND EXISTS (SELECT FROM publication p WHERE p.entry = e.id AND p.time < now())
   AND NOT EXISTS (SELECT FROM publication p WHERE p.entry = e.id AND p.action = 'repeal')
