-- SPDX-License-Identifier: GPL-2.0-or-later
-- Counters of attempts.  Each count sweeps a few that are over, so that the table stays as large as what is going on.

-- name: ATTEMPT_COUNT (key text, seconds bigint)
WITH over AS (
	DELETE FROM attempt WHERE key IN (
		SELECT key FROM attempt WHERE until < now() AND key <> decode($1::text, 'hex')
		 ORDER BY until LIMIT 20 FOR UPDATE SKIP LOCKED))
INSERT INTO attempt AS a (key, count, until)
VALUES (decode($1::text, 'hex'), 1, now() + make_interval(secs => $2::bigint))
ON CONFLICT (key) DO UPDATE
   SET count = CASE WHEN a.until <= now() THEN 1 ELSE least(a.count, 1000000) + 1 END,
       until = CASE WHEN a.until <= now() THEN excluded.until ELSE a.until END
RETURNING count::bigint, ceil(extract(epoch FROM until - now()))::bigint

-- name: ATTEMPT_FORGIVE (key text)
UPDATE attempt SET count = greatest(count - 1, 0) WHERE key = decode($1::text, 'hex')

-- name: ATTEMPT_CLEAR (key text)
DELETE FROM attempt WHERE key = decode($1::text, 'hex')
