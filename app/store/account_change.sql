-- SPDX-License-Identifier: GPL-2.0-or-later
-- What changes of an account: links sent by mail, details, export, end.

-- name: ACCOUNT_TOKEN_ADD (purpose text, hash text, account bigint, email text, next text, seconds bigint)
WITH over AS (DELETE FROM account_token WHERE expires < now())
INSERT INTO account_token (purpose, hash, account, email, next, expires)
VALUES ($1::text, decode($2::text, 'hex'), nullif($3::bigint, 0), $4::text, $5::text, now() + make_interval(secs => $6::bigint))

-- name: ACCOUNT_TOKEN_GET (purpose text, hash text)
SELECT account, email, next FROM account_token
 WHERE purpose = $1::text AND hash = decode($2::text, 'hex') AND expires > now()

-- name: ACCOUNT_TOKEN_END (purpose text, hash text)
DELETE FROM account_token WHERE purpose = $1::text AND hash = decode($2::text, 'hex') AND expires > now() RETURNING true

-- name: ACCOUNT_TOKEN_END_ALL (purpose text, account bigint)
DELETE FROM account_token WHERE purpose = $1::text AND account = $2::bigint

-- name: ACCOUNT_PROFILE (account bigint, name text, country text, locale text, time_zone text)
UPDATE account SET name = $2::text, country = $3::text, locale = $4::text, time_zone = $5::text
 WHERE id = $1::bigint AND closed IS NULL

-- name: ACCOUNT_EMAIL (account bigint, email text)
UPDATE account SET email = $2::text, email_confirmed = now() WHERE id = $1::bigint AND closed IS NULL

-- name: ACCOUNT_SET_ROLE (account bigint, role text, actor text)
WITH changed AS (UPDATE account SET role = $2::text WHERE id = $1::bigint AND closed IS NULL RETURNING id)
INSERT INTO audit (actor, action, detail) SELECT $3::text, 'account.role', 'account:' || id || ' ' || $2::text FROM changed

-- name: ACCOUNT_EXPORT (account bigint)
SELECT jsonb_pretty(jsonb_build_object(
	'account', (SELECT jsonb_build_object('number', a.id, 'email', a.email, 'email_confirmed', a.email_confirmed,
	                   'name', a.name, 'role', a.role, 'locale', a.locale, 'time_zone', a.time_zone,
	                   'country', a.country, 'created', a.created, 'password_changed', a.password_changed,
	                   'second_factor_since', a.totp_since)
	              FROM account a WHERE a.id = $1::bigint),
	'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('created', s.created, 'last_used', s.seen,
	                    'expires', s.expires, 'browser', s.agent, 'address', s.address) ORDER BY s.number), '[]')
	               FROM session s WHERE s.account = $1::bigint),
	'devices', (SELECT coalesce(jsonb_agg(jsonb_build_object('created', d.created, 'last_used', d.seen) ORDER BY d.created), '[]')
	              FROM device d WHERE d.account = $1::bigint),
	'organisations', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', o.id, 'name', o.name, 'type', o.type,
	                         'country', o.country, 'role', m.role, 'since', m.since) ORDER BY o.id), '[]')
	                    FROM membership m JOIN organisation o ON o.id = m.organisation WHERE m.account = $1::bigint),
	'invitations', (SELECT coalesce(jsonb_agg(jsonb_build_object('organisation', o.name, 'role', i.role,
	                       'created', i.created, 'expires', i.expires) ORDER BY i.id), '[]')
	                  FROM invitation i JOIN organisation o ON o.id = i.organisation
	                  JOIN account a ON a.email = i.email WHERE a.id = $1::bigint),
	'messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'made', n.made, 'read', n.read,
	                    'arguments', to_jsonb(n.arguments), 'path', n.path) ORDER BY n.id), '[]')
	               FROM notice n WHERE n.account = $1::bigint AND n.shown),
	'muted', (SELECT coalesce(jsonb_agg(m.kind ORDER BY m.kind), '[]') FROM notice_mute m WHERE m.account = $1::bigint),
	'follows', (SELECT coalesce(jsonb_agg(jsonb_build_object('target', f.target, 'rhythm', f.rhythm, 'made', f.made)
	                   ORDER BY f.id), '[]')
	              FROM follow f WHERE f.account = $1::bigint),
	'inquiries', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', i.id, 'about', i.title, 'entry', i.kind || ' ' || i.slug,
	                     'language', i.language, 'state', i.state, 'created', i.created,
	                     'answers', (SELECT jsonb_agg(jsonb_build_array(w.question, w.value) ORDER BY w.position)
	                                   FROM inquiry_answer w WHERE w.inquiry = i.id)) ORDER BY i.id), '[]')
	                FROM inquiry i WHERE i.account = $1::bigint),
	'inquiry_messages', (SELECT coalesce(jsonb_agg(jsonb_build_object('inquiry', m.inquiry, 'language', m.language,
	                            'text', m.text, 'time', m.time) ORDER BY m.id), '[]')
	                       FROM inquiry_message m WHERE m.account = $1::bigint),
	'contacts_agreed', (SELECT coalesce(jsonb_agg(jsonb_build_object('inquiry', c.inquiry, 'name', c.name, 'email', c.email,
	                           'phone', c.phone, 'given', c.given) ORDER BY c.inquiry), '[]')
	                      FROM inquiry_consent c WHERE c.account = $1::bigint),
	'inquiry_reports', (SELECT coalesce(jsonb_agg(jsonb_build_object('inquiry', r.inquiry, 'reason', r.reason,
	                           'created', r.created) ORDER BY r.id), '[]')
	                      FROM inquiry_report r WHERE r.account = $1::bigint),
	'audit', (SELECT coalesce(jsonb_agg(jsonb_build_object('time', u.time, 'action', u.action, 'entry', u.entry,
	                 'detail', u.detail) ORDER BY u.id), '[]')
	            FROM audit u WHERE u.actor IN ('account:' || $1::bigint, 'staff:' || $1::bigint))))

-- What others' tables say of the account goes with what it was told; what it wrote for an organisation stays.
-- name: ACCOUNT_CLOSE (account bigint)
WITH sessions AS (DELETE FROM session WHERE account = $1::bigint),
     devices AS (DELETE FROM device WHERE account = $1::bigint),
     tokens AS (DELETE FROM account_token WHERE account = $1::bigint),
     codes AS (DELETE FROM recovery_code WHERE account = $1::bigint),
     invitations AS (DELETE FROM invitation i USING account a WHERE a.id = $1::bigint AND i.email = a.email),
     notices AS (DELETE FROM notice WHERE account = $1::bigint),
     mutes AS (DELETE FROM notice_mute WHERE account = $1::bigint),
     follows AS (DELETE FROM follow WHERE account = $1::bigint)
UPDATE account
   SET email = NULL, email_confirmed = NULL, name = '', password = NULL, country = NULL, totp = NULL, totp_since = NULL,
       totp_step = 0, closed = now(), role = 'user', locale = 'en', time_zone = 'UTC',
       unsubscribe = uuid_send(gen_random_uuid())
 WHERE id = $1::bigint AND closed IS NULL

-- name: ACCOUNT_SAVEPOINT ()
SAVEPOINT account

-- name: ACCOUNT_UNDO ()
ROLLBACK TO SAVEPOINT account
