-- SPDX-License-Identifier: GPL-2.0-or-later
-- Forms that are kept, and forms that were sent.

-- name: FORMSTORE_KEEP (hash text, path text, fields text)
WITH over AS (DELETE FROM kept_form WHERE created < now() - interval '1 day')
INSERT INTO kept_form (hash, path, fields) VALUES (decode($1::text, 'hex'), $2::text, convert_to($3::text, 'UTF8'))

-- name: FORMSTORE_KEPT (hash text, path text)
SELECT convert_from(fields, 'UTF8') FROM kept_form
 WHERE hash = decode($1::text, 'hex') AND path = $2::text AND created > now() - interval '1 day'

-- A lock of the session, not of a transaction: the handler between begin and end has its own.
-- name: FORMSTORE_LOCK (hash text)
SELECT pg_try_advisory_lock(hashtextextended($1::text, 7034113))

-- name: FORMSTORE_UNLOCK (hash text)
SELECT pg_advisory_unlock(hashtextextended($1::text, 7034113))

-- name: FORMSTORE_SENT (hash text)
SELECT location FROM sent_form WHERE hash = decode($1::text, 'hex')

-- name: FORMSTORE_DONE (hash text, location text)
WITH over AS (DELETE FROM sent_form WHERE created < now() - interval '2 days')
INSERT INTO sent_form (hash, location) VALUES (decode($1::text, 'hex'), $2::text) ON CONFLICT DO NOTHING
