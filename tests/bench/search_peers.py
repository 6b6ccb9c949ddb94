#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be installed from Debian beside search/: SQLite FTS5, Groonga and PostgreSQL over the same articles.

  search_peers.py ask TASK... -- FILE...   each peer does all tasks over one index
  search_peers.py serve PORT FILE...       Groonga's own HTTP server over the articles, until stdin ends
TASK: QUERIES.jsonl, or SET=QUERIES.jsonl for a line "judge SET" before it: MRR@10 and recall@10 by language, all words
joined by OR; QUERIES.tsv: queries/s, p50, p99 and seconds to build in ROUNDS (3) rounds after the first: AND of words,
best ten with their text, exact total, counts by jurisdiction and language.
FILE: {"id","lang","country","title","heading","body"} a line, may be .zst.
ENGINES names some of: unicode61 trigram groonga groonga-stem postgresql (which needs PORTAL_TEST_DB, as
tests/with-postgres sets it).  PATIENCE: seconds after which a peer is asked no more of a task; the questions come in an
order by chance, always the same, and "(N of M)" behind the peer's name says how many it was asked.
"""
import collections, json, os, random, re, shutil, sqlite3, subprocess, sys, tempfile, time

PATIENCE = float(os.environ.get("PATIENCE", "inf"))

HAN = re.compile("[\u3400-\u9fff]")
TSEARCH = {"en": "english", "ru": "russian", "pt": "portuguese", "ar": "arabic", "hi": "hindi", "id": "indonesian"}


def documents(files):
    for path in files:
        if path.endswith(".zst"):
            lines = subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE, text=True).stdout
        else:
            lines = open(path)
        for line in lines:
            d = json.loads(line)
            yield d["id"], d["lang"], d.get("country") or "", d.get("title") or "", d.get("heading") or "", d.get("body") or ""


def words(text):
    return re.findall(r"\w+", text)


def bigrams(text):
    """Each run of Chinese as its pairs, which is how PostgreSQL can be taught to find parts of it."""
    return re.sub("[\u3400-\u9fff]+", lambda m: " " + " ".join(
        m[0][i:i + 2] for i in range(max(1, len(m[0]) - 1))) + " ", text)


class Fts5:
    def __init__(self, tokenizer):
        self.trigram = tokenizer == "trigram"
        self.dir = tempfile.mkdtemp(prefix="portal-fts5.")
        self.db = sqlite3.connect(self.dir + "/db")
        self.db.execute("PRAGMA journal_mode = off")
        self.db.execute("create virtual table t using fts5(id unindexed, lang unindexed, country unindexed, "
                        "title, heading, body, tokenize = '%s')" % tokenizer)

    def load(self, docs):
        self.db.executemany("insert into t values (?, ?, ?, ?, ?, ?)", docs)
        self.db.commit()

    def match(self, text, join):
        parts = [text[i:i + 3] for i in range(len(text) - 2)] if self.trigram and join == " OR " else words(text)
        return join.join('"%s"' % p.replace('"', '""') for p in parts if p.strip())

    def best(self, text, language):
        m = self.match(text, " OR ")
        return [r[0] for r in self.db.execute(
            "select id from t where t match ? order by bm25(t, 0, 0, 0, 3, 2, 1) limit 10", (m,))] if m else []

    def work(self, text, language):
        m = self.match(text, " ")
        if not m:
            return
        self.db.execute("select id, snippet(t, 5, '<b>', '</b>', '…', 40) from t where t match ? "
                        "order by bm25(t, 0, 0, 0, 3, 2, 1) limit 10", (m,)).fetchall()
        self.db.execute("select country, lang, count(*) from t where t match ? group by 1, 2", (m,)).fetchall()

    def close(self):
        self.db.close()
        shutil.rmtree(self.dir)


class Groonga:
    def __init__(self, stem=False):
        self.dir = tempfile.mkdtemp(prefix="portal-groonga.")
        self.process = subprocess.Popen(["groonga", "-n", self.dir + "/db"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.ask("table_create Docs TABLE_HASH_KEY ShortText")
        if stem:
            self.ask("plugin_register token_filters/stem")
        self.ask("table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto"
                 + (" --token_filters TokenFilterStem" if stem else ""))
        for column in ("lang", "country"):
            self.ask("table_create %ss TABLE_HASH_KEY ShortText" % column)
            self.ask("column_create Docs %s COLUMN_SCALAR %ss" % (column, column))
        for column in ("title", "heading", "body"):
            self.ask("column_create Docs %s COLUMN_SCALAR Text" % column)
            self.ask("column_create Terms d_%s COLUMN_INDEX|WITH_POSITION Docs %s" % (column, column))

    def ask(self, command):
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def load(self, docs):
        self.process.stdin.write("load --table Docs\n[\n")
        comma = ""
        for d in docs:
            self.process.stdin.write(comma + json.dumps(dict(zip(
                ("_key", "lang", "country", "title", "heading", "body"), d)), ensure_ascii=False))
            comma = ",\n"
        self.process.stdin.write("\n]\n")
        self.process.stdin.flush()
        self.process.stdout.readline()

    def query(self, text, join):
        parts = []
        for w in words(text):
            parts += bigrams(w).split() if join == " OR " and HAN.match(w) else [w]
        return "'%s'" % join.join('"%s"' % p for p in parts)

    def best(self, text, language):
        columns = " || ".join("scorer_tf_idf(%s) * %d" % c for c in (("title", 3), ("heading", 2), ("body", 1)))
        r = self.ask('select Docs --match_columns "%s" --query %s --output_columns _key --sort_keys -_score --limit 10'
                     % (columns, self.query(text, " OR ")))
        return [row[0] for row in r[1][0][2:]] if len(r) > 1 and r[1] else []

    def work(self, text, language):
        self.ask('select Docs --match_columns "title * 3 || heading * 2 || body" --query %s --output_columns '
                 '"_key, snippet_html(body)" --sort_keys -_score --limit 10 --drilldown country,lang'
                 % self.query(text, " "))

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        shutil.rmtree(self.dir)


class PostgreSQL:
    def __init__(self):
        self.process = subprocess.Popen(["psql", "-qAtX", os.environ["PORTAL_TEST_DB"]], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.ask("set client_min_messages = error; create schema if not exists bench; set search_path = bench, public; drop table if exists t; "
                 "create table t (id text, lang text, country text, body text, v tsvector)")

    def ask(self, sql):
        self.process.stdin.write(sql + ";\n\\echo END\n")
        self.process.stdin.flush()
        rows = []
        for line in self.process.stdout:
            if line == "END\n":
                return rows
            rows.append(line.rstrip("\n"))

    @staticmethod
    def quote(text):
        return "'%s'" % text.replace("\0", "").replace("'", "''")

    def load(self, docs):
        rows = []
        for d in docs:
            v = " || ".join("setweight(to_tsvector('%s', %s), '%s')" % (
                TSEARCH.get(d[1], "simple"), self.quote(bigrams(d[n])[:200000]), w) for n, w in ((3, "A"), (4, "B"), (5, "D")))
            rows.append("(%s, %s, %s, %s, %s)" % (*map(self.quote, d[:3]), self.quote(d[5]), v))
            if len(rows) == 500:
                self.ask("insert into t values " + ",".join(rows))
                rows = []
        if rows:
            self.ask("insert into t values " + ",".join(rows))
        self.ask("create index on t using gin (v)")
        self.ask("analyze t")

    def query(self, text, language, join):
        return "(%s)" % join.join("plainto_tsquery('%s', %s)" % (TSEARCH.get(language, "simple"), self.quote(w))
                                  for w in bigrams(text).split() if words(w)) or "''::tsquery"

    def best(self, text, language):
        q = self.query(text, language, " || ")
        return self.ask("select id from t, (select %s as q) as q where v @@ q.q order by ts_rank_cd(v, q, 1) desc limit 10" % q)

    def work(self, text, language):
        q = self.query(text, language, " && ")
        self.ask("with m as materialized (select id, country, lang, body, ts_rank(v, q, 1) r from t, (select %s as q) as q where v @@ q.q) "
                 "select id, ts_headline('simple', body, (%s)) from (select * from m order by r desc limit 10) b" % (q, q))
        self.ask("select country, lang, count(*) from t, (select %s as q) as q where v @@ q.q group by 1, 2" % q)

    def close(self):
        self.ask("drop schema bench cascade")
        self.process.stdin.close()
        self.process.wait()


def engines():
    for name in os.environ.get("ENGINES", "unicode61 trigram groonga groonga-stem postgresql").split():
        if name in ("unicode61", "trigram"):
            yield "FTS5 " + name, Fts5(name)
        elif name == "groonga" and shutil.which("groonga"):
            yield "Groonga TokenBigram", Groonga()
        elif name == "groonga-stem" and shutil.which("groonga"):
            yield "Groonga stemmed", Groonga(True)
        elif name == "postgresql" and "PORTAL_TEST_DB" in os.environ:
            yield "PostgreSQL tsvector", PostgreSQL()


def judge(name, engine, queries):
    questions = [json.loads(line) for line in open(queries)]
    random.Random(0).shuffle(questions)
    mrr, recall, n, start = collections.defaultdict(list), collections.defaultdict(list), 0, time.monotonic()
    for q in questions:
        if time.monotonic() - start > PATIENCE:
            name += " (%d of %d)" % (n, len(questions))
            break
        ids, right = engine.best(q["text"], q["lang"]), set(q["relevant"])
        mrr[q["lang"]].append(next((1 / (i + 1) for i, x in enumerate(ids) if x in right), 0))
        recall[q["lang"]].append(len(right & set(ids)) / min(10, len(right)))
        n += 1
    print("%-22s" % name, "  ".join("%s %.4f/%.4f" % (l, sum(mrr[l]) / len(mrr[l]), sum(recall[l]) / len(recall[l]))
                                     for l in mrr), flush=True)


def clock(name, engine, queries, built):
    lines = [line.rstrip("\n").split("\t") for line in open(queries)]
    rounds, times, begin = int(os.environ.get("ROUNDS", 3)), [], time.monotonic()
    for turn in range(rounds + 1):
        # Whole rounds only, and one at least: the queries differ.
        if turn > 1 and time.monotonic() - begin > PATIENCE:
            break
        for language, text in lines:
            start = time.monotonic()
            engine.work(text, language)
            if turn > 0:
                times.append((time.monotonic() - start) * 1e3)
    if len(times) < rounds * len(lines):
        name += " (%d of %d)" % (len(times), rounds * len(lines))
    times.sort()
    print("%-22s\tbuild %.1f s\tqueries %d\t%.0f queries/s\tp50 %.2f ms\tp99 %.2f ms" % (
        name, built, len(times), 1e3 * len(times) / sum(times), times[len(times) // 2], times[len(times) * 99 // 100]),
        flush=True)


def ask(tasks, files):
    for name, engine in engines():
        start = time.monotonic()
        engine.load(documents(files))
        built = time.monotonic() - start
        for task in tasks:
            label, _, queries = task.rpartition("=")
            if label:
                print("judge", label)
            if queries.endswith(".tsv"):
                clock(name, engine, queries, built)
            else:
                judge(name, engine, queries)
        engine.close()


def serve(port, files):
    engine = Groonga()
    engine.load(documents(files))
    engine.process.stdin.close()
    engine.process.wait()
    server = subprocess.Popen(["groonga", "-s", "--protocol", "http", "--port", port, "--max-threads", "2",
                               engine.dir + "/db"], stdout=subprocess.DEVNULL)
    print("ready", flush=True)
    sys.stdin.read()
    server.terminate()
    server.wait()
    shutil.rmtree(engine.dir)


if __name__ == "__main__":
    if len(sys.argv) > 3 and sys.argv[1] == "serve":
        sys.exit(serve(sys.argv[2], sys.argv[3:]))
    if len(sys.argv) < 4 or sys.argv[1] != "ask" or "--" not in sys.argv:
        sys.exit(__doc__)
    end = sys.argv.index("--")
    ask(sys.argv[2:end], sys.argv[end + 1:])
