/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owns how one mail goes out: claimed, written in its reader's language, handed over, its fate
 * noted.  Killed anywhere it loses nothing: the claim runs out and another sender takes the mail,
 * with the same Message-ID, so that a mailbox can tell that it has it already.
 */
#include "cli/sender.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "cli/smtp.h"
#include "domain/mail.h"
#include "exchange/mime.h"
#include "locale/locale.h"
#include "locale/message.h"
#include "render/mailbody.h"
#include "store/mail.h"

enum {
	LEASE_SPARE =
	    60, /* seconds beyond what the server may take: nobody else takes it meanwhile */
	FOLDER_SECONDS = 60, /* until a folder that cannot be written is tried again */
};

struct sender {
	const struct config *config;
	struct db *db;
	struct locales *locales;
	struct templates *templates;
	struct smtp *smtp;
	char claim[33];
	int64_t failures; /* of the server, in a row */
	time_t until;	  /* it is left alone till then (monotonic clock) */
	int64_t count;
};

static time_t
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (t.tv_sec);
}

static void
make_claim(char *out, size_t size)
{
	uint64_t number[2];

	if (getrandom(number, sizeof(number), 0) != sizeof(number))
		log_die("no random numbers");
	snprintf(out, size, "%016" PRIx64 "%016" PRIx64, number[0], number[1]);
}

enum err
sender_new(const struct config *config, struct db *db, struct sender **ret_sender)
{
	struct sender *s;
	enum err err;

	if (config->smtp_url == NULL && config->mail_folder == NULL) {
		fprintf(stderr,
		    "mail: set PORTAL_SMTP_URL (a server) or PORTAL_MAIL_FOLDER (mails become "
		    "files).\n");
		return (ERR_INPUT);
	}
	if (!mail_address_valid(config->mail_from) || !mail_address_valid(config->mail_bounce)) {
		fprintf(stderr,
		    "mail: PORTAL_MAIL_FROM and PORTAL_MAIL_BOUNCE must be addresses like "
		    "portal@example.org.\n");
		return (ERR_INPUT);
	}
	if ((s = calloc(1, sizeof(*s))) == NULL)
		log_die("out of memory");
	s->config = config;
	s->db = db;
	make_claim(s->claim, sizeof(s->claim));
	if ((err = locales_load(config->bundles, &s->locales)) != ERR_OK ||
	    (err = templates_load(config->templates, s->locales, &s->templates)) != ERR_OK) {
		sender_free(s);
		return (err);
	}
	if (config->smtp_url != NULL)
		s->smtp = smtp_new(config);
	*ret_sender = s;
	return (ERR_OK);
}

void
sender_free(struct sender *s)
{
	if (s == NULL)
		return;
	smtp_free(s->smtp);
	templates_free(s->templates);
	locales_free(s->locales);
	free(s);
}

int64_t
sender_pause(const struct sender *s)
{
	time_t t = now();

	return (s->until > t ? s->until - t : 0);
}

int64_t
sender_count(const struct sender *s)
{
	return (s->count);
}

/* --- writing it --------------------------------------------------------------------------------
 */

static int64_t
seconds_of(const char *time)
{
	struct tm tm = { 0 };

	return (strptime(time, "%Y-%m-%dT%H:%M:%SZ", &tm) == NULL ? 0 : (int64_t)timegm(&tm));
}

static enum err
write_mail(struct sender *s, struct arena *arena, const struct mail *m, struct buf *out)
{
	const struct locale *l = locales_find(s->locales, m->locale);
	struct mailbody body = { .notice = &m->notice,
		.base_url = s->config->base_url,
		.account = m->unsubscribe != NULL };
	struct buf text = { 0 }, html = { 0 };
	struct noticetext words;
	enum err err;

	l = l != NULL ? l : locales_find(s->locales, "en");
	if (m->unsubscribe != NULL && notice_mutable(m->notice.kind))
		body.stop = arena_printf(
		    arena, "/unsubscribe/%s.%s", m->unsubscribe, notice_kind_id(m->notice.kind));
	err = mailbody_make(s->templates, l, arena, &body, &words, &text, &html);
	if (err == ERR_OK)
		err = mime_write(
		    out, &(struct mime){
			     .from_name = msg(l, "site.name"),
			     .from = s->config->mail_from,
			     .to = m->address,
			     .subject = words.title,
			     .date = seconds_of(m->notice.made),
			     .message_id = m->message_id,
			     .language = locale_tag(l),
			     .unsubscribe = body.stop == NULL ? NULL
							      : arena_printf(arena, "%s%s",
								    s->config->base_url, body.stop),
			     .text = buf_cstr(&text),
			     .html = buf_cstr(&html),
			 });
	buf_free(&text);
	buf_free(&html);
	return (err);
}

/* --- handing it over ---------------------------------------------------------------------------
 */

/* A mail whose claim ran out is somebody else's now, and so is its fate. */
static enum err
noted(enum err err, const struct mail *m)
{
	if (err != ERR_CONFLICT)
		return (err);
	log_event(LOG_LEVEL_WARN, "mail.overtaken", LOG_INT("mail", m->id));
	return (ERR_OK);
}

/* The whole file at once, under a name that is the same for the same mail. */
static bool
put_file(struct sender *s, struct arena *arena, const struct mail *m, const struct buf *message)
{
	const char *folder = s->config->mail_folder;
	char *path = arena_printf(arena, "%s/%.10sT%.2s%.2s%.2sZ-%06" PRId64 "-%s.eml", folder,
	    m->notice.made, m->notice.made + 11, m->notice.made + 14, m->notice.made + 17, m->id,
	    notice_kind_id(m->notice.kind));
	const char *part = arena_printf(arena, "%s.part", path);
	FILE *f;
	bool ok;

	if (mkdir(folder, 0700) == -1 && errno != EEXIST)
		return (false);
	if ((f = fopen(part, "we")) == NULL)
		return (false);
	ok = fwrite(message->data, 1, message->len, f) == message->len;
	ok = fclose(f) == 0 && ok && rename(part, path) == 0;
	if (!ok)
		unlink(part);
	return (ok);
}

static enum err
to_folder(struct sender *s, struct arena *arena, const struct mail *m, const struct buf *message)
{
	enum err err;

	if (put_file(s, arena, m, message)) {
		s->count++;
		return (noted(mail_sent(s->db, arena, m, s->claim), m));
	}
	log_event(LOG_LEVEL_ERROR, "mail.folder", LOG_TEXT("folder", s->config->mail_folder),
	    LOG_TEXT("error", strerror(errno)));
	s->until = now() + FOLDER_SECONDS;
	err = noted(mail_later(s->db, arena, m, s->claim, FOLDER_SECONDS, false,
			"the folder for mails cannot be written"),
	    m);
	return (err == ERR_OK ? ERR_IO : err);
}

static enum err
pause_server(struct sender *s)
{
	s->until = now() + mail_pause(++s->failures);
	return (ERR_IO);
}

static enum err
to_server(struct sender *s, struct arena *arena, const struct mail *m, const struct buf *message)
{
	struct smtp_outcome o = smtp_send(s->smtp, s->config->mail_bounce, m->address, message);
	enum mail_verdict verdict = mail_verdict(o.stage, o.code, o.enhanced);
	int64_t delay = mail_delay(m->tries + 1);
	enum err err;

	if (verdict == MAIL_SENT) {
		s->failures = 0;
		s->count++;
		log_event(LOG_LEVEL_INFO, "mail.sent", LOG_INT("mail", m->id),
		    LOG_TEXT("kind", notice_kind_id(m->notice.kind)));
		return (noted(mail_sent(s->db, arena, m, s->claim), m));
	}
	log_event(LOG_LEVEL_WARN, "mail.failed", LOG_INT("mail", m->id), LOG_INT("stage", o.stage),
	    LOG_INT("code", o.code), LOG_TEXT("said", o.said));
	switch (verdict) {
	case MAIL_PAUSE:
		err = mail_later(
		    s->db, arena, m, s->claim, mail_pause(s->failures + 1), false, o.said);
		break;
	case MAIL_RETRY:
		err = delay == 0 ? mail_give_up(s->db, arena, m, s->claim, false, o.said)
				 : mail_later(s->db, arena, m, s->claim, delay, true, o.said);
		break;
	default:
		err = mail_give_up(s->db, arena, m, s->claim, verdict == MAIL_REFUSED, o.said);
	}
	if ((err = noted(err, m)) != ERR_OK)
		return (err);
	/* A server that falls silent would cost its timeout for every mail that waits. */
	if (verdict == MAIL_PAUSE || o.code == 0)
		return (pause_server(s));
	s->failures = 0;
	return (ERR_OK);
}

/* Why a mail is not to be sent at all, or NULL. */
static const char *
unwanted(const struct mail *m)
{
	if (m->address == NULL)
		return ("no address");
	if (m->muted && notice_mutable(m->notice.kind))
		return ("unsubscribed");
	if (m->refused && !notice_proves(m->notice.kind))
		return ("the address refused mail");
	if (m->notice.kind == NOTICE_DIGEST && m->notice.nitems == 0)
		return ("nothing is left to be told");
	return (NULL);
}

static enum err
handle(struct sender *s, struct arena *arena, const struct mail *m)
{
	const char *why = unwanted(m);
	struct buf message = { 0 };
	enum err err;

	if (why != NULL)
		return (noted(mail_drop(s->db, arena, m, s->claim, why), m));
	err = write_mail(s, arena, m, &message);
	if (err == ERR_OK)
		err = s->smtp != NULL ? to_server(s, arena, m, &message)
				      : to_folder(s, arena, m, &message);
	else if (err == ERR_INPUT)
		err = noted(mail_give_up(s->db, arena, m, s->claim, false,
				"the address cannot stand in a mail"),
		    m);
	else
		err = noted(
		    mail_give_up(s->db, arena, m, s->claim, false, "it cannot be written"), m);
	buf_free(&message);
	return (err);
}

enum err
sender_step(struct sender *s)
{
	struct arena *arena;
	struct mail m;
	enum err err;

	if (sender_pause(s) > 0)
		return (ERR_IO);
	arena = arena_new();
	err = mail_claim(s->db, arena, s->claim, 2 * s->config->smtp_timeout + LEASE_SPARE, &m);
	if (err == ERR_OK)
		err = handle(s, arena, &m);
	arena_free(arena);
	return (err);
}
