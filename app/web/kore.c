/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The only file that knows Kore: takes its requests in, gives our answers out, starts what the
 * process holds. What Kore does by itself and why so little of it is used stands in README.md,
 * Architecture.
 */
#include <kore.h>
#include <http.h>
#include <hooks.h>
#include <seccomp.h>

#include <stdbool.h>
#include <sys/mman.h>
#include <time.h>

#include "base/log.h"
#include "web/guard.h"
#include "web/metrics.h"
#include "web/notebook.h"
#include "web/pipeline.h"
#include "web/statics.h"

enum { TICK_MS = 250, BODY_KEPT = 1024 * 1024 };

static struct app app;
static struct arena *arena;
static struct answer answer;

int page(struct http_request *);
void portal_connect(struct connection *);

/* --- sandbox ------------------------------------------------------------------------------------
 * Kore asks this filter before its own, which lacks system calls that today's glibc makes and kills
 * a thread at each.  So this one is complete, and what it does not list fails with ENOSYS, which
 * glibc knows how to take.
 */
#define ALLOW KORE_SYSCALL_ALLOW

static struct sock_filter sandbox[] = {
	KORE_SYSCALL_DENY(ioctl, EACCES),
	KORE_SYSCALL_DENY_WITH_FLAG(mmap, 2, PROT_EXEC | PROT_WRITE, EINVAL),
	KORE_SYSCALL_DENY_WITH_FLAG(mprotect, 2, PROT_EXEC, EINVAL),
	/* clang-format off */
	/* events, sockets */
	ALLOW(epoll_wait), ALLOW(epoll_ctl), ALLOW(epoll_pwait), ALLOW(accept), ALLOW(recvfrom),
	ALLOW(sendto), ALLOW(recvmsg), ALLOW(sendmsg), ALLOW(sendmmsg), ALLOW(setsockopt), ALLOW(getsockopt),
	ALLOW(getsockname), ALLOW(getpeername), ALLOW(connect), ALLOW(shutdown), ALLOW(socketpair),
	ALLOW(poll), ALLOW(ppoll), ALLOW(sendfile),
	KORE_SYSCALL_ALLOW_ARG(socket, 0, AF_UNIX),
	KORE_SYSCALL_ALLOW_ARG(socket, 0, AF_INET),
	KORE_SYSCALL_ALLOW_ARG(socket, 0, AF_INET6),
	/* files */
	ALLOW(read), ALLOW(write), ALLOW(readv), ALLOW(writev), ALLOW(pread64), ALLOW(pwrite64), ALLOW(close),
	ALLOW(fcntl), ALLOW(open), ALLOW(openat), ALLOW(stat), ALLOW(lstat), ALLOW(fstat),
	ALLOW(newfstatat), ALLOW(statx), ALLOW(access), ALLOW(faccessat2), ALLOW(readlink),
	ALLOW(readlinkat), ALLOW(getcwd), ALLOW(lseek), ALLOW(unlink), ALLOW(fadvise64),
	ALLOW(getdents64),
	/* memory, threads, signals, time */
	ALLOW(mmap), ALLOW(munmap), ALLOW(mremap), ALLOW(brk), ALLOW(madvise), ALLOW(mprotect),
	ALLOW(futex), ALLOW(clone), ALLOW(clone3), ALLOW(set_robust_list), ALLOW(rseq), ALLOW(gettid),
	ALLOW(tgkill), ALLOW(sched_yield), ALLOW(sched_getaffinity), ALLOW(getpid), ALLOW(getppid),
	ALLOW(getuid), ALLOW(geteuid), ALLOW(kill), ALLOW(exit), ALLOW(exit_group), ALLOW(nanosleep),
	ALLOW(clock_nanosleep), ALLOW(clock_gettime), ALLOW(restart_syscall), ALLOW(prlimit64),
	ALLOW(sysinfo), ALLOW(uname), ALLOW(getrandom), ALLOW(sigaltstack), ALLOW(rt_sigreturn),
	ALLOW(rt_sigaction), ALLOW(rt_sigprocmask),
#ifdef __SANITIZE_ADDRESS__
	/* The sanitizer probes memory by writing it to a pipe. */
	ALLOW(pipe), ALLOW(pipe2),
#endif
	/* clang-format on */
	KORE_BPF_RET(SECCOMP_RET_ERRNO | ENOSYS),
};

void
kore_seccomp_hook(void)
{
	kore_seccomp_filter("portal", sandbox, KORE_FILTER_LEN(sandbox));
}

/* --- start
 * --------------------------------------------------------------------------------------*/

/* Before the first line is written: stdout is copied by fork, and a line must leave whole. */
__attribute__((constructor)) static void
line_buffered(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
}

static _Noreturn void
give_up(const char *why)
{
	fprintf(stderr, "portal: %s\n", why);
	exit(1);
}

/*
 * All that does not change while the process lives is loaded once, before the fork: workers share
 * the memory, and one that died is back at once.
 */
void
kore_parent_configure(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	log_to(stdout);
	if (config_load(&app.config) != ERR_OK)
		give_up("the configuration is incomplete; see above.");
	if (locales_load(app.config.bundles, &app.locales) != ERR_OK)
		give_up("the language bundles cannot be read; see the log.");
	if (templates_load(app.config.templates, app.locales, &app.templates) != ERR_OK)
		give_up("the page templates cannot be read; see the log.");
	if (statics_load(app.config.statics, &app.statics) != ERR_OK)
		give_up("the static files cannot be read; see the log.");
	if (metrics_new(&app.metrics) != ERR_OK)
		give_up("no memory for the figures.");
}

/* Kore looks at timeouts only when something wakes it; what requests noted is written besides. */
static void
tick(void *arg, u_int64_t now)
{
	(void)arg;
	notebook_write(app.notebook, app.db, app.config.log_days, now);
}

void
kore_worker_configure(void)
{
	struct kore_server *server;
	struct listener *listener;

	arena = arena_new();
	app.db = db_new(app.config.db, app.config.db_timeout_ms);
	/* None yet, or a damaged one, is no reason to stay away: requests try again and say so. */
	if (search_open(app.config.index, &app.index) != ERR_OK)
		app.index = NULL;
	app.notebook = notebook_new();
	kore_timer_add(tick, TICK_MS, NULL, 0);
	LIST_FOREACH(server, &kore_servers, list)
	{
		LIST_FOREACH(listener, &server->listeners, list)
		listener->connect = kore_runtime_getcall("portal_connect");
	}
}

void
kore_worker_teardown(void)
{
	notebook_write(app.notebook, app.db, app.config.log_days, UINT64_MAX);
	notebook_free(app.notebook);
	search_close(app.index);
	db_free(app.db);
	buf_free(&answer.resp.body);
	arena_free(arena);
}

/* --- framing
 * ------------------------------------------------------------------------------------*/

static uint64_t
now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000);
}

/* A refusal before there is a request: no page, one sentence, and the connection ends. */
static int
refuse(struct connection *c, int status, const char *why)
{
	char text[512];
	int n;

	n = snprintf(text, sizeof(text),
	    "HTTP/1.1 %d %s\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: %zu\r\n"
	    "cache-control: no-store\r\nx-content-type-options: nosniff\r\nconnection: "
	    "close\r\n\r\n%s\n",
	    status, respond_reason(status), strlen(why) + 1, why);
	metrics_count(app.metrics, ROUTES_MAX, status, 0);
	log_event(
	    LOG_LEVEL_INFO, "request.refused", LOG_INT("status", status), LOG_TEXT("detail", why));
	c->flags |= CONN_CLOSE_EMPTY;
	/* What else arrives is not a request any more. */
	c->evt.flags &= ~KORE_EVENT_READ;
	net_send_queue(c, text, (size_t)n);
	return (net_send_flush(c));
}

/* Kore's own reader of heads, behind the guard.  The mark says that a request passed it. */
static int
receive(struct netbuf *nb)
{
	struct connection *c = nb->owner;
	const char *why;
	size_t n;
	int status;

	if (c->flags & CONN_CLOSE_EMPTY) {
		nb->s_off = 0;
		return (KORE_RESULT_OK);
	}
	if ((n = guard_end((char *)nb->buf, nb->s_off)) == 0) {
		if (nb->s_off == nb->b_len)
			return (refuse(c, 431, "The head of the request is too large."));
		return (KORE_RESULT_OK);
	}
	if ((status = guard_check((char *)nb->buf, n, nb->s_off - n, &why)) != 0)
		return (refuse(c, status, why));
	*(bool *)c->hdlr_extra = true;
	return (http_header_recv(nb));
}

static void
expect_request(struct connection *c)
{
	c->http_start = kore_time_ms();
	c->http_timeout = (u_int64_t)http_header_timeout * 1000;
	net_recv_reset(c, http_header_max, receive);
	if (!net_recv_flush(c))
		kore_connection_disconnect(c);
}

/* Takes the place of what Kore does for a new connection, with our reader instead of its own. */
void
portal_connect(struct connection *c)
{
	c->proto = CONN_PROTO_HTTP;
	c->hdlr_extra = kore_calloc(1, sizeof(bool));
	if (http_keepalive_time != 0)
		c->idle_timer.length = (u_int64_t)http_keepalive_time * 1000;
	net_recv_queue(c, http_header_max, NETBUF_CALL_CB_ALWAYS, receive);
}

/* --- requests
 * -----------------------------------------------------------------------------------*/

static const char *
header(struct http_request *r, const char *name)
{
	const char *value;

	return (http_request_header(r, name, &value) == KORE_RESULT_OK ? value : NULL);
}

static void
read_body(struct http_request *r, struct incoming *in)
{
	char *body;
	ssize_t n;

	if ((r->http_body == NULL && r->http_body_fd == -1) || r->http_body_length == 0)
		return;
	in->body_size = r->http_body_length;
	in->body = body = arena_alloc(arena, in->body_size + 1);
	while (r->http_body_length > 0) {
		n = http_body_read(r, body, r->http_body_length);
		if (n <= 0) {
			in->body_unreadable = true;
			return;
		}
		body += n;
	}
}

static void
send_answer(struct http_request *r)
{
	struct connection *c = r->owner;
	size_t i;

	for (i = 0; i < answer.nheaders; i++)
		http_response_header(r, answer.headers[i].name, answer.headers[i].value);
	if (answer.resp.status == 304)
		r->flags |= HTTP_REQUEST_NO_CONTENT_LENGTH;
	/* Busy: or Kore would wait for the next request with its own reader. */
	c->flags |= CONN_IS_BUSY;
	http_response(r, answer.resp.status, buf_cstr(&answer.resp.body), answer.resp.body.len);
	c->flags &= ~CONN_IS_BUSY;
	if (!(c->flags & CONN_CLOSE_EMPTY))
		expect_request(c);
}

int
page(struct http_request *r)
{
	struct incoming in = { 0 };
	uint64_t start = now_us(), us;

	if (r->owner == NULL)
		return (KORE_RESULT_OK);
	if (!*(bool *)r->owner->hdlr_extra) {
		/* It was sent before the answer to the one before it and so came past the guard. */
		refuse(r->owner, 400, "Requests must wait for the answer.");
		return (KORE_RESULT_OK);
	}
	*(bool *)r->owner->hdlr_extra = false;
	in.method = http_method_text(r->method);
	in.path = r->path;
	in.query = r->query_string;
	in.content_type = header(r, "content-type");
	in.accept_language = header(r, "accept-language");
	in.if_none_match = header(r, "if-none-match");
	in.cookie = header(r, "cookie");
	in.origin = header(r, "origin");
	in.request_id = header(r, "x-request-id");
	in.host = r->host;
	in.agent = r->agent;
	in.client = header(r, "x-forwarded-for");
	read_body(r, &in);
	pipeline_run(&app, arena, &in, &answer);
	us = now_us() - start;
	/* The log first: sending may already bring the next request in. */
	pipeline_log(&in, &answer, r->method == HTTP_METHOD_HEAD ? 0 : answer.resp.body.len, us);
	send_answer(r);
	if (answer.resp.body.cap > BODY_KEPT)
		buf_free(&answer.resp.body);
	arena_reset(arena);
	return (KORE_RESULT_OK);
}
