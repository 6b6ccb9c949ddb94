-- SPDX-License-Identifier: GPL-2.0-or-later
-- Accounts, their devices and second factors.

-- name: ACCOUNT_BY_EMAIL (email text, device text)
SELECT a.id, a.email, a.name, a.role::text, a.locale, a.time_zone, a.country::text, a.sample, a.totp_since IS NOT NULL,
       a.password, convert_from(a.totp, 'UTF8'), a.totp_step,
       EXISTS (SELECT FROM device d WHERE d.hash = decode($2::text, 'hex') AND d.account = a.id)
  FROM account a
 WHERE a.email = $1::text AND a.closed IS NULL

-- name: ACCOUNT_BY_ID (id bigint)
SELECT a.id, a.email, a.name, a.role::text, a.locale, a.time_zone, a.country::text, a.sample, a.totp_since IS NOT NULL,
       a.password, convert_from(a.totp, 'UTF8'), a.totp_step, false
  FROM account a
 WHERE a.id = $1::bigint AND a.closed IS NULL

-- name: ACCOUNT_ADD (email text, name text, password text, role text, locale text, time_zone text, country text, sample text, actor text)
WITH made AS (
	INSERT INTO account (email, email_confirmed, name, password, role, locale, time_zone, country, sample)
	VALUES ($1::text, now(), $2::text, $3::text, $4::text, $5::text, coalesce($6::text, 'UTC'), $7::text, $8::text::boolean)
	RETURNING id, role),
noted AS (
	INSERT INTO audit (actor, action, detail)
	SELECT coalesce($9::text, 'account:' || id), 'account.add', 'account:' || id || ' ' || role FROM made)
SELECT id FROM made

-- name: ACCOUNT_DEVICE (account bigint, device text)
WITH old AS (DELETE FROM device WHERE account = $1::bigint AND seen < now() - interval '1 year')
INSERT INTO device (hash, account) VALUES (decode($2::text, 'hex'), $1::bigint)
ON CONFLICT (hash) DO UPDATE SET account = excluded.account, seen = now()

-- name: ACCOUNT_PASSWORD (account bigint, hash text, changed text)
UPDATE account SET password = $2::text,
       password_changed = CASE WHEN $3::text::boolean THEN now() ELSE password_changed END
 WHERE id = $1::bigint AND closed IS NULL

-- name: ACCOUNT_TOTP (account bigint, secret text)
UPDATE account SET totp = convert_to($2::text, 'UTF8'), totp_since = NULL, totp_step = 0
 WHERE id = $1::bigint AND closed IS NULL

-- name: ACCOUNT_TOTP_STEP (account bigint, step bigint)
UPDATE account SET totp_step = $2::bigint, totp_since = coalesce(totp_since, now())
 WHERE id = $1::bigint AND totp_step < $2::bigint AND totp IS NOT NULL
RETURNING id

-- name: ACCOUNT_TOTP_END (account bigint)
WITH codes AS (DELETE FROM recovery_code WHERE account = $1::bigint)
UPDATE account SET totp = NULL, totp_since = NULL, totp_step = 0 WHERE id = $1::bigint

-- name: ACCOUNT_RECOVERY_CLEAR (account bigint)
DELETE FROM recovery_code WHERE account = $1::bigint

-- name: ACCOUNT_RECOVERY (account bigint, hashes text[])
INSERT INTO recovery_code (account, hash) SELECT $1::bigint, decode(h, 'hex') FROM unnest($2::text[]) h

-- name: ACCOUNT_RECOVERY_USE (account bigint, hash text)
DELETE FROM recovery_code WHERE account = $1::bigint AND hash = decode($2::text, 'hex') RETURNING account

-- name: ACCOUNT_RECOVERY_LEFT (account bigint)
SELECT count(*) FROM recovery_code WHERE account = $1::bigint

-- name: ACCOUNT_AUDIT (account bigint, action text, detail text)
INSERT INTO audit (actor, action, detail) VALUES ('account:' || $1::bigint, $2::text, $3::text)

-- name: ACCOUNT_AUDIT_BY (actor text, account bigint, action text, detail text)
INSERT INTO audit (actor, action, detail) VALUES ($1::text, $3::text, concat_ws(' ', 'account:' || $2::bigint, $4::text))
