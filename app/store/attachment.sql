-- SPDX-License-Identifier: GPL-2.0-or-later
-- The files of listings.

-- name: ATTACHMENT_ADD (submission bigint, name text, type text, data bytea)
-- The same file again is the one that was there.
INSERT INTO attachment AS a (submission, name, type, size, sha256, data)
VALUES ($1::bigint, $2, $3, length($4::bytea), encode(sha256($4::bytea), 'hex'), $4::bytea)
    ON CONFLICT (submission, sha256) DO UPDATE SET removed = false, name = EXCLUDED.name WHERE a.removed
RETURNING id

-- name: ATTACHMENT_REMOVE (submission bigint, file bigint)
UPDATE attachment SET removed = true WHERE submission = $1::bigint AND id = $2::bigint AND NOT removed RETURNING name

-- name: ATTACHMENT_SETTLE (submission bigint)
-- Files that were taken off and were never shown to readers.
DELETE FROM attachment a USING submission s
 WHERE s.id = $1::bigint AND a.submission = s.id AND a.removed
   AND (s.approved IS NULL OR NOT a.id::text = ANY (s.approved))

-- name: ATTACHMENT_PUBLIC (file bigint)
SELECT a.name, a.type, a.data
  FROM attachment a
 WHERE a.id = $1::bigint
   AND EXISTS (SELECT FROM listing_attachment l JOIN entry e ON e.id = l.entry AND e.state = 'published'
        WHERE l.file = a.id)

-- name: ATTACHMENT_OWN (file bigint, account bigint, staff boolean)
SELECT a.name, a.type, a.data
  FROM attachment a JOIN submission s ON s.id = a.submission
 WHERE a.id = $1::bigint
   AND ($3::boolean OR EXISTS (SELECT FROM membership m
        WHERE m.organisation = s.organisation AND m.account = $2::bigint))
