/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the limits. */
#include "web/throttle.h"

#include <string.h>

#include <arpa/inet.h>

#include "auth/token.h"
#include "store/attempt.h"

static const struct {
	const char *name;
	int limit, seconds;
} limits[] = {
	[THROTTLE_DEVICE] = { "device", 10, 900 },
	[THROTTLE_STRANGERS] = { "strangers", 10, 900 },
	[THROTTLE_CLIENT] = { "client", 30, 900 },
	[THROTTLE_SECOND] = { "second", 5, 300 },
	[THROTTLE_PROVE] = { "prove", 10, 900 },
	[THROTTLE_MAIL] = { "mail", 5, 3600 },
	[THROTTLE_MAILER] = { "mailer", 20, 3600 },
	[THROTTLE_INVITE] = { "invite", 50, 86400 },
};
_Static_assert(sizeof(limits) / sizeof(limits[0]) == THROTTLE_COUNT, "everything has a limit");

static const char *
key(const struct req *req, enum throttle which, const char *what)
{
	return (
	    token_hash(req->arena, arena_printf(req->arena, "%s %s", limits[which].name, what)));
}

enum err
throttle_count(struct req *req, enum throttle which, const char *what, int *ret_wait)
{
	return (attempt_count(req->db, req->arena, key(req, which, what), limits[which].limit,
	    limits[which].seconds, ret_wait));
}

enum err
throttle_forgive(struct req *req, enum throttle which, const char *what)
{
	return (attempt_forgive(req->db, key(req, which, what)));
}

const char *
throttle_client(struct arena *arena, const char *address)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr v6;

	if (inet_pton(AF_INET6, address, &v6) != 1)
		return (address);
	if (IN6_IS_ADDR_V4MAPPED(&v6))
		return (inet_ntop(AF_INET, &v6.s6_addr[12], text, sizeof(text)) != NULL
			    ? arena_strdup(arena, text)
			    : address);
	memset(&v6.s6_addr[8], 0, 8);
	if (inet_ntop(AF_INET6, &v6, text, sizeof(text)) == NULL)
		return (address);
	return (arena_strdup(arena, text));
}

int
throttle_minutes(int seconds)
{
	return (seconds <= 60 ? 1 : (seconds + 59) / 60);
}
