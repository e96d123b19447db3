// SPDX-License-Identifier: GPL-2.0-or-later
// Which signals must a DTMF receiver take for digits, and which must it not? Administrations
// differ: ITU-T Q.24, table A.1.
#pragma once

#include <array>
#include <string_view>

#include "native/dsp/dtmf/dtmf_lanes.h"

namespace spillway {

/// Limits of one administration. Between what must and what must not be taken, a receiver may do as
/// it likes.
struct DtmfProfile {
  const char* name;
  const char* source;
  double
      operateDeviation;  // of each frequency, share of its nominal value: must be taken up to this
  double rejectDeviation;  // must not be taken from this on
  double leastTwistDb;     // high group to low group; must be taken between these two
  double mostTwistDb;
  double operateDbm0;  // a frequency; must be taken down to this
  double rejectDbm0;   // must not be taken from this down; see kNoLimit
  double operateMs;    // digits must be taken from this on
  double rejectMs;     // must not be taken up to this
  double pauseMs;      // two digits must be told apart from this on
  double breakMs;      // one digit must stay one up to this

  static constexpr double kNoLimit = -200;
};

/// What can be set besides the profile.
struct DtmfSettings {
  const DtmfProfile* profile{nullptr};  // null: the default one
  double leastOnMs{0};                  // shortest digit that is taken, about; 0: the profile's
  double leastOffMs{0};  // shortest pause between equal digits, about; 0: the profile's
  bool letters{true};    // A to D are digits
};

/// All profiles; the first is the default one.
const std::array<DtmfProfile, 5>& DtmfProfiles() noexcept;
/// The profile of that name, or null.
const DtmfProfile* FindDtmfProfile(std::string_view name) noexcept;

/// The detector's thresholds for these settings. Without a profile: the default one.
DtmfTuning TuneDtmf(const DtmfSettings& settings) noexcept;

}  // namespace spillway
