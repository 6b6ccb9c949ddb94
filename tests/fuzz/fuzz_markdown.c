/* SPDX-License-Identifier: GPL-2.0-or-later */
#define FORMAT "markdown"
#include "fuzz/laws.h"
