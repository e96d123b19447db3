// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones may be on a line, and what do they sound like there? A country's plan, fax tones.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "native/contract/commands.h"
#include "native/core/ids.h"

namespace spillway {

/// What a tone says. The order is that of `HeardTone` in contract.json.
enum class ToneKind : uint8_t {
  kDial,
  kRingback,
  kBusy,
  kCongestion,
  kCallWaiting,
  kInformation,  // special information tone
  kFaxCalling,   // CNG, of a fax machine that calls
  kFaxAnswer     // CED or ANSam, of a fax machine or a modem that answers
};
constexpr int kToneKinds = 8;

/// The bit of a kind in a set of kinds.
constexpr unsigned ToneBit(ToneKind kind) noexcept { return 1u << static_cast<unsigned>(kind); }
constexpr unsigned kFaxTones = ToneBit(ToneKind::kFaxCalling) | ToneBit(ToneKind::kFaxAnswer);
constexpr unsigned kProgressTones = ((1u << kToneKinds) - 1) & ~kFaxTones;
constexpr unsigned kAllTones = kProgressTones | kFaxTones;

/// One tone of a plan.
struct PlannedTone {
  static constexpr int kMostSteps = 8;

  ToneKind kind;
  int stepCount;
  std::array<ToneStep, kMostSteps> steps;
  /// The step to go back to after the last one; -1: it sounds once.
  int repeatFrom;
  /// How often the cadence must be heard, whole, before the tone is told; 0: the kind's default
  /// (kLeastCadences).
  int cadences;
};

/// Whether both sound alike and say the same.
bool operator==(const PlannedTone& one, const PlannedTone& other) noexcept;

/// What a detector is to find. Plain data: copy it as you like.
struct TonePlan {
  static constexpr int kMostTones = 16;

  std::array<PlannedTone, kMostTones> tones{};
  int toneCount{0};

  /// Adds a tone. False, and nothing is added, when it cannot be listened for: steps that make no
  /// sense (tone_plan.cc says which do), sounds or pauses too short to be told apart
  /// (kLeastSoundMs, kLeastPauseMs), or no room for another tone or frequency.
  bool Add(const PlannedTone& tone) noexcept;
};

bool operator==(const TonePlan& one, const TonePlan& other) noexcept;

/// The plans of many channels: most have the same one.
struct TonePlans {
  struct Own {
    ChannelIndex channel;
    int plan;  // in `others`
  };

  // Not explicit: one plan is plans.
  TonePlans(const TonePlan& all = {}) : usual(all) {}

  TonePlan usual;
  std::vector<TonePlan> others;
  std::vector<Own> own;
};

/// Adds the three rising tones of ITU-T E.180 (special information tone), which every network may
/// send; a plan that has them stays as it is. False when there is no room.
bool AddInformationTone(TonePlan* plan) noexcept;
/// Adds CNG and CED (ITU-T T.30), ANSam (V.8) with it. False when there is no room.
bool AddFaxTones(TonePlan* plan) noexcept;

}  // namespace spillway
