/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Owns what counts as a sign of Markdown. */
#include "search/plain.h"

#include <string.h>

static const char *
line_start(const char *p)
{
	p += strspn(p, " \t");
	p += strspn(p, "#>");
	p += strspn(p, " \t");
	if ((*p == '-' || *p == '*' || *p == '+') && p[1] == ' ')
		p += 2;
	return (p + strspn(p, "|"));
}

void
plain_add(struct buf *out, const char *markdown)
{
	const char *p = line_start(markdown);
	size_t n;

	while (*p != '\0') {
		n = strcspn(p, "\n*_`[]|<\\");
		buf_add(out, p, n);
		p += n;
		if (*p == '\n') {
			buf_char(out, '\n');
			p = line_start(p + 1);
		} else if (*p == ']' && p[1] == '(') {
			p += strcspn(p, ")\n");
			p += *p == ')';
		} else if (*p == '<' &&
			   (p[1] == '/' || p[1] == '!' || (p[1] >= 'a' && p[1] <= 'z'))) {
			p += strcspn(p, ">\n");
			p += *p == '>';
		} else if (*p == '<' ||
			   (*p == '_' && p > markdown && p[-1] != ' ' && p[1] != ' ')) {
			buf_char(out, *p++);
		} else if (*p == '|') {
			buf_char(out, ' ');
			p++;
		} else if (*p != '\0') {
			p++;
		}
	}
}
