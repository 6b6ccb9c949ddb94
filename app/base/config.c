/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the names and defaults of the environment variables. */
#include "base/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
text(const char *name, const char *fallback)
{
	const char *v = getenv(name);

	return (v != NULL && *v != '\0' ? v : fallback);
}

static bool
number(const char *name, const char *fallback, int min, int max, int *ret)
{
	const char *v = text(name, fallback);
	char *end;
	long n = strtol(v, &end, 10);

	if (*v == '\0' || *end != '\0' || n < min || n > max) {
		fprintf(stderr, "%s must be %d to %d, not \"%s\".\n", name, min, max, v);
		return (false);
	}
	*ret = (int)n;
	return (true);
}

const char *
config_content(void)
{
	return (text("PORTAL_CONTENT", "schema/content"));
}

enum err
config_load(struct config *ret_config)
{
	struct config c;
	const struct {
		const char *name;
		const char **to;
	} needed[] = {
		{ "PORTAL_DB", &c.db },
		{ "PORTAL_INDEX", &c.index },
		{ "PORTAL_BUNDLES", &c.bundles },
		{ "PORTAL_TEMPLATES", &c.templates },
		{ "PORTAL_STATIC", &c.statics },
	};
	size_t i;

	for (i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		if ((*needed[i].to = text(needed[i].name, NULL)) == NULL) {
			fprintf(stderr, "%s is not set; see README.md, Configuration.\n",
			    needed[i].name);
			return (ERR_INPUT);
		}
	}
	c.base_url = text("PORTAL_BASE_URL", "http://127.0.0.1:8080");
	c.behind_tls = strcmp(text("PORTAL_TLS", "0"), "1") == 0;
	c.schema = text("PORTAL_SCHEMA", "schema");
	c.content = config_content();
	c.contact = text("PORTAL_CONTACT", NULL);
	c.smtp_url = text("PORTAL_SMTP_URL", NULL);
	c.smtp_starttls = strcmp(text("PORTAL_SMTP_STARTTLS", "0"), "1") == 0;
	c.mail_folder = text("PORTAL_MAIL_FOLDER", NULL);
	c.mail_from = text("PORTAL_MAIL_FROM", "portal@localhost");
	c.mail_bounce = text("PORTAL_MAIL_BOUNCE", c.mail_from);
	if (!number("PORTAL_SMTP_TIMEOUT", "60", 1, 600, &c.smtp_timeout) ||
	    !number("PORTAL_DB_TIMEOUT_MS", "2000", 1, 600000, &c.db_timeout_ms) ||
	    !number("PORTAL_SEARCH_LOG_DAYS", "90", 0, 3650, &c.log_days))
		return (ERR_INPUT);
	*ret_config = c;
	return (ERR_OK);
}
