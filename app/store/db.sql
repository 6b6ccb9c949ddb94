-- SPDX-License-Identifier: GPL-2.0-or-later
-- The connection's own statements.

-- name: DB_READY ()
SELECT 1::bigint

-- name: DB_BEGIN ()
BEGIN

-- name: DB_COMMIT ()
COMMIT

-- name: DB_ROLLBACK ()
ROLLBACK
