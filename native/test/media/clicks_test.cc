// SPDX-License-Identifier: GPL-2.0-or-later
// Is there no click, whatever changes: lists, gains, plays that begin, pause, go on and end?
#include <doctest/doctest.h>

#include <algorithm>

#include "native/dsp/g711.h"
#include "native/media/router.h"
#include "native/test/media/click.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

constexpr int kChannels = 6, kChanges = 1000, kTicksBetween = 4;
constexpr double kVoiceDbm0 = -26;
constexpr int kHertz[kChannels] = {310, 370, 430, 490, 550, 610};

/// Everybody hums; what a channel hears is kept.
class Hum : public MediaFixture {
 public:
  Hum() : MediaFixture(kChannels), heard(kChannels) {
    for (PromptIndex prompt = 1; prompt <= 2; ++prompt) {
      Bytes bytes(8000);
      for (int i = 0; i < 8000; ++i) bytes[i] = LinearToAlaw(At(200 + 60 * prompt, i));
      MakePrompt(prompt, bytes);
    }
  }

  static int16_t At(int hertz, int sample) {
    return static_cast<int16_t>(PeakOfDbm0(kVoiceDbm0) *
                                std::sin(2 * M_PI * hertz * sample / kSampleRate));
  }
  void Go() {
    for (ChannelIndex who = 0; who < kChannels; ++who) {
      uint8_t frame[kFrameSamples];
      for (int i = 0; i < kFrameSamples; ++i) {
        frame[i] = LinearToAlaw(At(kHertz[who], tick * kFrameSamples + i));
      }
      Receive(who, frame);
    }
    ++tick;
    Step();
    for (ChannelIndex who = 0; who < kChannels; ++who) {
      for (const uint8_t byte : Sent(who)) heard[who].push_back(AlawToLinear(byte));
    }
  }

  void Change() {
    const int what = static_cast<int>(random() % 10);
    const ChannelIndex channel = Pick();
    if (what < 5) return ChangeLists();
    if (what < 7) return Begin(channel);
    if (what == 7) return Stop(playing[channel]);
    if (what == 8) return Pause(playing[channel], random() % 2 == 0);
    MediaCommand gain = Command(Kind::kGain, -1, playing[channel]);
    gain.gainDb = static_cast<float>(random() % 13) - 6;
    Execute(gain);
  }

  std::vector<Samples> heard;
  int tick = 0;

 private:
  ChannelIndex Pick() { return static_cast<ChannelIndex>(random() % kChannels); }
  void ChangeLists() {
    std::vector<RoutedEar> ears;
    for (ChannelIndex ear = 0; ear < kChannels; ++ear) {
      if (random() % 2 == 0) continue;
      RoutedEar routed{ear, {}};
      for (ChannelIndex other = 0; other < kChannels; ++other) {
        if (random() % 2 != 0) continue;
        const float factor =
            random() % 3 == 0 ? 0.5f + 0.25f * static_cast<float>(random() % 4) : 1;
        routed.hears.push_back(ReceivedOf(other, factor));
      }
      ears.push_back(routed);
    }
    if (!ears.empty()) Route(ears);
  }
  void Begin(ChannelIndex channel) {
    MediaCommand play = Command(Kind::kPlay, channel, ++operation);
    play.layer = random() % 2 == 0 ? Layer::kForeground : Layer::kBackground;
    play.over = random() % 2 == 0 ? Over::kReplace : Over::kMix;
    play.count = 1;
    play.loop = true;
    play.prompts[0] = static_cast<PromptIndex>(1 + random() % 2);
    Execute(play);
    playing[channel] = operation;
  }

  std::mt19937 random{42};
  OperationId operation = 0;
  std::array<OperationId, kChannels> playing{};
};

}  // namespace

TEST_CASE("a thousand changes of everything are no louder than the noise of A-law") {
  Hum hum;
  for (int i = 0; i < 4; ++i) hum.Go();
  double changing = kSilenceDbm0, steady = kSilenceDbm0;
  for (int change = 0; change < kChanges; ++change) {
    hum.Change();
    for (int i = 0; i < kTicksBetween; ++i) hum.Go();
    const int at = (hum.tick - kTicksBetween) * kFrameSamples + 32;
    for (const Samples& samples : hum.heard) {
      changing = std::max(changing, ClickDbm0(samples, at));
      steady = std::max(steady, ClickDbm0(samples, at + 2 * kFrameSamples));
    }
  }
  CAPTURE(changing);
  CAPTURE(steady);
  CHECK(changing < steady + 1);
}

TEST_CASE("a thousand changes of lists have no step of -50 dBm0") {
  constexpr double kLoudDbm0 = -20;
  std::mt19937 random(7);
  Router router(kChannels, kChannels * kSourceKinds);
  SoundSources sources(kChannels);
  std::vector<Samples> heard(kChannels);
  double loudest = kSilenceDbm0;
  for (int tick = 0; tick < 4 * kChanges; ++tick) {
    for (ChannelIndex ear = 0; tick % 4 == 0 && ear < kChannels; ++ear) {
      if (random() % 2 == 0) continue;
      std::vector<HeardSource> list;
      for (SourceIndex other = 0; other < kChannels; ++other) {
        const float factor = random() % 3 == 0 ? 0.5f : 1;
        if (random() % 2 == 0) list.push_back({other, factor, false});
      }
      router.Set(ear, list.data(), static_cast<int>(list.size()));
    }
    router.Settle();
    for (ChannelIndex who = 0; who < kChannels; ++who) {
      int16_t* samples = sources.GiveSamples(who);
      for (int i = 0; i < kFrameSamples; ++i) {
        const double turn = 2 * M_PI * kHertz[who] * (tick * kFrameSamples + i) / kSampleRate;
        samples[i] = static_cast<int16_t>(PeakOfDbm0(kLoudDbm0) * std::sin(turn));
      }
    }
    for (ChannelIndex ear = 0; ear < kChannels; ++ear) {
      int16_t mixed[kFrameSamples]{};
      bool silent;
      router.Hear(ear, sources, mixed, &silent);
      if (silent) std::fill(std::begin(mixed), std::end(mixed), int16_t{0});
      heard[ear].insert(heard[ear].end(), std::begin(mixed), std::end(mixed));
      if (tick % 4 != 3 || tick < 4) continue;
      loudest = std::max(loudest, ClickDbm0(heard[ear], (tick - 3) * kFrameSamples + 32));
    }
    router.EndTick();
  }
  Samples step(320, 0);  // as high as the peaks of a tone of -50 dBm0
  step.resize(640, static_cast<int16_t>(PeakOfDbm0(-50)));
  CAPTURE(loudest);
  CHECK(loudest < ClickDbm0(step, 320));
}
