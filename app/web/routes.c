/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the one route table; nothing else decides what an address leads to and who may see it. */
#include "web/routes.h"

#include <string.h>

#include "auth/token.h"
#include "domain/kind.h"
#include "domain/slug.h"
#include "web/account_pages.h"
#include "web/api.h"
#include "web/inquiry_pages.h"
#include "web/notice_pages.h"
#include "web/pages.h"
#include "web/service.h"
#include "web/submission_pages.h"

#define GET  METHOD_GET
#define POST METHOD_POST

/* clang-format off */
static const struct route routes[] = {
	/* method  path                              handler              capability  cache        */
	{ GET, "/",                                  service_root,        CAP_NONE, CACHE_NEVER  },
	{ GET, "/healthz",                           service_healthz,     CAP_NONE, CACHE_NEVER  },
	{ GET, "/readyz",                            service_readyz,      CAP_NONE, CACHE_NEVER  },
	{ GET, "/metrics",                           service_metrics,     CAP_NONE, CACHE_NEVER  },
	{ GET, "/robots.txt",                        service_robots,      CAP_NONE, CACHE_STATIC },
	{ GET, "/favicon.ico",                       service_favicon,     CAP_NONE, CACHE_STATIC },
	{ GET, "/static/{file*}",                    service_static,      CAP_NONE, CACHE_STATIC },
	{ GET, "/language/{locale}",                 service_language,    CAP_NONE, CACHE_NEVER  },
	{ GET, "/opensearch.xml",                    service_opensearch,  CAP_NONE, CACHE_PUBLIC },
	{ GET, "/sitemap.xml",                       sitemap_index,       CAP_NONE, CACHE_PUBLIC },
	{ GET, "/sitemap/{locale}/pages.xml",        sitemap_pages,       CAP_NONE, CACHE_PUBLIC },
	{ GET, "/sitemap/{locale}/{plural}.xml",     sitemap_entries,     CAP_NONE, CACHE_PUBLIC },
	{ GET, "/sitemap/{locale}/{plural}/{jurisdiction}.xml", sitemap_entries, CAP_NONE, CACHE_PUBLIC },
	{ GET, "/feeds/{locale}/search.atom",        feed_search,         CAP_NONE, CACHE_PUBLIC },
	{ GET, "/feeds/{locale}/log.atom",           feed_log,            CAP_NONE, CACHE_PUBLIC },
	{ GET, "/feeds/{locale}/{plural}.atom",      feed_list,           CAP_NONE, CACHE_PUBLIC },

	{ GET, "/api/v1/search",                     api_search,          CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/suggest",                    api_suggest,         CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/compare",                    api_compare,         CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/log",                        api_log,             CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/openapi.json",               api_openapi,         CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/{plural}",                   api_list,            CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/terms.tbx",                  term_export_tbx,     CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/terms.rdf",                  term_export_skos,    CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/laws/{slug}.xml",            law_export_akn,      CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/laws/{slug}.txt",            law_export_text,     CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/laws/{slug}/versions",       api_law_versions,    CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/laws/{slug}/diff",           api_law_diff,        CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/laws/{slug}/{eid}",          api_law_part,        CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/providers/match",            api_match_providers, CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/listings/{slug}/matches",    api_match_listing,   CAP_NONE, CACHE_PUBLIC },
	{ GET, "/api/v1/{plural}/{slug}",            api_entry,           CAP_NONE, CACHE_PUBLIC },

	{ GET, "/{locale}/",                         page_home,           CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/search",                   page_search,         CAP_NONE, CACHE_PUBLIC },
	{ POST, "/{locale}/search/click",            page_search_click,   CAP_OPEN, CACHE_NEVER  },
	{ GET, "/{locale}/search/suggest",           page_suggest,        CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/about/search-log",         page_search_log,     CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/compare",                  page_compare,        CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/styleguide",               page_styleguide,     CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/about",                    page_about,          CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/log",                      page_log,            CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/sitemap",                  page_sitemap,        CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/jurisdictions/{id}",       page_jurisdiction,   CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/subjects/{id}",            page_subject,        CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/events.ics",               calendar_events,     CAP_NONE, CACHE_PUBLIC },
	/* accounts and organisations */
	{ GET, "/{locale}/account", page_account, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/sign-in", page_signin, CAP_NONE, CACHE_NEVER },
	{ POST, "/{locale}/account/sign-in", page_signin_send, CAP_NONE, CACHE_NEVER },
	{ POST, "/{locale}/account/sign-out", page_signout, CAP_SESSION, CACHE_NEVER },
	{ GET, "/{locale}/account/sign-up", page_signup, CAP_NONE, CACHE_NEVER },
	{ POST, "/{locale}/account/sign-up", page_signup_send, CAP_NONE, CACHE_NEVER },
	{ GET, "/{locale}/account/sent", page_signup_sent, CAP_NONE, CACHE_NEVER },
	{ GET, "/{locale}/account/confirm/{secret}", page_confirm, CAP_NONE, CACHE_NEVER },
	{ POST, "/{locale}/account/confirm/{secret}", page_confirm_send, CAP_NONE, CACHE_NEVER },
	{ GET, "/{locale}/account/reset", page_reset, CAP_NONE, CACHE_NEVER },
	{ POST, "/{locale}/account/reset", page_reset_send, CAP_NONE, CACHE_NEVER },
	{ GET, "/{locale}/account/reset/{secret}", page_renew, CAP_NONE, CACHE_NEVER },
	{ POST, "/{locale}/account/reset/{secret}", page_renew_send, CAP_NONE, CACHE_NEVER },
	{ GET, "/{locale}/account/second", page_second, CAP_SESSION, CACHE_NEVER },
	{ POST, "/{locale}/account/second", page_second_send, CAP_SESSION, CACHE_NEVER },
	{ GET, "/{locale}/account/security", page_security, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/security", page_security_end, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/security/second-factor", page_totp, CAP_SESSION, CACHE_NEVER },
	{ POST, "/{locale}/account/security/second-factor", page_totp_send, CAP_SESSION, CACHE_NEVER },
	{ GET, "/{locale}/account/security/second-factor/change", page_totp_change, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/security/second-factor/change", page_totp_change_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/security/password", page_password, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/security/password", page_password_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/security/email", page_email, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/security/email", page_email_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/security/email/{secret}", page_email_confirm, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/security/email/{secret}", page_email_confirm_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/profile", page_profile, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/profile", page_profile_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/data", page_data, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/data/export.json", page_data_export, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/close", page_close, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/close", page_close_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/closed", page_closed, CAP_NONE, CACHE_NEVER },
	{ GET, "/{locale}/account/organisations", page_organisations, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/organisations", page_invitation_take, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/organisations/new", page_organisation_new, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/organisations/new", page_organisation_create, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/organisations/{number}", page_organisation, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/organisations/{number}/edit", page_organisation_edit, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/organisations/{number}/edit", page_organisation_save, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/organisations/{number}/members", page_members_change, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/organisations/{number}/leave", page_member_leave, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/organisations/{number}/invite", page_invite, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/organisations/{number}/invite", page_invite_send, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/organisations/{number}/invitations", page_uninvite, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/invitations/{secret}", page_invitation, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/invitations/{secret}", page_invitation_accept, CAP_ACCOUNT, CACHE_NEVER },

	/* profiles and listings as their owners write them, and the desk of staff */
	{ GET, "/files/{file}",                      file_public,         CAP_NONE,    CACHE_NEVER },
	{ GET, "/{locale}/account/files/{file}",     page_file_own,       CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/take/{slug}",      page_takeover,       CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/take/{slug}",     page_takeover_ask,   CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/{plural}",         page_submissions,    CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/{plural}/new",     page_submission_new, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/{plural}/new",    page_submission_create, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/{plural}/{id}",    page_submission,     CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/{plural}/{id}",   page_submission_save, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/{plural}/{id}/act", page_submission_act, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/{plural}/{id}/preview", page_submission_preview, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/{plural}/{id}/files", page_files,       CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/{plural}/{id}/files", page_files_send, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/{plural}/{id}/files/{file}", page_files_remove, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/desk",                     page_desk,           CAP_STAFF,   CACHE_NEVER },
	{ GET, "/{locale}/desk/submissions/{id}",    page_desk_submission, CAP_STAFF,  CACHE_NEVER },
	{ POST, "/{locale}/desk/submissions/{id}",   page_desk_decide,    CAP_STAFF,   CACHE_NEVER },
	{ GET, "/{locale}/desk/submissions/{id}/preview", page_desk_preview, CAP_STAFF, CACHE_NEVER },
	{ GET, "/{locale}/desk/takeovers/{id}",      page_desk_takeover,  CAP_STAFF,   CACHE_NEVER },
	{ POST, "/{locale}/desk/takeovers/{id}",     page_desk_takeover_decide, CAP_STAFF, CACHE_NEVER },

	/* messages, follows */
	{ GET, "/{locale}/account/messages",         page_messages,       CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/messages",        page_messages_mark,  CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/messages/mail",    page_messages_mail,  CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/messages/mail",   page_messages_mail_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/messages/{id}",    page_message,        CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/messages/{id}",   page_message_mark,   CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/follows",          page_follows,        CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/follows",         page_follows_send,   CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/follows/new",      page_follow_new,     CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/follows/new",     page_follow_new_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/unsubscribe/{token}",               page_unsubscribe,    CAP_OPEN,    CACHE_NEVER },
	{ POST, "/unsubscribe/{token}",              page_unsubscribe_send, CAP_OPEN,  CACHE_NEVER },

	/* inquiries and matches */
	{ GET, "/{locale}/providers/match",          page_match,          CAP_NONE,    CACHE_PUBLIC },
	{ GET, "/{locale}/{plural}/{slug}/inquire",  page_inquire,        CAP_NONE,    CACHE_NEVER },
	{ POST, "/{locale}/{plural}/{slug}/inquire", page_inquire_send,   CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/matches",          page_matches,        CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/inquiries",        page_inquiries,      CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/inquiries/{id}",   page_inquiry,        CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/account/inquiries/{id}/{action}", page_inquiry_form, CAP_ACCOUNT, CACHE_NEVER },
	{ POST, "/{locale}/account/inquiries/{id}/{action}", page_inquiry_send, CAP_ACCOUNT, CACHE_NEVER },
	{ GET, "/{locale}/desk/inquiries",           page_inquiry_desk,   CAP_STAFF,   CACHE_NEVER },
	{ GET, "/{locale}/desk/reports",             page_reports,        CAP_STAFF,   CACHE_NEVER },
	{ GET, "/{locale}/desk/reports/{id}",        page_report,         CAP_STAFF,   CACHE_NEVER },
	{ POST, "/{locale}/desk/reports/{id}",       page_report_send,    CAP_STAFF,   CACHE_NEVER },

	{ GET, "/{locale}/{plural}",                 page_list,           CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/{plural}/az/{bucket}",     page_az,             CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/laws/{slug}.xml",          law_export_akn,      CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/laws/{slug}.txt",          law_export_text,     CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/laws/{slug}",              page_law,            CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/laws/{slug}/{eid}",        page_article,        CAP_NONE, CACHE_PUBLIC },
	{ GET, "/{locale}/{plural}/{slug}",          page_entry,          CAP_NONE, CACHE_PUBLIC },
};
/* clang-format on */

#undef GET
#undef POST

_Static_assert(
    sizeof(routes) / sizeof(routes[0]) <= ROUTES_MAX, "metrics have a row for every route");

static const char *const method_names[] = {
	[METHOD_GET] = "GET, HEAD",
	[METHOD_HEAD] = "GET, HEAD",
	[METHOD_POST] = "POST",
	[METHOD_PUT] = "PUT",
	[METHOD_DELETE] = "DELETE",
	[METHOD_OTHER] = "",
};

const struct route *
routes_all(size_t *ret_n)
{
	*ret_n = sizeof(routes) / sizeof(routes[0]);
	return (routes);
}

static bool
fits(const char *name, const char *value)
{
	enum kind kind;

	if (strcmp(name, "plural") == 0)
		return (kind_from_plural(value, &kind));
	if (strcmp(name, "slug") == 0)
		return (slug_valid(value));
	if (strcmp(name, "number") == 0)
		return (strspn(value, "0123456789") == strlen(value) && strlen(value) <= 18);
	if (strcmp(name, "secret") == 0)
		return (token_valid(value));
	return (true);
}

/* {name} matches one segment or what a literal behind it leaves of the segment, {name*} the rest of
 * the path. */
static bool
match(const char *pattern, struct arena *arena, const char *path, struct param *captures,
    size_t *ret_n)
{
	const char *p = pattern, *close, *name, *value;
	size_t n = 0, segment, suffix, len;
	bool rest;

	while (*p != '\0') {
		if (*p != '{') {
			if (*p++ != *path++)
				return (false);
			continue;
		}
		close = strchr(p, '}');
		rest = close[-1] == '*';
		name = arena_strndup(arena, p + 1, (size_t)(close - p) - 1 - rest);
		p = close + 1;
		segment = rest ? strlen(path) : strcspn(path, "/");
		suffix = strcspn(p, "/");
		if (segment <= suffix)
			return (false);
		len = segment - suffix;
		value = arena_strndup(arena, path, len);
		if (n == ROUTE_CAPTURES_MAX || !fits(name, value))
			return (false);
		captures[n++] = (struct param){ name, value };
		path += len;
	}
	if (*path != '\0')
		return (false);
	*ret_n = n;
	return (true);
}

const struct route *
routes_find(struct arena *arena, enum method method, const char *path, struct param *captures,
    size_t *ret_n, const char **ret_allow)
{
	enum method want = method == METHOD_HEAD ? METHOD_GET : method;
	const char *allow = NULL;
	size_t i;

	for (i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		if (!match(routes[i].pattern, arena, path, captures, ret_n))
			continue;
		if (routes[i].method == want)
			return (&routes[i]);
		if (allow == NULL)
			allow = method_names[routes[i].method];
		else if (strstr(allow, method_names[routes[i].method]) == NULL)
			allow =
			    arena_printf(arena, "%s, %s", allow, method_names[routes[i].method]);
	}
	*ret_allow = allow;
	return (NULL);
}
