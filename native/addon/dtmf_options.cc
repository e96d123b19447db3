// SPDX-License-Identifier: GPL-2.0-or-later
// How does JavaScript say by which settings to listen for digits?
#include "native/addon/dtmf_options.h"

#include "native/dsp/dtmf/dtmf_profile.h"

namespace spillway {
namespace {

constexpr int kProfileCount = std::tuple_size_v<std::decay_t<decltype(DtmfProfiles())>>;

/// A window holds 20 ms; who keys in for half a second wants to be heard before.
constexpr int kLeastOnMs = 20;
constexpr int kLeastOffMs = 10;
constexpr int kMostMs = 500;

}  // namespace

DtmfOptions ReadDtmfOptions(const Arguments& arguments, Napi::Value value,
                            const std::string& name) {
  const Fields options(arguments, value, name);
  const char* names[kProfileCount];
  for (int i = 0; i < kProfileCount; ++i) names[i] = DtmfProfiles()[i].name;
  DtmfOptions out{};
  out.own = true;
  out.letters = options.Flag("letters", true);
  out.profile = static_cast<uint8_t>(options.Choice("profile", names, 0));
  out.leastOnMs = static_cast<uint16_t>(options.Integer("minimumOnMs", kLeastOnMs, kMostMs, 0));
  out.leastOffMs = static_cast<uint16_t>(options.Integer("minimumOffMs", kLeastOffMs, kMostMs, 0));
  return out;
}

}  // namespace spillway
