#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Importing the law corpora into an empty database, importing them again, reading all of them, beside a bare COPY; then
# the whole way through portalctl import, whose memory must not grow with what it reads: the small corpus comes first.
set -eu
cd "$(dirname "$0")/../.."
corpora=../shared/data/laws
if [ ! -d "$corpora" ]; then
	echo "skip - import: the corpora are not here"
	exit 0
fi
if [ "${1:-}" = through-portalctl ]; then
	export PORTAL_DB=$PORTAL_TEST_DB PORTAL_INDEX=/none PORTAL_BUNDLES=/none PORTAL_TEMPLATES=/none PORTAL_STATIC=/none
	build/release/portalctl migrate >/dev/null
	for corpus in br cn; do
		# Duplicates are refused, which is no failure here.
		build/release/portalctl import jsonl --publish "$corpora/$corpus" 2>/dev/null |
			sed -n "s/^/portalctl import $corpus: /;/articles\\/s/p" || :
	done
	exit 0
fi
make -s build/release/bench/import_bench build/release/portalctl
tests/with-postgres build/release/bench/import_bench "$corpora"/cn "$corpora"/ae "$corpora"/in "$corpora"/br
tests/with-postgres "$0" through-portalctl
