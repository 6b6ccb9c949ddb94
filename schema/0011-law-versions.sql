-- SPDX-License-Identifier: GPL-2.0-or-later
-- Versions of one law, what is kept of texts that were replaced, what waits for review, and what was published.

-- The records of collections that make up a law besides the one that leads it (entry.source), and those that lead a law
-- which comes in versions.
CREATE TABLE law_member (
	source text NOT NULL,
	source_id text NOT NULL,
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	-- Why it belongs there: a version with the same key, the same official number and date, declared by the law's own
	-- record, merged by staff.
	origin text NOT NULL CHECK (origin IN ('version', 'number', 'declared', 'merge')),
	work_key text,
	language language,
	version_date date,
	PRIMARY KEY (source, source_id)
);
CREATE INDEX law_member_entry ON law_member (entry);
CREATE UNIQUE INDEX law_member_version ON law_member (work_key, version_date, language) NULLS NOT DISTINCT
	WHERE work_key IS NOT NULL;

-- Jurisdiction, type, official number and date of enactment as one text (app/domain/lawkey.h).
ALTER TABLE law ADD COLUMN match_key text;
CREATE INDEX law_match_key ON law (match_key) WHERE match_key IS NOT NULL;

-- A text that was replaced stays, withdrawn, for translations that were made from it.
ALTER TABLE expression DROP CONSTRAINT expression_entry_language_version_date_source_source_id_sta_key;
CREATE UNIQUE INDEX expression_one ON expression (entry, language, version_date, source, source_id, state)
	NULLS NOT DISTINCT WHERE state <> 'withdrawn';
CREATE INDEX expression_entry ON expression (entry);
CREATE INDEX expression_pin ON expression (source_expression) WHERE source_expression IS NOT NULL;

-- A change that waits for review beside a published entry: the entry's own columns, and the rows of its parts in the
-- form in which COPY takes them, a pair of table and rows each.
CREATE TABLE entry_draft (
	entry bigint PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
	slug slug NOT NULL,
	source text,
	source_id text,
	jurisdictions text NOT NULL,
	subjects text NOT NULL,
	sample text NOT NULL,
	verified text,
	digest text NOT NULL,
	parts text[] NOT NULL
);

-- What an import looks at of an entry; version and key are those of the record that leads it, and whether its text is
-- the original and no translation.
CREATE VIEW import_entry AS
SELECT e.id, e.kind::text, e.slug::text, e.state::text, e.digest, e.draft_digest, e.source, e.source_id,
	m.work_key, m.version_date::text,
	coalesce(m.language = (SELECT l.original_language FROM law l WHERE l.entry = e.id), true) AS original,
	(SELECT count(DISTINCT t.language) FROM entry_text t WHERE t.entry = e.id) AS languages
FROM entry e
LEFT JOIN law_member m ON m.source = e.source AND m.source_id = e.source_id;

-- The laws that amend or repeal one, for its standing.
CREATE FUNCTION law_incoming(law bigint, law_slug text) RETURNS text[] LANGUAGE sql STABLE AS $$
	SELECT array_agg(ARRAY[r.type::text, r.eid, e.slug::text, r.target_eid, r.date::text]
		ORDER BY r.date NULLS LAST, e.slug, r.position)
	FROM relation r JOIN entry e ON e.id = r.entry AND e.state = 'published'
	WHERE r.type IN ('amends', 'repeals')
	  AND r.target = ANY (ARRAY(SELECT law_slug UNION ALL
		SELECT s.slug FROM entry_slug s WHERE s.entry = law AND s.kind = 'law'))
$$;

CREATE DOMAIN publication_action AS text CHECK (VALUE IN ('publish', 'correct', 'withdraw', 'merge', 'repeal'));
-- What readers were told when: one row a change of something public, in the change's transaction.  Rows outlive the
-- entry, so that a withdrawal can be told with its titles.
CREATE TABLE publication (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	time timestamptz NOT NULL DEFAULT now(),
	entry bigint NOT NULL,
	kind kind NOT NULL,
	slug slug NOT NULL,
	action publication_action NOT NULL,
	revision bigint NOT NULL,
	jurisdictions text[] NOT NULL,
	titles text[] NOT NULL,
	note text
);
CREATE INDEX publication_entry ON publication (entry);
CREATE INDEX publication_kind ON publication (kind, id);
INSERT INTO publication (time, entry, kind, slug, action, revision, jurisdictions, titles)
SELECT e.published, e.id, e.kind, e.slug, 'publish', e.revision, e.jurisdictions,
	ARRAY(SELECT ARRAY[t.language, t.title] FROM entry_text t
		WHERE t.entry = e.id AND t.state = 'published' ORDER BY t.language)
FROM entry e WHERE e.state = 'published' ORDER BY e.published, e.id;

-- The day up to which laws whose dates passed were announced.
CREATE TABLE standing_day (
	only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
	day date NOT NULL
);
INSERT INTO standing_day (day) VALUES ((now() AT TIME ZONE 'UTC')::date);

-- Texts that were replaced are not listed.
CREATE OR REPLACE VIEW entry_record AS
SELECT e.id, e.kind, e.slug, e.state, e.revision, e.source, e.source_id, e.sample,
	e.verified::text AS verified,
	to_char(e.published AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS published,
	to_char(e.updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS updated,
	e.jurisdictions,
	e.subjects::text[] AS subjects,
	ARRAY(SELECT a.source || ' ' || a.source_id
		FROM entry_alias a WHERE a.entry = e.id ORDER BY a.source, a.source_id) AS same_as,
	ARRAY(SELECT ARRAY[t.language, t.title, t.summary, t.body, t.reading, t.provenance, t.translator,
			t.source_language, t.source_revision::text, t.state]
		FROM entry_text t WHERE t.entry = e.id ORDER BY t.language, t.state) AS texts,
	CASE e.kind
	WHEN 'law' THEN (SELECT ARRAY[l.type, l.status, l.number, l.original_language, l.original_title,
			l.issuer, l.date_enacted::text, l.date_in_force::text, l.date_amended::text,
			l.date_repealed::text, l.source_url, l.work_key]
		FROM law l WHERE l.entry = e.id)
	WHEN 'guide' THEN (SELECT ARRAY[g.type, g.date::text] FROM guide g WHERE g.entry = e.id)
	WHEN 'provider' THEN (SELECT ARRAY[p.city, p.country, p.website, p.email,
			array_to_string(p.languages, E'\n'), array_to_string(p.services, E'\n')]
		FROM provider p WHERE p.entry = e.id)
	WHEN 'listing' THEN (SELECT ARRAY[i.direction, i.trl::text, array_to_string(i.ipc, E'\n'), i.country,
			i.expires::text]
		FROM listing i WHERE i.entry = e.id)
	WHEN 'event' THEN (SELECT ARRAY[v.type, v.starts::text, v.ends::text, v.city, v.country, v.url,
			v.online::text, v.recurrence]
		FROM event v WHERE v.entry = e.id)
	WHEN 'resource' THEN (SELECT ARRAY[r.type, r.cost, r.url, r.query_pattern,
			array_to_string(r.languages, E'\n')]
		FROM resource r WHERE r.entry = e.id)
	WHEN 'fact' THEN (SELECT ARRAY[f.question, f.value, f.as_of::text, f.signed::text, f.since::text,
			array_to_string(f.reservations, E'\n')] FROM fact f WHERE f.entry = e.id)
	END AS detail,
	CASE e.kind
	WHEN 'law' THEN ARRAY(SELECT ARRAY[r.type, r.eid, r.target, r.target_eid, r.date::text]
		FROM relation r WHERE r.entry = e.id ORDER BY r.position)
	WHEN 'term' THEN ARRAY(SELECT ARRAY[l.language, l.text, l.status, l.note]
		FROM term_label l WHERE l.entry = e.id ORDER BY l.position)
	END AS parts,
	CASE WHEN e.kind IN ('guide', 'term', 'fact') THEN ARRAY(SELECT ARRAY[c.law, c.eid]
		FROM citation c WHERE c.entry = e.id ORDER BY c.position)
	END AS citations,
	CASE WHEN e.kind = 'law' THEN ARRAY(SELECT ARRAY[x.id::text, x.language, x.version_date::text,
			x.valid_from::text, x.valid_to::text, x.provenance, x.legal_value, x.translator,
			x.source_url, x.source, x.source_id, x.source_language, x.source_version::text,
			x.source_expression::text, x.digest_only::text, x.articles::text]
		FROM expression x
		WHERE x.entry = e.id AND (x.state = 'published' OR (e.state <> 'published' AND x.state <> 'withdrawn'))
		ORDER BY x.language, x.version_date DESC NULLS LAST, x.source, x.state)
	END AS expressions
FROM entry e;
