// SPDX-License-Identifier: GPL-2.0-or-later
// Is a masked channel silence for bridge and recorder, to the byte, while its digits are told?
#include <doctest/doctest.h>

#include "native/test/dsp/signals.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

constexpr int kBegin = 20, kEnd = 113, kTicks = 125;

/// A caller on channel 0 who keys in a card number while he talks, an agent on channel 1.
class MaskFixture : public MediaFixture {
 public:
  MaskFixture() {
    Detect(0);
    Join(0, 0);
    Join(0, 1);
    spoken = Digits("4929180273", 80, 80, -9, -9);
    spoken = Silence(kFrameSamples * 30) + spoken;
    spoken.resize(kTicks * kFrameSamples);
    // Never silent: what is silence on the other side was masked.
    std::mt19937 random(5);
    for (int16_t& sample : spoken) sample = static_cast<int16_t>(sample + 40 + random() % 100);
  }

  void Mask(bool on) {
    MediaCommand command = Command(Kind::kMask, 0);
    command.on = on;
    Execute(command);
  }
  /// Says one tick of it; gives what the channel received.
  Bytes Say(int tick) {
    Bytes frame(kFrameSamples);
    EncodeAlaw(&spoken[static_cast<size_t>(tick) * kFrameSamples], kFrameSamples, frame.data());
    Receive(0, frame.data());
    Step();
    return frame;
  }
  std::string Told() const {
    std::string digits;
    for (const DigitFact& fact : facts.All<DigitFact>()) digits += fact.digit;
    return digits;
  }

  Samples spoken;
  const Bytes silence = Bytes(kFrameSamples, kSilence);
};

}  // namespace

TEST_CASE_FIXTURE(MaskFixture,
                  "from the tick behind the command on, agent and recording get silence, and the "
                  "digits are told") {
  const std::string callers = folder.File("caller.wav"), agents = folder.File("agent.wav");
  Record(1, 0, callers);
  Record(2, 1, agents);
  Step(3);  // joined
  Bytes expected(3 * kFrameSamples, kSilence);
  for (int tick = 0; tick < kTicks; ++tick) {
    CAPTURE(tick);
    if (tick == kBegin) Mask(true);
    if (tick == kEnd) Mask(false);
    const Bytes said = Say(tick);
    const Bytes& heard = tick >= kBegin && tick < kEnd ? silence : said;
    REQUIRE(Sent(1) == heard);
    expected.insert(expected.end(), heard.begin(), heard.end());
  }
  Stop(1);
  Stop(2);
  Step();

  CHECK(Told() == "4929180273");
  const Bytes caller = ReadBytes(callers), agent = ReadBytes(agents);
  REQUIRE(caller.size() == kRecordingHeaderBytes + 2 * expected.size());
  REQUIRE(agent.size() == caller.size());
  for (size_t i = 0; i < expected.size(); ++i) {
    REQUIRE(caller[kRecordingHeaderBytes + 2 * i] == expected[i]);     // left: what was received
    REQUIRE(agent[kRecordingHeaderBytes + 2 * i + 1] == expected[i]);  // right: what was sent
  }
}

TEST_CASE_FIXTURE(MaskFixture, "a mask that ends while a key is down goes on until it is let go") {
  Step(3);
  Mask(true);
  int tick = 0;
  while (Told().empty()) Say(tick++);
  Mask(false);
  while (facts.All<DigitEndedFact>().empty()) {
    REQUIRE(tick < kTicks);
    Say(tick++);
    if (facts.All<DigitEndedFact>().empty()) REQUIRE(Sent(1) == silence);
  }

  // Between the two digits there are 80 ms without a key; the mask has ended there.
  CHECK(Sent(1) != silence);
  const Bytes said = Say(tick);
  CHECK(Sent(1) == said);
}

TEST_CASE_FIXTURE(MaskFixture, "in a conference nothing of a masked member is heard") {
  Join(0, 2);
  Bytes voice(kFrameSamples, LinearToAlaw(1000));
  Receive(1, voice.data());
  Step(3);
  Mask(true);
  Say(40);
  CHECK(Sent(2) == voice);
  CHECK(Sent(1) == Bytes(kFrameSamples, kSilence));  // of the one who is left, byte for byte
}

TEST_CASE_FIXTURE(MaskFixture, "a channel that is reset is not masked any more") {
  Step(3);
  Mask(true);
  Reset(0);
  Say(39);
  CHECK(Sent(1) == silence);  // nothing of it while it fades out of the bridge
  Join(0, 0);
  Say(40);
  const Bytes said = Say(41);
  CHECK(Sent(1) == said);
}
