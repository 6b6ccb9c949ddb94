/* SPDX-License-Identifier: GPL-2.0-or-later */
#define FORMAT "br"
#include "fuzz/laws.h"
