-- SPDX-License-Identifier: GPL-2.0-or-later
-- Loading entries; entry_record and entry_page (schema/) have the columns in the order in which entry.c reads them.

-- name: ENTRY_BY_SLUG (kind text, slug text)
SELECT p.*, CASE WHEN p.kind = 'law' THEN law_incoming(p.id, p.slug) END
  FROM entry_page p WHERE p.kind = $1 AND p.slug = $2

-- name: ENTRY_BY_SLUGS (kind text, slugs text[])
SELECT p.*, CASE WHEN p.kind = 'law' THEN law_incoming(p.id, p.slug) END
  FROM entry_page p WHERE p.kind = $1 AND p.slug = ANY ($2::text[])

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
SELECT e.*, CASE WHEN e.kind = 'law' THEN law_incoming(e.id, e.slug) END
  FROM entry_record e WHERE e.id = $1::bigint

-- name: ENTRY_EACH (after bigint, limit bigint)
SELECT e.*, CASE WHEN e.kind = 'law' THEN law_incoming(e.id, e.slug) END
  FROM entry_record e WHERE e.state = 'published' AND e.id > $1::bigint ORDER BY e.id LIMIT $2::bigint

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

-- name: ENTRY_LINKS (law bigint, slug text, eid text)
-- Both ways: what the law says of others, what others say of it, and what cites it; all, or of one article.
WITH names AS (SELECT ARRAY(SELECT $2 UNION ALL
                     SELECT s.slug FROM entry_slug s WHERE s.entry = $1::bigint AND s.kind = 'law') AS slugs),
     link AS (
    SELECT true AS outgoing, t.id AS other, r.type::text AS type, r.target AS slug, r.target_eid AS there, r.eid AS here,
           r.date
      FROM relation r
      LEFT JOIN entry_slug s ON s.kind = 'law' AND s.slug = r.target
      LEFT JOIN entry t ON t.state = 'published' AND (t.id = s.entry OR (t.kind = 'law' AND t.slug = r.target))
     WHERE r.entry = $1::bigint
    UNION ALL
    SELECT false, e.id, r.type, e.slug, r.eid, r.target_eid, r.date
      FROM names, relation r JOIN entry e ON e.id = r.entry AND e.state = 'published'
     WHERE r.target = ANY (names.slugs) AND r.entry <> $1::bigint
    UNION ALL
    SELECT false, e.id, CASE g.type WHEN 'interpretation' THEN 'interprets' ELSE 'cites' END, e.slug, NULL, c.eid, g.date
      FROM names, citation c JOIN entry e ON e.id = c.entry AND e.state = 'published'
      LEFT JOIN guide g ON g.entry = e.id
     WHERE c.law = ANY (names.slugs))
SELECT p.id, p.kind, p.slug, p.state, p.revision, p.source, p.source_id, p.sample, p.verified, p.published, p.updated,
       p.jurisdictions, p.subjects, NULL::text[],
       ARRAY(SELECT ARRAY[t.language, t.title, t.summary, NULL, t.reading, t.provenance, NULL, NULL, NULL, t.state]
               FROM entry_text t WHERE t.entry = p.id AND t.state = 'published' ORDER BY t.language),
       p.detail, NULL::text[], NULL::text[], NULL::text[], NULL::text[],
       l.outgoing, l.type, l.slug::text, l.there, l.here, l.date::text
  FROM link l LEFT JOIN entry_page p ON p.id = l.other
 WHERE $3::text IS NULL OR l.here = $3::text
 ORDER BY l.outgoing DESC, p.kind NULLS LAST, l.type, l.date DESC NULLS LAST, l.slug, l.here

-- name: ENTRY_OUTDATED (translation bigint, pinned bigint, current bigint, eid text)
-- The articles in which the two texts differ, of those that the translation has, and those that are new.
SELECT coalesce(p.eid, c.eid), p.eid IS NOT NULL, c.eid IS NOT NULL,
       p.type::text, p.number, p.heading, p.body, c.type::text, c.number, c.heading, c.body
  FROM (SELECT * FROM article WHERE expression = $2::bigint) p
  FULL JOIN (SELECT * FROM article WHERE expression = $3::bigint) c ON c.eid = p.eid
  LEFT JOIN article t ON t.expression = $1::bigint AND t.eid = coalesce(p.eid, c.eid)
 WHERE (p.eid IS NULL OR c.eid IS NULL OR p.body <> c.body OR p.heading IS DISTINCT FROM c.heading)
   AND (t.eid IS NOT NULL) = (p.eid IS NOT NULL)
   AND ($4::text IS NULL OR coalesce(p.eid, c.eid) = $4::text)
 ORDER BY c.position NULLS LAST, p.position

-- name: ENTRY_MEMBERS ()
SELECT id FROM jurisdiction WHERE member AND id <> 'INT' ORDER BY position
