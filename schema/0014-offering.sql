-- SPDX-License-Identifier: GPL-2.0-or-later
-- What agencies and enterprises say of themselves: profiles with licences, offices and offerings, listings with their
-- rights and files, and the way of both from a draft to what readers see.

-- Closed sets: the ids of app/domain/vocab.c, compared by a test.
CREATE DOMAIN provider_type AS text CHECK (VALUE IN
	('agency', 'law_firm', 'transfer', 'valuation', 'search', 'finance', 'notary', 'arbitration', 'training', 'tisc'));
CREATE DOMAIN fee_model AS text CHECK (VALUE IN
	('hourly', 'fixed', 'staged', 'success', 'subscription', 'free', 'on_request'));
CREATE DOMAIN conflict AS text CHECK (VALUE IN ('unsaid', 'always', 'on_request'));
CREATE DOMAIN consent AS text CHECK (VALUE IN ('contact', 'referral'));
CREATE DOMAIN credit AS text CHECK (VALUE IN ('none', 'a_plus', 'a', 'b', 'c', 'd'));
CREATE DOMAIN wanted AS text CHECK (VALUE IN ('licence', 'assignment', 'equity', 'joint', 'pledge'));
CREATE DOMAIN ip_status AS text CHECK (VALUE IN
	('applied', 'granted', 'registered', 'opposed', 'lapsed', 'secret'));

ALTER TABLE provider
	ADD COLUMN types provider_type[] NOT NULL DEFAULT '{}',
	ADD COLUMN conflict conflict NOT NULL DEFAULT 'unsaid',
	ADD COLUMN consents consent[] NOT NULL DEFAULT '{}',
	ADD COLUMN credit credit NOT NULL DEFAULT 'none',
	ADD COLUMN confirmed date;

CREATE TABLE provider_licence (
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	position integer NOT NULL,
	office text NOT NULL CHECK (office <> ''),
	country text CHECK (country ~ '^[A-Z]{2}$'),
	number text,
	valid_from date,
	valid_to date,
	PRIMARY KEY (entry, position),
	CHECK (valid_to >= valid_from)
);

CREATE TABLE provider_office (
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	position integer NOT NULL,
	city text NOT NULL CHECK (city <> ''),
	country text CHECK (country ~ '^[A-Z]{2}$'),
	address text,
	PRIMARY KEY (entry, position)
);

CREATE TABLE provider_served (
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	jurisdiction text NOT NULL REFERENCES jurisdiction,
	partner boolean NOT NULL,
	PRIMARY KEY (entry, jurisdiction)
);
CREATE INDEX provider_served_jurisdiction ON provider_served (jurisdiction);

-- Fees in whole units of the currency.
CREATE TABLE provider_offering (
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	position integer NOT NULL,
	service service NOT NULL,
	subjects subject[] NOT NULL,
	fee fee_model NOT NULL,
	fee_from bigint CHECK (fee_from > 0),
	fee_to bigint CHECK (fee_to > 0),
	currency text CHECK (currency ~ '^[A-Z]{3}$'),
	response_days integer CHECK (response_days > 0),
	deliverables text,
	language language,
	PRIMARY KEY (entry, position),
	CHECK (fee_to >= fee_from),
	CHECK (currency IS NOT NULL OR (fee_from IS NULL AND fee_to IS NULL))
);
CREATE INDEX provider_offering_service ON provider_offering (service);

ALTER TABLE listing
	ADD COLUMN anonymous boolean NOT NULL DEFAULT false,
	ADD COLUMN publisher text,
	ADD COLUMN wanted wanted[] NOT NULL DEFAULT '{}',
	ADD CHECK (NOT anonymous OR publisher IS NULL);

CREATE TABLE listing_text (
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	language language NOT NULL,
	problem text COMPRESSION lz4,
	solution text COMPRESSION lz4,
	advantages text COMPRESSION lz4,
	terms text COMPRESSION lz4,
	PRIMARY KEY (entry, language)
);

CREATE TABLE listing_right (
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	position integer NOT NULL,
	subject subject NOT NULL,
	number text,
	office text CHECK (office ~ '^[A-Z]{2}$'),
	status ip_status NOT NULL,
	owner text,
	url text,
	checked date,
	PRIMARY KEY (entry, position)
);

CREATE TABLE listing_attachment (
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	position integer NOT NULL,
	file bigint NOT NULL,
	name text NOT NULL CHECK (name <> ''),
	type text NOT NULL,
	size bigint NOT NULL CHECK (size > 0),
	sha256 text NOT NULL,
	PRIMARY KEY (entry, position)
);
CREATE INDEX listing_attachment_file ON listing_attachment (file);

-- Rows of parts are as wide as the widest, and begin with what they are.
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
			array_to_string(p.languages, E'\n'), array_to_string(p.services, E'\n'),
			array_to_string(p.types, E'\n'), p.conflict, array_to_string(p.consents, E'\n'), p.credit,
			p.confirmed::text]
		FROM provider p WHERE p.entry = e.id)
	WHEN 'listing' THEN (SELECT ARRAY[i.direction, i.trl::text, array_to_string(i.ipc, E'\n'), i.country,
			i.expires::text, i.anonymous::text, i.publisher, array_to_string(i.wanted, E'\n')]
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
	WHEN 'provider' THEN ARRAY(SELECT r.part FROM (
		SELECT 1 AS sort, l.position, NULL::text AS name, ARRAY['licence', l.office, l.country, l.number,
			l.valid_from::text, l.valid_to::text, NULL, NULL, NULL, NULL] AS part
			FROM provider_licence l WHERE l.entry = e.id
		UNION ALL
		SELECT 2, o.position, NULL, ARRAY['office', o.city, o.country, o.address, NULL, NULL, NULL, NULL, NULL, NULL]
			FROM provider_office o WHERE o.entry = e.id
		UNION ALL
		SELECT 3, j.position, NULL, ARRAY['served', s.jurisdiction, s.partner::text, NULL, NULL, NULL, NULL, NULL,
			NULL, NULL]
			FROM provider_served s JOIN jurisdiction j ON j.id = s.jurisdiction WHERE s.entry = e.id
		UNION ALL
		SELECT 4, o.position, NULL, ARRAY['offering', o.service, array_to_string(o.subjects, E'\n'), o.fee,
			o.fee_from::text, o.fee_to::text, o.currency, o.response_days::text, o.deliverables, o.language]
			FROM provider_offering o WHERE o.entry = e.id) r
		ORDER BY r.sort, r.position)
	WHEN 'listing' THEN ARRAY(SELECT r.part FROM (
		SELECT 1 AS sort, 0 AS position, t.language::text AS name, ARRAY['text', t.language, t.problem, t.solution,
			t.advantages, t.terms, NULL, NULL] AS part
			FROM listing_text t WHERE t.entry = e.id
		UNION ALL
		SELECT 2, i.position, NULL, ARRAY['right', i.subject, i.number, i.office, i.status, i.owner, i.url,
			i.checked::text]
			FROM listing_right i WHERE i.entry = e.id
		UNION ALL
		SELECT 3, a.position, NULL, ARRAY['attachment', a.file::text, a.name, a.type, a.size::text, a.sha256, NULL,
			NULL]
			FROM listing_attachment a WHERE a.entry = e.id) r
		ORDER BY r.sort, r.position, r.name)
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
DELETE FROM entry_page WHERE kind IN ('provider', 'listing');
INSERT INTO entry_page SELECT * FROM entry_record WHERE state = 'published' AND kind IN ('provider', 'listing');

-- What an organisation works at: the fields as they were typed, pairs of name and value, beside those that were
-- approved.  What is approved is an entry; what waits for approval is that entry's draft.
CREATE DOMAIN submission_state AS text CHECK (VALUE IN
	('draft', 'review', 'returned', 'approved', 'withdrawn', 'hidden'));
CREATE TABLE submission (
	id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	organisation bigint NOT NULL REFERENCES organisation ON DELETE CASCADE,
	kind kind NOT NULL CHECK (kind IN ('provider', 'listing')),
	entry bigint UNIQUE REFERENCES entry ON DELETE SET NULL,
	state submission_state NOT NULL DEFAULT 'draft',
	-- Grows with each change of the fields: a form made from older ones is not written over newer ones.
	revision bigint NOT NULL DEFAULT 1,
	title text NOT NULL,
	fields text[] COMPRESSION lz4 NOT NULL,
	approved text[] COMPRESSION lz4,
	reason text,
	editor bigint REFERENCES account ON DELETE SET NULL,
	created timestamptz NOT NULL DEFAULT now(),
	updated timestamptz NOT NULL DEFAULT now(),
	submitted timestamptz,
	decided timestamptz,
	-- By staff: class and day of their check.  By the owner: when it last said that all is right, and the last day.
	credit credit NOT NULL DEFAULT 'none',
	verified date,
	confirmed date,
	expires date,
	-- How old it was when the owner was last reminded (domain/offering.h); begins anew with a confirmation.
	reminded text NOT NULL DEFAULT 'fresh' CHECK (reminded IN ('fresh', 'due', 'demoted', 'hidden'))
);
CREATE INDEX submission_organisation ON submission (organisation);
CREATE INDEX submission_review ON submission (submitted) WHERE state = 'review';

-- What staff found in the register about a right that a listing rests on.
CREATE TABLE registry_check (
	submission bigint NOT NULL REFERENCES submission ON DELETE CASCADE,
	office text NOT NULL CHECK (office ~ '^[A-Z]{2}$'),
	number text NOT NULL,
	checked date NOT NULL,
	account bigint REFERENCES account ON DELETE SET NULL,
	note text,
	PRIMARY KEY (submission, office, number)
);

-- Files of listings.  They stay in the database, so that they come and go with what they belong to.
CREATE TABLE attachment (
	id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	submission bigint NOT NULL REFERENCES submission ON DELETE CASCADE,
	name text NOT NULL CHECK (name <> ''),
	type text NOT NULL,
	size bigint NOT NULL CHECK (size > 0),
	sha256 text NOT NULL,
	data bytea NOT NULL,
	-- Taken off by its owner; readers may still see it in what was approved.
	removed boolean NOT NULL DEFAULT false,
	created timestamptz NOT NULL DEFAULT now(),
	UNIQUE (submission, sha256)
);

ALTER TABLE attachment ALTER COLUMN data SET STORAGE EXTERNAL;

-- An organisation asks for a profile that staff made.
CREATE TABLE takeover (
	id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	entry bigint NOT NULL REFERENCES entry ON DELETE CASCADE,
	organisation bigint NOT NULL REFERENCES organisation ON DELETE CASCADE,
	account bigint REFERENCES account ON DELETE SET NULL,
	message text NOT NULL,
	state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'granted', 'refused')),
	reason text,
	created timestamptz NOT NULL DEFAULT now(),
	decided timestamptz
);
CREATE UNIQUE INDEX takeover_open ON takeover (entry, organisation) WHERE state = 'open';

-- The steps of a submission, some of which come before there is an entry.
ALTER TABLE audit ADD COLUMN submission bigint;
CREATE INDEX audit_submission ON audit (submission) WHERE submission IS NOT NULL;

-- The day up to which reminders were sent and what nobody confirmed was hidden.
ALTER TABLE standing_day ADD COLUMN offerings date NOT NULL DEFAULT '2000-01-01';

-- What has an owner is left as it is by imports from elsewhere.
CREATE OR REPLACE VIEW import_entry AS
SELECT e.id, e.kind::text, e.slug::text, e.state::text, e.digest, e.draft_digest, e.source, e.source_id,
	m.work_key, m.version_date::text,
	coalesce(m.language = (SELECT l.original_language FROM law l WHERE l.entry = e.id), true) AS original,
	(SELECT count(DISTINCT t.language) FROM entry_text t WHERE t.entry = e.id) AS languages,
	e.owner IS NOT NULL AS owned
FROM entry e
LEFT JOIN law_member m ON m.source = e.source AND m.source_id = e.source_id;
