/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages of inquiries and matches. */
#ifndef WEB_INQUIRY_PAGES_H
#define WEB_INQUIRY_PAGES_H

#include "web/req.h"

handler_fn page_inquire;      /* /{locale}/{plural}/{slug}/inquire */
handler_fn page_inquire_send; /* POST */
handler_fn page_inquiries;    /* /{locale}/account/inquiries */
handler_fn page_inquiry; /* /{locale}/account/inquiries/{id}, and each form's address below it */
handler_fn page_inquiry_form;	/* …/{id}/{action}: the same page */
handler_fn page_inquiry_send;	/* POST …/{id}/{action} */
handler_fn page_inquiry_desk;	/* /{locale}/desk/inquiries: figures */
handler_fn page_reports;	/* /{locale}/desk/reports */
handler_fn page_report;		/* /{locale}/desk/reports/{id} */
handler_fn page_report_send;	/* POST */
handler_fn page_match;		/* /{locale}/providers/match */
handler_fn page_matches;	/* /{locale}/account/matches */
handler_fn api_match_providers; /* /api/v1/providers/match */
handler_fn api_match_listing;	/* /api/v1/listings/{slug}/matches */

#endif
