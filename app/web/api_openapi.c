/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The description of the API for programs: a file written by hand, checked against the tables of
 * api_params.c. */
#include "web/api.h"
#include "web/statics.h"

enum err
api_openapi(struct req *req, struct resp *resp)
{
	const struct static_file *f = statics_find(req->app->statics, "openapi.json");

	if (f == NULL)
		return (ERR_NOTFOUND);
	resp_type(resp, "application/json");
	if (!resp_not_modified(req, resp, f->etag))
		buf_add(&resp->body, f->data, f->size);
	return (ERR_OK);
}
