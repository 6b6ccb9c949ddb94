#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# `make run` as root from a folder that nobody else can enter; every process is killed once; two runs side by side.
. "$(dirname "$0")/run-lib.sh"
root_or_skip "make run from a private folder"
mkdir -m 700 "$tmp/private"
clone_to "$tmp/private/portal"
free_port

begins "it starts from a folder of mode 0700" make run PORT="$port" || exit
check "its data lies in /var/lib" test "${data#/var/lib/portal-portal-}" != "$data"
check "linked from var" test "$(readlink "$clone/var")" = "$data"
check "it serves" soon whole
refuse "no process of it is root's" sh -c "for p in postgres indexer mailer kore nginx supervisor; do
	stat -c %U /proc/\$(cat '$data'/run/\$p.pid); done | grep -q root"
check "it says where mails are" grep -q "^portal: no mail server is set .*: mails are written to $data/mail$" "$log"
check "PostgreSQL listens on no TCP port" sh -c "! ss -tlnp 2>/dev/null | grep -q 'pid=$(pid_of postgres),'"

for service in nginx kore mailer indexer postgres; do
	old=$(pid_of "$service")
	kill -9 "$old"
	check "$service is started again after kill -9" soon renewed "$service" "$old"
	check "and all serves after it" soon whole
done
for service in nginx kore postgres; do
	for worker in $(pgrep -P "$(pid_of "$service")"); do
		kill -9 "$worker" 2>/dev/null
	done
	check "the workers of $service are replaced" soon whole
done
sleep 1
check "every one serves still" soon whole

# --- a second run
timeout -s INT 600 make -C "$clone" run PORT="$port" >"$tmp/second" 2>&1
check "a second run of the same clone is refused" grep -q "^portal: another run already serves from" "$tmp/second"
timeout -s INT 600 make -C "$clone" run PORT="$port" DATA="$tmp/other" >"$tmp/second" 2>&1
check "a taken port is told" grep -q "^portal: port $port of 127.0.0.1 is taken" "$tmp/second"
refuse "before anything starts" grep -q "ready" "$tmp/second"
check "the first serves on" whole
case $(readlink "$tmp/other") in /var/lib/portal-*) folders+=("$(readlink "$tmp/other")") ;; esac

first_make=$make_pid first_port=$port first_data=$data
free_port
begins "another with DATA and PORT of its own starts beside it" make run PORT="$port" DATA="$tmp/other"
check "and serves" soon whole
check "and ends in order, leaving nothing" stop
make_pid=$first_make port=$first_port data=$first_data
check "the first did not notice" whole

# --- the supervisor
supervisor=$(pid_of supervisor)
postgres=$(pid_of postgres)
kill -9 "$supervisor"
wait "$make_pid"
check "kill -9 of the supervisor ends make run" test $? -ne 0
make_pid=
check "with one clear sentence" grep -q "^portal: the supervisor was killed (signal 9)" "$log"
check "and all that it started" gone "$postgres"
check "to the last process" nobody_left

begins "it starts again" make run PORT="$port"
refuse "there is nothing to import again" grep -q "starter content is loaded" "$log"
supervisor=$(pid_of supervisor)
kore=$(pid_of kore)
shell=$(ps -o ppid= "$supervisor" | tr -d ' ')
kill -9 "$make_pid" "$shell" "$supervisor"
wait "$make_pid" 2>/dev/null
make_pid=
# Two that the killed run might have left: one is what was recorded, the other only has a pid that was recorded.
setpriv --reuid=portal --regid=portal --clear-groups sleep 1000 &
left=$!
setpriv --reuid=portal --regid=portal --clear-groups sleep 1000 &
other=$!
soon grep -q sleep "/proc/$left/comm"
soon grep -q sleep "/proc/$other/comm"
{
	echo "boot $(cat /proc/sys/kernel/random/boot_id)"
	echo "folder /tmp/portal-none"
	echo "process $left $(sed 's/.*) //' "/proc/$left/stat" | cut -d' ' -f20)"
	echo "process $other 1"
} >"$data/run/state"
begins "it starts after all of it was killed" make run PORT="$port"
check "leftovers are told" grep -q "^portal: what a killed run had left was removed" "$log"
check "and gone" gone "$left"
refuse "but nobody who has got such a pid since" gone "$other"
kill "$other"
check "nothing of the killed run lives" gone "$kore"
check "it serves" soon whole

old=$(pid_of postgres)
kill -9 "$make_pid"
wait "$make_pid" 2>/dev/null
check "when make is killed everything ends" soon gone "$old"
check "and says so" soon grep -q "^portal: everything is stopped" "$log"
make_pid=
begins "and can be started again" make run PORT="$port"

# --- a service that cannot live
mv "$data/lib/portal.so" "$data/lib/portal.so.away"
kill -9 "$(pid_of kore)"
wait "$make_pid"
check "a service that dies again and again ends the whole" test $? -ne 0
make_pid=
check "with one clear sentence" grep -q "^portal: kore died 5 times within" "$log"
check "to the last process" nobody_left

begins "a later start mends it" make run PORT="$port"
check "it serves" soon whole
check "SIGTERM ends it in order, leaving nothing" stop

# --- an index that this version cannot read
index=$(readlink -f "$data/index/current")
: >"$index/iamglass"
begins "it starts with a damaged index" make run PORT="$port"
check "having built it anew" grep -q "^portal: the search index is built (" "$log"
check "so that search answers" answers "/en/search?q=patent"
check "SIGTERM ends it" stop
