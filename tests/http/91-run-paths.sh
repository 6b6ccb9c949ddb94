#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# `make run` from awkward paths: a space and a quote, very deep; and what it says when it cannot work.
. "$(dirname "$0")/run-lib.sh"
# Root's own case, a folder that the user portal cannot enter, is 90-run-private.sh's.
chmod 755 "$tmp"

clone_to "$tmp/it's a \"portal\" & \$HOME, 厦门"
free_port
begins "it starts from a path with spaces, quotes and Chinese" make run PORT="$port" || exit
check "it serves" soon whole
check "and ends in order, leaving nothing" stop
began=$EPOCHREALTIME
begins "it starts a second time" make run PORT="$port"
echo "# second start: $(((${EPOCHREALTIME/./} - ${began/./}) / 1000)) ms"
check "without loading the content again" grep -q "^portal: the starter content is unchanged" "$log"
check "and ends in order, leaving nothing" stop

free_port
begins "DATA may have a space, too" make run PORT="$port" DATA="$tmp/my data"
check "as it was wished" test "$data" = "$tmp/my data"
check "it serves" soon whole
check "and ends in order, leaving nothing" stop

deep=$tmp
for i in 1 2 3 4 5 6 7 8; do
	deep=$deep/a-rather-long-name-of-a-folder-number-$i
done
clone_to "$deep/portal"
free_port
begins "it starts from a path of ${#clone} bytes" make run PORT="$port"
check "it serves" soon whole
check "and ends in order, leaving nothing" stop
begins "and with its data there" make run PORT="$port" DATA="${clone%/*}/da ta"
check "as it was wished" test "$data" = "${clone%/*}/da ta"
check "it serves" soon whole
check "and ends in order, leaving nothing" stop

timeout -s INT 600 make -C "$clone" run PORT=http >"$log" 2>&1
check "a port that is none is told" grep -q "^portal: PORT must be a number" "$log"
timeout -s INT 600 make -C "$clone" run PORT=70000 >"$log" 2>&1
check "and one that is too large" grep -q "^portal: a port is a number from 1 to 65535, not 70000" "$log"

mkdir "$tmp/mine" && touch "$tmp/mine/letter"
if [ "$EUID" -eq 0 ]; then
	timeout -s INT 600 make -C "$clone" run PORT="$port" DATA="$tmp/mine" >"$log" 2>&1
	check "root does not take over a folder that holds something else" grep -q "belongs to root" "$log"
	check "nor changes its owner" test "$(stat -c %U "$tmp/mine")" = root

	mkdir "$tmp/small"
	if mount -t tmpfs -o size=16m portal-test "$tmp/small" 2>/dev/null; then
		chmod 755 "$tmp/small"
		cleanup() {
			umount "$tmp/small"
		}
		timeout -s INT 600 make -C "$clone" run PORT="$port" DATA="$tmp/small/data" >"$log" 2>&1
		check "a full disk is told in one sentence" grep -qE "^portal: .*(disk is full|is the disk full)" "$log"
		refuse "and nothing was started" grep -q "ready" "$log"
	else
		echo "skip - a full disk: no file system can be mounted here"
	fi
fi
