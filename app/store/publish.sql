-- SPDX-License-Identifier: GPL-2.0-or-later
-- From drafts to what readers see, and back.

-- name: PUBLISH_WAITING (source text, kind text, slugs text[], after bigint, limit bigint)
SELECT e.id, e.kind::text, e.slug::text,
       (SELECT t.title FROM entry_text t WHERE t.entry = e.id ORDER BY t.state <> 'draft', t.language <> 'en', t.language
         LIMIT 1),
       e.source, e.source_id, e.state = 'published', coalesce(x.texts, 0), coalesce(x.articles, 0)
  FROM entry e
  LEFT JOIN entry_draft d ON d.entry = e.id
  LEFT JOIN LATERAL (SELECT count(*) AS texts, sum(articles) AS articles, bool_or(kept_source = $1) AS brought
        FROM expression x WHERE x.entry = e.id AND x.state IN ('draft', 'review')) x ON true
 WHERE e.id > $4::bigint
   AND (e.state IN ('draft', 'review') OR d.entry IS NOT NULL OR x.texts > 0
        OR (e.state = 'withdrawn' AND cardinality($3::text[]) > 0))
   AND (e.state <> 'withdrawn' OR cardinality($3::text[]) > 0)
   -- What an organisation submits is published by staff at their desk alone.
   AND e.owner IS NULL
   AND ($1::text IS NULL OR e.source = $1 OR d.source = $1 OR x.brought)
   AND ($2::text IS NULL OR e.kind = $2)
   AND (cardinality($3::text[]) = 0 OR e.slug = ANY ($3::text[]))
 ORDER BY e.id LIMIT $5::bigint

-- name: PUBLISH_DRAFTS (entries bigint[])
SELECT d.entry, e.kind::text, d.slug::text, d.source, d.source_id, d.jurisdictions, d.subjects, d.sample, d.verified,
       d.digest, d.parts, e.slug::text, e.source, e.source_id
  FROM entry_draft d JOIN entry e ON e.id = d.entry
 WHERE d.entry = ANY ($1::bigint[]) ORDER BY d.entry FOR UPDATE

-- name: PUBLISH_OTHERS (entries bigint[])
-- Entries whose own columns stay as they are.
UPDATE entry e SET state = 'published', published = coalesce(e.published, now()), updated = now(), revision = e.revision + 1
 WHERE e.id = ANY ($1::bigint[]) AND NOT EXISTS (SELECT FROM entry_draft d WHERE d.entry = e.id)

-- name: PUBLISH_TEXTS (entries bigint[])
DELETE FROM entry_text t
 WHERE t.entry = ANY ($1::bigint[]) AND t.state = 'published'
   AND EXISTS (SELECT FROM entry_text d
        WHERE d.entry = t.entry AND d.language = t.language AND d.state IN ('draft', 'review'))

-- name: PUBLISH_TEXTS_NOW (entries bigint[])
UPDATE entry_text SET state = 'published' WHERE entry = ANY ($1::bigint[]) AND state IN ('draft', 'review')

-- name: PUBLISH_SUPERSEDED (entries bigint[])
-- What a draft replaces stays for what was made from it.
UPDATE expression x SET state = 'withdrawn'
  FROM expression d
 WHERE d.entry = ANY ($1::bigint[]) AND d.state IN ('draft', 'review') AND x.entry = d.entry AND x.state = 'published'
   AND x.language = d.language AND x.version_date IS NOT DISTINCT FROM d.version_date
   AND x.source IS NOT DISTINCT FROM d.source AND x.source_id IS NOT DISTINCT FROM d.source_id

-- name: PUBLISH_EXPRESSIONS (entries bigint[])
UPDATE expression SET state = 'published' WHERE entry = ANY ($1::bigint[]) AND state IN ('draft', 'review')

-- name: PUBLISH_ACTIONS (entries bigint[])
-- Whether each was public before.
SELECT e.id, e.published IS NOT NULL AND e.state = 'published' FROM entry e WHERE e.id = ANY ($1::bigint[]) ORDER BY e.id

-- name: PUBLISH_WITHDRAW (kind text, slug text)
UPDATE entry SET state = 'withdrawn', updated = now(), revision = revision + 1
 WHERE kind = $1 AND slug = $2 AND state = 'published' RETURNING id

-- name: PUBLISH_NAMES (entry bigint)
SELECT kind::text, slug::text FROM entry WHERE id = $1::bigint AND state = 'published'

-- name: PUBLISH_FIND (slugs text[])
SELECT e.id, e.slug::text FROM entry e WHERE e.kind = 'law' AND e.slug = ANY ($1::text[]) FOR UPDATE

-- name: PUBLISH_MERGED (from bigint, into bigint)
-- The record that led the merged law belongs to the other from now on.
INSERT INTO law_member (source, source_id, entry, origin)
SELECT e.source, e.source_id, $2::bigint, 'merge' FROM entry e WHERE e.id = $1::bigint AND e.source IS NOT NULL
    ON CONFLICT (source, source_id) DO UPDATE SET entry = EXCLUDED.entry, origin = 'merge'

-- name: PUBLISH_DUE ()
SELECT e.id
  FROM standing_day s, entry e
  JOIN law l ON l.entry = e.id
 WHERE e.state = 'published' AND s.day < (now() AT TIME ZONE 'UTC')::date
   AND EXISTS (
       SELECT FROM (
           VALUES (l.date_enacted), (l.date_in_force), (l.date_amended), (l.date_repealed)
           UNION ALL
           SELECT unnest(ARRAY[x.version_date, x.valid_from, x.valid_to])
             FROM expression x WHERE x.entry = e.id AND x.state = 'published'
           UNION ALL
           SELECT r.date FROM relation r WHERE r.target = e.slug AND r.type IN ('amends', 'repeals')) d (day)
        WHERE d.day > s.day AND d.day <= (now() AT TIME ZONE 'UTC')::date)
UNION ALL
-- Profiles and listings that are listed behind others from now on (domain/offering.h).
SELECT e.id
  FROM standing_day s, entry e
  LEFT JOIN provider p ON p.entry = e.id
  LEFT JOIN listing i ON i.entry = e.id
 WHERE e.state = 'published' AND e.kind IN ('provider', 'listing')
   AND CASE e.kind WHEN 'listing' THEN i.expires + 1
       ELSE (greatest(e.verified, p.confirmed) + interval '12 months')::date END
       BETWEEN s.day + 1 AND (now() AT TIME ZONE 'UTC')::date

-- name: PUBLISH_DUE_DONE ()
UPDATE standing_day SET day = (now() AT TIME ZONE 'UTC')::date WHERE day < (now() AT TIME ZONE 'UTC')::date
