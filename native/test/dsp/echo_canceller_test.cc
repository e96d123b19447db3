// SPDX-License-Identifier: GPL-2.0-or-later
// Is the echo of what is played found and taken out, at any delay, and is all else left alone?
#include "native/dsp/echo/echo_canceller.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>

#include "native/test/dsp/echoing_line.h"
#include "native/test/dsp/odd_voice.h"

using namespace spillway;

namespace {

std::vector<uint8_t> VoiceOf(uint32_t seed, double seconds, double decibels) {
  return AlawOf(MakeVoice(seed, seconds), AmplitudeRatio(decibels));
}

double PowerOf(const uint8_t* codes) {
  return static_cast<double>(AlawSumOfSquares(codes, kFrameSamples)) + 1;
}

/// Decibels that are taken out of the echo of a voice, from `fromTick` on.
double TakenOut(EchoCanceller* canceller, EchoingLine* line, int fromTick, int ticks) {
  const std::vector<uint8_t> voice = VoiceOf(5, ticks * 0.02, -10);
  double before = 0, after = 0;
  for (int tick = 0; tick < ticks; ++tick) {
    uint8_t heard[kFrameSamples], left[kFrameSamples];
    line->Receive(heard);
    if (!canceller->Hear(heard, left)) std::memcpy(left, heard, sizeof left);
    const uint8_t* said = &voice[static_cast<size_t>(tick) * kFrameSamples];
    canceller->Play(said);
    line->Send(said);
    if (tick < fromTick) continue;
    before += PowerOf(heard);
    after += PowerOf(left);
  }
  return 10 * std::log10(before / after);
}

}  // namespace

TEST_CASE(
    "the echo is found at any delay, and 10 dB are taken out of it from the third second on") {
  for (const int delay : {160, 200, 480, 700, 1'100, 1'650}) {
    CAPTURE(delay);
    EchoingLine line(delay, 10);
    EchoCanceller canceller;
    CHECK(TakenOut(&canceller, &line, 100, 250) > 10);
  }
}

TEST_CASE("an echo that moves by a block is found again") {
  EchoingLine line(480, 10);
  EchoCanceller canceller;
  REQUIRE(TakenOut(&canceller, &line, 100, 150) > 9);
  line.Move(640);
  CHECK(TakenOut(&canceller, &line, 450, 500) > 10);
}

TEST_CASE("a line without echo is not touched, whatever is said on it") {
  EchoCanceller canceller;
  const auto ours = VoiceOf(7, 20, -10), theirs = VoiceOf(8, 20, -10);
  uint8_t left[kFrameSamples];
  int touched = 0;
  for (size_t at = 0; at < ours.size(); at += kFrameSamples) {
    touched += canceller.Hear(&theirs[at], left);
    canceller.Play(&ours[at]);
  }
  CHECK(touched == 0);
}

TEST_CASE("every path comes to the same bits") {
  const auto played = MakeVoice(3, 1), heard = MakeVoice(4, 1);
  float sound[kEchoPlayed], line[kEchoFrame];
  for (int i = 0; i < kEchoPlayed; ++i) sound[i] = played[1'000 + i];
  for (int i = 0; i < kEchoFrame; ++i) line[i] = sound[i + 40] / 3 + heard[1'000 + i] / 8.0f;
  EchoModels wanted{};
  float wantedLeft[kEchoFrame], wantedSums[64]{};
  EchoPowers powers;
  for (int turn = 0; turn < 3; ++turn)
    EchoPath::kScalar.run(wanted, true, sound, line, wantedLeft, &powers);
  EchoPath::kScalar.correlate(line, 40, sound, 64, wantedSums);
  for (const EchoPath* path : PathsOf<EchoPath>()) {
    CAPTURE(path->name);
    EchoModels models{};
    float left[kEchoFrame], sums[64]{};
    for (int turn = 0; turn < 3; ++turn) path->run(models, true, sound, line, left, &powers);
    path->correlate(line, 40, sound, 64, sums);
    CHECK(std::memcmp(&models, &wanted, sizeof models) == 0);
    CHECK(std::memcmp(left, wantedLeft, sizeof left) == 0);
    CHECK(std::memcmp(sums, wantedSums, sizeof sums) == 0);
  }
}
