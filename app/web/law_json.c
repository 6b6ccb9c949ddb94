/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns the shape of standing, links and outdated articles in the API. */
#include "web/law_json.h"

#include "domain/standing.h"
#include "locale/locale.h"
#include "render/json.h"
#include "store/entry.h"
#include "web/hit.h"

static const char *const reasons[] = {
	[STANDING_NOTHING] = "nothing",
	[STANDING_SAID] = "said",
	[STANDING_DATE_IN_FORCE] = "date_in_force",
	[STANDING_DATE_ENACTED] = "date_enacted",
	[STANDING_TEXT_BEGINS] = "text_begins",
	[STANDING_TEXT_ENDS] = "text_ends",
	[STANDING_DATE_REPEALED] = "date_repealed",
	[STANDING_REPEALED_BY] = "repealed_by",
};

static void
put(json_t *json, const char *name, const char *text)
{
	json_object_set_new(json, name, json_text(text));
}

json_t *
law_json_standing(const struct law *law, const char *day)
{
	struct standing s = standing_of(law, day);
	json_t *json = json_object();

	put(json, "day", day);
	put(json, "status", vocab_id(VOCAB_LAW_STATUS, (int)s.status));
	put(json, "reason", reasons[s.reason]);
	put(json, "date", s.date);
	put(json, "law", s.law);
	json_object_set_new(json, "amended", json_boolean(s.amended));
	put(json, "amended_date", s.amended_date);
	put(json, "amended_by", s.amended_by);
	return (json);
}

/* The other end: which entry, in which languages it can be read and who made each text. */
static void
put_other(const struct req *req, json_t *json, const struct record *other)
{
	json_t *texts = json_array();
	const struct text *shown;
	bool fallback;

	shown = record_text(other, req->chain, req->nchain, &fallback);
	put(json, "kind", kind_id(other->kind));
	put(json, "slug", other->slug);
	put(json, "url", hit_entry_url(req, other->kind, other->slug));
	put(json, "language", shown == NULL ? NULL : shown->language);
	put(json, "title", shown == NULL ? NULL : shown->title);
	for (size_t i = 0; i < other->ntexts; i++)
		json_array_append_new(texts,
		    json_pack("{s:s,s:s}", "language", other->texts[i].language, "provenance",
			vocab_id(VOCAB_PROVENANCE, (int)other->texts[i].provenance)));
	json_object_set_new(json, "texts", texts);
}

enum err
law_json_links(struct req *req, const struct record *law, const char *eid, json_t **ret_json)
{
	struct entry_link *links;
	json_t *array, *one;
	enum err err;
	size_t n;

	if ((err = entry_links(req->db, req->arena, law, eid, &links, &n)) != ERR_OK)
		return (err);
	array = json_array();
	for (size_t i = 0; i < n; i++) {
		const struct entry_link *l = &links[i];

		one = json_object();
		json_object_set_new(one, "outgoing", json_boolean(l->outgoing));
		put(one, "type", vocab_id(VOCAB_RELATION_TYPE, (int)l->type));
		put(one, "here", l->here);
		put(one, "there", l->there);
		put(one, "date", l->date);
		if (l->other != NULL) {
			put_other(req, one, l->other);
		} else {
			put(one, "kind", NULL);
			put(one, "slug", l->slug);
			put(one, "url", NULL);
		}
		json_array_append_new(array, one);
	}
	*ret_json = array;
	return (ERR_OK);
}

enum err
law_json_outdated(struct req *req, const struct law *law, const struct expression *x,
    const char *day, const char *eid, json_t **ret_json)
{
	static const char *const how[] = { [OUTDATED_CHANGED] = "changed",
		[OUTDATED_GONE] = "gone",
		[OUTDATED_MISSING] = "missing" };
	struct entry_outdated *old;
	json_t *array, *one;
	enum err err;
	size_t n;

	err = entry_outdated(req->db, req->arena, law, x, day, eid, &old, &n);
	if (err != ERR_OK)
		return (err);
	array = json_array();
	for (size_t i = 0; i < n; i++) {
		one = json_object();
		put(one, "eId", old[i].eid);
		put(one, "how", how[old[i].how]);
		put(one, "source_language", old[i].now_in == NULL ? NULL : old[i].now_in->language);
		put(one, "source_version",
		    old[i].now_in == NULL ? NULL : old[i].now_in->version_date);
		put(one, "then", old[i].then == NULL ? NULL : old[i].then->body);
		put(one, "now", old[i].now == NULL ? NULL : old[i].now->body);
		json_array_append_new(array, one);
	}
	*ret_json = array;
	return (ERR_OK);
}
