// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones does JavaScript want to be heard?
#pragma once

#include <string>
#include <vector>

#include "native/addon/arguments.h"
#include "native/dsp/tone/tone_plan.h"

namespace spillway {

/// Names of ToneKind, in its order.
constexpr const char* kToneNames[kToneKinds] = {"dial",       "ringback",    "busy",
                                                "congestion", "callWaiting", "information",
                                                "faxCalling", "faxAnswer"};

/// A plan, and the names of tones that cannot be listened for (TonePlan::Add says why).
struct ReadPlan {
  TonePlan plan;
  std::vector<std::string> unheard;
};

/// Reads `{ hertz, milliseconds }`; `name` says where it stands. Throws TypeError or RangeError.
ToneStep ReadToneStep(const Arguments& arguments, Napi::Value value, const std::string& name);

/// Reads a list of `{ tone, steps, repeatFrom }`; `name` says where it stands. Throws TypeError or
/// RangeError.
ReadPlan ReadTonePlan(const Arguments& arguments, Napi::Value list, const std::string& name);

/// The same with the special information tone and fax tones. What of a plan cannot be told apart
/// from another sound is left out (TonePlan::Add).
TonePlan ReadLineTones(const Arguments& arguments, Napi::Value list, const std::string& name);

}  // namespace spillway
