/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where this process finds its things: PORTAL_* environment variables (README lists them), read
 * once at start. A unit file or `portalctl serve` sets them; nothing else in the program reads the
 * environment.
 */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdbool.h>

#include "base/err.h"

struct config {
	const char *db;	       /* PORTAL_DB: libpq connection string */
	const char *index;     /* PORTAL_INDEX: folder of the search index, or a Xapian stub file */
	const char *bundles;   /* PORTAL_BUNDLES: folder of compiled .res bundles */
	const char *templates; /* PORTAL_TEMPLATES: folder of page templates */
	const char *statics;   /* PORTAL_STATIC: folder of css, js, icons */
	const char
	    *base_url; /* PORTAL_BASE_URL: scheme and host in canonical addresses, no final slash */
	bool behind_tls; /* PORTAL_TLS=1: the reader comes by https; sets HSTS and Secure cookies */
	const char *schema;	 /* PORTAL_SCHEMA: folder of the migrations, schema */
	const char *content;	 /* PORTAL_CONTENT: folder of the starter content, schema/content */
	const char *contact;	 /* PORTAL_CONTACT: e-mail address of the staff, or NULL */
	const char *smtp_url;	 /* PORTAL_SMTP_URL: smtp://host:port, smtps://…, with user and
				    password in it if need be; NULL: mails become files */
	bool smtp_starttls;	 /* PORTAL_SMTP_STARTTLS=1: only with TLS, begun by STARTTLS */
	int smtp_timeout;	 /* PORTAL_SMTP_TIMEOUT: seconds that one mail may take, 60 */
	const char *mail_folder; /* PORTAL_MAIL_FOLDER: where they become files, or NULL */
	const char *mail_from;	 /* PORTAL_MAIL_FROM: address of the sender */
	const char *mail_bounce; /* PORTAL_MAIL_BOUNCE: where undeliverable mail returns to, the
				    sender if not set */
	int db_timeout_ms;	 /* PORTAL_DB_TIMEOUT_MS: deadline of one statement, 2000 */
	int log_days; /* PORTAL_SEARCH_LOG_DAYS: how long searches are kept, 90; 0: never */
};

/**
 * config_load(ret_config):
 * Read and check the environment.  On ERR_INPUT one clear sentence about the first wrong or missing
 * variable has been written to stderr.  The strings live as long as the process.
 */
MUSTCHECK enum err config_load(struct config *ret_config);

/**
 * config_content(): .content alone, for what needs nothing else to be set.
 */
const char *config_content(void);

#endif
