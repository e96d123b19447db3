// SPDX-License-Identifier: GPL-2.0-or-later
// What is left of what a channel receives when the echo of what it was sent is taken out?
#include "native/dsp/echo/echo_canceller.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/g711.h"
#include "native/dsp/samples/sample_path.h"

namespace spillway {
namespace {

static_assert(kEchoFrame == kFrameSamples);

constexpr int kLeastLag = kFrameSamples;  // what is sent behind a frame is not in it
constexpr int kBeforeEcho = 32;           // taps, for an echo that begins before its loudest part
constexpr float kSound = 1e4f;            // mean square of what is played, from which it is sound
constexpr float kFaint = 2600;            // mean square (-50 dBm0) of an echo that is none
constexpr int kLeastSearched = 12;        // frames
constexpr int kMostSearched = 100;
constexpr float kTogether = 0.35f;  // of the power heard that is explained by one delay alone
constexpr float kProof = 0.25f;     // of the power heard that a model leaves which is to be used
constexpr float kBetter = 0.8f;     // of what the one in use leaves
constexpr float kSpoilt = 2;  // times that, and the model that learns has learned wrong things
constexpr float kUseless = 0.7f;
constexpr int kPatience = 150;  // frames in vain more than others
constexpr int kTrial = 50;      // the same, of a model that has never been of use

void DecodeToFloats(const uint8_t* codes, float* samples) noexcept {
  int16_t decoded[kFrameSamples];
  DecodeAlaw(codes, kFrameSamples, decoded);
  for (int i = 0; i < kFrameSamples; ++i) samples[i] = decoded[i];
}

/// Rounded half to even, as processors do.
void Encode(const float* samples, uint8_t* codes) noexcept {
  constexpr float kRounding = 12'582'912;  // 1.5 x 2^23: no room for a fraction beside it
  int32_t rounded[kFrameSamples];
  int16_t cut[kFrameSamples];
  for (int i = 0; i < kFrameSamples; ++i)
    rounded[i] = static_cast<int32_t>((samples[i] + kRounding) - kRounding);
  WidestPath<SamplePath>().cut(rounded, kFrameSamples, cut);
  EncodeAlaw(cut, kFrameSamples, codes);
}

/// Of a multiple of four; in four columns, or it would be one long chain.
float SumOfSquares(const float* samples, int count) noexcept {
  float sums[4]{};
  for (int i = 0; i < count; i += 4) {
    for (int k = 0; k < 4; ++k) sums[k] += samples[i + k] * samples[i + k];
  }
  return (sums[0] + sums[2]) + (sums[1] + sums[3]);
}

/// `count` values of a ring from `first` on, which may be before its beginning.
template <size_t kSize>
void Unroll(const std::array<float, kSize>& ring, int64_t first, size_t count, float* to) noexcept {
  constexpr auto kTurn = static_cast<int64_t>(kSize);
  const auto from = static_cast<size_t>((first % kTurn + kTurn) % kTurn);
  const size_t whole = std::min(count, kSize - from);
  std::copy_n(ring.begin() + static_cast<long>(from), whole, to);
  std::copy_n(ring.begin(), count - whole, to + whole);
}

}  // namespace

void EchoCanceller::Begin() noexcept {
  played_.fill(0);
  steps_.fill(0);
}

void EchoCanceller::Forget() noexcept {
  Begin();
  lag_ = searched_ = inVain_ = 0;
  heardEnergy_ = playedEnergy_ = 0;
  proved_ = false;
  models_ = {};
  sums_.fill(0);
}

/// A frame lies in one piece: there is room for whole ones.
void EchoCanceller::Play(const uint8_t* sent) noexcept {
  static_assert(kHistory % kFrameSamples == 0);
  const auto at = static_cast<size_t>(time_ % kHistory);
  DecodeToFloats(sent, &played_[at]);
  for (size_t i = 0; i < kHeardSteps; ++i) {
    const float* from = &played_[at + i * kStep];
    steps_[at / kStep + i] = (from[0] + from[1]) + (from[2] + from[3]);
  }
  time_ += kFrameSamples;
}

bool EchoCanceller::Hear(const uint8_t* heard, uint8_t* left) noexcept {
  float samples[kFrameSamples];
  DecodeToFloats(heard, samples);
  if (SumOfSquares(samples, kFrameSamples) < kFaint * kFrameSamples) return false;
  if (lag_ > 0) return Model(samples, left);
  Search(samples);
  return false;
}

/// By sums of four samples: the model that follows is wide enough for what that leaves open.
void EchoCanceller::Search(const float* heard) noexcept {
  constexpr int kPlayedSteps = kLags + kHeardSteps;
  static_assert(kPlayedSteps * kStep <= kHistory);
  float played[kPlayedSteps], steps[kHeardSteps];
  const int64_t first = (time_ - kLeastLag - kStep * (kLags - 1)) / kStep;
  Unroll(steps_, first, kPlayedSteps, played);
  const float playedEnergy =
      SumOfSquares(played, kPlayedSteps) * (static_cast<float>(kHeardSteps) / kPlayedSteps);
  if (playedEnergy < kSound * kFrameSamples) return;
  for (int i = 0; i < kHeardSteps; ++i) {
    const float* from = heard + i * kStep;
    steps[i] = (from[0] + from[1]) + (from[2] + from[3]);
  }
  path_->correlate(steps, kHeardSteps, played, kLags, sums_.data());
  Judge(SumOfSquares(steps, kHeardSteps), playedEnergy);
}

void EchoCanceller::Judge(float heardEnergy, float playedEnergy) noexcept {
  heardEnergy_ += heardEnergy;
  playedEnergy_ += playedEnergy;
  if (++searched_ < kLeastSearched) return;
  const auto best = std::max_element(sums_.begin(), sums_.end(),
                                     [](float a, float b) { return std::abs(a) < std::abs(b); });
  if (*best * *best > kTogether * heardEnergy_ * playedEnergy_) {
    const int lag = kLeastLag + kStep * (kLags - 1 - static_cast<int>(best - sums_.begin()));
    Forget();
    lag_ = std::max(kLeastLag, lag - kBeforeEcho);
    return;
  }
  if (searched_ < kMostSearched) return;
  searched_ /= 2;  // what is long ago counts less and less
  heardEnergy_ /= 2;
  playedEnergy_ /= 2;
  for (float& sum : sums_) sum /= 2;
}

bool EchoCanceller::Model(const float* heard, uint8_t* left) noexcept {
  float played[kEchoPlayed], rest[kFrameSamples];
  Unroll(played_, time_ - lag_ - (kEchoTaps - 1), kEchoPlayed, played);
  constexpr int kWhole = (kEchoPlayed - (kEchoBlock - 1)) / 4 * 4;
  if (SumOfSquares(played, kWhole) < kSound * kWhole) return false;
  EchoPowers powers;
  path_->run(models_, proved_, played, heard, rest, &powers);
  const bool used = proved_ && powers.left < powers.heard;
  if (used) Encode(rest, left);
  if (powers.learned < kProof * powers.heard && powers.learned < kBetter * powers.left) {
    std::copy_n(models_.learning, kEchoTaps, models_.used);
    proved_ = true;
  } else if (proved_ && powers.learned > kSpoilt * powers.left) {
    std::copy_n(models_.used, kEchoTaps, models_.learning);
  }
  // By chance a wrong model takes a little out of some frames, too.
  inVain_ = powers.left < kUseless * powers.heard ? std::max(0, inVain_ - 1) : inVain_ + 1;
  if (inVain_ >= (proved_ ? kPatience : kTrial)) Forget();
  return used;
}

}  // namespace spillway
