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

-- name: IMPORT_MATCH (kinds text[], slugs text[], sources text[], source_ids text[], work_keys text[], languages text[], versions text[], match_keys text[])
-- For each record: the entry that it is, the entry that it is known to belong to, the entry that has its slug, the entry
-- of the other versions, the one entry of another collection with its number and date; what is known of its membership,
-- whether that is declared; the record with the same key, language and date.
SELECT own.*, same.*, named.*, keyed.*, numbered.*,
       m.entry, m.origin, m.work_key, m.language::text, m.version_date::text, a.entry IS NOT NULL,
       twin.source, twin.source_id
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
       WITH ORDINALITY AS r (kind, slug, source, source_id, work_key, language, version, match_key, n)
  LEFT JOIN import_entry own ON own.source = r.source AND own.source_id = r.source_id
  LEFT JOIN entry_alias a ON a.source = r.source AND a.source_id = r.source_id
  LEFT JOIN law_member m ON m.source = r.source AND m.source_id = r.source_id
  LEFT JOIN import_entry same ON same.id = coalesce(a.entry, CASE WHEN m.origin <> 'declared' THEN m.entry END)
  LEFT JOIN import_entry named ON named.kind = r.kind AND named.slug = r.slug
  LEFT JOIN LATERAL (SELECT k.entry FROM law_member k WHERE k.work_key = r.work_key ORDER BY k.entry LIMIT 1) k ON true
  LEFT JOIN import_entry keyed ON keyed.id = k.entry
  LEFT JOIN LATERAL (SELECT min(l.entry) AS entry FROM law l JOIN entry e ON e.id = l.entry
        WHERE l.match_key = r.match_key AND e.source <> r.source HAVING count(*) = 1) q ON true
  LEFT JOIN import_entry numbered ON numbered.id = q.entry
  LEFT JOIN law_member twin ON twin.work_key = r.work_key AND twin.language IS NOT DISTINCT FROM r.language
        AND twin.version_date IS NOT DISTINCT FROM r.version::date
        AND (twin.source, twin.source_id) <> (r.source, r.source_id)
 ORDER BY r.n

-- name: IMPORT_MATCH_ALIASES (sources text[], source_ids text[])
-- For each declared same_as: the entry that was imported under it, the entry that already declares it.
SELECT own.*, a.entry
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS r (source, source_id, n)
  LEFT JOIN entry o ON o.source = r.source AND o.source_id = r.source_id
  LEFT JOIN law_member m ON m.source = r.source AND m.source_id = r.source_id AND m.origin <> 'declared'
  LEFT JOIN import_entry own ON own.id = coalesce(o.id, m.entry)
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
WITH moved AS (UPDATE entry_slug s SET entry = m.target
       FROM unnest($1::bigint[], $2::bigint[]) AS m (merged, target) WHERE s.entry = m.merged)
INSERT INTO entry_slug (kind, slug, entry)
SELECT e.kind, e.slug, m.target
  FROM unnest($1::bigint[], $2::bigint[]) AS m (merged, target) JOIN entry e ON e.id = m.merged
    ON CONFLICT (kind, slug) DO UPDATE SET entry = EXCLUDED.entry

-- name: IMPORT_MERGE_PUBLICATION (merged bigint[], targets bigint[])
INSERT INTO publication (entry, kind, slug, action, revision, jurisdictions, titles, note)
SELECT e.id, e.kind, e.slug, 'merge', e.revision, e.jurisdictions,
       ARRAY(SELECT ARRAY[t.language, t.title] FROM entry_text t
              WHERE t.entry = e.id AND t.state = 'published' ORDER BY t.language), o.slug
  FROM unnest($1::bigint[], $2::bigint[]) AS m (merged, target)
  JOIN entry e ON e.id = m.merged AND e.state = 'published'
  JOIN entry o ON o.id = m.target

-- name: IMPORT_MERGE_MEMBERS (merged bigint[], targets bigint[])
-- What the merged entries declared to be the same, too.
WITH moved AS (UPDATE law_member l SET entry = m.target
       FROM unnest($1::bigint[], $2::bigint[]) AS m (merged, target) WHERE l.entry = m.merged)
INSERT INTO law_member (source, source_id, entry, origin)
SELECT a.source, a.source_id, m.target, 'merge'
  FROM unnest($1::bigint[], $2::bigint[]) AS m (merged, target) JOIN entry_alias a ON a.entry = m.merged
    ON CONFLICT (source, source_id) DO NOTHING

-- name: IMPORT_FORMER_LEADS (sources text[], source_ids text[], entries bigint[])
-- Records that led a law until another took it over.
INSERT INTO law_member (source, source_id, entry, origin)
SELECT r.source, r.source_id, r.entry, 'number'
  FROM unnest($1::text[], $2::text[], $3::bigint[]) AS r (source, source_id, entry)
    ON CONFLICT (source, source_id) DO NOTHING

-- name: IMPORT_MEMBERS (sources text[], source_ids text[], entries bigint[], origins text[], work_keys text[], languages text[], versions text[], slugs text[])
-- Where the records belong; the addresses that they would have had lead there.
WITH member AS (
    INSERT INTO law_member AS m (source, source_id, entry, origin, work_key, language, version_date)
    SELECT r.source, r.source_id, r.entry, r.origin, r.work_key, r.language, r.version::date
      FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[])
           AS r (source, source_id, entry, origin, work_key, language, version)
        ON CONFLICT (source, source_id) DO UPDATE
       SET entry = EXCLUDED.entry, origin = EXCLUDED.origin, work_key = EXCLUDED.work_key,
           language = EXCLUDED.language, version_date = EXCLUDED.version_date)
INSERT INTO entry_slug (kind, slug, entry)
SELECT 'law', r.slug, r.entry FROM unnest($3::bigint[], $8::text[]) AS r (entry, slug)
 WHERE r.slug IS NOT NULL AND NOT EXISTS (SELECT FROM entry e WHERE e.kind = 'law' AND e.slug = r.slug)
    ON CONFLICT (kind, slug) DO NOTHING

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

-- name: IMPORT_DRAFTS (entries bigint[], slugs text[], sources text[], source_ids text[], jurisdictions text[], subjects text[], samples text[], verified text[], digests text[])
-- The columns of entries that wait for review.
WITH digest AS (UPDATE entry e SET draft_digest = r.digest
       FROM unnest($1::bigint[], $9::text[]) AS r (id, digest) WHERE e.id = r.id)
INSERT INTO entry_draft (entry, slug, source, source_id, jurisdictions, subjects, sample, verified, digest, parts)
SELECT r.*, '{}' FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::text[]) AS r
    ON CONFLICT (entry) DO UPDATE
   SET slug = EXCLUDED.slug, source = EXCLUDED.source, source_id = EXCLUDED.source_id,
       jurisdictions = EXCLUDED.jurisdictions, subjects = EXCLUDED.subjects, sample = EXCLUDED.sample,
       verified = EXCLUDED.verified, digest = EXCLUDED.digest, parts = EXCLUDED.parts

-- name: IMPORT_DRAFT_PARTS (entry bigint, parts text[])
UPDATE entry_draft SET parts = $2::text[] WHERE entry = $1::bigint

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
     licence AS (DELETE FROM provider_licence WHERE entry = ANY ($1::bigint[])),
     office AS (DELETE FROM provider_office WHERE entry = ANY ($1::bigint[])),
     served AS (DELETE FROM provider_served WHERE entry = ANY ($1::bigint[])),
     offering AS (DELETE FROM provider_offering WHERE entry = ANY ($1::bigint[])),
     listing AS (DELETE FROM listing WHERE entry = ANY ($1::bigint[])),
     listing_text AS (DELETE FROM listing_text WHERE entry = ANY ($1::bigint[])),
     ip_right AS (DELETE FROM listing_right WHERE entry = ANY ($1::bigint[])),
     attachment AS (DELETE FROM listing_attachment WHERE entry = ANY ($1::bigint[])),
     event AS (DELETE FROM event WHERE entry = ANY ($1::bigint[])),
     resource AS (DELETE FROM resource WHERE entry = ANY ($1::bigint[])),
     label AS (DELETE FROM term_label WHERE entry = ANY ($1::bigint[])),
     draft AS (DELETE FROM entry_draft WHERE entry = ANY ($1::bigint[]))
DELETE FROM fact WHERE entry = ANY ($1::bigint[])

-- name: IMPORT_CLEAR_MEMBERS (entries bigint[])
-- Members that are declared are so as long as they are declared, and the other versions of theirs with them.
WITH declared AS (UPDATE law_member m SET origin = 'declared' FROM entry_alias a
     WHERE m.entry = ANY ($1::bigint[]) AND m.origin <> 'declared'
       AND a.entry = m.entry AND a.source = m.source AND a.source_id = m.source_id),
     gone AS (DELETE FROM law_member m
     WHERE m.entry = ANY ($1::bigint[]) AND m.origin = 'declared'
       AND NOT EXISTS (SELECT FROM entry_alias a
            WHERE a.entry = m.entry AND a.source = m.source AND a.source_id = m.source_id)
 RETURNING m.entry, m.work_key)
DELETE FROM law_member m USING gone g
 WHERE m.entry = g.entry AND m.work_key = g.work_key AND m.origin = 'version'

-- name: IMPORT_CLEAR_ORPHANS (entries bigint[])
-- Texts of collections that no longer belong to the entry.
DELETE FROM expression x USING entry e
 WHERE x.entry = ANY ($1::bigint[]) AND e.id = x.entry
   AND (x.kept_source, x.kept_source_id) IS DISTINCT FROM (e.source, e.source_id)
   AND NOT EXISTS (SELECT FROM entry_alias a
        WHERE a.entry = x.entry AND a.source = x.kept_source AND a.source_id = x.kept_source_id)
   AND NOT EXISTS (SELECT FROM law_member m
        WHERE m.entry = x.entry AND m.source = x.kept_source AND m.source_id = x.kept_source_id
          AND m.origin <> 'declared')

-- name: IMPORT_EXPRESSIONS (entries bigint[])
SELECT entry, id, language, version_date::text, source, source_id, state, kept_source, kept_source_id, digest
  FROM expression WHERE entry = ANY ($1::bigint[]) AND state <> 'withdrawn'

-- name: IMPORT_DELETE_EXPRESSIONS (expressions bigint[])
-- What was public stays, withdrawn, for what was made from it.
WITH kept AS (UPDATE expression SET state = 'withdrawn' WHERE id = ANY ($1::bigint[]) AND state = 'published')
DELETE FROM expression WHERE id = ANY ($1::bigint[]) AND state <> 'published'

-- name: IMPORT_PINS (entries bigint[])
-- What translations were made from: the text of that language and version, where no version is named the one that
-- applied on the translation's date, else the latest.  Pinned once; what replaces the pinned text leaves the pin.
UPDATE expression t SET source_expression = s.id
  FROM expression u
  JOIN law l ON l.entry = u.entry
  JOIN LATERAL (SELECT x.id FROM expression x
        WHERE x.entry = u.entry AND x.state = u.state AND NOT x.digest_only AND x.id <> u.id
          AND x.language = coalesce(u.source_language, l.original_language)
          AND (u.source_version IS NULL OR x.version_date = u.source_version)
        ORDER BY u.source_version IS NULL AND x.version_date <= u.version_date DESC NULLS LAST,
              x.version_date DESC NULLS LAST, x.legal_value = 'authoritative' DESC, x.id LIMIT 1) s ON true
 WHERE t.id = u.id AND u.entry = ANY ($1::bigint[]) AND u.source_expression IS NULL AND u.state <> 'withdrawn'
   AND (u.source_language IS NOT NULL OR (u.legal_value = 'unofficial' AND u.language <> l.original_language))

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
	date_amended, date_repealed, source_url, work_key, match_key) FROM STDIN

-- name: COPY_RELATION ()
COPY relation (entry, position, type, eid, target, target_eid, date) FROM STDIN

-- name: COPY_GUIDE ()
COPY guide (entry, type, date) FROM STDIN

-- name: COPY_PROVIDER ()
COPY provider (entry, city, country, website, email, languages, services, types, conflict, consents, credit,
	confirmed) FROM STDIN

-- name: COPY_LICENCE ()
COPY provider_licence (entry, position, office, country, number, valid_from, valid_to) FROM STDIN

-- name: COPY_OFFICE ()
COPY provider_office (entry, position, city, country, address) FROM STDIN

-- name: COPY_SERVED ()
COPY provider_served (entry, jurisdiction, partner) FROM STDIN

-- name: COPY_OFFERING ()
COPY provider_offering (entry, position, service, subjects, fee, fee_from, fee_to, currency, response_days,
	deliverables, language) FROM STDIN

-- name: COPY_LISTING ()
COPY listing (entry, direction, trl, ipc, country, expires, anonymous, publisher, wanted) FROM STDIN

-- name: COPY_LISTING_TEXT ()
COPY listing_text (entry, language, problem, solution, advantages, terms) FROM STDIN

-- name: COPY_RIGHT ()
COPY listing_right (entry, position, subject, number, office, status, owner, url, checked) FROM STDIN

-- name: COPY_ATTACHMENT ()
COPY listing_attachment (entry, position, file, name, type, size, sha256) FROM STDIN

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
