// SPDX-License-Identifier: GPL-2.0-or-later
// Do bridges come to the same bytes on every path, whatever is said and whoever comes and goes, and
// does each member hear the sum of the others?
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

#include "native/dsp/g711.h"
#include "native/dsp/gain.h"
#include "native/media/bridges.h"
#include "native/test/fuzz/input.h"

using namespace spillway;
using namespace spillway::test;

namespace {

constexpr MediaLimits kLimits{14, 3, 5, 1, 1};
using Frames = std::array<uint8_t, kLimits.channels * kFrameSamples>;

/// What a channel does, as the model has it.
struct Party {
  BridgeIndex bridge{Bridges::kNone};
  BridgePart part;
};

/// The same bridges on every path, and a model of who is in them.
class Town {
 public:
  Town() {
    for (const SamplePath* path : PathsOf<SamplePath>()) {
      bridges_.push_back(std::make_unique<Bridges>(kLimits, *path));
    }
    received_.fill(kSilence);
  }

  void Do(FuzzInput& input) {
    const uint8_t what = input.Octet();
    const ChannelIndex channel = what % kLimits.channels;
    if (what < 140) return Join(input, channel);
    if (what < 180) return Leave(channel);
    if (what < 220) return Say(input, channel);
    Tick();
  }

  /// Twice without a change: fades are over, and the model knows each byte.
  void Settle() {
    Tick();
    Tick();
    for (ChannelIndex channel = 0; channel < kLimits.channels; ++channel) Check(channel);
  }

 private:
  void Join(FuzzInput& input, ChannelIndex channel) {
    const BridgeIndex bridge = input.Octet() % (kLimits.bridges + 1);  // one of them is none
    const int decibels = input.Octet() % 61 - 40;
    const uint8_t muted = input.Octet();
    const BridgePart part{muted % 4 != 0, static_cast<float>(AmplitudeRatio(decibels))};
    Party& party = parties_[channel];
    if (party.bridge == bridge) {
      for (auto& bridges : bridges_) bridges->Set(channel, part);
      party.part = part;
      return;
    }
    Leave(channel);
    const bool mayJoin = bridge < kLimits.bridges && Members(bridge) < kLimits.bridgeMembers;
    for (auto& bridges : bridges_) {
      Demand(bridges->Join(bridge, channel, part) == mayJoin, "a bridge that is full lets none in");
    }
    if (mayJoin) party = {bridge, part};
  }

  void Leave(ChannelIndex channel) {
    for (auto& bridges : bridges_) bridges->Leave(channel);
    parties_[channel] = Party{};
  }

  void Say(FuzzInput& input, ChannelIndex channel) {
    const std::vector<uint8_t> said = input.Block();
    uint8_t* frame = &received_[static_cast<size_t>(channel) * kFrameSamples];
    for (int i = 0; i < kFrameSamples && !said.empty(); ++i) frame[i] = said[i % said.size()];
  }

  void Tick() {
    Frames first;
    for (auto& bridges : bridges_) {
      sent_.fill(kSilence);
      bridges->Tick(received_.data(), sent_.data());
      if (&bridges == &bridges_.front()) first = sent_;
      Demand(sent_ == first, "every path sends the same bytes");
    }
  }

  int Members(BridgeIndex bridge) const {
    int count = 0;
    for (const Party& party : parties_) count += party.bridge == bridge;
    return count;
  }

  /// What a party is heard as, and what is heard of all others.
  static int Scaled(const Party& party, uint8_t code) {
    const float product = AlawToLinear(code) * party.part.factor;
    return Saturate(static_cast<int32_t>(product + (product < 0 ? -0.5f : 0.5f)));
  }

  void Check(ChannelIndex listener) const {
    const Party& self = parties_[listener];
    for (int i = 0; i < kFrameSamples; ++i) {
      int sum = 0;
      for (ChannelIndex other = 0; other < kLimits.channels; ++other) {
        const Party& party = parties_[other];
        const bool heard = other != listener && self.bridge != Bridges::kNone &&
                           party.bridge == self.bridge && party.part.heard;
        if (heard) sum += Scaled(party, received_[other * kFrameSamples + i]);
      }
      const uint8_t heard = sent_[listener * kFrameSamples + i];
      Demand(heard == LinearToAlaw(Saturate(sum)), "each hears the sum of the others");
    }
  }

  std::vector<std::unique_ptr<Bridges>> bridges_;  // by path
  std::array<Party, kLimits.channels> parties_;
  Frames received_;
  Frames sent_;
};

/// The functions of every path on the same octets, as many as there are.
void CompareFunctions(const std::vector<uint8_t>& octets, float factor) {
  const size_t count = octets.size();
  std::vector<int16_t> samples(count), expected(count), found(count);
  std::vector<uint8_t> codes(count), expectedCodes(count);
  const SamplePath& reference = SamplePath::kScalar;
  for (const SamplePath* path : PathsOf<SamplePath>()) {
    path->decodeAlaw(octets.data(), count, samples.data());
    reference.decodeAlaw(octets.data(), count, expected.data());
    Demand(samples == expected, "every path decodes alike");
    path->scale(samples.data(), count, factor, found.data());
    reference.scale(samples.data(), count, factor, expected.data());
    Demand(found == expected, "every path scales alike");
    path->encodeAlaw(found.data(), count, codes.data());
    reference.encodeAlaw(found.data(), count, expectedCodes.data());
    Demand(codes == expectedCodes, "every path encodes alike");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* octets, size_t size) {
  FuzzInput input(octets, size);
  const float factor = static_cast<float>(input.Octet()) * input.Octet() / 100;
  CompareFunctions(input.Block(), factor);
  Town town;
  while (!input.Empty()) town.Do(input);
  town.Settle();
  return 0;
}
