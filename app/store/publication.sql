-- SPDX-License-Identifier: GPL-2.0-or-later
-- Reading the publication log; change.sql and import.sql fill it.

-- name: PUBLICATION_PAGE (kind text, jurisdiction text, slug text, before bigint, since text, limit bigint)
SELECT p.id, to_char(p.time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), p.action::text, p.entry, p.kind::text,
       p.slug::text, p.revision, p.jurisdictions, p.titles, p.note,
       EXISTS (SELECT FROM entry e WHERE e.id = p.entry AND e.state = 'published')
  FROM publication p
 WHERE ($1::text IS NULL OR p.kind = $1) AND ($2::text IS NULL OR p.jurisdictions @> ARRAY[$2::text])
   AND ($3::text IS NULL OR p.entry = (SELECT e.id FROM entry e WHERE e.kind = $1 AND e.slug = $3))
   AND ($4::bigint = 0 OR p.id < $4::bigint) AND ($5::text IS NULL OR p.time >= $5::date)
 ORDER BY p.id DESC LIMIT $6::bigint
