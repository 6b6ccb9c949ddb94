-- SPDX-License-Identifier: GPL-2.0-or-later
-- Guides of one more type: the profile of a jurisdiction.
ALTER DOMAIN guide_type DROP CONSTRAINT guide_type_check;
ALTER DOMAIN guide_type ADD CONSTRAINT guide_type_check CHECK (VALUE IN
	('interpretation', 'briefing', 'howto', 'warning', 'news', 'profile'));
