# SPDX-License-Identifier: GPL-2.0-or-later
# Turns the "-- name: X (name type, ...)" blocks of .sql files into a header: enum stmt, and, for the one file
# that defines STMT_TABLE, the table of names, texts and parameter counts.  A block ends where the next begins.

function fail(why) {
	printf "%s:%d: %s\n", FILENAME, FNR, why > "/dev/stderr"
	failed = 1
	exit 1
}

function quote(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	gsub(/\t/, "\\t", s)
	return "\"" s "\\n\""
}

BEGIN {
	n = 0
	if (ARGC == 1)
		exit 0
}

/^-- name:/ {
	if (!match($0, /^-- name: [A-Z][A-Z0-9_]* \([^()]*\)$/))
		fail("not of the form \"-- name: X (name type, ...)\"")
	if ($3 in seen)
		fail($3 " stands twice")
	seen[$3] = 1
	name[++n] = $3
	args = $0
	sub(/^[^(]*\(/, "", args)
	sub(/\)$/, "", args)
	count[n] = args == "" ? 0 : split(args, unused, ",")
	next
}

# Comments are for those who read the .sql file; the server gets the statement alone.
/^[ \t]*--/ || /^[ \t]*$/ { next }

{
	if (n == 0)
		fail("SQL before the first \"-- name:\"")
	text[n] = text[n] "\n\t    " quote($0)
}

END {
	if (failed)
		exit 1
	print "/* Made by statements.awk from the .sql files. */"
	print "#ifndef GEN_STMT_H\n#define GEN_STMT_H\n"
	print "enum stmt {"
	for (i = 1; i <= n; i++)
		printf "\tSTMT_%s,\n", name[i]
	print "\tSTMT_COUNT\n};\n"
	print "#ifdef STMT_TABLE"
	print "static const struct {\n\tconst char *name;\n\tconst char *text;\n\tint nparams;\n} stmts[] = {"
	for (i = 1; i <= n; i++)
		printf "\t{ \"%s\",%s, %d },\n", tolower(name[i]), text[i], count[i]
	print "\t{ 0, 0, 0 },\n};\n#endif\n\n#endif"
}
