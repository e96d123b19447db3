// SPDX-License-Identifier: GPL-2.0-or-later
// Is there no click when a party joins or leaves a bridge, is muted or made louder?
#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "native/test/dsp/signals.h"
#include "native/test/media/click.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;

namespace {

constexpr int kTicks = 40, kChange = 20;
/// Voices here are sines below 800 Hz; what is above 1,800 Hz when they change is a click.
constexpr double kVoices[] = {310, 530, 770, 430};
constexpr double kVoiceDbm0 = -12;

/// Cosines: at the change, a whole number of waves of 50 ms behind the beginning, all stand at
/// their peaks, where a step is largest.
int16_t VoiceAt(int who, int sample) {
  const double turn = 2 * M_PI * kVoices[who] * sample / kSampleRate;
  return static_cast<int16_t>(std::lrint(PeakOfDbm0(kVoiceDbm0) * std::cos(turn)));
}

/// Power above the voices when they change, to one of them, dB.
double ClickDb(const Samples& samples, int around) {
  return ClickDbm0(samples, around) - kVoiceDbm0;
}

/// What a channel hears of a bridge that changes before tick kChange.
struct Heard {
  Samples samples;
  double Click() const { return ClickDb(samples, kChange * kFrameSamples + 32); }
  double Quiet() const { return ClickDb(samples, (kChange - 8) * kFrameSamples); }
};

/// Four parties talk; `begin` says who is in the bridge, `change` what happens; `listener` hears
/// it.
Heard Hear(ChannelIndex listener, const std::function<void(MediaFixture&)>& begin,
           const std::function<void(MediaFixture&)>& change) {
  MediaFixture media;
  begin(media);
  Heard heard;
  for (int tick = 0; tick < kTicks; ++tick) {
    if (tick == kChange) change(media);
    for (ChannelIndex who = 0; who < 4; ++who) {
      uint8_t frame[kFrameSamples];
      for (int i = 0; i < kFrameSamples; ++i) {
        frame[i] = LinearToAlaw(VoiceAt(who, (tick - kChange) * kFrameSamples + i));
      }
      media.Receive(who, frame);
    }
    media.Step();
    for (uint8_t byte : media.Sent(listener)) heard.samples.push_back(AlawToLinear(byte));
  }
  return heard;
}

/// The same as it would be without a fade: voices are there up to the change, or from it on.
Heard Cut(const std::vector<int>& before, const std::vector<int>& after) {
  Heard heard;
  for (int i = 0; i < kTicks * kFrameSamples; ++i) {
    const int at = i - kChange * kFrameSamples;
    int sum = 0;
    for (int who : at < 0 ? before : after) sum += VoiceAt(who, at);
    heard.samples.push_back(AlawToLinear(LinearToAlaw(Saturate(sum))));
  }
  return heard;
}

/// Power to a voice's, dB, that a change must stay below: no more than A-law's own noise, which has
/// -45 dB here. Without a fade there is more than the other.
constexpr double kNoClickDb = -41;
constexpr double kClickDb = -38;

void CheckBoth(const Heard& faded, const Heard& cut) {
  CAPTURE(faded.Quiet());
  CHECK(faded.Click() < kNoClickDb);
  CHECK(cut.Click() > kClickDb);
}

void JoinAll(MediaFixture& media, int count) {
  for (ChannelIndex who = 0; who < count; ++who) media.Join(0, who);
}

}  // namespace

TEST_CASE("a third party joins two without a click, and leaves them so") {
  const auto two = [](MediaFixture& media) { JoinAll(media, 2); };
  const auto three = [](MediaFixture& media) { JoinAll(media, 3); };
  const auto join = [](MediaFixture& media) { media.Join(0, 2); };
  const auto leave = [](MediaFixture& media) { media.Leave(2); };
  CheckBoth(Hear(0, two, join), Cut({1}, {1, 2}));
  CheckBoth(Hear(0, three, leave), Cut({1, 2}, {1}));
}

TEST_CASE("who joins or leaves hears no click himself") {
  const auto two = [](MediaFixture& media) { JoinAll(media, 2); };
  const auto three = [](MediaFixture& media) { JoinAll(media, 3); };
  const auto join = [](MediaFixture& media) { media.Join(0, 2); };
  const auto leave = [](MediaFixture& media) { media.Leave(2); };
  CheckBoth(Hear(2, two, join), Cut({}, {0, 1}));
  CheckBoth(Hear(2, three, leave), Cut({0, 1}, {}));
}

TEST_CASE("two parties begin and end to hear each other without a click") {
  const auto one = [](MediaFixture& media) { JoinAll(media, 1); };
  const auto two = [](MediaFixture& media) { JoinAll(media, 2); };
  const auto join = [](MediaFixture& media) { media.Join(0, 1); };
  const auto leave = [](MediaFixture& media) { media.Leave(1); };
  CheckBoth(Hear(0, one, join), Cut({}, {1}));
  CheckBoth(Hear(0, two, leave), Cut({1}, {}));
}

TEST_CASE("a party is muted and unmuted, made louder and softer without a click") {
  const auto four = [](MediaFixture& media) { JoinAll(media, 4); };
  const auto muted = [](MediaFixture& media) {
    JoinAll(media, 3);
    media.Join(0, 3, false);
  };
  const auto mute = [](MediaFixture& media) { media.Join(0, 3, false); };
  const auto unmute = [](MediaFixture& media) { media.Join(0, 3); };
  CheckBoth(Hear(0, four, mute), Cut({1, 2, 3}, {1, 2}));
  CheckBoth(Hear(0, muted, unmute), Cut({1, 2}, {1, 2, 3}));
  const Heard louder = Hear(0, four, [](MediaFixture& media) { media.Join(0, 3, true, 6); });
  CheckBoth(louder, Cut({1, 2, 3}, {1, 2, 3, 3}));
}

TEST_CASE("a fade takes 8 ms, and then the bytes are the party's own") {
  const Heard heard = Hear(
      0, [](MediaFixture& media) { JoinAll(media, 1); },
      [](MediaFixture& media) { media.Join(0, 1); });
  for (int i = kRampSamples; i < 5 * kFrameSamples; ++i) {
    REQUIRE(heard.samples[kChange * kFrameSamples + i] ==
            AlawToLinear(LinearToAlaw(VoiceAt(1, i))));
  }
}
