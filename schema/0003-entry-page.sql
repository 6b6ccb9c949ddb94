-- SPDX-License-Identifier: GPL-2.0-or-later
-- The rows of entry_record for what is published, ready to be served: gathering them from the tables took four times
-- as long as all the rest of a page.  Derived: whatever changes an entry renews its row in the same transaction
-- (CHANGE_PAGES in app/store/change.sql), and a test compares both.
CREATE TABLE entry_page AS SELECT * FROM entry_record WHERE state = 'published';
ALTER TABLE entry_page ADD PRIMARY KEY (id);
ALTER TABLE entry_page ADD UNIQUE (kind, slug);
ALTER TABLE entry_page ADD FOREIGN KEY (id) REFERENCES entry ON DELETE CASCADE;
-- Pages of up to 8 kB stay in one place.
ALTER TABLE entry_page SET (toast_tuple_target = 8160);
ALTER TABLE entry_page ALTER COLUMN texts SET COMPRESSION lz4;
ALTER TABLE entry_page ALTER COLUMN detail SET COMPRESSION lz4;
ALTER TABLE entry_page ALTER COLUMN parts SET COMPRESSION lz4;
ALTER TABLE entry_page ALTER COLUMN citations SET COMPRESSION lz4;
ALTER TABLE entry_page ALTER COLUMN expressions SET COMPRESSION lz4;
