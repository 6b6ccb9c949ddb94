/* SPDX-License-Identifier: GPL-2.0-or-later */
#define FORMAT "akn"
#include "fuzz/laws.h"
