-- SPDX-License-Identifier: GPL-2.0-or-later
-- Organisations, members, invitations.

-- name: ACCOUNT_MAY (organisation bigint, account bigint)
SELECT m.role::text FROM membership m JOIN account a ON a.id = m.account AND a.closed IS NULL
 WHERE m.organisation = $1::bigint AND m.account = $2::bigint

-- name: ORGANISATION_OF (account bigint, organisation bigint)
SELECT o.id, o.name, o.type::text, o.country::text, o.size::text, o.website, o.revision, o.sample, m.role::text
  FROM organisation o JOIN membership m ON m.organisation = o.id AND m.account = $1::bigint
 WHERE o.id = $2::bigint

-- name: ORGANISATION_BY_ID (organisation bigint)
SELECT o.id, o.name, o.type::text, o.country::text, o.size::text, o.website, o.revision, o.sample, NULL::text
  FROM organisation o WHERE o.id = $1::bigint

-- name: ORGANISATION_LIST (account bigint)
SELECT o.id, o.name, o.type::text, o.country::text, o.size::text, o.website, o.revision, o.sample, m.role::text
  FROM membership m JOIN organisation o ON o.id = m.organisation
 WHERE m.account = $1::bigint
 ORDER BY o.name, o.id

-- name: ORGANISATION_ADD (name text, type text, country text, size text, website text, founder bigint, sample text)
WITH made AS (
	INSERT INTO organisation (name, type, country, size, website, sample)
	VALUES ($1::text, $2::text, $3::text, $4::text, $5::text, $7::text::boolean)
	RETURNING id),
founded AS (
	INSERT INTO membership (organisation, account, role)
	SELECT id, $6::bigint, 'admin' FROM made WHERE $6::bigint <> 0),
noted AS (
	INSERT INTO audit (actor, action, detail)
	SELECT CASE WHEN $6::bigint = 0 THEN 'portal' ELSE 'account:' || $6::bigint END, 'organisation.add',
	       'organisation:' || id FROM made)
SELECT id FROM made

-- name: ORGANISATION_CHANGE (organisation bigint, name text, type text, country text, size text, website text, revision bigint, actor bigint)
WITH changed AS (
	UPDATE organisation
	   SET name = $2::text, type = $3::text, country = $4::text, size = $5::text, website = $6::text,
	       revision = revision + 1
	 WHERE id = $1::bigint AND revision = $7::bigint
	RETURNING id),
noted AS (
	INSERT INTO audit (actor, action, detail)
	SELECT 'account:' || $8::bigint, 'organisation.change', 'organisation:' || id FROM changed)
SELECT id FROM changed

-- name: ORGANISATION_MEMBERS (organisation bigint)
SELECT a.id, a.name, a.email, m.role::text, to_char(m.since AT TIME ZONE 'UTC', 'YYYY-MM-DD')
  FROM membership m JOIN account a ON a.id = m.account
 WHERE m.organisation = $1::bigint
 ORDER BY a.name, a.id

-- Whoever changes members of an organisation waits for whoever does so already: two administrators cannot leave at once.
-- name: ORGANISATION_LOCK (organisation bigint)
SELECT id FROM organisation WHERE id = $1::bigint FOR UPDATE

-- name: ORGANISATION_MEMBER (organisation bigint, account bigint, role text, actor bigint)
WITH changed AS (
	UPDATE membership SET role = $3::text WHERE organisation = $1::bigint AND account = $2::bigint
	RETURNING account),
noted AS (
	INSERT INTO audit (actor, action, detail)
	SELECT 'account:' || $4::bigint, 'organisation.role',
	       'organisation:' || $1::bigint || ' account:' || account || ' ' || $3::text FROM changed)
SELECT account FROM changed

-- name: ORGANISATION_LEAVE (organisation bigint, account bigint, actor bigint)
WITH gone AS (
	DELETE FROM membership WHERE organisation = $1::bigint AND account = $2::bigint RETURNING account),
noted AS (
	INSERT INTO audit (actor, action, detail)
	SELECT 'account:' || $3::bigint, 'organisation.leave', 'organisation:' || $1::bigint || ' account:' || account
	  FROM gone)
SELECT account FROM gone

-- name: ORGANISATION_HEADLESS (organisation bigint)
SELECT NOT EXISTS (SELECT FROM membership WHERE organisation = $1::bigint AND role = 'admin')
   AND (EXISTS (SELECT FROM membership WHERE organisation = $1::bigint)
        OR EXISTS (SELECT FROM entry WHERE owner = $1::bigint AND state <> 'withdrawn'))

-- Whoever closes an account waits for whoever changes members of its organisations.
-- name: ORGANISATION_LOCK_ALL (account bigint)
SELECT o.id FROM organisation o
 WHERE o.id IN (SELECT organisation FROM membership WHERE account = $1::bigint) ORDER BY o.id FOR UPDATE

-- name: ORGANISATION_HELD (account bigint)
SELECT o.name
  FROM membership m JOIN organisation o ON o.id = m.organisation
 WHERE m.account = $1::bigint AND m.role = 'admin'
   AND NOT EXISTS (SELECT FROM membership x
                    WHERE x.organisation = o.id AND x.account <> m.account AND x.role = 'admin')
   AND (EXISTS (SELECT FROM membership x WHERE x.organisation = o.id AND x.account <> m.account)
        OR EXISTS (SELECT FROM entry e WHERE e.owner = o.id AND e.state <> 'withdrawn'))
 ORDER BY o.name LIMIT 1

-- name: ORGANISATION_LEAVE_ALL (account bigint)
WITH gone AS (DELETE FROM membership WHERE account = $1::bigint RETURNING organisation)
INSERT INTO audit (actor, action, detail)
SELECT 'account:' || $1::bigint, 'organisation.leave', 'organisation:' || organisation || ' account:' || $1::bigint
  FROM gone

-- name: ORGANISATION_INVITE (organisation bigint, email text, role text, hash text, seconds bigint, actor bigint)
WITH over AS (DELETE FROM invitation WHERE expires < now() AND email <> $2::text),
invited AS (
	INSERT INTO invitation (organisation, email, role, hash, expires, inviter)
	SELECT $1::bigint, $2::text, $3::text, decode($4::text, 'hex'), now() + make_interval(secs => $5::bigint), $6::bigint
	 WHERE NOT EXISTS (SELECT FROM membership m JOIN account a ON a.id = m.account
	                    WHERE m.organisation = $1::bigint AND a.email = $2::text)
	ON CONFLICT (organisation, email) DO UPDATE
	   SET role = excluded.role, hash = excluded.hash, expires = excluded.expires, inviter = excluded.inviter,
	       created = now()
	RETURNING id),
noted AS (
	INSERT INTO audit (actor, action, detail)
	SELECT 'account:' || $6::bigint, 'organisation.invite', 'organisation:' || $1::bigint || ' invitation:' || id
	  FROM invited)
SELECT id FROM invited

-- name: ORGANISATION_UNINVITE (organisation bigint, id bigint, actor bigint)
WITH gone AS (
	DELETE FROM invitation WHERE organisation = $1::bigint AND id = $2::bigint RETURNING id),
noted AS (
	INSERT INTO audit (actor, action, detail)
	SELECT 'account:' || $3::bigint, 'organisation.uninvite', 'organisation:' || $1::bigint || ' invitation:' || id
	  FROM gone)
SELECT id FROM gone

-- name: ORGANISATION_INVITATIONS (organisation bigint)
SELECT i.id, o.id, o.name, i.email, i.role::text, a.name, to_char(i.expires AT TIME ZONE 'UTC', 'YYYY-MM-DD')
  FROM invitation i JOIN organisation o ON o.id = i.organisation LEFT JOIN account a ON a.id = i.inviter
 WHERE i.organisation = $1::bigint AND i.expires > now()
 ORDER BY i.email

-- name: ORGANISATION_INVITATION_BY (hash text)
SELECT i.id, o.id, o.name, i.email, i.role::text, a.name, to_char(i.expires AT TIME ZONE 'UTC', 'YYYY-MM-DD')
  FROM invitation i JOIN organisation o ON o.id = i.organisation LEFT JOIN account a ON a.id = i.inviter
 WHERE i.hash = decode($1::text, 'hex') AND i.expires > now()

-- name: ORGANISATION_INVITED (email text)
SELECT i.id, o.id, o.name, i.email, i.role::text, a.name, to_char(i.expires AT TIME ZONE 'UTC', 'YYYY-MM-DD')
  FROM invitation i JOIN organisation o ON o.id = i.organisation LEFT JOIN account a ON a.id = i.inviter
 WHERE i.email = $1::text AND i.expires > now()
 ORDER BY o.name, i.id

-- name: ORGANISATION_ACCEPT (id bigint, account bigint)
WITH taken AS (
	DELETE FROM invitation WHERE id = $1::bigint AND expires > now() RETURNING organisation, role),
joined AS (
	INSERT INTO membership AS m (organisation, account, role)
	SELECT organisation, $2::bigint, role FROM taken
	ON CONFLICT (organisation, account) DO UPDATE
	   SET role = CASE WHEN array_position(ARRAY['member', 'editor', 'admin'], excluded.role::text)
	                      > array_position(ARRAY['member', 'editor', 'admin'], m.role::text)
	                   THEN excluded.role ELSE m.role END
	RETURNING organisation),
noted AS (
	INSERT INTO audit (actor, action, detail)
	SELECT 'account:' || $2::bigint, 'organisation.join', 'organisation:' || organisation FROM joined)
SELECT organisation FROM joined
