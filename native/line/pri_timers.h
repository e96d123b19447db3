// SPDX-License-Identifier: GPL-2.0-or-later
// How long does Q.931 wait? The timers of a D-channel that we run beside libpri's; docs/isdn.md
// lists all of tables 9-1 and 9-2, and who runs each.
#pragma once

#include <cstdint>

#include "native/line/d_channel.h"

namespace spillway {

constexpr int64_t kT303Ns = 4'000'000'000;  // libpri's: SETUP is sent again after it, once
constexpr int64_t kT313Ns = 4'000'000'000;  // user: CONNECT to CONNECT ACKNOWLEDGE
/// Where libpri runs the same timer and its end is not what Q.931 wants, ours ends so much before.
constexpr int64_t kBeforeLibpriNs = 50'000'000;
/// Whether a number is whole is known at once; if not by then, SETUP ACKNOWLEDGE asks for more
/// digits.
constexpr int64_t kDecideNumberNs = 50'000'000;

/// From SETUP ACKNOWLEDGE on, until anything else comes.
constexpr int64_t T304(DChannelOptions::Role role) noexcept {
  return role == DChannelOptions::Role::kCpe ? 30'000'000'000 : 20'000'000'000;
}

/// Just before libpri's T303 ends next, for a SETUP that was sent at `dialled`.
constexpr int64_t NextT303(int64_t dialled, int64_t now) noexcept {
  const int64_t first = dialled + kT303Ns - kBeforeLibpriNs;
  return now < dialled + kT303Ns ? first : first + kT303Ns;
}

}  // namespace spillway
