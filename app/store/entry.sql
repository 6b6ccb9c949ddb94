-- SPDX-License-Identifier: GPL-2.0-or-later
-- Loading entries; entry_record and entry_page (schema/) have the columns in the order in which entry.c reads them.

-- name: ENTRY_BY_SLUG (kind text, slug text)
SELECT * FROM entry_page WHERE kind = $1 AND slug = $2

-- name: ENTRY_BY_SLUGS (kind text, slugs text[])
SELECT * FROM entry_page WHERE kind = $1 AND slug = ANY ($2::text[])

-- name: ENTRY_CITING (kind text, law text)
SELECT * FROM entry_page p
 WHERE p.kind = $1 AND EXISTS (SELECT FROM citation c WHERE c.entry = p.id AND c.law = $2)
 ORDER BY p.slug

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

-- name: DIVISIONS_OF (expressions bigint[])
SELECT d.expression, d.type::text, d.eid, d.number, d.heading, d.parent::bigint
  FROM division d
 WHERE d.expression = ANY ($1::bigint[])
 ORDER BY d.expression, d.position

-- name: ARTICLES_OF (expressions bigint[])
SELECT a.expression, a.type::text, a.eid, a.number, a.heading, a.division::bigint, a.source_id, a.body
  FROM article a
 WHERE a.expression = ANY ($1::bigint[])
 ORDER BY a.expression, a.position

-- name: ARTICLES_OUTLINE (expressions bigint[])
SELECT a.expression, a.type::text, a.eid, a.number, a.heading, a.division::bigint, a.source_id, NULL::text
  FROM article a
 WHERE a.expression = ANY ($1::bigint[])
 ORDER BY a.expression, a.position

-- name: ARTICLES_WITHIN (expressions bigint[], first bigint[], last bigint[])
-- Those that hang in the divisions from first to last.
SELECT a.expression, a.type::text, a.eid, a.number, a.heading, a.division::bigint, a.source_id, a.body
  FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS r (expression, first, last)
  JOIN article a ON a.expression = r.expression AND a.division BETWEEN r.first AND r.last
 ORDER BY a.expression, a.position

-- name: ARTICLES_NAMED (expressions bigint[], eids text[])
SELECT a.expression, a.type::text, a.eid, a.number, a.heading, a.division::bigint, a.source_id, a.body
  FROM article a
 WHERE a.expression = ANY ($1::bigint[]) AND a.eid = ANY ($2::text[])
 ORDER BY a.expression, a.position

-- name: ARTICLE_IN (expressions bigint[], eid text)
-- The article in each of the expressions that has it, with its neighbours and the divisions above it, innermost first.
SELECT a.expression, a.type::text, a.eid, a.number, a.heading, a.division::bigint, a.source_id, a.body,
       (SELECT p.eid FROM article p WHERE p.expression = a.expression AND p.position = a.position - 1),
       (SELECT n.eid FROM article n WHERE n.expression = a.expression AND n.position = a.position + 1),
       ARRAY(WITH RECURSIVE up AS (
               SELECT d.* FROM division d WHERE d.expression = a.expression AND d.position = a.division
               UNION ALL
               SELECT d.* FROM up JOIN division d ON d.expression = up.expression AND d.position = up.parent)
             SELECT ARRAY[up.type, up.eid, up.number, up.heading] FROM up ORDER BY up.position DESC)
  FROM article a
 WHERE a.expression = ANY ($1::bigint[]) AND a.eid = $2
