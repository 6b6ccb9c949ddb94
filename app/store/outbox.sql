-- SPDX-License-Identifier: GPL-2.0-or-later
-- The outbox.  The lock's key is arbitrary; what matters is that every transaction which adds rows holds it until it
-- has committed: numbers are then given in the order in which they become visible.

-- name: OUTBOX_LOCK ()
SELECT pg_advisory_xact_lock(7034112)

-- name: OUTBOX_ADD (entries bigint[])
INSERT INTO outbox (entry) SELECT unnest($1::bigint[])

-- name: OUTBOX_NOTIFY ()
NOTIFY outbox

-- name: OUTBOX_LISTEN ()
LISTEN outbox

-- name: OUTBOX_AFTER (number bigint, limit bigint)
SELECT number, entry FROM outbox WHERE number > $1::bigint ORDER BY number LIMIT $2::bigint

-- name: OUTBOX_LAST ()
SELECT coalesce(max(number), 0) FROM outbox

-- name: OUTBOX_TRIM (number bigint)
-- The last row stays, so that OUTBOX_LAST still knows its number.
DELETE FROM outbox WHERE number <= $1::bigint AND number < (SELECT max(number) FROM outbox)
