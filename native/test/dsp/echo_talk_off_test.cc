// SPDX-License-Identifier: GPL-2.0-or-later
// Is what is left of our own prompts, and of who talks over them, taken for digits?
#include <doctest/doctest.h>

#include <cstring>

#include "native/dsp/echo/echo_canceller.h"
#include "native/test/dsp/echoing_line.h"
#include "native/test/dsp/recordings.h"

using namespace spillway;

namespace {

constexpr int kDelay = 480;           // samples: 60 ms
constexpr double kCallerSofter = -3;  // dB

/// All recordings, one after the other, in A-law.
std::vector<uint8_t> AllRecordings() {
  std::vector<uint8_t> codes;
  for (const auto& path : RecordingsIn("/usr/share/asterisk/sounds")) {
    const std::vector<uint8_t> one = AlawOf(ReadRecording(path), 1);
    codes.insert(codes.end(), one.begin(), one.end());
  }
  codes.resize(codes.size() / kFrameSamples * kFrameSamples);
  return codes;
}

struct Heard {
  std::string digits;
  size_t changed{0};  // frames that are not what was received
};

/// `prompt` is played and comes back; `caller` talks over it, or nobody (empty).
Heard HearUnder(const std::vector<uint8_t>& prompt, const std::vector<uint8_t>& caller,
                double returnLossDb) {
  EchoingLine line(kDelay, returnLossDb);
  EchoCanceller canceller;
  DtmfDetector detector;
  Heard result;
  for (size_t at = 0; at < prompt.size(); at += kFrameSamples) {
    uint8_t heard[kFrameSamples], left[kFrameSamples];
    line.Receive(heard, caller.empty() ? nullptr : &caller[at]);
    if (canceller.Hear(heard, left)) {
      ++result.changed;
    } else {
      std::memcpy(left, heard, sizeof left);
    }
    int16_t samples[kFrameSamples];
    DecodeAlaw(left, kFrameSamples, samples);
    detector.Feed(samples, kFrameSamples, [&](const DtmfEvent& event) {
      if (event.kind == DtmfEvent::Kind::kBegan) result.digits += event.digit;
    });
    canceller.Play(&prompt[at]);
    line.Send(&prompt[at]);
  }
  return result;
}

}  // namespace

TEST_CASE(
    "what is left of prompts that come back has no digits in it, nor of who talks over them") {
  const std::vector<uint8_t> prompts = AllRecordings();
  REQUIRE_MESSAGE(!prompts.empty(), "apt-get install asterisk-core-sounds-en-wav");
  // Who talks is a quarter of an hour ahead of the prompt.
  std::vector<uint8_t> caller;
  const size_t ahead = prompts.size() / 3;
  for (size_t i = 0; i < prompts.size(); ++i) {
    const int16_t sample = AlawToLinear(prompts[(i + ahead) % prompts.size()]);
    caller.push_back(LinearToAlaw(static_cast<int16_t>(sample * AmplitudeRatio(kCallerSofter))));
  }
  for (const double returnLossDb : {10, 6}) {
    CAPTURE(returnLossDb);
    const Heard alone = HearUnder(prompts, {}, returnLossDb);
    CHECK(alone.digits == "");
    CHECK(alone.changed > prompts.size() / kFrameSamples / 4);
    const Heard both = HearUnder(prompts, caller, returnLossDb);
    CHECK(both.digits == "");
    CHECK(both.changed > prompts.size() / kFrameSamples / 100);
  }
}
