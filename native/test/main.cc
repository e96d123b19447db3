// SPDX-License-Identifier: GPL-2.0-or-later
// Who has main()? Every test program links this file.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>
