-- SPDX-License-Identifier: GPL-2.0-or-later
-- Each gives the slug of a law and what is wrong with it.

-- name: VERIFY_ARTICLES ()
SELECT e.slug::text, format('a text of it in %s (%s) has %s articles up to number %s, but says %s', x.language,
       coalesce(x.version_date::text, 'no date'), coalesce(a.n, 0), coalesce(a.last, 0), x.articles)
  FROM expression x
  JOIN entry e ON e.id = x.entry
  LEFT JOIN (SELECT expression, count(*) AS n, max(position) AS last FROM article GROUP BY expression) a
       ON a.expression = x.id
 WHERE (coalesce(a.n, 0), coalesce(a.last, 0)) <> (x.articles, x.articles)
 ORDER BY 1 LIMIT 100

-- name: VERIFY_HANGING ()
SELECT e.slug::text, format('%s hangs in a division that is not there', a.eid)
  FROM article a
  LEFT JOIN division d ON d.expression = a.expression AND d.position = a.division
  JOIN expression x ON x.id = a.expression
  JOIN entry e ON e.id = x.entry
 WHERE a.division IS NOT NULL AND d.position IS NULL
 ORDER BY 1, a.position LIMIT 100

-- name: VERIFY_DIVISIONS ()
-- What stands between a division and the one that holds it must be held by that, too.
SELECT e.slug::text, format('the division %s stands apart from the one that holds it', d.eid)
  FROM division d
  JOIN expression x ON x.id = d.expression
  JOIN entry e ON e.id = x.entry
 WHERE d.position > 1
   AND (NOT EXISTS (SELECT FROM division b WHERE b.expression = d.expression AND b.position = d.position - 1)
        OR EXISTS (SELECT FROM division b
            WHERE b.expression = d.expression AND b.position > d.parent AND b.position < d.position
              AND coalesce(b.parent, 0) < d.parent))
 ORDER BY 1, d.position LIMIT 100

-- name: VERIFY_PINS ()
SELECT e.slug::text, format('its text in %s was made from one that is not there', x.language)
  FROM expression x
  JOIN entry e ON e.id = x.entry
  LEFT JOIN expression s ON s.id = x.source_expression AND s.entry = x.entry
 WHERE x.source_expression IS NOT NULL AND s.id IS NULL
 ORDER BY 1 LIMIT 100

-- name: VERIFY_OVERLAPS ()
SELECT e.slug::text, format('its versions in %s of %s and %s apply at the same time', a.language, a.version_date,
       b.version_date)
  FROM expression a
  JOIN expression b ON b.entry = a.entry AND b.language = a.language AND b.state = a.state
       AND b.digest_only = a.digest_only AND b.source IS NOT DISTINCT FROM a.source AND b.version_date > a.version_date
  JOIN entry e ON e.id = a.entry
 WHERE a.state = 'published' AND a.valid_to IS NOT NULL
   AND a.valid_to > coalesce(b.valid_from, b.version_date)
   AND coalesce(a.valid_from, a.version_date) < coalesce(b.valid_to, 'infinity')
 ORDER BY 1 LIMIT 100

-- name: VERIFY_WORKS ()
SELECT min(e.slug), format('its versions (%s) are %s entries: publish or merge them', m.work_key, count(DISTINCT m.entry))
  FROM law_member m JOIN entry e ON e.id = m.entry
 WHERE m.work_key IS NOT NULL
 GROUP BY m.work_key HAVING count(DISTINCT m.entry) > 1
 ORDER BY 1 LIMIT 100
