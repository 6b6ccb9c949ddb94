/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the conversation with the mail server.  What follows from an answer: domain/mail.c. */
#include "cli/smtp.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "base/log.h"

struct smtp {
	CURL *curl;
	const struct config *config;
	struct smtp_outcome outcome;
	const struct buf *message;
	size_t at;
	bool over; /* what is said now is a farewell */
};

/* libcurl says what was answered, but not to which command; so the commands are listened to. */
static int
listen_in(CURL *curl, curl_infotype type, char *data, size_t size, void *ctx)
{
	struct smtp *s = ctx;
	struct smtp_outcome *o = &s->outcome;
	char enhanced[16];
	size_t n;
	int code;

	(void)curl;
	if (s->over)
		return (0);
	if (type == CURLINFO_HEADER_OUT) {
		s->over = size >= 4 &&
			  (strncasecmp(data, "QUIT", 4) == 0 || strncasecmp(data, "RSET", 4) == 0);
		if (s->over)
			return (0);
		if (size >= 5 && strncasecmp(data, "MAIL ", 5) == 0)
			o->stage = MAIL_STAGE_FROM;
		else if (size >= 5 && strncasecmp(data, "RCPT ", 5) == 0)
			o->stage = MAIL_STAGE_RCPT;
		else if (size >= 4 && strncasecmp(data, "DATA", 4) == 0)
			o->stage = MAIL_STAGE_DATA;
		o->code = 0;
		o->enhanced[0] = o->said[0] = '\0';
	} else if (type == CURLINFO_DATA_OUT) {
		/* "354 go on" is no answer to the text. */
		o->code = 0;
		o->said[0] = '\0';
	} else if (type == CURLINFO_HEADER_IN && mail_reply(data, size, &code, enhanced)) {
		o->code = code;
		memcpy(o->enhanced, enhanced, sizeof(o->enhanced));
		n = size < sizeof(o->said) - 1 ? size : sizeof(o->said) - 1;
		memcpy(o->said, data, n);
		o->said[n] = '\0';
		o->said[strcspn(o->said, "\r\n")] = '\0';
	}
	return (0);
}

static size_t
read_message(char *out, size_t size, size_t n, void *ctx)
{
	struct smtp *s = ctx;
	size_t left = s->message->len - s->at, take = size * n < left ? size * n : left;

	memcpy(out, s->message->data + s->at, take);
	s->at += take;
	return (take);
}

struct smtp *
smtp_new(const struct config *config)
{
	struct smtp *s = calloc(1, sizeof(*s));

	if (s == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != 0 ||
	    (s->curl = curl_easy_init()) == NULL)
		log_die("out of memory");
	s->config = config;
	return (s);
}

void
smtp_free(struct smtp *s)
{
	if (s == NULL)
		return;
	curl_easy_cleanup(s->curl);
	free(s);
}

struct smtp_outcome
smtp_send(struct smtp *s, const char *from, const char *to, const struct buf *message)
{
	char problem[CURL_ERROR_SIZE] = "";
	struct curl_slist *receivers = curl_slist_append(NULL, to);
	const struct config *c = s->config;
	CURLcode code;

	s->outcome = (struct smtp_outcome){ .stage = MAIL_STAGE_CONNECT };
	s->message = message;
	s->at = 0;
	s->over = false;
	curl_easy_reset(s->curl);
	curl_easy_setopt(s->curl, CURLOPT_URL, c->smtp_url);
	curl_easy_setopt(s->curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(
	    s->curl, CURLOPT_USE_SSL, (long)(c->smtp_starttls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
	/* A server next door may speak TLS with a name of its own; one that we must trust says so
	 * by PORTAL_SMTP_STARTTLS or smtps. */
	if (!c->smtp_starttls && strncmp(c->smtp_url, "smtps:", 6) != 0) {
		curl_easy_setopt(s->curl, CURLOPT_SSL_VERIFYPEER, 0L);
		curl_easy_setopt(s->curl, CURLOPT_SSL_VERIFYHOST, 0L);
	}
	curl_easy_setopt(s->curl, CURLOPT_TIMEOUT, (long)c->smtp_timeout);
	curl_easy_setopt(s->curl, CURLOPT_CONNECTTIMEOUT, (long)c->smtp_timeout);
	/* Its farewell is waited for, too, and by no other limit. */
	curl_easy_setopt(s->curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)c->smtp_timeout);
	curl_easy_setopt(s->curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, from);
	curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, receivers);
	curl_easy_setopt(s->curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(s->curl, CURLOPT_READFUNCTION, read_message);
	curl_easy_setopt(s->curl, CURLOPT_READDATA, s);
	curl_easy_setopt(s->curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(s->curl, CURLOPT_DEBUGFUNCTION, listen_in);
	curl_easy_setopt(s->curl, CURLOPT_DEBUGDATA, s);
	curl_easy_setopt(s->curl, CURLOPT_ERRORBUFFER, problem);
	code = curl_easy_perform(s->curl);
	curl_slist_free_all(receivers);
	if (code == CURLE_OK) {
		s->outcome.stage = MAIL_STAGE_DONE;
	} else if (code == CURLE_OPERATION_TIMEDOUT || s->outcome.said[0] == '\0') {
		/* What was answered before says nothing of why it did not go on. */
		s->outcome.code = 0;
		s->outcome.enhanced[0] = '\0';
		strncpy(s->outcome.said, problem[0] != '\0' ? problem : curl_easy_strerror(code),
		    sizeof(s->outcome.said) - 1);
	}
	return (s->outcome);
}
