// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/dsp/caller_id/caller_id_receiver.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace spillway {
namespace {

constexpr float kSamplesPerBit = 8'000.0F / 1'200.0F;
constexpr int kMarkSamples = 160;           // 20 ms: GR-30 has 150 ms, 67 ms while somebody talks
constexpr int kPauseSamples = 25 * 20 / 3;  // ETSI: at most 10 bits of mark between characters
constexpr float kMark = -0.2F;              // below: 1,450 Hz or less
constexpr float kClear = 0.40F;             // of the mark's own deviation
// The amplitude of FSK stands: from bit to bit its power stays between these shares of the mean of
// its kind. White noise 20 dB below the signal leaves it there; what turns a bit does not.
constexpr float kWeaker = 0.35F;
constexpr float kStronger = 2.5F;
constexpr float kJitter = 0.40F;         // of a bit
constexpr float kLeastPower = 6'300.0F;  // -43 dBm0
constexpr float kFaded = 0.03F;          // 2,200 Hz may be 10 dB weaker than 1,200 Hz, not more
constexpr float kSwollen = 6.0F;
constexpr int kBits = 10;  // start, eight of data, stop

/// Whether the line may carry a mark: in 20 ms the signs of its samples change 48 times at
/// 1,200 Hz and 52 at 1,300. The shortest mark (67 ms) fills two ticks, of which one suffices
/// (kMarkSamples). It costs next to nothing, and silence, voices and music mostly fail it; what
/// follows is dear.
bool MayBeginMessage(const uint8_t* received) noexcept {
  constexpr int kLeastChanges = 42;
  constexpr int kMostChanges = 58;
  int changes = 0;
  for (int i = 0; i + 9 <= FskTick::kSamples; i += 8) {
    uint64_t here;
    uint64_t next;
    std::memcpy(&here, received + i, sizeof here);
    std::memcpy(&next, received + i + 1, sizeof next);
    const uint64_t changed = (here ^ next) >> 7 & 0x0101010101010101U;  // one bit a byte
    changes += static_cast<int>(changed * 0x0101010101010101U >> 56);   // their sum
  }
  return changes >= kLeastChanges && changes <= kMostChanges;
}

/// Message types: a caller's number in one field, or in parameters (GR-30, EN 300 659-3); of
/// messages that wait, likewise.
bool IsType(int type) noexcept {
  return type == 0x04 || type == 0x06 || type == 0x80 || type == 0x82;
}

}  // namespace

void CallerIdReceiver::Reset() noexcept {
  samples_.Forget();
  state_ = State::kHunting;
  before_ = beforeThat_ = 0;
  markSamples_ = 0;
  count_ = 0;
}

CallerIdReceiver::News CallerIdReceiver::Tick(const uint8_t* received) noexcept {
  const bool hunting = state_ == State::kHunting && markSamples_ == 0;
  if (hunting && !MayBeginMessage(received)) {
    samples_.Forget();
    return News::kNone;
  }
  FskTick tick;
  if (!samples_.Tick(received, hunting, &tick))
    return state_ == State::kHunting ? News::kNone : Spoilt();

  News news = News::kNone;
  for (int i = 0; i < FskTick::kSamples; ++i) {
    const News one = Take(tick.deviation[i], tick.power[i]);
    if (one != News::kNone) news = one;
  }
  return news;
}

CallerIdReceiver::News CallerIdReceiver::Take(float deviation, float power) noexcept {
  News news = News::kNone;
  switch (state_) {
    case State::kHunting:
      Hunt(deviation, power);
      break;
    case State::kMark:
      news = AwaitStart(deviation, power);
      break;
    case State::kCharacter:
      news = TakeBit(deviation, power);
      break;
  }
  beforeThat_ = before_;
  before_ = deviation;
  return news;
}

/// A message begins with a long mark.
void CallerIdReceiver::Hunt(float deviation, float power) noexcept {
  if (deviation > kMark || power < kLeastPower) {
    markSamples_ = 0;
    return;
  }
  markDeviation_ =
      markSamples_ == 0 ? deviation : markDeviation_ + (deviation - markDeviation_) / 32;
  markPower_ = markSamples_ == 0 ? power : markPower_ + (power - markPower_) / 32;
  if (++markSamples_ < kMarkSamples) return;
  state_ = State::kMark;
  count_ = 0;
  sum_ = 0;
  spacePower_ = 0;
}

CallerIdReceiver::News CallerIdReceiver::AwaitStart(float deviation, float power) noexcept {
  if (power < markPower_ * kFaded || power > markPower_ * kSwollen) return Spoilt();
  if (deviation < 0) {
    if (count_ > 0 && ++markSamples_ > kPauseSamples) return Spoilt();
    return News::kNone;
  }
  state_ = State::kCharacter;
  sinceEdge_ = deviation / (deviation - before_);
  bit_ = 0;
  character_ = 0;
  return News::kNone;
}

/// Edges may come where a bit ends; in the middle of a bit it is told what it is.
CallerIdReceiver::News CallerIdReceiver::TakeBit(float deviation, float power) noexcept {
  sinceEdge_ += 1;
  if (power < markPower_ * kFaded || power > markPower_ * kSwollen) return Spoilt();
  if ((deviation < 0) != (before_ < 0)) {
    const float edge = (sinceEdge_ - deviation / (deviation - before_)) / kSamplesPerBit;
    if (std::abs(edge - std::round(edge)) > kJitter) return Spoilt();
  }
  // The middle lay one sample ago, so that both its neighbours count.
  if (sinceEdge_ - 1 < (static_cast<float>(bit_) + 0.5F) * kSamplesPerBit) return News::kNone;
  const float mean = (deviation + before_ + beforeThat_) / 3;
  const bool isMark = mean < 0;
  if (std::abs(mean) < -markDeviation_ * kClear || !IsSteady(isMark, power)) return Spoilt();
  if (bit_ == 0 && isMark) return Spoilt();
  if (bit_ == kBits - 1) return isMark ? TakeCharacter() : Spoilt();
  if (bit_ > 0 && isMark) character_ |= 1 << (bit_ - 1);
  ++bit_;
  return News::kNone;
}

bool CallerIdReceiver::IsSteady(bool isMark, float power) noexcept {
  float& mean = isMark ? markPower_ : spacePower_;
  if (mean == 0) mean = power;  // the first start bit
  if (power < mean * kWeaker || power > mean * kStronger) return false;
  mean += (power - mean) / 16;
  return true;
}

CallerIdReceiver::News CallerIdReceiver::TakeCharacter() noexcept {
  state_ = State::kMark;
  markSamples_ = 0;
  if (count_ == 0 && !IsType(character_)) return Spoilt();
  bytes_[count_++] = static_cast<uint8_t>(character_);
  sum_ += character_;
  if (count_ < 3 || count_ < bytes_[1] + 3) return News::kNone;
  state_ = State::kHunting;
  const bool isWhole = (sum_ & 0xFF) == 0;
  count_ = 0;
  return isWhole ? News::kMessage : News::kDamaged;
}

/// Of what was no message at all nothing is told: speech and music whistle, too.
CallerIdReceiver::News CallerIdReceiver::Spoilt() noexcept {
  const bool began = count_ > 0;
  state_ = State::kHunting;
  markSamples_ = 0;
  count_ = 0;
  return began ? News::kDamaged : News::kNone;
}

}  // namespace spillway
