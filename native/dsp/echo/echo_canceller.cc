// SPDX-License-Identifier: GPL-2.0-or-later
// What is left of what a channel receives when the echo of what it was sent is taken out?
#include "native/dsp/echo/echo_canceller.h"

#include <algorithm>
#include <cmath>

#include "native/dsp/g711.h"
#include "native/dsp/gain.h"

namespace spillway {
namespace {

static_assert(kEchoFrame == kFrameSamples);

constexpr int kLeastLag = kFrameSamples;  // what is sent behind a frame is not in it
constexpr int kBeforeEcho = 32;           // taps, for an echo that begins before its loudest part
constexpr float kSound = 1e4f;            // mean square of what is played, from which it is sound
constexpr int kLeastSearched = 12;        // frames
constexpr int kMostSearched = 100;
constexpr float kTogether = 0.35f;  // of the power heard that is explained by one delay alone
constexpr float kProof = 0.25f;     // of the power heard that a model leaves which is to be used
constexpr float kBetter = 0.8f;     // of what the one in use leaves
constexpr float kSpoilt = 2;  // times that, and the model that learns has learned wrong things
constexpr float kUseless = 0.7f;
constexpr int kPatience = 150;  // frames in vain more than others
constexpr int kTrial = 50;      // the same, of a model that has never been of use

}  // namespace

void EchoCanceller::Begin() noexcept { played_.fill(kSilence); }

void EchoCanceller::Forget() noexcept {
  Begin();
  lag_ = searched_ = inVain_ = 0;
  heardEnergy_ = playedEnergy_ = 0;
  proved_ = false;
  models_ = {};
  sums_.fill(0);
}

int EchoCanceller::PlayedAt(int64_t sample) const noexcept {
  return AlawToLinear(played_[static_cast<uint64_t>(sample) % kHistory]);
}

void EchoCanceller::Play(const uint8_t* sent) noexcept {
  for (int i = 0; i < kFrameSamples; ++i) {
    played_[static_cast<uint64_t>(time_ + i) % kHistory] = sent[i];
  }
  time_ += kFrameSamples;
}

bool EchoCanceller::Hear(const uint8_t* heard, uint8_t* left) noexcept {
  float samples[kFrameSamples];
  for (int i = 0; i < kFrameSamples; ++i) samples[i] = AlawToLinear(heard[i]);
  if (lag_ > 0) return Model(samples, left);
  Search(samples);
  return false;
}

/// By sums of four samples: the model that follows is wide enough for what that leaves open.
void EchoCanceller::Search(const float* heard) noexcept {
  constexpr int kPlayedSteps = kLags + kHeardSteps - 1;
  static_assert(kPlayedSteps * kStep <= kHistory);
  float played[kPlayedSteps + 1], steps[kHeardSteps];
  float heardEnergy = 0, playedEnergy = 0;
  const int64_t first = time_ - kLeastLag - kStep * (kLags - 1);
  for (int i = 0; i < kPlayedSteps; ++i) {
    int sum = 0;
    for (int k = 0; k < kStep; ++k) sum += PlayedAt(first + i * kStep + k);
    played[i] = static_cast<float>(sum);
    playedEnergy += played[i] * played[i];
  }
  playedEnergy *= static_cast<float>(kHeardSteps) / kPlayedSteps;
  if (playedEnergy < kSound * kFrameSamples) return;
  for (int i = 0; i < kHeardSteps; ++i) {
    steps[i] = 0;
    for (int k = 0; k < kStep; ++k) steps[i] += heard[i * kStep + k];
    heardEnergy += steps[i] * steps[i];
  }
  path_->correlate(steps, kHeardSteps, played, kLags, sums_.data());
  Judge(heardEnergy, playedEnergy);
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
  float played[kEchoTaps - 1 + kFrameSamples], rest[kFrameSamples];
  const int64_t first = time_ - lag_ - (kEchoTaps - 1);
  for (int i = 0; i < kEchoTaps - 1 + kFrameSamples; ++i) {
    played[i] = static_cast<float>(PlayedAt(first + i));
  }
  EchoPowers powers;
  path_->run(models_, played, heard, rest, &powers);
  const bool used = proved_ && powers.left < powers.heard;
  for (int i = 0; used && i < kFrameSamples; ++i) {
    left[i] = LinearToAlaw(Saturate(static_cast<int32_t>(std::lrint(rest[i]))));
  }
  if (powers.played < kSound * kFrameSamples) return used;
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
