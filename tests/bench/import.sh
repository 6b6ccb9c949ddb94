#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Importing the law corpora into an empty database, importing them again, reading all of them, beside a bare COPY.
set -eu
cd "$(dirname "$0")/../.."
corpora=../shared/data/laws
if [ ! -d "$corpora" ]; then
	echo "skip - import: the corpora are not here"
	exit 0
fi
make -s build/release/bench/import_bench
tests/with-postgres build/release/bench/import_bench "$corpora"/cn "$corpora"/ae "$corpora"/in "$corpora"/br
