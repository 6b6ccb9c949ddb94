/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The alphabetical index of a kind, in the alphabet of the reader's locale. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "locale/format.h"
#include "locale/message.h"
#include "web/page_results.h"
#include "web/pages.h"

enum { AZ_HITS = 100 };

/* The bucket that the address names; 0 in it means the first that holds anything. */
static const struct search_bucket *
wanted(const struct req *req, const struct search_bucket *buckets, size_t n)
{
	const char *s = req_path(req, "bucket");
	unsigned long position;
	size_t i;

	if (s[0] == '\0' || s[strspn(s, "0123456789")] != '\0' || strlen(s) > 5)
		return (NULL);
	position = strtoul(s, NULL, 10);
	for (i = 0; i < n; i++)
		if (buckets[i].position == position)
			return (&buckets[i]);
	for (i = 0; position == 0 && i < n; i++)
		if (buckets[i].count > 0)
			return (&buckets[i]);
	return (NULL);
}

static const char *
letter(const struct req *req, const struct search_bucket *bucket)
{
	return (strcmp(bucket->label, "…") == 0 || bucket->label[0] == '\0'
		    ? msg(req->locale, "list.az_other")
		    : bucket->label);
}

static void
fill_letters(struct req *req, struct view *v, enum kind kind, const struct search_bucket *buckets,
    size_t n, const struct search_bucket *here)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct view *item;

		if (buckets[i].count == 0)
			continue;
		item = view_item(v, "LETTER");
		view_text(item, "LETTER_LABEL", letter(req, &buckets[i]));
		view_text(
		    item, "LETTER_COUNT", format_number(req->locale, req->arena, buckets[i].count));
		view_text(item, "LETTER_HREF",
		    page_href(req, "/%s/az/%" PRIu32, kind_plural(kind), buckets[i].position));
		if (&buckets[i] == here)
			view_show(item, "LETTER_HERE");
	}
}

/* Pages within one bucket; they are numbered like those of lists. */
static enum err
read_page(struct req *req, struct resp *resp, uint32_t count, unsigned int *ret_page)
{
	const char *s = req_query(req, "page");
	unsigned int pages = (count + AZ_HITS - 1) / AZ_HITS, page = 1;

	if (s != NULL && s[0] != '\0') {
		if (s[strspn(s, "0123456789")] != '\0' || strlen(s) > 6 || atoi(s) < 1) {
			resp->problem_detail =
			    msg_format(req->locale, req->arena, "problem.bad_number",
				MSG_TEXT("name", "page"), MSG_INT("min", 1), MSG_INT("max", pages));
			return (ERR_INPUT);
		}
		page = (unsigned int)atoi(s);
	}
	if (page > (pages == 0 ? 1 : pages) || page > 10000 / AZ_HITS) {
		resp->problem_detail = msg_format(req->locale, req->arena, "page.too_far",
		    MSG_INT("page", page), MSG_INT("pages", pages));
		return (ERR_NOTFOUND);
	}
	*ret_page = page;
	return (ERR_OK);
}

enum err
page_az(struct req *req, struct resp *resp)
{
	struct search_bucket *buckets;
	const struct search_bucket *here;
	struct search_result result = { 0 };
	struct search_index *index;
	struct view *v, *hits;
	const char *path, *title;
	unsigned int page = 1;
	enum kind kind;
	size_t n, i;
	enum err err;

	if (!kind_from_plural(req_path(req, "plural"), &kind))
		return (ERR_NOTFOUND);
	if ((err = req_search(req, &index)) != ERR_OK ||
	    (err = search_buckets(
		 index, req->arena, kind, locale_tag(req->locale), &buckets, &n)) != ERR_OK)
		return (err);
	if ((here = wanted(req, buckets, n)) == NULL && strcmp(req_path(req, "bucket"), "0") != 0)
		return (ERR_NOTFOUND);
	if (here != NULL &&
	    ((err = read_page(req, resp, here->count, &page)) != ERR_OK ||
		(err = search_bucket(index, req->arena, kind, locale_tag(req->locale),
		     here->position, (page - 1) * AZ_HITS, AZ_HITS, &result)) != ERR_OK))
		return (err);
	path = arena_printf(
	    req->arena, "/%s/az/%" PRIu32, kind_plural(kind), here == NULL ? 0 : here->position);
	if (page > 1)
		path = arena_printf(req->arena, "%s?page=%u", path, page);
	if (resp_not_modified(req, resp,
		page_etag(
		    req, arena_printf(req->arena, "%s %" PRIu64, path, search_revision(index)))))
		return (ERR_OK);

	title =
	    arena_printf(req->arena, "%s: %s", page_kinds(req, kind), msg(req->locale, "list.az"));
	v = page_view(req, title, path);
	page_crumb(v, page_kinds(req, kind), page_href(req, "/%s", kind_plural(kind)));
	page_crumb(v, msg(req->locale, "list.az"), NULL);
	fill_letters(req, v, kind, buckets, n, here);
	if (here == NULL) {
		view_show(v, "EMPTY");
	} else {
		view_text(v, "LETTER_TITLE",
		    msg_format(req->locale, req->arena, "list.az_bucket",
			MSG_TEXT("letter", letter(req, here))));
		hits = view_item(v, "HITS");
		for (i = 0; i < result.nhits; i++)
			page_results_hit(req, hits, &result.hits[i], false);
		if (page > 1)
			view_printf(view_item(v, "PREVIOUS"), "PREVIOUS_HREF",
			    "/%s/%s/az/%" PRIu32 "?page=%u", locale_tag(req->locale),
			    kind_plural(kind), here->position, page - 1);
		if ((size_t)page * AZ_HITS < here->count)
			view_printf(view_item(v, "NEXT"), "NEXT_HREF",
			    "/%s/%s/az/%" PRIu32 "?page=%u", locale_tag(req->locale),
			    kind_plural(kind), here->position, page + 1);
	}
	return (page_send(req, resp, v, "az.html"));
}
