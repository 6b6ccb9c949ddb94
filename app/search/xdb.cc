/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns every use of Xapian. */
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

/* The headers of base/ are C. */
#define _Noreturn [[noreturn]]
extern "C" {
#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
}

#include "search/xdb.h"

struct xdb {
	Xapian::Database db;
	bool overtaken = false;

	explicit xdb(const Xapian::Database &d) : db(d)
	{
	}
};

struct xwriter {
	Xapian::WritableDatabase db;
	struct xdb view;

	explicit xwriter(const Xapian::WritableDatabase &d) : db(d), view(d)
	{
	}
};

namespace {

void
note(const char *event, const std::string &what)
{
	const struct log_field fields[] = { { "detail", what.c_str(), 0, 0 } };

	log_fields(LOG_LEVEL_ERROR, event, fields, 1);
}

/* Runs f and turns what it throws into an outcome. */
template <typename F>
enum err
guarded(F f) noexcept
{
	try {
		return (f());
	} catch (const Xapian::DatabaseModifiedError &) {
		return (ERR_CONFLICT);
	} catch (const Xapian::DocNotFoundError &) {
		return (ERR_NOTFOUND);
	} catch (const Xapian::DatabaseLockError &e) {
		note("index.locked", e.get_msg());
		return (ERR_CONFLICT);
	} catch (const Xapian::DatabaseCreateError &e) {
		note("index.exists", e.get_msg());
		return (ERR_CONFLICT);
	} catch (const Xapian::Error &e) {
		note("index.error", e.get_description());
		return (ERR_INDEX);
	} catch (const std::bad_alloc &) {
		log_die("search: out of memory");
	} catch (const std::exception &e) {
		note("index.error", e.what());
		return (ERR_INDEX);
	}
}

/*
 * One document behind the last one, without weight.  Xapian (1.4.22, matcher/maxpostlist.cc) asks
 * the first part of OP_MAX what it may weigh even after every part of it has come to its end, and
 * so reads freed memory; beside this part the others always end first.
 */
class Beyond : public Xapian::PostingSource {
	Xapian::docid last = 0, at = 0;
	bool ended = false;

      public:
	PostingSource *clone() const override
	{
		return (new Beyond());
	}
	void init(const Xapian::Database &db) override
	{
		last = db.get_lastdocid();
		at = 0;
		ended = false;
	}
	Xapian::doccount get_termfreq_min() const override
	{
		return (0);
	}
	Xapian::doccount get_termfreq_est() const override
	{
		return (0);
	}
	Xapian::doccount get_termfreq_max() const override
	{
		return (1);
	}
	void next(double) override
	{
		ended = at != 0;
		at = last + 1;
	}
	void skip_to(Xapian::docid to, double) override
	{
		at = last + 1;
		ended = ended || to > at;
	}
	bool at_end() const override
	{
		return (ended);
	}
	Xapian::docid get_docid() const override
	{
		return (at);
	}
};

Xapian::Query
convert(const struct xquery *q)
{
	std::vector<Xapian::Query> kids;

	if (q->op == XQ_TERM)
		/* A term's frequency within the query is of no use here and carries its crowd. */
		return (Xapian::Query(std::string(q->term, q->size), q->crowd + 1));
	if (q->op == XQ_PREFIX)
		return (Xapian::Query(Xapian::Query::OP_WILDCARD, std::string(q->term, q->size),
		    q->most,
		    q->most == 0 ? Xapian::Query::WILDCARD_LIMIT_ERROR
				 : Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT,
		    Xapian::Query::OP_SYNONYM));
	if (q->nkids == 0)
		return (Xapian::Query());
	if (q->op == XQ_SCALE)
		return (
		    Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, convert(q->kids[0]), q->factor));
	for (size_t i = 0; i < q->nkids; i++) {
		kids.push_back(convert(q->kids[i]));
		/* Right below OP_MAX Xapian takes the parts of OP_OR for parts of OP_MAX. */
		if (q->op == XQ_BEST && q->kids[i]->op == XQ_OR)
			kids.back() =
			    Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, kids.back(), 1.0);
	}
	Xapian::Query::op op = Xapian::Query::OP_AND;
	switch (q->op) {
	case XQ_OR:
		op = Xapian::Query::OP_OR;
		break;
	case XQ_BEST:
		op = Xapian::Query::OP_MAX;
		if (kids.size() > 1)
			kids.push_back(Xapian::Query((new Beyond())->release()));
		break;
	case XQ_MAYBE:
		op = Xapian::Query::OP_AND_MAYBE;
		break;
	case XQ_NOT:
		op = Xapian::Query::OP_AND_NOT;
		break;
	case XQ_FILTER:
		op = Xapian::Query::OP_FILTER;
		break;
	case XQ_AND:
	case XQ_TERM:
	case XQ_PREFIX:
	case XQ_SCALE:
		break;
	}
	return (Xapian::Query(op, kids.begin(), kids.end()));
}

/*
 * The same key for every document.  Sorted by relevance alone, Xapian (1.4.22,
 * matcher/multimatch.cc) puts each of the documents that are counted on its heap of the best and
 * takes one off again; with a second key it first looks whether the document is among them.
 */
class NoKey : public Xapian::KeyMaker {
	std::string operator()(const Xapian::Document &) const override
	{
		return (std::string());
	}
};

/* Sees each match once, in order of document number. */
class Spy : public Xapian::MatchSpy {
	void (*const fn)(void *, uint32_t, double);
	void *const ctx;
	const Xapian::docid last;

      public:
	Spy(void (*f)(void *, uint32_t, double), void *c, Xapian::docid l) : fn(f), ctx(c), last(l)
	{
	}
	void operator()(const Xapian::Document &doc, double weight) override
	{
		if (doc.get_docid() <= last)
			fn(ctx, doc.get_docid(), weight);
	}
};

/*
 * BM25 whose part within the document was computed by the writer and stands as the count of the
 * term, so that no length is looked up, and whose other part goes by the documents of the term's
 * own language.
 */
class Impact : public Xapian::Weight {
	const uint32_t *const crowds;
	const size_t ncrowds;
	double unit = 0;

	Impact *clone() const override
	{
		return (new Impact(crowds, ncrowds));
	}
	void init(double factor) override
	{
		const size_t crowd = get_wqf() - 1;

		if (factor == 0.0)
			return;
		unit = factor * xdb_unit(crowd < ncrowds ? crowds[crowd] : 0, get_termfreq());
	}

      public:
	Impact(const uint32_t *c, size_t n) : crowds(c), ncrowds(n)
	{
		need_stat(WDF);
		need_stat(WDF_MAX);
		need_stat(WQF);
		need_stat(TERMFREQ);
	}
	double get_sumpart(
	    Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const override
	{
		return (unit * wdf);
	}
	double get_maxpart() const override
	{
		return (unit * get_wdf_upper_bound());
	}
	double get_sumextra(Xapian::termcount, Xapian::termcount) const override
	{
		return (0);
	}
	double get_maxextra() const override
	{
		return (0);
	}
};

} // namespace

enum err
xdb_open(const char *path, struct xdb **ret_db)
{
	return (guarded([&]() {
		const std::string p(path);

		*ret_db = new xdb(Xapian::Database(p));
		return (ERR_OK);
	}));
}

void
xdb_close(struct xdb *db)
{
	delete db;
}

enum err
xdb_reopen(struct xdb *db)
{
	return (guarded([&]() {
		(void)db->db.reopen();
		db->overtaken = false;
		return (ERR_OK);
	}));
}

uint64_t
xdb_revision(const struct xdb *db)
{
	uint64_t revision = 0;

	/* A database of several shards has no single revision; its size stands in for it. */
	try {
		revision = db->db.get_revision();
	} catch (...) {
		revision = db->db.get_lastdocid();
	}
	return (revision);
}

enum err
xdb_data(struct xdb *db, uint32_t doc, struct buf *out)
{
	return (guarded([&]() {
		const std::string data =
		    db->db.get_document(doc, Xapian::DOC_ASSUME_VALID).get_data();

		if (data.empty())
			return (ERR_NOTFOUND);
		buf_add(out, data.data(), data.size());
		return (ERR_OK);
	}));
}

enum err
xdb_metadata(struct xdb *db, const char *key, struct buf *out)
{
	return (guarded([&]() {
		const std::string value = db->db.get_metadata(key);

		buf_add(out, value.data(), value.size());
		return (ERR_OK);
	}));
}

uint32_t
xdb_frequency(struct xdb *db, const char *term, size_t size)
{
	uint32_t n = 0;
	const enum err err = guarded([&]() {
		n = db->db.get_termfreq(std::string(term, size));
		return (ERR_OK);
	});

	if (err == ERR_CONFLICT)
		db->overtaken = true;
	return (n);
}

bool
xdb_overtaken(const struct xdb *db)
{
	return (db->overtaken);
}

enum err
xdb_each_value(struct xdb *db, uint32_t slot, uint32_t from,
    int (*fn)(void *ctx, uint32_t doc, const char *value, size_t size), void *ctx)
{
	return (guarded([&]() {
		Xapian::ValueIterator i = db->db.valuestream_begin(slot);

		if (from > 1)
			i.skip_to(from);
		for (; i != db->db.valuestream_end(slot); ++i) {
			const std::string value = *i;

			if (fn(ctx, i.get_docid(), value.data(), value.size()) != 0)
				break;
		}
		return (ERR_OK);
	}));
}

enum err
xdb_each_posting(
    struct xdb *db, const char *term, size_t size, int (*fn)(void *ctx, uint32_t doc), void *ctx)
{
	return (guarded([&]() {
		const std::string t(term, size);

		for (Xapian::PostingIterator i = db->db.postlist_begin(t);
		     i != db->db.postlist_end(t); ++i)
			if (fn(ctx, *i) != 0)
				break;
		return (ERR_OK);
	}));
}

double
xdb_unit(uint32_t all, uint32_t found)
{
	const double n = found, rest = all > found ? all - found : 0;

	return (log(1 + (rest + 0.5) / (n + 0.5)) / XDB_UNIT);
}

enum err
xdb_postings(struct xdb *db, const char *term, size_t size, float unit, struct xrow *rows,
    size_t room, size_t *ret_n)
{
	return (guarded([&]() {
		const std::string t(term, size);
		const Xapian::PostingIterator end = db->db.postlist_end(t);
		size_t n = 0;

		for (Xapian::PostingIterator i = db->db.postlist_begin(t); n < room && i != end;
		     ++i)
			rows[n++] = { *i, unit * float(i.get_wdf()) };
		*ret_n = n;
		return (ERR_OK);
	}));
}

enum err
xdb_probe(struct xdb *db, const char *term, size_t size, float unit, const struct xrow *rows,
    size_t n, float *weights)
{
	return (guarded([&]() {
		const std::string t(term, size);
		const Xapian::PostingIterator end = db->db.postlist_end(t);
		Xapian::PostingIterator i = db->db.postlist_begin(t);
		uint32_t at = i == end ? UINT32_MAX : *i;

		for (size_t r = 0; r < n; r++) {
			if (at < rows[r].doc) {
				i.skip_to(rows[r].doc);
				at = i == end ? UINT32_MAX : *i;
			}
			weights[r] = at == rows[r].doc ? unit * float(i.get_wdf()) : XDB_ABSENT;
		}
		return (ERR_OK);
	}));
}

enum err
xdb_each_term(struct xdb *db, const char *prefix, size_t size,
    int (*fn)(void *ctx, const char *term, size_t size, uint32_t frequency), void *ctx)
{
	return (guarded([&]() {
		const std::string p(prefix, size);

		for (Xapian::TermIterator i = db->db.allterms_begin(p); i != db->db.allterms_end(p);
		     ++i) {
			const std::string t = *i;

			if (fn(ctx, t.data(), t.size(), i.get_termfreq()) != 0)
				break;
		}
		return (ERR_OK);
	}));
}

enum err
xdb_spelling(struct xdb *db, const char *word, struct buf *out)
{
	return (guarded([&]() {
		const std::string other = db->db.get_spelling_suggestion(word, 2);

		buf_add(out, other.data(), other.size());
		return (ERR_OK);
	}));
}

enum err
xdb_match(struct xdb *db, const struct xquery *query, const uint32_t *crowds, size_t ncrowds,
    uint32_t top, uint32_t at_least, void (*fn)(void *ctx, uint32_t doc, double weight), void *ctx,
    bool *ret_all)
{
	return (guarded([&]() {
		Xapian::Enquire enquire(db->db);
		Spy spy(fn, ctx, db->db.get_lastdocid());
		NoKey key;

		enquire.set_query(convert(query));
		enquire.set_weighting_scheme(Impact(crowds, ncrowds));
		enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
		enquire.set_sort_by_relevance_then_key(&key, false);
		enquire.add_matchspy(&spy);
		Xapian::MSet mset = enquire.get_mset(0, top, at_least);
		*ret_all = mset.get_matches_lower_bound() == mset.get_matches_upper_bound();
		return (ERR_OK);
	}));
}

enum err
xdb_writer_open(const char *path, bool create, struct xwriter **ret_w)
{
	/* Its trees of pending postings are fastest while they fit the processor's caches. */
	(void)setenv("XAPIAN_FLUSH_THRESHOLD", "2500", 0);
	return (guarded([&]() {
		Xapian::WritableDatabase db(path, create ? Xapian::DB_CREATE : Xapian::DB_OPEN);

		/* Within a transaction Xapian writes what no longer fits in memory, but shows none
		 * of it. */
		db.begin_transaction();
		*ret_w = new xwriter(db);
		return (ERR_OK);
	}));
}

void
xdb_writer_close(struct xwriter *w)
{
	if (w == nullptr)
		return;
	(void)!guarded([&]() {
		w->db.cancel_transaction();
		return (ERR_OK);
	});
	delete w;
}

struct xdb *
xdb_writer_db(struct xwriter *w)
{
	return (&w->view);
}

enum err
xdb_writer_commit(struct xwriter *w)
{
	return (guarded([&]() {
		w->db.commit_transaction();
		w->db.begin_transaction();
		return (ERR_OK);
	}));
}

enum err
xdb_writer_delete(struct xwriter *w, const char *term, size_t size)
{
	return (guarded([&]() {
		w->db.delete_document(std::string(term, size));
		return (ERR_OK);
	}));
}

enum err
xdb_writer_metadata(struct xwriter *w, const char *key, const char *value, size_t size)
{
	return (guarded([&]() {
		w->db.set_metadata(key, std::string(value, size));
		return (ERR_OK);
	}));
}

enum err
xdb_writer_spelling(struct xwriter *w, const char *word, size_t size, bool add)
{
	return (guarded([&]() {
		if (add)
			w->db.add_spelling(std::string(word, size));
		else
			w->db.remove_spelling(std::string(word, size));
		return (ERR_OK);
	}));
}

enum err
xdb_writer_add(struct xwriter *w, const struct xterm *terms, size_t nterms,
    const struct xvalue *values, size_t nvalues, const char *data, size_t size, uint32_t *ret_doc)
{
	return (guarded([&]() {
		Xapian::Document doc;

		for (size_t i = 0; i < nterms; i++) {
			const std::string t(terms[i].term, terms[i].size);

			if (terms[i].count == 0)
				doc.add_boolean_term(t);
			else
				doc.add_term(t, terms[i].count);
		}
		for (size_t i = 0; i < nvalues; i++)
			doc.add_value(values[i].slot, std::string(values[i].value, values[i].size));
		doc.set_data(std::string(data, size));
		*ret_doc = w->db.add_document(doc);
		return (ERR_OK);
	}));
}

enum err
xdb_compact(const char *const *parts, size_t n, const char *path)
{
	return (guarded([&]() {
		Xapian::Database all;

		for (size_t i = 0; i < n; i++)
			all.add_database(Xapian::Database(parts[i]));
		all.compact(path, 0, 0);
		return (ERR_OK);
	}));
}
