/* SPDX-License-Identifier: GPL-2.0-or-later */
/* portalctl verify content: whether the starter content is whole in itself. */
#ifndef CLI_VERIFY_CONTENT_H
#define CLI_VERIFY_CONTENT_H

/**
 * verify_content(path):
 * Read the entries at or below ${path} as an import would, print a table of what they cover on
 * stdout and each thing that is wrong with its file on stderr.  CLI_DONE; CLI_REFUSED if anything
 * is wrong; CLI_AWAY if ${path} can't be read.  Needs neither database nor index.
 */
int verify_content(const char *path);

#endif
