/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the few network calls of the supervisor. */
#include "cli/probe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "search/search.h"

static struct sockaddr_in
local(int port)
{
	return ((struct sockaddr_in){ .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr = { htonl(INADDR_LOOPBACK) } });
}

bool
probe_tcp(int port)
{
	const struct sockaddr_in to = local(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok = fd != -1 && connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0;

	if (fd != -1)
		close(fd);
	return (ok);
}

bool
probe_kore(const char *socket_path)
{
	static const char request[] = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
	static const char good[] = "HTTP/1.1 200";
	const struct timeval limit = { .tv_sec = 2 };
	struct sockaddr_un to = { .sun_family = AF_UNIX };
	char answer[sizeof(good) - 1];
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool ok;

	if (fd == -1)
		return (false);
	snprintf(to.sun_path, sizeof(to.sun_path), "%s", socket_path);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	ok = connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0 &&
	     send(fd, request, sizeof(request) - 1, MSG_NOSIGNAL) == (ssize_t)sizeof(request) - 1 &&
	     recv(fd, answer, sizeof(answer), MSG_WAITALL) == (ssize_t)sizeof(answer) &&
	     memcmp(answer, good, sizeof(answer)) == 0;
	close(fd);
	return (ok);
}

bool
probe_postgres(const char *folder, pid_t pid)
{
	char path[PATH_MAX + 32], line[PATH_MAX + 1];
	bool ready = false, mine = false;
	FILE *f;
	int i;

	snprintf(path, sizeof(path), "%s/postmaster.pid", folder);
	if ((f = fopen(path, "re")) == NULL)
		return (false);
	for (i = 1; fgets(line, sizeof(line), f) != NULL; i++) {
		if (i == 1)
			mine = atoi(line) == (int)pid;
		else if (i == 8) /* its state stands in the last line */
			ready = strncmp(line, "ready", 5) == 0;
	}
	fclose(f);
	return (mine && ready);
}

bool
probe_free(int port)
{
	const struct sockaddr_in at = local(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
	bool ok;

	/* nginx sets it too: connections of an earlier run that are still closing do not count. */
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	ok = bind(fd, (const struct sockaddr *)&at, sizeof(at)) == 0 && listen(fd, 1) == 0;
	if (!ok && errno == EADDRINUSE)
		fprintf(stderr,
		    "portal: port %d of 127.0.0.1 is taken by another program; end that one or "
		    "choose "
		    "another port: make run PORT=%d\n",
		    port, port < 65535 ? port + 1 : 8080);
	else if (!ok)
		fprintf(stderr, "portal: port %d of 127.0.0.1 cannot be used: %s.\n", port,
		    strerror(errno));
	if (fd != -1)
		close(fd);
	return (ok);
}

bool
probe_index(const char *path)
{
	struct search_index *index;

	if (access(path, F_OK) == -1 || search_open(path, &index) != ERR_OK)
		return (false);
	search_close(index);
	return (true);
}
