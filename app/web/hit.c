/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the absolute addresses of entries and articles. */
#include "web/hit.h"

#include "web/path.h"

const char *
hit_entry_url(const struct req *req, enum kind kind, const char *slug)
{
	return (arena_printf(req->arena, "%s/%s/%s/%s", req->app->config.base_url,
	    locale_tag(req->locale), kind_plural(kind), slug));
}

const char *
hit_url(const struct req *req, const struct search_hit *hit)
{
	const char *entry = hit_entry_url(req, hit->kind, hit->slug);

	if (hit->kind != KIND_LAW || hit->eid == NULL)
		return (entry);
	return (arena_printf(req->arena, "%s/%s", entry, path_escape(req->arena, hit->eid)));
}
