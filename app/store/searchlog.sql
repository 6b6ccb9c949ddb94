-- SPDX-License-Identifier: GPL-2.0-or-later
-- The log of searches.  Batches of several workers meet in the same rows, always in the order of the keys.

-- name: SEARCHLOG_ADD (locales text[], channels text[], queries text[], searches bigint[], hits bigint[], expansions text[])
INSERT INTO search_log AS l (day, locale, channel, query, searches, hits, expansions)
SELECT current_date, r.locale, r.channel, r.query, r.searches, r.hits, string_to_array(r.expansions, E'\n')
  FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[])
    AS r (locale, channel, query, searches, hits, expansions)
 ORDER BY r.locale, r.channel, r.query
    ON CONFLICT (day, locale, channel, query) DO UPDATE SET searches = l.searches + excluded.searches,
       hits = excluded.hits, expansions = excluded.expansions

-- name: SEARCHLOG_CLICK (locales text[], queries text[], targets text[], clicks bigint[], ranks bigint[])
INSERT INTO search_click AS c (day, locale, query, target, clicks, rank)
SELECT current_date, r.locale, r.query, r.target, r.clicks, r.rank
  FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[]) AS r (locale, query, target, clicks, rank)
 ORDER BY r.locale, r.query, r.target
    ON CONFLICT (day, locale, query, target) DO UPDATE SET clicks = c.clicks + excluded.clicks,
       rank = least(c.rank, excluded.rank)

-- name: SEARCHLOG_TRIM (days bigint)
WITH clicks AS (DELETE FROM search_click WHERE day < current_date - $1::bigint::integer)
DELETE FROM search_log WHERE day < current_date - $1::bigint::integer

-- name: SEARCHLOG_LANGUAGES (days bigint)
SELECT s.locale, s.searches::bigint, s.empty::bigint, coalesce(c.clicks, 0)::bigint
  FROM (SELECT locale, sum(searches) AS searches, coalesce(sum(searches) FILTER (WHERE hits = 0), 0) AS empty
          FROM search_log WHERE day > current_date - $1::bigint::integer GROUP BY locale) s
  LEFT JOIN (SELECT locale, sum(clicks) AS clicks FROM search_click
              WHERE day > current_date - $1::bigint::integer GROUP BY locale) c USING (locale)
 ORDER BY s.searches DESC, s.locale

-- name: SEARCHLOG_TOP (days bigint, least bigint, limit bigint)
SELECT locale, query, sum(searches)::bigint, (array_agg(hits ORDER BY day DESC))[1]::bigint, max(day)::text
  FROM search_log WHERE day > current_date - $1::bigint::integer
 GROUP BY locale, query HAVING sum(searches) >= $2::bigint
 ORDER BY 3 DESC, locale, query LIMIT $3::bigint

-- name: SEARCHLOG_GAPS (days bigint, limit bigint)
SELECT locale, query, sum(searches)::bigint, 0::bigint, max(day)::text
  FROM search_log WHERE day > current_date - $1::bigint::integer
 GROUP BY locale, query HAVING (array_agg(hits ORDER BY day DESC))[1] = 0
 ORDER BY locale, 3 DESC, query LIMIT $2::bigint
