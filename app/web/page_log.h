/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The publication log as readers are told it: page, feed, API, and the answer for what is gone. */
#ifndef WEB_PAGE_LOG_H
#define WEB_PAGE_LOG_H

#include "web/req.h"

/**
 * page_log_gone(req, resp): called when a handler found nothing: if the address names an entry that
 * was withdrawn, set status 410 and a sentence that says when and why.  One round trip, none where
 * the address names no entry.
 */
void page_log_gone(struct req *req, struct resp *resp);

#endif
