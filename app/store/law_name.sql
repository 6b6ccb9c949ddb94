-- SPDX-License-Identifier: GPL-2.0-or-later
-- Laws by the names that texts give them; the functions are the schema's.

-- name: LAWS_NAMED (names text[], eids text[], jurisdictions text[])
-- For each name that means exactly one published law of these jurisdictions: its place among ${names} from 1, the
-- law, and whether a text of it has the article.
SELECT asked.place, min(found.slug),
       bool_or(asked.eid IS NOT NULL AND EXISTS (
               SELECT FROM expression x
                 JOIN article a ON a.expression = x.id AND a.eid = asked.eid
                WHERE x.entry = found.id AND x.state = 'published'))
  FROM (SELECT place, eid, law_title_key(name) AS title, law_number_key(name) AS number, law_year(name) AS year
          FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS n (name, eid, place)) AS asked
 CROSS JOIN LATERAL (
       SELECT e.id, e.slug
         FROM (SELECT l.entry FROM law l WHERE law_number_key(l.number) = asked.number
               UNION
               SELECT l.entry FROM law l WHERE law_title_key(l.original_title) = asked.title
               UNION
               SELECT t.entry FROM entry_text t
                WHERE law_title_key(t.title) = asked.title AND t.state = 'published'
               UNION
               SELECT t.entry FROM entry_text t
                WHERE law_number_key(t.title) = asked.number AND t.state = 'published') AS c
         JOIN law l ON l.entry = c.entry
         JOIN entry e ON e.id = c.entry AND e.state = 'published' AND e.jurisdictions && $3::text[]
        WHERE asked.title <> ''
          AND (asked.year IS NULL
               OR COALESCE(law_year(l.number), law_year(l.original_title), left(l.date_enacted::text, 4),
                           asked.year) = asked.year)) AS found
 GROUP BY asked.place
HAVING count(DISTINCT found.id) = 1

-- name: EIDS_THERE (expression bigint, eids text[])
SELECT a.eid FROM article a WHERE a.expression = $1::bigint AND a.eid = ANY ($2::text[])
