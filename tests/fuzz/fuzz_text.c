/* SPDX-License-Identifier: GPL-2.0-or-later */
#define FORMAT "text"
#include "fuzz/laws.h"
