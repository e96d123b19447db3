// SPDX-License-Identifier: GPL-2.0-or-later
// What does a channel hear of its two players, and what do recordings hear?
#include <doctest/doctest.h>

#include "native/dsp/g711.h"
#include "native/test/media/media_fixture.h"

using namespace spillway;
using Kind = MediaCommand::Kind;

namespace {

/// Music (prompt 1, a loop), a position (prompt 2), a voice.
class LayerFixture : public MediaFixture {
 public:
  LayerFixture() {
    music = Quiet(1, 16000);
    words = Quiet(2, 8000);
    MakePrompt(1, music);
    MakePrompt(2, words);
    facts.Clear();
  }
  static Bytes Quiet(uint32_t seed, size_t count) {
    Bytes bytes = RandomBytes(seed, count);
    for (uint8_t& byte : bytes) byte = LinearToAlaw(AlawToLinear(byte) / 8);
    return bytes;
  }
  void PlayIn(Layer layer, OperationId operation, PromptIndex prompt, Over over = Over::kReplace) {
    MediaCommand command = Command(Kind::kPlay, 0, operation);
    command.layer = layer;
    command.over = over;
    command.loop = prompt == 1;
    command.count = 1;
    command.prompts[0] = prompt;
    Execute(command);
  }
  Bytes Part(const Bytes& of, int tick) const {
    return Bytes(of.begin() + tick * kFrameSamples, of.begin() + (tick + 1) * kFrameSamples);
  }
  static Bytes Sum(const Bytes& one, const Bytes& other) {
    Bytes sum(kFrameSamples);
    for (int i = 0; i < kFrameSamples; ++i) {
      sum[i] = LinearToAlaw(static_cast<int16_t>(AlawToLinear(one[i]) + AlawToLinear(other[i])));
    }
    return sum;
  }
  /// Left or right of a recording, from its start.
  static Bytes Side(const Bytes& file, int side) {
    Bytes bytes;
    for (size_t i = kRecordingHeaderBytes + static_cast<size_t>(side); i < file.size(); i += 2) {
      bytes.push_back(file[i]);
    }
    return bytes;
  }

  Bytes music, words;
};

}  // namespace

TEST_CASE_FIXTURE(LayerFixture, "the background is heard byte by byte, and under talk") {
  PlayIn(Layer::kBackground, 1, 1);
  Step();
  CHECK(Sent(0) == Part(music, 0));
  Route({{0, {ReceivedOf(1)}}});
  const Bytes voice = Quiet(5, kFrameSamples);
  Receive(1, voice.data());
  Step(2);
  CHECK(Sent(0) == Sum(voice, Part(music, 2)));
}

TEST_CASE_FIXTURE(LayerFixture, "a position is laid over music, or takes its place") {
  PlayIn(Layer::kBackground, 1, 1);
  PlayIn(Layer::kForeground, 2, 2, Over::kMix);
  Step();
  CHECK(Sent(0) == Sum(Part(words, 0), Part(music, 0)));
  PlayIn(Layer::kForeground, 3, 2);
  Step(2);  // the music fades, and goes on unheard
  CHECK(Sent(0) == Part(words, 1));
  Stop(3);
  Step(2);
  CHECK(Sent(0) == Part(music, 4));
}

TEST_CASE_FIXTURE(LayerFixture, "what is paused goes on with the very sample that was next") {
  PlayIn(Layer::kForeground, 2, 2);
  Step(3);
  Pause(2, true);
  Step();
  CHECK(Sent(0) != Bytes(kFrameSamples, kSilence));  // fades
  Step(5);
  CHECK(Sent(0) == Bytes(kFrameSamples, kSilence));
  Pause(2, false);
  Step();
  const Bytes next = Part(words, 3), heard = Sent(0);
  CHECK(std::equal(next.begin() + kRampSamples, next.end(), heard.begin() + kRampSamples));
  Step();
  CHECK(Sent(0) == Part(words, 4));
  CHECK(facts.All<PausedFact>().size() == 1);
  CHECK(facts.All<ResumedFact>()[0].operation == 2);
  CHECK(facts.All<FinishedFact>().empty());
}

TEST_CASE_FIXTURE(LayerFixture, "a play becomes softer") {
  PlayIn(Layer::kForeground, 2, 2);
  Step();
  MediaCommand gain = Command(Kind::kGain, -1, 2);
  gain.gainDb = -6.0206f;
  Execute(gain);
  Step(2);
  const Bytes played = Part(words, 2), heard = Sent(0);
  for (int i = 0; i < kFrameSamples; ++i) {
    const float half = static_cast<float>(AlawToLinear(played[i])) / 2;
    const auto rounded = static_cast<int16_t>(half + (half < 0 ? -0.5f : 0.5f));
    REQUIRE(heard[i] == LinearToAlaw(rounded));
  }
}

TEST_CASE_FIXTURE(LayerFixture, "another ear hears what is played to a channel") {
  PlayIn(Layer::kForeground, 2, 2);
  Route({{1, {{0, SourceKind::kForeground, false, 1}}}});
  Step(2);
  CHECK(Sent(1) == Part(words, 1));
}

TEST_CASE_FIXTURE(LayerFixture, "a prompt that is dropped while it fades is not heard any more") {
  PlayIn(Layer::kForeground, 2, 2);
  Step();
  Stop(2);
  MediaCommand drop = Command(Kind::kDropPrompt);
  drop.prompt = 2;
  Execute(drop);
  Step(3);
  CHECK(Sent(0) == Bytes(kFrameSamples, kSilence));
}

TEST_CASE_FIXTURE(LayerFixture, "a paused recording has silence of the true length") {
  const std::string path = folder.File("paused.wav");
  Record(9, 1, path);
  const Bytes voice = Quiet(5, kFrameSamples);
  Receive(1, voice.data());
  Step(3);
  Pause(9, true);
  Step(5);
  Pause(9, false);
  Step(2);
  Stop(9);
  Step(2);
  const Bytes left = Side(ReadBytes(path), 0);
  REQUIRE(left.size() == 10 * kFrameSamples);
  for (const int tick : {0, 1, 2, 9}) CHECK(Part(left, tick) == voice);
  for (const int tick : {4, 5, 6, 7}) CHECK(Part(left, tick) == Bytes(kFrameSamples, kSilence));
  CHECK(facts.All<PausedFact>()[0].operation == 9);
  CHECK(facts.All<ResumedFact>()[0].at - facts.All<PausedFact>()[0].at == 100);
}

TEST_CASE_FIXTURE(LayerFixture, "a recording hears both in one, or all parties, as a route says") {
  const std::string path = folder.File("mixed.wav");
  std::vector<Bytes> voices;
  for (ChannelIndex i = 0; i < 4; ++i) {
    voices.push_back(Quiet(10 + static_cast<uint32_t>(i), kFrameSamples));
    Receive(i, voices[i].data());
  }
  Route({{0, {ReceivedOf(1)}}, {1, {ReceivedOf(0)}}});
  Record(9, 0, path);
  const RouteSource all{0, SourceKind::kSent, false, 1};
  Route({{0, {ReceivedOf(0), all}, EarSide::kLeft},
         {0, {ReceivedOf(2), ReceivedOf(3)}, EarSide::kRight}});
  Step(3);
  Stop(9);
  Step(2);
  Record(10, 0, folder.File("plain.wav"));  // the next one hears what recordings hear
  Step(2);
  Stop(10);
  Step(2);
  const Bytes file = ReadBytes(path), plain = ReadBytes(folder.File("plain.wav"));
  CHECK(Part(Side(file, 0), 2) == Sum(voices[0], voices[1]));
  CHECK(Part(Side(file, 1), 2) == Sum(voices[2], voices[3]));
  CHECK(Part(Side(plain, 0), 1) == voices[0]);
  CHECK(Part(Side(plain, 1), 1) == voices[1]);
}
