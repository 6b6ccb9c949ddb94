-- SPDX-License-Identifier: GPL-2.0-or-later
-- Who may fit: what domain/match.c weighs.

-- name: MATCH_PROVIDERS (jurisdictions text[], languages text[], services text[], subjects text[], limit bigint)
-- Providers that have anything of what is asked, those with more of it first.
SELECT p.*, NULL::text[]
  FROM entry_page p
  JOIN provider v ON v.entry = p.id
 CROSS JOIN LATERAL (SELECT
       (p.jurisdictions && $1::text[] OR EXISTS (SELECT FROM provider_served s
            WHERE s.entry = p.id AND s.jurisdiction = ANY ($1::text[])))::integer
       + (EXISTS (SELECT FROM unnest(v.languages::text[]) l, unnest($2::text[]) w
            WHERE split_part(l, '-', 1) = split_part(w, '-', 1)))::integer
       + (v.services::text[] && $3::text[] OR EXISTS (SELECT FROM provider_offering o
            WHERE o.entry = p.id AND o.service = ANY ($3::text[])))::integer
       + (p.subjects && $4::text[] OR EXISTS (SELECT FROM provider_offering o
            WHERE o.entry = p.id AND o.subjects::text[] && $4::text[]))::integer AS n) has
 WHERE p.kind = 'provider' AND has.n > 0
 ORDER BY has.n DESC, p.id LIMIT $5::bigint

-- name: MATCH_LISTINGS (entry bigint, direction text, ipc text[], found bigint[], limit bigint)
-- Listings of the other direction that are not over and are another owner's: in a class of these, or found by their words.
SELECT p.*, NULL::text[]
  FROM entry_page p
  JOIN entry e ON e.id = p.id
  JOIN listing l ON l.entry = p.id
 CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM unnest(l.ipc) a, unnest($3::text[]) b
        WHERE left(a, 3) = left(b, 3)) AS class,
       EXISTS (SELECT FROM unnest(l.ipc) a, unnest($3::text[]) b
        WHERE length(a) > 3 AND left(a, 4) = left(b, 4)) AS subclass) x
 WHERE p.kind = 'listing' AND p.id <> $1::bigint AND l.direction <> $2
   AND (l.expires IS NULL OR l.expires >= (now() AT TIME ZONE 'UTC')::date)
   AND (x.class OR p.id = ANY ($4::bigint[]))
   AND NOT EXISTS (SELECT FROM entry o WHERE o.id = $1::bigint AND o.owner = e.owner)
 ORDER BY x.subclass DESC, x.class DESC, p.id DESC LIMIT $5::bigint

-- name: MATCH_OWN (account bigint, limit bigint)
-- Published listings of the organisations of an account.
SELECT p.*, NULL::text[]
  FROM entry_page p
  JOIN entry e ON e.id = p.id
  JOIN listing l ON l.entry = p.id
 WHERE p.kind = 'listing'
   AND e.owner IN (SELECT m.organisation FROM membership m WHERE m.account = $1::bigint)
   AND (l.expires IS NULL OR l.expires >= (now() AT TIME ZONE 'UTC')::date)
 ORDER BY p.id DESC LIMIT $2::bigint
