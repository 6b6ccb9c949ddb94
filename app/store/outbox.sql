-- SPDX-License-Identifier: GPL-2.0-or-later
-- Reading the outbox; change.sql fills it.

-- name: OUTBOX_LISTEN ()
LISTEN outbox

-- name: OUTBOX_AFTER (number bigint, limit bigint)
SELECT number, entry FROM outbox WHERE number > $1::bigint ORDER BY number LIMIT $2::bigint

-- name: OUTBOX_LAST ()
SELECT greatest(m.trimmed, (SELECT max(number) FROM outbox)) FROM outbox_mark m

-- name: OUTBOX_TRIM (number bigint)
WITH gone AS (DELETE FROM outbox WHERE number <= $1::bigint RETURNING number)
UPDATE outbox_mark SET trimmed = g.number FROM (SELECT max(number) AS number FROM gone) g WHERE g.number > trimmed
