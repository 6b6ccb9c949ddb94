/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The alphabetical index of a kind, in the alphabet of the reader's locale. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "locale/collate.h"
#include "locale/format.h"
#include "locale/message.h"
#include "web/page_results.h"
#include "web/pages.h"

enum { AZ_HITS = 100, POSITION_MAX = 999 };

/* Which order of the letters is asked for. */
struct asked {
	enum kind kind;
	const char *order;  /* as search.h takes it */
	const char *suffix; /* "?order=stroke", or "" for the usual one */
	int64_t after, before;
};

/* The number of an entry from which a page goes on; whatever is none means the first page. */
static int64_t
read_entry(const struct req *req, const char *name)
{
	const char *s = req_query(req, name);

	if (s == NULL || s[strspn(s, "0123456789")] != '\0' || strlen(s) > 18)
		return (0);
	return (strtoll(s, NULL, 10));
}

static void
read_asked(const struct req *req, enum kind kind, struct asked *ret)
{
	const char *tag = locale_tag(req->locale), *other = collate_other(tag);
	const char *order = req_query(req, "order");

	*ret = (struct asked){ .kind = kind, .order = tag, .suffix = "" };
	/* "stroke" where the other order is "zh-Hans-u-co-stroke" */
	if (other != NULL && order != NULL && strcmp(order, strrchr(other, '-') + 1) == 0) {
		ret->order = other;
		ret->suffix = arena_printf(req->arena, "?order=%s", order);
	}
	ret->after = read_entry(req, "after");
	ret->before = ret->after == 0 ? read_entry(req, "before") : 0;
}

/* "/laws/az/3?order=stroke&after=12" */
static const char *
az_path(const struct req *req, const struct asked *asked, uint32_t position, const char *side,
    int64_t entry)
{
	const char *path = arena_printf(
	    req->arena, "/%s/az/%" PRIu32 "%s", kind_plural(asked->kind), position, asked->suffix);

	if (entry == 0)
		return (path);
	return (arena_printf(req->arena, "%s%c%s=%" PRId64, path,
	    asked->suffix[0] == '\0' ? '?' : '&', side, entry));
}

/* The letter that the address names; number 0 means the first that holds anything. */
static const struct search_bucket *
wanted(unsigned long position, const struct search_bucket *buckets, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (buckets[i].position == position && (position > 0 || buckets[i].count > 0))
			return (&buckets[i]);
	for (i = 0; position == 0 && i < n; i++)
		if (buckets[i].count > 0)
			return (&buckets[i]);
	return (NULL);
}

static const char *
letter(const struct req *req, const struct search_bucket *bucket)
{
	long strokes = strtol(bucket->label, NULL, 10);

	if (strcmp(bucket->label, "…") == 0 || bucket->label[0] == '\0')
		return (msg(req->locale, "list.az_other"));
	/* ICU names the letters of that order by their number of strokes. */
	if (strokes > 0)
		return (msg_format(
		    req->locale, req->arena, "list.az_strokes", MSG_INT("count", strokes)));
	return (bucket->label);
}

static void
fill_letters(struct req *req, struct view *v, const struct asked *asked,
    const struct search_bucket *buckets, size_t n, const struct search_bucket *here)
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
		    page_href(req, "%s", az_path(req, asked, buckets[i].position, NULL, 0)));
		if (&buckets[i] == here)
			view_show(item, "LETTER_HERE");
	}
}

/* The way to the other order, where there is one. */
static void
fill_orders(struct req *req, struct view *v, const struct asked *asked)
{
	const char *other = collate_other(locale_tag(req->locale)), *name;
	struct asked turned = *asked;
	struct view *item;
	bool usual = asked->suffix[0] == '\0', strokes;

	if (other == NULL)
		return;
	name = strrchr(other, '-') + 1;
	strokes = (strcmp(name, "stroke") == 0) == usual;
	turned.suffix = usual ? arena_printf(req->arena, "?order=%s", name) : "";
	item = view_item(v, "ORDER");
	view_text(item, "ORDER_LABEL",
	    msg(req->locale, strokes ? "list.az_by_strokes" : "list.az_by_pinyin"));
	view_text(item, "ORDER_HREF", page_href(req, "%s", az_path(req, &turned, 0, NULL, 0)));
}

/* One page of a letter; a hit more than is shown tells whether there is another. */
static enum err
find_hits(struct req *req, struct search_index *index, const struct asked *asked,
    const struct search_bucket *here, struct search_result *ret_result)
{
	struct search_letter l = { .kind = asked->kind,
		.order = asked->order,
		.position = here->position,
		.after = asked->after,
		.before = asked->before,
		.limit = AZ_HITS + 1 };

	return (search_bucket(index, req->arena, &l, ret_result));
}

static void
fill_hits(struct req *req, struct view *v, const struct asked *asked,
    const struct search_bucket *here, const struct search_result *result)
{
	bool more = result->nhits > AZ_HITS, back = asked->before != 0;
	size_t n = more ? AZ_HITS : result->nhits, i;
	const struct search_hit *hits = result->hits + (more && back ? 1 : 0);
	struct view *list = view_item(v, "HITS");

	view_text(list, "LETTER_TITLE",
	    msg_format(
		req->locale, req->arena, "list.az_bucket", MSG_TEXT("letter", letter(req, here))));
	for (i = 0; i < n; i++)
		page_results_hit(req, list, &hits[i], false);
	if (n > 0 && (back ? more : asked->after != 0))
		view_text(view_item(v, "PREVIOUS"), "PREVIOUS_HREF",
		    page_href(
			req, "%s", az_path(req, asked, here->position, "before", hits[0].entry)));
	if (n > 0 && (back || more))
		view_text(view_item(v, "NEXT"), "NEXT_HREF",
		    page_href(req, "%s",
			az_path(req, asked, here->position, "after", hits[n - 1].entry)));
}

enum err
page_az(struct req *req, struct resp *resp)
{
	const char *s = req_path(req, "bucket"), *path, *title;
	struct search_bucket *buckets;
	const struct search_bucket *here;
	struct search_result result = { 0 };
	struct search_index *index;
	unsigned long position;
	struct asked asked;
	struct view *v;
	enum kind kind;
	size_t n;
	enum err err;

	if (!kind_from_plural(req_path(req, "plural"), &kind) ||
	    s[strspn(s, "0123456789")] != '\0' || strlen(s) > 3 ||
	    (position = strtoul(s, NULL, 10)) > POSITION_MAX)
		return (ERR_NOTFOUND);
	read_asked(req, kind, &asked);
	if ((err = req_search(req, &index)) != ERR_OK ||
	    (err = search_buckets(index, req->arena, kind, asked.order, &buckets, &n)) != ERR_OK)
		return (err);
	if ((here = wanted(position, buckets, n)) == NULL && position > 0) {
		/* Other languages have other letters: the switcher may lead to one too many. */
		resp_redirect(
		    req, resp, 302, page_href(req, "%s", az_path(req, &asked, 0, NULL, 0)));
		return (ERR_OK);
	}
	path = az_path(req, &asked, here == NULL ? 0 : here->position,
	    asked.after != 0 ? "after" : "before", asked.after != 0 ? asked.after : asked.before);
	if (resp_not_modified(req, resp,
		page_etag(
		    req, arena_printf(req->arena, "%s %" PRIu64, path, search_revision(index)))))
		return (ERR_OK);

	if (here != NULL && (err = find_hits(req, index, &asked, here, &result)) != ERR_OK)
		return (err);
	title =
	    arena_printf(req->arena, "%s: %s", page_kinds(req, kind), msg(req->locale, "list.az"));
	v = page_view(req, title, path);
	page_crumb(v, page_kinds(req, kind), page_href(req, "/%s", kind_plural(kind)));
	page_crumb(v, msg(req->locale, "list.az"), NULL);
	if (asked.after != 0 || asked.before != 0)
		view_show(v, "NOINDEX");
	fill_orders(req, v, &asked);
	fill_letters(req, v, &asked, buckets, n, here);
	if (here == NULL)
		view_show(v, "EMPTY");
	else
		fill_hits(req, v, &asked, here, &result);
	return (page_send(req, resp, v, "az.html"));
}
