-- SPDX-License-Identifier: GPL-2.0-or-later
-- Which law a text means by a name: the same functions read the names of laws and the words of those who cite them.

-- A title without what is left out when it is cited: article, name of the state, year, marks.
CREATE FUNCTION law_title_key(title text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN regexp_replace(
	regexp_replace(lower(title), '^the |中华人民共和国|中華人民共和國|,? *(1[89]|20)[0-9]{2}[. ]*$', '', 'g'),
	'[[:space:]〈〉《》（）“”’«»,.()''"-]+', '', 'g');

-- Type and number of a law that is cited by them: "Lei nº 9.279" and "L9279" are lei 9279.
CREATE FUNCTION law_number_key(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (SELECT CASE
	WHEN s ~ '^(decreto-lei|del ?[0-9])' THEN 'decreto-lei ' || replace((regexp_match(s, '[0-9][0-9.]*'))[1], '.', '')
	WHEN s ~ '^(lei complementar|lcp ?[0-9])' THEN 'lei complementar ' || replace((regexp_match(s, '[0-9][0-9.]*'))[1], '.', '')
	WHEN s ~ '^(lei n|lei [0-9]|l[0-9])' THEN 'lei ' || ltrim(replace((regexp_match(s, '[0-9][0-9.]*'))[1], '.', ''), '0')
	WHEN s ~ '^(uu|undang-undang) (no\.?|nomor) [0-9]' THEN 'uu ' || (regexp_match(s, '[0-9]+'))[1]
	WHEN s ~ '^(pp|peraturan pemerintah) (no\.?|nomor) [0-9]' THEN 'pp ' || (regexp_match(s, '[0-9]+'))[1]
	WHEN s ~ '[0-9]+-(ФЗ|фз)' THEN 'fz ' || (regexp_match(s, '([0-9]+)-(ФЗ|фз)'))[1]
	WHEN s ~ '^(ال)?مرسوم بقانون.*رقم *[(]? *[0-9]' THEN 'marsum ' || (regexp_match(s, 'رقم *[(]? *([0-9]+)'))[1]
	WHEN s ~ '^قرار مجلس الوزراء.*رقم *[(]? *[0-9]' THEN 'qarar ' || (regexp_match(s, 'رقم *[(]? *([0-9]+)'))[1]
	WHEN s ~ '^(ال)?قانون.*رقم *[(]? *[0-9]' THEN 'qanun ' || (regexp_match(s, 'رقم *[(]? *([0-9]+)'))[1]
	END
	FROM (SELECT translate(lower(name), '٠١٢٣٤٥٦٧٨٩', '0123456789')) AS n (s));

-- The last year that a name gives.
CREATE FUNCTION law_year(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
RETURN (regexp_match(translate(name, '٠١٢٣٤٥٦٧٨٩', '0123456789'), '.*\m((?:1[89]|20)[0-9]{2})\M'))[1];

CREATE INDEX law_number_key ON law (law_number_key(number)) WHERE number IS NOT NULL;
CREATE INDEX law_original_title_key ON law (law_title_key(original_title)) WHERE original_title IS NOT NULL;
CREATE INDEX entry_text_title_key ON entry_text (law_title_key(title));
CREATE INDEX entry_text_number_key ON entry_text (law_number_key(title)) WHERE law_number_key(title) IS NOT NULL;
