// SPDX-License-Identifier: GPL-2.0-or-later
// By which settings does a channel listen for digits, as JavaScript said it?
#pragma once

#include "native/contract/commands.h"
#include "native/dsp/dtmf/dtmf_profile.h"

namespace spillway {

inline DtmfSettings SettingsOf(const DtmfOptions& options) noexcept {
  return {&DtmfProfiles()[options.profile], double(options.leastOnMs), double(options.leastOffMs),
          options.letters};
}

}  // namespace spillway
