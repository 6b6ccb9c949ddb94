# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash
# What the suites about `make run` itself share: clones of this repository in awkward places, and their portals.
# Everything that a suite makes is removed at its end.
set -u
export LC_ALL=C.UTF-8
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
source_root=$PWD
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES PORT DATA BUILD KORE_PORT PORTAL_KORE_PRELOAD
tmp=$(mktemp -d /tmp/portal-run.XXXXXX)
log=$tmp/log
failures=0
make_pid='' port='' clone='' data=''
folders=()

finish() {
	local code=$? folder
	[ -z "$make_pid" ] || { kill -TERM "$make_pid" && wait "$make_pid"; } 2>/dev/null
	if declare -F cleanup >/dev/null; then cleanup; fi
	# Where root's data went is what the links say.
	while read -r folder; do
		folders+=("$folder")
	done < <(find "$tmp" -maxdepth 12 -type l \( -name var -o -name other -o -name 'my data' \) -exec readlink {} \;)
	for folder in "${folders[@]}"; do
		case $folder in /var/lib/portal-* | /tmp/portal-*) rm -rf -- "$folder" ;; esac
	done
	rm -rf -- "$tmp"
	[ "$failures" -eq 0 ] || code=1
	exit "$code"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

pass() {
	printf 'ok - %s\n' "$1"
}

fail() {
	failures=$((failures + 1))
	printf 'not ok - %s\n' "$1"
	[ ! -s "$log" ] || tail -n 12 "$log" | sed 's/^/    /'
}

# check NAME COMMAND…: the command succeeds.  refuse NAME COMMAND…: it does not.
check() {
	if "${@:2}" >/dev/null 2>&1; then pass "$1"; else fail "$1"; fi
}

refuse() {
	if "${@:2}" >/dev/null 2>&1; then fail "$1"; else pass "$1"; fi
}

root_or_skip() {
	if [ "$EUID" -ne 0 ]; then
		echo "skip - needs root: $1"
		exit 0
	fi
}

# Below what the kernel gives to outgoing connections.
free_port() {
	while :; do
		port=$((10000 + RANDOM % 10000))
		(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
}

# clone_to PATH: a clone of the committed tree, with what is built already and little content, which loads in a quarter of the
# time: all of it is loaded by every other suite's portal.  "bare" as $2: nothing built, and all that is committed.
clone_to() {
	clone=$1
	mkdir -p -- "$(dirname -- "$clone")"
	git -c safe.directory='*' clone -q --no-hardlinks -- "$source_root" "$clone" || exit 1
	if [ "${2:-}" != bare ] && [ -d "$source_root/build/release" ]; then
		mkdir -- "$clone/build"
		# The clone's files are younger than what was built of them, which is not what this is about.
		find "$clone" -path "$clone/.git" -prune -o -type f -exec touch -d 2000-01-01 {} +
		cp -a -- "$source_root/build/release" "$clone/build/"
		find "$clone/schema/content" -mindepth 1 -maxdepth 1 -type d ! -name resources -exec rm -rf {} +
	fi
}

# begin COMMAND…: start `make run` (the command) in the clone, and wait until it serves or ends.
begin() {
	[ -n "$port" ] || free_port
	: >"$log"
	(cd -- "$clone" && exec "$@") >"$log" 2>&1 </dev/null &
	make_pid=$!
	until grep -q '^portal: ready at' "$log"; do
		kill -0 "$make_pid" 2>/dev/null || return 1
		sleep 0.1
	done
	data=$(sed -n 's/^portal: installed below \(.*\) (.* s)$/\1/p' "$log")
	case $data in /var/lib/portal-*) folders+=("$data") ;; esac
	echo "# $(grep '^portal: ready at' "$log")"
}

begins() {
	local name=$1
	shift
	if begin "$@"; then
		pass "$name"
	else
		make_pid=
		fail "$name"
		return 1
	fi
}

# stop: as a supervisor of services would; true if it ended in order and left no process and no folder behind.
stop() {
	local folder status
	folder=$(sed -n 's/^folder //p' "$data/run/state")
	kill -TERM "$make_pid"
	wait "$make_pid" 2>/dev/null
	status=$?
	make_pid=
	# make itself says 143 or 2 after the signal.
	[ "$status" -ne 0 ] && ! grep -q '^portal: everything is stopped' "$log" && return 1
	[ ! -e "$folder" ] && [ ! -e "$data/run/state" ] && nobody_left
}

# No process has its working folder, or its program, below the data folder or its private one.
nobody_left() {
	local p where
	for p in /proc/[0-9]*; do
		where=$(readlink "$p/cwd" "$p/exe" 2>/dev/null) || continue
		case $where in *"$data"*) return 1 ;; esac
	done
	return 0
}

answers() {
	curl -sf -m 20 -o "$tmp/body" "http://127.0.0.1:$port$1"
}

# Afresh each time, so that no cache answers.
page_answers() {
	answers "/en/?utm_source=$RANDOM$RANDOM$RANDOM" && [ -s "$tmp/body" ]
}

# soon COMMAND…: within a minute it succeeds.
soon() {
	local i
	for ((i = 0; i < 600; i++)); do
		if "$@" >/dev/null 2>&1; then return 0; fi
		sleep 0.1
	done
	return 1
}

pid_of() {
	cat "$data/run/$1.pid" 2>/dev/null
}

# Another pid than before serves as $1.
renewed() {
	local now
	now=$(pid_of "$1") && [ -n "$now" ] && [ "$now" != "$2" ]
}

gone() {
	! kill -0 "$1" 2>/dev/null || grep -q '^State:.Z' "/proc/$1/status"
}

# The portal serves all that it should: a page, a search, a detail from the database.
whole() {
	page_answers && answers "/en/search?q=patent" && answers "/readyz"
}
