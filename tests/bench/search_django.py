# SPDX-License-Identifier: GPL-2.0-or-later
"""Search pages as Django and stock Xapian make them, doing the work of ask() in search_peer.cc and a whole page around it:

  BENCH_COMPACT=INDEX gunicorn --chdir tests/bench --workers 2 search_django:application

/search?lang=ru&q=WORDS.  No database, sessions or cache of results; each worker keeps the index open and the template
compiled.
"""
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import mark_safe
import xapian

PAGE = """<!DOCTYPE html>
<html lang="{{ lang }}"{% if lang == "ar" %} dir="rtl"{% endif %}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ q }} · Search</title>
<link rel="stylesheet" href="/static/portal.css">
<link rel="canonical" href="/search?lang={{ lang|urlencode }}&amp;q={{ q|urlencode }}">
</head>
<body>
<header><nav><ul>{% for code in languages %}<li><a href="/search?lang={{ code }}&amp;q={{ q|urlencode }}" hreflang="{{ code }}">{{ code }}</a></li>{% endfor %}</ul></nav></header>
<main>
<form action="/search" role="search">
<input type="hidden" name="lang" value="{{ lang }}">
<label>Search <input type="search" name="q" value="{{ q }}"></label>
<button>Search</button>
</form>
{% if error %}<p role="alert">{{ error }}</p>{% endif %}
<p>{{ total }} article{{ total|pluralize }}</p>
{% for facet in facets %}<section>
<h2>{{ facet.title }}</h2>
<ul>
{% for value, count in facet.counts %}<li><a href="/search?lang={{ lang|urlencode }}&amp;q={{ q|urlencode }}&amp;{{ facet.name }}={{ value|urlencode }}">{{ value|default:"none" }}</a> ({{ count }})</li>
{% endfor %}</ul>
</section>
{% endfor %}<ol>
{% for hit in hits %}<li>
<h3><a href="/articles/{{ hit.id|urlencode }}">{{ hit.id }}</a></h3>
<p>{{ hit.snippet }}</p>
</li>
{% endfor %}</ol>
{% if total > 10 %}<nav><a rel="next" href="/search?lang={{ lang|urlencode }}&amp;q={{ q|urlencode }}&amp;page=2">Next</a></nav>{% endif %}
</main>
<footer><p><a href="/about">About</a></p></footer>
</body>
</html>
"""

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DEBUG=False,
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware",
                "django.middleware.clickjacking.XFrameOptionsMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="none",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": [
        ("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", {"page": PAGE})])]}}])

db = xapian.Database(os.environ["BENCH_COMPACT"])


def search(request):
    lang, q = request.GET.get("lang", "en"), request.GET.get("q", "")
    stem = xapian.Stem(lang if lang in ("en", "ru", "pt", "ar", "id") else "none")
    parser, enquire = xapian.QueryParser(), xapian.Enquire(db)
    facets = [{"name": name, "title": title, "spy": xapian.ValueCountMatchSpy(slot)}
              for slot, (name, title) in enumerate((("country", "Countries"), ("language", "Languages")))]
    parser.set_database(db)
    parser.set_stemmer(stem)
    parser.set_stemming_strategy(parser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)
    total, hits, error = 0, [], None
    try:
        enquire.set_query(parser.parse_query(q, parser.FLAG_CJK_NGRAM))
        for facet in facets:
            enquire.add_matchspy(facet["spy"])
        mset = enquire.get_mset(0, 10, db.get_doccount())
        total = mset.get_matches_estimated()
        # The snippet comes escaped, but for its <b>.
        hits = [{"id": hit.document.get_value(2).decode(),
                 "snippet": mark_safe(mset.snippet(hit.document.get_data(), 300, stem).decode(errors="replace"))} for hit in mset]
    except xapian.Error as e:
        error = e.get_msg()
    for facet in facets:
        facet["counts"] = [(i.term.decode(), i.termfreq) for i in facet["spy"].values()]
    return render(request, "page", {"lang": lang, "q": q, "total": total, "hits": hits, "error": error, "facets": facets,
                                    "languages": ("en", "zh", "ru", "pt", "hi", "ar")})


urlpatterns = [path("search", search)]
application = get_wsgi_application()
