/* SPDX-License-Identifier: GPL-2.0-or-later */
#define FORMAT "ae"
#include "fuzz/laws.h"
