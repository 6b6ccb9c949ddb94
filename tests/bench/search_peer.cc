/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Xapian as it comes, doing the same work as search_bench: TermGenerator and QueryParser with
 * n-grams for Chinese, value facets counted by MatchSpies, MSet::snippet, exact totals.
 *
 *   search_peer build INDEX FILE...
 *   search_peer time INDEX QUERIES.tsv ROUNDS [or]
 *   search_peer judge INDEX QUERIES.jsonl   MRR@10 and recall@10 by language, words joined by OR
 */
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <jansson.h>
#include <xapian.h>

static double
clock_of(clockid_t which)
{
	struct timespec t;

	(void)clock_gettime(which, &t);
	return (double(t.tv_sec) + double(t.tv_nsec) / 1e9);
}

static const char *
field(json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return (s == nullptr ? "" : s);
}

static const char *
stemmer(const std::string &language)
{
	/* Those of the languages asked that Xapian has rules for. */
	for (const char *known : { "en", "ru", "pt", "ar", "id" })
		if (language == known)
			return (known);
	return ("none");
}

static int
build(int argc, char **argv)
{
	Xapian::WritableDatabase db(argv[0], Xapian::DB_CREATE_OR_OVERWRITE);
	Xapian::TermGenerator generator;
	double start = clock_of(CLOCK_MONOTONIC), in_writer = 0, t;
	struct rusage usage;
	char *line = nullptr;
	size_t room = 0;
	long n = 0;

	generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
	for (int i = 1; i < argc; i++) {
		std::string path = argv[i];
		bool packed = path.size() > 4 && path.substr(path.size() - 4) == ".zst";
		FILE *f = packed ? popen(("zstd -dcq '" + path + "'").c_str(), "r")
				 : fopen(path.c_str(), "r");

		while (f != nullptr && getline(&line, &room, f) > 0) {
			json_t *o = json_loads(line, 0, nullptr);
			Xapian::Document doc;

			if (o == nullptr)
				continue;
			t = clock_of(CLOCK_MONOTONIC);
			generator.set_document(doc);
			generator.set_stemmer(Xapian::Stem(stemmer(field(o, "lang"))));
			generator.index_text(field(o, "title"), 3);
			generator.increase_termpos();
			generator.index_text(field(o, "heading"), 2);
			generator.increase_termpos();
			generator.index_text(field(o, "body"));
			doc.add_value(0, field(o, "country"));
			doc.add_value(1, field(o, "lang"));
			doc.set_data(field(o, "body"));
			doc.add_value(2, field(o, "id"));
			db.add_document(doc);
			in_writer += clock_of(CLOCK_MONOTONIC) - t;
			json_decref(o);
			n++;
		}
		if (f != nullptr)
			(void)(packed ? pclose(f) : fclose(f));
	}
	t = clock_of(CLOCK_MONOTONIC);
	db.commit();
	in_writer += clock_of(CLOCK_MONOTONIC) - t;
	(void)getrusage(RUSAGE_SELF, &usage);
	(void)printf(
	    "peer build\tdocuments %ld\twall %.1f s\tin writer %.1f s\tcpu %.1f s\tpeak %ld MB\n",
	    n, clock_of(CLOCK_MONOTONIC) - start, in_writer, clock_of(CLOCK_PROCESS_CPUTIME_ID),
	    usage.ru_maxrss / 1024);
	free(line);
	return (0);
}

static size_t
ask(Xapian::Database &db, const std::string &language, const char *text, bool any)
{
	Xapian::QueryParser parser;
	Xapian::Enquire enquire(db);
	Xapian::ValueCountMatchSpy countries(0), languages(1);
	Xapian::Stem stem(stemmer(language));
	size_t shown = 0;

	parser.set_database(db);
	parser.set_stemmer(stem);
	parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
	parser.set_default_op(any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND);
	enquire.set_query(parser.parse_query(text, Xapian::QueryParser::FLAG_CJK_NGRAM));
	enquire.add_matchspy(&countries);
	enquire.add_matchspy(&languages);
	Xapian::MSet mset = enquire.get_mset(0, 10, db.get_doccount());
	for (Xapian::MSetIterator i = mset.begin(); i != mset.end(); ++i)
		shown += mset.snippet(i.get_document().get_data(), 300, stem).size();
	for (Xapian::TermIterator i = countries.values_begin(); i != countries.values_end(); ++i)
		shown += i.get_termfreq() > 0;
	for (Xapian::TermIterator i = languages.values_begin(); i != languages.values_end(); ++i)
		shown += i.get_termfreq() > 0;
	return (shown);
}

static int
time_queries(int argc, char **argv)
{
	Xapian::Database db(argv[0]);
	std::vector<std::string> lines;
	std::vector<double> times, least;
	char *line = nullptr;
	size_t room = 0, shown = 0;
	int rounds = atoi(argv[2]);
	double all = 0, busy = 0, start;
	FILE *f = fopen(argv[1], "r");

	while (f != nullptr && getline(&line, &room, f) > 0) {
		line[strcspn(line, "\n")] = '\0';
		lines.push_back(line);
	}
	if (f == nullptr)
		return (1);
	(void)fclose(f);
	for (int round = 0; round <= rounds; round++) {
		if (round == 1) {
			all = clock_of(CLOCK_MONOTONIC);
			busy = clock_of(CLOCK_PROCESS_CPUTIME_ID);
		}
		for (const std::string &l : lines) {
			size_t tab = l.find('\t');

			start = clock_of(CLOCK_MONOTONIC);
			double of = clock_of(CLOCK_PROCESS_CPUTIME_ID);
			try {
				shown += ask(db, l.substr(0, tab), l.c_str() + tab + 1, argc > 3);
			} catch (const Xapian::Error &e) {
				shown += e.get_msg().size();
			}
			of = (clock_of(CLOCK_PROCESS_CPUTIME_ID) - of) * 1e3;
			if (round > 0)
				times.push_back((clock_of(CLOCK_MONOTONIC) - start) * 1e3);
			if (round == 0)
				least.push_back(of);
			else
				least[size_t(&l - &lines[0])] =
				    std::min(least[size_t(&l - &lines[0])], of);
		}
	}
	all = clock_of(CLOCK_MONOTONIC) - all;
	busy = clock_of(CLOCK_PROCESS_CPUTIME_ID) - busy;
	std::sort(times.begin(), times.end());
	std::sort(least.begin(), least.end());
	(void)printf("peer time\tqueries %zu\t%.0f queries/s\t%.3f ms CPU\tp50 %.2f ms\tp99 %.2f "
		     "ms\t(%zu)\tbest CPU p50 %.3f p99 %.3f most %.3f\n",
	    times.size(), double(times.size()) / all, busy * 1e3 / double(times.size()),
	    times[times.size() / 2], times[times.size() * 99 / 100], shown, least[least.size() / 2],
	    least[least.size() * 99 / 100], least.back());
	free(line);
	return (0);
}

struct score {
	double mrr = 0, recall = 0;
	int n = 0;
};

static int
judge(char **argv)
{
	Xapian::Database db(argv[0]);
	std::map<std::string, score> scores;
	char *line = nullptr;
	size_t room = 0;
	FILE *f = fopen(argv[1], "r");

	while (f != nullptr && getline(&line, &room, f) > 0) {
		json_t *o = json_loads(line, 0, nullptr), *right = json_object_get(o, "relevant");
		Xapian::QueryParser parser;
		Xapian::Enquire enquire(db);
		score &s = scores[field(o, "lang")];
		double first = 0, found = 0;

		parser.set_database(db);
		parser.set_stemmer(Xapian::Stem(stemmer(field(o, "lang"))));
		parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
		parser.set_default_op(Xapian::Query::OP_OR);
		s.n++;
		try {
			enquire.set_query(parser.parse_query(
			    field(o, "text"), Xapian::QueryParser::FLAG_CJK_NGRAM));
			Xapian::MSet mset = enquire.get_mset(0, 10);
			for (Xapian::MSetIterator i = mset.begin(); i != mset.end(); ++i) {
				const std::string id = i.get_document().get_value(2);

				for (size_t k = 0; k < json_array_size(right); k++) {
					if (id != json_string_value(json_array_get(right, k)))
						continue;
					found++;
					if (first == 0)
						first = 1.0 / (i.get_rank() + 1);
				}
			}
		} catch (const Xapian::Error &) {
			/* It found nothing. */
		}
		s.mrr += first;
		s.recall += found / double(std::min<size_t>(10, json_array_size(right)));
		json_decref(o);
	}
	if (f == nullptr)
		return (1);
	(void)fclose(f);
	(void)printf("%-22s ", "stock Xapian");
	for (const auto &s : scores)
		(void)printf("%s %.4f/%.4f  ", s.first.c_str(), s.second.mrr / s.second.n,
		    s.second.recall / s.second.n);
	(void)printf("\n");
	free(line);
	return (0);
}

int
main(int argc, char **argv)
{
	try {
		if (argc >= 4 && strcmp(argv[1], "build") == 0)
			return (build(argc - 2, argv + 2));
		if (argc >= 5 && strcmp(argv[1], "time") == 0)
			return (time_queries(argc - 2, argv + 2));
		if (argc == 4 && strcmp(argv[1], "judge") == 0)
			return (judge(argv + 2));
	} catch (const Xapian::Error &e) {
		(void)fprintf(stderr, "%s\n", e.get_description().c_str());
		return (1);
	}
	(void)fprintf(stderr, "usage: search_peer build|time|judge INDEX FILE...\n");
	return (2);
}
