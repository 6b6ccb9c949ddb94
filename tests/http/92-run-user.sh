#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# `make run` as an ordinary user with sudo, who has nothing built: packages, build and service as that user.
. "$(dirname "$0")/run-lib.sh"
root_or_skip "an ordinary user is made for it"
name=portal-test-$$
sudoers=/etc/sudoers.d/$name
home=$tmp/home
cleanup() {
	pkill -9 -u "$name" 2>/dev/null
	userdel "$name" 2>/dev/null
	rm -f "$sudoers"
}
chmod 755 "$tmp"
useradd --no-create-home --home-dir "$home" --shell /bin/bash "$name" || exit 1
printf '%s ALL=(ALL) NOPASSWD: ALL\n' "$name" >"$sudoers"
chmod 440 "$sudoers"
clone_to "$home/portal" bare
chown -R "$name" "$home"
chmod 700 "$home"
# A package that nothing here needs at run time stands for what is missing on a bare machine.
had=yes
dpkg-query -W -f '${db:Status-Status}' hello 2>/dev/null | grep -qx installed || had=no
if [ "$had" = no ] && apt-get -s install hello >/dev/null 2>&1; then
	sed -i '/^curl$/i hello' "$clone/conf/packages.txt"
fi
free_port

as_user=(runuser -u "$name" -- env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$home" LANG=en_US.UTF-8)
begins "it builds and starts from nothing as an ordinary user" "${as_user[@]}" make run PORT="$port" || exit
check "its data lies in the clone" test "$data" = "$clone/var" -a ! -L "$clone/var"
for service in supervisor postgres indexer kore nginx; do
	check "$service runs as that user" test "$(stat -c %U "/proc/$(pid_of "$service")")" = "$name"
done
if grep -q '^hello' "$clone/conf/packages.txt"; then
	check "what was missing is installed" test -x /usr/bin/hello
	check "and told" grep -q "^portal: installing 1 packages: hello" "$log"
	refuse "no policy is left behind" grep -qs portal /usr/sbin/policy-rc.d
	apt-get -y -qq purge hello >/dev/null 2>&1
else
	echo "skip - installing a missing package: there is no network or it is installed"
fi
check "it serves" soon whole
supervisor=$(pid_of supervisor)
kill -INT "$supervisor"
wait "$make_pid"
check "SIGINT of the supervisor ends it in order" grep -q "^portal: everything is stopped" "$log"
make_pid=
check "leaving nothing" nobody_left

timeout -s INT 600 make -C "$clone" run PORT="$port" >"$log" 2>&1
check "root is told whose folder it is" grep -q "^portal: .* belongs to $name" "$log"
