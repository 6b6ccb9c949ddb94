-- SPDX-License-Identifier: GPL-2.0-or-later
-- Relations of one more type, and the tree that articles hang in.
ALTER DOMAIN relation_type DROP CONSTRAINT relation_type_check;
ALTER DOMAIN relation_type ADD CONSTRAINT relation_type_check CHECK (VALUE IN
	('amends', 'repeals', 'implements', 'interprets', 'cites', 'translates'));
CREATE DOMAIN division_type AS text CHECK (VALUE IN
	('book', 'part', 'title', 'chapter', 'section', 'subsection', 'annex', 'other'));
CREATE DOMAIN article_type AS text CHECK (VALUE IN ('article', 'preamble', 'annex', 'other'));
