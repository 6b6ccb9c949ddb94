-- SPDX-License-Identifier: GPL-2.0-or-later
-- Reading the outbox; change.sql fills it.

-- name: OUTBOX_LISTEN ()
LISTEN outbox

-- name: OUTBOX_AFTER (number bigint, limit bigint)
SELECT number, entry FROM outbox WHERE number > $1::bigint ORDER BY number LIMIT $2::bigint

-- name: OUTBOX_LAST ()
SELECT coalesce(max(number), 0) FROM outbox

-- name: OUTBOX_TRIM (number bigint)
-- The last row stays, so that OUTBOX_LAST still knows its number.
DELETE FROM outbox WHERE number <= $1::bigint AND number < (SELECT max(number) FROM outbox)
