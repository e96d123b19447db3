// SPDX-License-Identifier: GPL-2.0-or-later
// When has an answering machine beeped?
#include "native/dsp/speech/beep_listener.h"

#include <cmath>

#include "native/dsp/gain.h"

namespace spillway {
namespace {

// Our own limits: machines beep with 800 to 1,400 Hz (networks, Asterisk) for 0.2 to 1 s.
constexpr double kLowestHertz = 800;
constexpr double kHighestHertz = 1500;
/// Foretold power of a single tone, dB: A-law leaves 27 to 33.
constexpr double kSingleToneDb = 17;
/// How far the frequency may wander from its mean, as a difference of cosines: about 15 Hz.
constexpr double kSteadyTurn = 0.01;
constexpr int kLeastFrames = 12;  // 120 ms; vowels so pure are shorter
constexpr int kMostFrames = 150;  // 1.5 s; what is longer is a tone of the network

double TurnOfHertz(double hertz) noexcept { return std::cos(2 * M_PI * hertz / kSampleRate); }

const double kLowestTurn = TurnOfHertz(kHighestHertz);
const double kHighestTurn = TurnOfHertz(kLowestHertz);
const double kSingleTone = PowerRatio(kSingleToneDb);

}  // namespace

bool BeepListener::Add(const SpeechFrame& frame, bool tone) noexcept {
  const bool single = tone && frame.foretoldByTwo >= kSingleTone && frame.turn >= kLowestTurn &&
                      frame.turn <= kHighestTurn;
  if (single && (frames_ == 0 || std::fabs(frame.turn - turn_) < kSteadyTurn)) {
    ++frames_;
    turn_ += (frame.turn - turn_) / frames_;
    return false;
  }
  endedFrames_ = frames_;
  endedTurn_ = turn_;
  frames_ = single ? 1 : 0;
  turn_ = frame.turn;
  return endedFrames_ >= kLeastFrames && endedFrames_ <= kMostFrames;
}

double BeepListener::Hertz() const noexcept {
  return std::acos(endedTurn_) * kSampleRate / (2 * M_PI);
}

bool BeepListener::Beeping() const noexcept {
  return frames_ >= kLeastFrames && frames_ <= kMostFrames;
}

}  // namespace spillway
