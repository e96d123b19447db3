// SPDX-License-Identifier: GPL-2.0-or-later
// Is a tone taken for another one, or speech, music, digits for a tone? Are fax tones heard as
// modems change them?
#include <doctest/doctest.h>

#include "native/test/dsp/odd_voice.h"
#include "native/test/dsp/recordings.h"
#include "native/test/dsp/tones.h"

using namespace spillway;

namespace {

const std::string kZones[] = {"cn", "us", "uk"};

/// The kinds of the tones that are told, each once.
std::string KindsIn(const TonePlan& plan, const Samples& samples) {
  std::string kinds;
  for (const ToneEvent& event : TonesIn(plan, samples)) {
    const char kind = static_cast<char>('0' + static_cast<int>(event.tone));
    if (kinds.find(kind) == std::string::npos) kinds += kind;
  }
  return kinds;
}

}  // namespace

TEST_CASE("the tones of one zone are none of another's, but where they are the same") {
  const TonePlan cn = PlanOf("cn"), us = PlanOf("us"), uk = PlanOf("uk");
  for (const ToneKind kind : {ToneKind::kBusy, ToneKind::kCongestion, ToneKind::kRingback}) {
    CHECK(KindsIn(us, Play(ToneOf(cn, kind), 16000, -15)) == "");
    CHECK(KindsIn(cn, Play(ToneOf(us, kind), 16000, -15)) == "");
    CHECK(KindsIn(us, Play(ToneOf(uk, kind), 16000, -15)) == "");
    CHECK(KindsIn(uk, Play(ToneOf(us, kind), 16000, -15)) == "");
  }
}

TEST_CASE("digits are no tones") {
  for (const std::string& zone : kZones) {
    const TonePlan plan = PlanOf(zone);
    for (const double onMs : {50.0, 350.0, 500.0, 2000.0}) {
      CHECK(KindsIn(plan, ThroughAlaw(Digits("123A456B789C*0#D", onMs, onMs, -12, -10))) == "");
    }
  }
}

TEST_CASE("silence, noise and a made-up voice are no tones") {
  for (const std::string& zone : kZones) {
    const TonePlan plan = PlanOf(zone);
    CHECK(KindsIn(plan, Silence(Ms(60000))) == "");
    CHECK(KindsIn(plan, WithNoise(Silence(Ms(60000)), -10, 1)) == "");
    CHECK(KindsIn(plan, MakeVoice(7, 600)) == "");
  }
}

TEST_CASE("a tone in whose pauses somebody speaks as loud is no busy tone") {
  const TonePlan plan = PlanOf("cn");
  const Samples busy = Play(ToneOf(plan, ToneKind::kBusy), 14000, -15);
  Samples mixed = busy;
  const Samples voice = MakeVoice(3, 14);
  for (size_t i = 0; i < mixed.size(); ++i) mixed[i] = busy[i] != 0 ? busy[i] : voice[i];

  CHECK(KindsIn(plan, mixed).find('2') == std::string::npos);
}

TEST_CASE("one frequency alone is no tone of two") {
  const TonePlan plan = PlanOf("us");
  for (const uint16_t hertz : {350, 480, 620}) {
    CHECK(KindsIn(plan, Play(Planned(ToneKind::kBusy, {{hertz, 0, 500}, {0, 0, 500}}), 10000,
                             -15)) == "");
    CHECK(KindsIn(plan, Play(Planned(ToneKind::kDial, {{hertz, 0, 0}}), 5000, -15)) == "");
  }
}

TEST_CASE("one of the three rising tones, or the three in another order, is no information tone") {
  const TonePlan plan = PlanOf("us");
  const Steps falling = {{1800, 0, 330}, {1400, 0, 330}, {950, 0, 330}, {0, 0, 1000}};
  CHECK(KindsIn(plan, Play(Planned(ToneKind::kInformation, falling, -1), 3000, -15)) == "");
  const Steps alone = {{950, 0, 330}, {0, 0, 1000}};
  CHECK(KindsIn(plan, Play(Planned(ToneKind::kInformation, alone), 9000, -15)) == "");
}

TEST_CASE("the answer of a fax machine or a modem is told while it sounds, turned or swelling") {
  const TonePlan plan = PlanOf("cn");
  for (const bool turns : {false, true}) {
    for (const bool swells : {false, true}) {
      const Samples samples =
          ThroughAlaw(Silence(Ms(500)) + AnswerTone({3300, turns, swells}) + Silence(Ms(500)));
      const auto events = TonesIn(plan, samples);
      REQUIRE(events.size() == 2);
      CHECK(events[0].tone == ToneKind::kFaxAnswer);
      CHECK(std::abs(static_cast<double>(events[0].at) / 8 - 500) < 10);
      CHECK(std::abs(static_cast<double>(events[1].at) / 8 - 3800) < 10);
    }
  }
}

TEST_CASE("a short whistle of 2100 Hz is no answer of a fax machine") {
  CHECK(KindsIn(PlanOf("cn"), Silence(Ms(100)) + AnswerTone({700}) + Silence(Ms(500))) == "");
}

TEST_CASE("recorded speech and music have no tones in them") {
  double seconds = 0;
  for (const char* folder : {"/usr/share/asterisk/sounds", "/usr/share/asterisk/moh"}) {
    for (const auto& path : RecordingsIn(folder)) {
      const Samples samples = ThroughAlaw(ReadRecording(path));
      seconds += static_cast<double>(samples.size()) / kSampleRate;
      CAPTURE(path.string());
      for (const std::string& zone : kZones) CHECK(KindsIn(PlanOf(zone), samples) == "");
    }
  }
  REQUIRE_MESSAGE(seconds > 600, "apt-get install asterisk-core-sounds-en-wav");
}
