/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The yardstick of `make bench`: a Kore module whose handler returns a body of FIXED_BYTES bytes
 * and does nothing else.  What the portal's own pages reach is quoted as a share of it.
 */
#include <kore/kore.h>
#include <kore/http.h>

#include <stdlib.h>
#include <string.h>

int fixed_page(struct http_request *);

int
fixed_page(struct http_request *req)
{
	static char *body;
	static size_t size;

	if (body == NULL) {
		const char *bytes = getenv("FIXED_BYTES");

		size = bytes != NULL ? strtoul(bytes, NULL, 10) : 10240;
		if ((body = malloc(size)) == NULL)
			return (KORE_RESULT_ERROR);
		memset(body, 'x', size);
	}
	http_response_header(req, "content-type", "text/html; charset=utf-8");
	http_response(req, 200, body, size);
	return (KORE_RESULT_OK);
}
