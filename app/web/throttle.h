/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How often somebody may try.  Guesses at a password are counted in three ways, so that nobody can
 * lock an account's owner out: from a device that signed in to the account before, only that
 * device's are counted; all others by the address that was typed (known or not), and by where they
 * come from. A link in a mail leads in past all of them.
 */
#ifndef WEB_THROTTLE_H
#define WEB_THROTTLE_H

#include "web/req.h"

enum throttle {
	THROTTLE_DEVICE,    /* guesses from a device that the account knows */
	THROTTLE_STRANGERS, /* guesses at one address from all other devices */
	THROTTLE_CLIENT,    /* guesses at any address from one machine or network */
	THROTTLE_SECOND,    /* one-time codes for one account, after its password */
	THROTTLE_PROVE,	    /* the password of one account, within its session */
	THROTTLE_MAIL,	    /* mails to one address that anybody can ask for */
	THROTTLE_MAILER,    /* the same asked for by one machine or network */
	THROTTLE_INVITE,    /* invitations sent by one account */
	THROTTLE_COUNT
};

/**
 * throttle_count(req, which, what, ret_wait): count an attempt at ${what} (an address, the hash of
 * a device, an account's number).  ${*ret_wait} is 0 if it may go on, else the seconds until it
 * may. throttle_forgive(req, which, what): it was none, after all.
 *
 * throttle_client(arena, address): the part of a machine's address by which it is counted: all of
 * an IPv4 address, the network (/64) of an IPv6 one.
 *
 * throttle_minutes(seconds): whole minutes to tell, at least 1.
 */
MUSTCHECK enum err throttle_count(
    struct req *req, enum throttle which, const char *what, int *ret_wait);
MUSTCHECK enum err throttle_forgive(struct req *req, enum throttle which, const char *what);
const char *throttle_client(struct arena *arena, const char *address);
int throttle_minutes(int seconds);

#endif
