-- SPDX-License-Identifier: GPL-2.0-or-later
-- The outbox of mail: claiming, and what became of what was claimed.

-- name: MAIL_CLAIM (claim text, seconds bigint)
-- Rows that another sender is just claiming are passed over, those whose sender did not come back are taken again.
WITH next AS (
	SELECT id FROM mail WHERE state = 'waiting' AND due <= now() AND (lease IS NULL OR lease < now())
	 ORDER BY due, id LIMIT 1 FOR UPDATE SKIP LOCKED
)
UPDATE mail m SET claim = $1, lease = now() + $2::bigint * interval '1 second' FROM next WHERE m.id = next.id
RETURNING m.id, m.notice

-- name: MAIL_LOAD (id bigint)
SELECT x.address, x.locale, m.message_id, encode(a.unsubscribe, 'hex'), m.tries,
       EXISTS (SELECT FROM notice_mute q WHERE q.account = n.account AND q.kind = n.kind),
       EXISTS (SELECT FROM mail_refused r WHERE r.address = lower(x.address))
  FROM mail m
  JOIN notice n ON n.id = m.notice
  LEFT JOIN account a ON a.id = n.account
 CROSS JOIN LATERAL (SELECT coalesce(m.address, a.email) AS address, coalesce(m.locale, a.locale, 'en') AS locale) x
 WHERE m.id = $1::bigint

-- name: MAIL_SENT (id bigint, claim text, address text, secret bigint)
-- A link that was only mailed is nobody's business any more.
WITH done AS (
	UPDATE mail SET state = 'sent', done = now(), claim = NULL, lease = NULL, problem = NULL, sent_to = $3
	 WHERE id = $1::bigint AND claim = $2 AND state = 'waiting'
	RETURNING notice
), forgotten AS (
	UPDATE notice SET path = NULL FROM done WHERE notice.id = done.notice AND $4::bigint = 1
)
SELECT count(*) FROM done

-- name: MAIL_LATER (id bigint, claim text, seconds bigint, counts bigint, problem text)
WITH done AS (
	UPDATE mail SET due = now() + $3::bigint * interval '1 second', tries = tries + $4::bigint, problem = $5,
	       claim = NULL, lease = NULL
	 WHERE id = $1::bigint AND claim = $2 AND state = 'waiting'
	RETURNING id
)
SELECT count(*) FROM done

-- name: MAIL_GIVE_UP (id bigint, claim text, address text, problem text, refuse bigint)
WITH done AS (
	UPDATE mail SET state = 'dead', done = now(), claim = NULL, lease = NULL, problem = $4, sent_to = $3,
	       tries = tries + 1
	 WHERE id = $1::bigint AND claim = $2 AND state = 'waiting'
	RETURNING id
), marked AS (
	INSERT INTO mail_refused (address, problem) SELECT lower($3), $4 FROM done WHERE $5::bigint = 1
	    ON CONFLICT (address) DO UPDATE SET problem = excluded.problem, since = now()
)
SELECT count(*) FROM done

-- name: MAIL_DROP (id bigint, claim text, why text)
WITH done AS (
	UPDATE mail SET state = 'dropped', done = now(), claim = NULL, lease = NULL, problem = $3
	 WHERE id = $1::bigint AND claim = $2 AND state = 'waiting'
	RETURNING id
)
SELECT count(*) FROM done

-- name: MAIL_NEXT ()
SELECT CASE WHEN w.at IS NULL THEN -1 ELSE ceil(greatest(extract(epoch FROM w.at - now()), 0))::bigint END
  FROM (SELECT min(greatest(due, lease)) AS at FROM mail WHERE state = 'waiting') w

-- name: MAIL_LISTEN ()
LISTEN mail

-- name: MAIL_LIST (state text, limit bigint)
SELECT m.id, n.kind, m.state, coalesce(m.sent_to, m.address, a.email),
       to_char(m.made AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
       to_char(m.due AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), m.tries, m.problem
  FROM mail m JOIN notice n ON n.id = m.notice LEFT JOIN account a ON a.id = n.account
 WHERE $1::text IS NULL OR m.state = $1
 ORDER BY m.id DESC LIMIT $2::bigint

-- name: MAIL_AGAIN (id bigint)
WITH again AS (
	UPDATE mail SET state = 'waiting', done = NULL, due = now(), tries = 0
	 WHERE (state = 'dead' AND $1::bigint IN (0, id)) OR (state = 'waiting' AND claim IS NULL AND id = $1::bigint)
	RETURNING id
)
SELECT count(*) FROM again

-- name: MAIL_FORGET (days bigint)
WITH old AS (
	DELETE FROM mail WHERE state IN ('sent', 'dropped') AND done < now() - $1::bigint * interval '1 day'
	RETURNING notice
)
DELETE FROM notice n USING old WHERE n.id = old.notice AND NOT n.shown

-- name: MAIL_BOUNCED (message_id text, problem text)
INSERT INTO mail_refused (address, problem)
SELECT lower(sent_to), $2 FROM mail WHERE message_id = $1 AND sent_to IS NOT NULL AND state = 'sent'
    ON CONFLICT (address) DO UPDATE SET problem = excluded.problem, since = now()
RETURNING address

-- name: MAIL_REFUSED (address text)
SELECT problem FROM mail_refused WHERE address = lower($1)

-- name: MAIL_CONFIRMED (address text)
DELETE FROM mail_refused WHERE address = lower($1)
