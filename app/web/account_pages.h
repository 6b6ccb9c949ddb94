/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages below /{locale}/account that are about the account itself and its organisations. */
#ifndef WEB_ACCOUNT_PAGES_H
#define WEB_ACCOUNT_PAGES_H

#include "web/req.h"

handler_fn page_account; /* overview */
handler_fn page_signin;
handler_fn page_signin_send;
handler_fn page_signout;
handler_fn page_second; /* asks for the second factor */
handler_fn page_second_send;
handler_fn page_totp; /* sets it up */
handler_fn page_totp_send;

#endif
