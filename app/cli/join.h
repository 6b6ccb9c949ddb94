/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a command typed by hand finds the portal it is meant for. */
#ifndef CLI_JOIN_H
#define CLI_JOIN_H

#include <stdbool.h>

/**
 * join_instance():
 * Where PORTAL_DB is not set, take the PORTAL_* variables from the running portal: from the file
 * run/environment, which `portalctl serve` writes, in the folder $DATA, else in that of an
 * installed program (DATA/bin/portalctl), else in var/ of the checkout that the program was built
 * in; at last from /etc/portal/environment.  Root then goes on as the owner of the data folder for
 * whatever ${writes} below it, so that no file of root's is left there.  False, with one sentence
 * on stderr, if no portal is found.
 */
bool join_instance(bool writes);

#endif
