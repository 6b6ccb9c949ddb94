-- SPDX-License-Identifier: GPL-2.0-or-later
-- Loading entries; entry_record and entry_page (schema/) have the columns in the order in which entry.c reads them.

-- name: ENTRY_BY_SLUG (kind text, slug text)
SELECT * FROM entry_page WHERE kind = $1 AND slug = $2

-- name: ENTRY_BY_SLUGS (kind text, slugs text[])
SELECT * FROM entry_page WHERE kind = $1 AND slug = ANY ($2::text[])

-- name: ENTRY_MOVED (kind text, slug text)
-- Where a former slug leads to.
SELECT e.slug
  FROM entry_slug s
  JOIN entry e ON e.id = s.entry
 WHERE s.kind = $1 AND s.slug = $2 AND e.state = 'published'

-- name: ENTRY_BY_ID (id bigint)
SELECT * FROM entry_record WHERE id = $1::bigint

-- name: ENTRY_EACH (after bigint, limit bigint)
SELECT * FROM entry_record WHERE state = 'published' AND id > $1::bigint ORDER BY id LIMIT $2::bigint

-- name: ENTRY_REVISIONS (after bigint, limit bigint)
SELECT id, revision FROM entry WHERE state = 'published' AND id > $1::bigint ORDER BY id LIMIT $2::bigint

-- name: ARTICLES_OF (expressions bigint[])
SELECT a.expression, a.eid, a.number, a.heading, a.chapter, a.body, a.source_id
  FROM article a
 WHERE a.expression = ANY ($1::bigint[])
 ORDER BY a.expression, a.position

-- name: ARTICLE_IN (expressions bigint[], eid text)
-- The article in each of the expressions that has it, with its neighbours.
SELECT a.expression, a.eid, a.number, a.heading, a.chapter, a.body, a.source_id,
       (SELECT p.eid FROM article p WHERE p.expression = a.expression AND p.position = a.position - 1),
       (SELECT n.eid FROM article n WHERE n.expression = a.expression AND n.position = a.position + 1)
  FROM article a
 WHERE a.expression = ANY ($1::bigint[]) AND a.eid = $2
