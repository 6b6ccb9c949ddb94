-- SPDX-License-Identifier: GPL-2.0-or-later
-- Sessions.

-- name: SESSION_LOAD (hash text, proved bigint)
SELECT a.id, a.email, a.name, a.role::text, a.locale, a.time_zone, a.country::text, a.sample, a.totp_since IS NOT NULL,
       s.number, s.second, s.proved > now() - make_interval(secs => $2::bigint), s.seen < now() - interval '1 minute'
  FROM session s
  JOIN account a ON a.id = s.account AND a.closed IS NULL
 WHERE s.hash = decode($1::text, 'hex') AND s.expires > now() AND s.seen + s.idle > now()

-- name: SESSION_SEEN (hash text)
UPDATE session SET seen = now() WHERE hash = decode($1::text, 'hex')

-- name: SESSION_PROVED (hash text)
UPDATE session SET proved = now() WHERE hash = decode($1::text, 'hex')

-- name: SESSION_BEGIN (hash text, account bigint, second boolean, idle bigint, absolute bigint, agent text, address text)
INSERT INTO session (hash, account, second, idle, expires, agent, address)
VALUES (decode($1::text, 'hex'), $2::bigint, $3::text::boolean, make_interval(secs => $4::bigint),
	now() + make_interval(secs => $5::bigint), left($6::text, 300), $7::text)

-- name: SESSION_SWEEP ()
DELETE FROM session WHERE expires < now() OR seen + idle < now()

-- name: SESSION_END (hash text)
DELETE FROM session WHERE hash = decode($1::text, 'hex')

-- name: SESSION_END_NUMBER (account bigint, number bigint)
DELETE FROM session WHERE account = $1::bigint AND number = $2::bigint RETURNING number

-- name: SESSION_END_ALL (account bigint, but text)
DELETE FROM session WHERE account = $1::bigint AND hash IS DISTINCT FROM decode($2::text, 'hex')

-- name: SESSION_LIST (account bigint)
SELECT number, to_char(created AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'), to_char(seen AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI'),
       agent, address
  FROM session
 WHERE account = $1::bigint AND expires > now() AND seen + idle > now()
 ORDER BY seen DESC, number DESC
