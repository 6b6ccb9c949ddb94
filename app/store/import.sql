-- SPDX-License-Identifier: GPL-2.0-or-later
-- Keeping imported records, a batch at a time.

-- name: IMPORT_SAVE ()
SAVEPOINT import

-- name: IMPORT_KEEP ()
RELEASE SAVEPOINT import

-- name: IMPORT_UNDO ()
ROLLBACK TO SAVEPOINT import

-- name: JURISDICTIONS ()
SELECT id FROM jurisdiction ORDER BY position

-- name: IMPORT_MATCH (kinds text[], slugs text[], sources text[], source_ids text[])
-- For each record: the entry that it is, the entry that declares to be the same, the entry that has its slug.
SELECT own.id, own.kind, own.slug, own.state, own.digest, own.draft_digest,
       same.id, same.kind, same.slug, same.state, same.digest, same.draft_digest,
       named.id, named.kind, named.slug, named.state, named.digest, named.draft_digest
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY
       AS r (kind, slug, source, source_id, n)
  LEFT JOIN entry own ON own.source = r.source AND own.source_id = r.source_id
  LEFT JOIN entry_alias a ON a.source = r.source AND a.source_id = r.source_id
  LEFT JOIN entry same ON same.id = a.entry
  LEFT JOIN entry named ON named.kind = r.kind AND named.slug = r.slug
 ORDER BY r.n

-- name: IMPORT_MATCH_ALIASES (sources text[], source_ids text[])
-- For each declared same_as: the entry that was imported under it, the entry that already declares it.
SELECT own.id, own.kind, own.slug, own.state, own.digest, own.draft_digest, a.entry
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS r (source, source_id, n)
  LEFT JOIN entry own ON own.source = r.source AND own.source_id = r.source_id
  LEFT JOIN entry_alias a ON a.source = r.source AND a.source_id = r.source_id
 ORDER BY r.n

-- name: IMPORT_ENTRY_IDS (n bigint)
SELECT nextval('entry_id_seq') FROM generate_series(1, $1::bigint)

-- name: IMPORT_EXPRESSION_IDS (n bigint)
SELECT nextval('expression_id_seq') FROM generate_series(1, $1::bigint)

-- name: IMPORT_MERGE_EXPRESSIONS (merged bigint[], targets bigint[])
UPDATE expression x SET entry = m.target
  FROM unnest($1::bigint[], $2::bigint[]) AS m (merged, target) WHERE x.entry = m.merged

-- name: IMPORT_MERGE_SLUGS (merged bigint[], targets bigint[])
UPDATE entry_slug s SET entry = m.target
  FROM unnest($1::bigint[], $2::bigint[]) AS m (merged, target) WHERE s.entry = m.merged

-- name: IMPORT_DELETE (entries bigint[])
DELETE FROM entry WHERE id = ANY ($1::bigint[])

-- name: IMPORT_ENTRIES (ids bigint[], kinds text[], slugs text[], state text, sources text[], source_ids text[], jurisdictions text[], subjects text[], samples text[], verified text[], digests text[])
-- New entries, and changed ones.  What staff withdrew stays withdrawn; lists come with a line feed between.
INSERT INTO entry AS e (id, kind, slug, state, source, source_id, jurisdictions, subjects, sample, verified, digest,
       published)
SELECT r.id, r.kind, r.slug, $4::text, r.source, r.source_id, string_to_array(r.jurisdictions, E'\n'),
       string_to_array(r.subjects, E'\n'), r.sample::boolean, r.verified::date, r.digest,
       CASE WHEN $4::text = 'published' THEN now() END
  FROM unnest($1::bigint[], $2::text[], $3::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::text[])
       AS r (id, kind, slug, source, source_id, jurisdictions, subjects, sample, verified, digest)
    ON CONFLICT (id) DO UPDATE
   SET slug = EXCLUDED.slug,
       state = CASE WHEN e.state = 'withdrawn' OR EXCLUDED.state = 'draft' THEN e.state ELSE EXCLUDED.state END,
       revision = e.revision + 1,
       source = EXCLUDED.source, source_id = EXCLUDED.source_id,
       jurisdictions = EXCLUDED.jurisdictions, subjects = EXCLUDED.subjects,
       sample = EXCLUDED.sample, verified = EXCLUDED.verified,
       published = coalesce(e.published, EXCLUDED.published), updated = now(),
       digest = EXCLUDED.digest, draft_digest = NULL

-- name: IMPORT_FORMER_SLUGS (kinds text[], slugs text[], entries bigint[])
INSERT INTO entry_slug (kind, slug, entry)
SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
    ON CONFLICT (kind, slug) DO UPDATE SET entry = EXCLUDED.entry

-- name: IMPORT_TAKE_SLUGS (kinds text[], slugs text[])
-- An address that is in use again is no longer a former one.
DELETE FROM entry_slug s USING unnest($1::text[], $2::text[]) AS r (kind, slug)
 WHERE s.kind = r.kind AND s.slug = r.slug

-- name: IMPORT_DRAFT_DIGESTS (entries bigint[], digests text[])
UPDATE entry e SET draft_digest = r.digest FROM unnest($1::bigint[], $2::text[]) AS r (id, digest) WHERE e.id = r.id

-- name: IMPORT_CLEAR_DRAFTS (entries bigint[])
DELETE FROM entry_text WHERE entry = ANY ($1::bigint[]) AND state <> 'published'

-- name: IMPORT_CLEAR (entries bigint[])
WITH alias AS (DELETE FROM entry_alias WHERE entry = ANY ($1::bigint[])),
     text AS (DELETE FROM entry_text WHERE entry = ANY ($1::bigint[])),
     law AS (DELETE FROM law WHERE entry = ANY ($1::bigint[])),
     relation AS (DELETE FROM relation WHERE entry = ANY ($1::bigint[])),
     guide AS (DELETE FROM guide WHERE entry = ANY ($1::bigint[])),
     citation AS (DELETE FROM citation WHERE entry = ANY ($1::bigint[])),
     provider AS (DELETE FROM provider WHERE entry = ANY ($1::bigint[])),
     listing AS (DELETE FROM listing WHERE entry = ANY ($1::bigint[])),
     event AS (DELETE FROM event WHERE entry = ANY ($1::bigint[])),
     resource AS (DELETE FROM resource WHERE entry = ANY ($1::bigint[])),
     label AS (DELETE FROM term_label WHERE entry = ANY ($1::bigint[]))
DELETE FROM fact WHERE entry = ANY ($1::bigint[])

-- name: IMPORT_CLEAR_ORPHANS (entries bigint[])
-- Texts of collections that the entry no longer declares to be the same.
DELETE FROM expression x USING entry e
 WHERE x.entry = ANY ($1::bigint[]) AND e.id = x.entry
   AND (x.kept_source, x.kept_source_id) IS DISTINCT FROM (e.source, e.source_id)
   AND NOT EXISTS (SELECT FROM entry_alias a
        WHERE a.entry = x.entry AND a.source = x.kept_source AND a.source_id = x.kept_source_id)

-- name: IMPORT_EXPRESSIONS (entries bigint[])
SELECT entry, id, language, version_date::text, source, source_id, state, kept_source, kept_source_id, digest
  FROM expression WHERE entry = ANY ($1::bigint[])

-- name: IMPORT_DELETE_EXPRESSIONS (expressions bigint[])
DELETE FROM expression WHERE id = ANY ($1::bigint[])

-- name: IMPORT_TOUCH (entries bigint[])
UPDATE entry SET revision = revision + 1, updated = now() WHERE id = ANY ($1::bigint[])

-- name: IMPORT_AUDIT (actor text, entries bigint[], actions text[], details text[])
INSERT INTO audit (actor, entry, action, detail)
SELECT $1, r.entry, r.action, r.detail
  FROM unnest($2::bigint[], $3::text[], $4::text[]) AS r (entry, action, detail)

-- name: COPY_ALIAS ()
COPY entry_alias (source, source_id, entry) FROM STDIN

-- name: COPY_TEXT ()
COPY entry_text (entry, language, state, title, summary, body, reading, provenance, translator, source_language,
	source_revision) FROM STDIN

-- name: COPY_LAW ()
COPY law (entry, type, status, number, original_language, original_title, issuer, date_enacted, date_in_force,
	date_amended, date_repealed, source_url, work_key) FROM STDIN

-- name: COPY_RELATION ()
COPY relation (entry, position, type, eid, target, target_eid, date) FROM STDIN

-- name: COPY_GUIDE ()
COPY guide (entry, type, date) FROM STDIN

-- name: COPY_PROVIDER ()
COPY provider (entry, city, country, website, email, languages, services) FROM STDIN

-- name: COPY_LISTING ()
COPY listing (entry, direction, trl, ipc, country, expires) FROM STDIN

-- name: COPY_EVENT ()
COPY event (entry, type, starts, ends, city, country, url, online, recurrence) FROM STDIN

-- name: COPY_RESOURCE ()
COPY resource (entry, type, cost, url, query_pattern, languages) FROM STDIN

-- name: COPY_LABEL ()
COPY term_label (entry, position, language, text, status, note) FROM STDIN

-- name: COPY_FACT ()
COPY fact (entry, question, value, as_of, signed, since, reservations) FROM STDIN

-- name: COPY_CITATION ()
COPY citation (entry, position, law, eid) FROM STDIN

-- name: COPY_EXPRESSION ()
COPY expression (id, entry, language, version_date, state, valid_from, valid_to, provenance, legal_value, translator,
	source_url, source, source_id, source_language, source_version, digest_only, articles, kept_source, kept_source_id, digest) FROM STDIN

-- name: COPY_DIVISION ()
COPY division (expression, position, type, eid, number, heading, parent) FROM STDIN

-- name: COPY_ARTICLE ()
COPY article (expression, position, type, eid, number, heading, division, body, source_id) FROM STDIN
