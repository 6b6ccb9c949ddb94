/* SPDX-License-Identifier: GPL-2.0-or-later */
#define FORMAT "in"
#include "fuzz/laws.h"
