// SPDX-License-Identifier: GPL-2.0-or-later
// Do ears hear the same bytes on every path, whatever is said and however their lists change, and
// is it the sum of their sources?
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>
#include <vector>

#include "native/dsp/g711.h"
#include "native/dsp/gain.h"
#include "native/dsp/soft_limit.h"
#include "native/media/router.h"
#include "native/test/fuzz/input.h"

using namespace spillway;
using namespace spillway::test;

namespace {

constexpr int kChannels = 14;
using Frames = std::array<uint8_t, kChannels * kFrameSamples>;

/// Routers on every path, each with sources of its own, and a model of what each ear hears.
class Town {
 public:
  Town() {
    for (const SamplePath* path : PathsOf<SamplePath>())
      houses_.push_back(std::make_unique<House>(*path));
    received_.fill(kSilence);
  }

  void Do(FuzzInput& input) {
    const uint8_t what = input.Octet();
    const ChannelIndex channel = what % kChannels;
    if (what < 60) return Conference(input);
    if (what < 140) return Listen(input, channel);
    if (what < 160) return Forget(channel);
    if (what < 180) return Mask(channel);
    if (what < 220) return Say(input, channel);
    Tick();
  }

  /// Twice without a change: fades are over, and the model knows each byte.
  void Settle() {
    Tick();
    Tick();
    for (ChannelIndex channel = 0; channel < kChannels; ++channel) Check(channel);
  }

 private:
  using List = std::vector<HeardSource>;

  struct House {
    explicit House(const SamplePath& path)
        : router(kChannels, kChannels * kSourceKinds, path), sources(kChannels, path), path(path) {}
    Router router;
    SoundSources sources;
    const SamplePath& path;
  };

  void Set(ChannelIndex ear, const List& list) {
    lists_[ear] = list;
    for (auto& house : houses_) house->router.Set(ear, list.data(), static_cast<int>(list.size()));
  }
  void Planned() {
    for (auto& house : houses_) house->router.Settle();
  }

  static float Factor(uint8_t octet) {
    return octet < 128 ? 1.0f : static_cast<float>(AmplitudeRatio(octet % 61 - 40));
  }

  /// Everybody whose bit is set hears the others.
  void Conference(FuzzInput& input) {
    const unsigned members = input.Octet() | unsigned{input.Octet()} << 8;
    for (ChannelIndex ear = 0; ear < kChannels; ++ear) {
      if ((members >> ear & 1) == 0) continue;
      List list;
      for (ChannelIndex other = 0; other < kChannels; ++other) {
        if (other != ear && (members >> other & 1) != 0) list.push_back({other, 1, false});
      }
      Set(ear, list);
    }
    Planned();
  }

  /// One ear gets another list, or one source more or less.
  void Listen(FuzzInput& input, ChannelIndex ear) {
    List list = lists_[ear];
    const ChannelIndex other = input.Octet() % kChannels;
    const uint8_t how = input.Octet();
    const auto end = std::remove_if(list.begin(), list.end(), [other](const HeardSource& heard) {
      return heard.source == other;
    });
    list.erase(end, list.end());
    if (how % 4 != 0) list.push_back({other, Factor(input.Octet()), how % 4 == 1});
    Set(ear, list);
    if (how < 200) Planned();
  }

  void Forget(ChannelIndex channel) {
    for (List& list : lists_) {
      const auto end =
          std::remove_if(list.begin(), list.end(),
                         [channel](const HeardSource& heard) { return heard.source == channel; });
      list.erase(end, list.end());
    }
    for (auto& house : houses_) house->router.Forget(channel);
    Planned();
  }

  void Mask(ChannelIndex channel) { masked_[channel] = !masked_[channel]; }

  void Say(FuzzInput& input, ChannelIndex channel) {
    const std::vector<uint8_t> said = input.Block();
    uint8_t* frame = &received_[static_cast<size_t>(channel) * kFrameSamples];
    for (int i = 0; i < kFrameSamples && !said.empty(); ++i) frame[i] = said[i % said.size()];
  }

  void Tick() {
    Planned();
    Frames first;
    for (auto& house : houses_) {
      sent_.fill(kSilence);
      for (ChannelIndex i = 0; i < kChannels; ++i) {
        house->sources.Give(i, &received_[static_cast<size_t>(i) * kFrameSamples], masked_[i]);
      }
      for (ChannelIndex i = 0; i < kChannels; ++i) Send(*house, i);
      house->router.EndTick();
      if (&house == &houses_.front()) first = sent_;
      Demand(sent_ == first, "every path sends the same bytes");
    }
  }

  void Send(House& house, ChannelIndex ear) {
    int16_t mixed[kFrameSamples];
    bool silent;
    const uint8_t* bytes = house.router.Hear(ear, house.sources, mixed, &silent);
    uint8_t* sent = &sent_[static_cast<size_t>(ear) * kFrameSamples];
    if (bytes != nullptr) {
      std::memcpy(sent, bytes, kFrameSamples);
    } else if (!silent) {
      house.path.encodeAlaw(mixed, kFrameSamples, sent);
    }
    uint8_t written[kFrameSamples];
    house.router.Write(ear, house.sources, written);
    Demand(std::memcmp(written, sent, sizeof written) == 0, "bytes are the same as samples");
  }

  static int Scaled(const HeardSource& heard, uint8_t code) {
    if (heard.factor == 1) return AlawToLinear(code);
    const float product = AlawToLinear(code) * heard.factor;
    return Saturate(static_cast<int32_t>(product + (product < 0 ? -0.5f : 0.5f)));
  }

  void Check(ChannelIndex ear) const {
    for (int i = 0; i < kFrameSamples; ++i) {
      int32_t sum = 0;
      int parties = 0;
      for (const HeardSource& heard : lists_[ear]) {
        if (masked_[heard.source] && !heard.unmasked) continue;
        sum += Scaled(heard, received_[heard.source * kFrameSamples + i]);
        ++parties;
      }
      int16_t limited;
      SamplePath::kScalar.limit(&sum, 1, &limited);
      const int16_t expected = parties < kLimitedParties ? Saturate(sum) : limited;
      const uint8_t heard = sent_[ear * kFrameSamples + i];
      Demand(heard == LinearToAlaw(expected), "each ear hears the sum of its sources");
    }
  }

  std::vector<std::unique_ptr<House>> houses_;  // by path
  std::array<List, kChannels> lists_;
  std::array<bool, kChannels> masked_{};
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
