-- SPDX-License-Identifier: GPL-2.0-or-later
-- When and on what terms a jurisdiction is bound by the treaty that a fact asks about.
CREATE DOMAIN reservation AS text CHECK (VALUE IN
	('disputes', 'refusal_18', 'fees', 'no_extension', 'no_licences', 'no_remuneration', 'act_1978', 'act_1991'));
ALTER TABLE fact ADD COLUMN signed date, ADD COLUMN since date,
	ADD COLUMN reservations reservation[] NOT NULL DEFAULT '{}', ADD CHECK (since >= signed);
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
		WHERE x.entry = e.id AND (x.state = 'published' OR e.state <> 'published')
		ORDER BY x.language, x.version_date DESC NULLS LAST, x.source, x.state)
	END AS expressions
FROM entry e;
