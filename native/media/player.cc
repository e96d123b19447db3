// SPDX-License-Identifier: GPL-2.0-or-later
// What is a channel being played: prompts, a tone or digits, and how far is it?
#include "native/media/player.h"

#include <algorithm>
#include <cstring>

#include "native/dsp/dtmf/dtmf.h"
#include "native/dsp/g711.h"

namespace spillway {
namespace {

static_assert(kToneSteps <= ToneGenerator::kMaximumSteps);
static_assert(kDigitsLength <= DtmfGenerator::kMaximumDigits);

}  // namespace

void Player::Begin(Kind kind, OperationId operation) noexcept {
  kind_ = kind;
  operation_ = operation;
  loop_ = false;
  stopDigits_ = 0;
  played_ = 0;
  limit_ = 0;
  count_ = 0;
  current_ = 0;
  offset_ = 0;
}

void Player::PlayPrompts(OperationId operation, const Prompt* const* prompts, int count, bool loop,
                         uint16_t stopDigits) noexcept {
  Begin(Kind::kPrompts, operation);
  loop_ = loop;
  stopDigits_ = stopDigits;
  count_ = std::min(count, kPlaylistLength);
  std::copy_n(prompts, count_, prompts_.begin());
}

void Player::PlayTone(const MediaCommand& command) noexcept {
  Begin(Kind::kTone, command.operation);
  limit_ = uint64_t{command.durationMs} * kSamplesPerMs;
  ToneGenerator::Step steps[kToneSteps];
  const int count = std::min<int>(command.count, kToneSteps);
  for (int i = 0; i < count; ++i) {
    const ToneStep& step = command.steps[i];
    steps[i] = {double(step.hertz1), double(step.hertz2), step.milliseconds * kSamplesPerMs};
  }
  tone_.Start(steps, count, command.repeatFrom, command.levelDbm0);
}

void Player::PlayDigits(const MediaCommand& command) noexcept {
  Begin(Kind::kDigits, command.operation);
  const size_t count = strnlen(command.digits, kDigitsLength);
  digits_.Start(command.digits, count,
                {command.onMs * kSamplesPerMs, command.offMs * kSamplesPerMs},
                {command.levelDbm0, command.levelDbm0});
}

bool Player::Uses(const Prompt* prompt) const noexcept {
  if (kind_ != Kind::kPrompts) return false;
  return std::find(prompts_.begin(), prompts_.begin() + count_, prompt) !=
         prompts_.begin() + count_;
}

bool Player::StoppedBy(char digit) const noexcept {
  return Playing() && (stopDigits_ & DigitBit(digit)) != 0;
}

int Player::FillFromPrompts(uint8_t* frame) noexcept {
  int filled = 0;
  while (filled < kFrameSamples && current_ < count_) {
    const Prompt& prompt = *prompts_[current_];
    const size_t run = std::min<size_t>(kFrameSamples - filled, prompt.Size() - offset_);
    std::memcpy(frame + filled, prompt.Bytes() + offset_, run);
    filled += static_cast<int>(run);
    offset_ += run;
    if (offset_ < prompt.Size()) break;
    offset_ = 0;
    ++current_;
    if (loop_ && current_ == count_) current_ = 0;
  }
  return filled;
}

int Player::FillFromGenerator(uint8_t* frame) noexcept {
  size_t wanted = kFrameSamples;
  if (limit_ > 0) wanted = std::min<uint64_t>(wanted, limit_ - played_);
  int16_t samples[kFrameSamples];
  const size_t made =
      kind_ == Kind::kTone ? tone_.Generate(samples, wanted) : digits_.Generate(samples, wanted);
  EncodeAlaw(samples, made, frame);
  return static_cast<int>(made);
}

bool Player::AtEnd() const noexcept {
  if (kind_ == Kind::kPrompts) return current_ == count_;
  if (kind_ == Kind::kTone) return tone_.Ended() || (limit_ > 0 && played_ == limit_);
  return digits_.Ended();
}

bool Player::Fill(uint8_t* frame) noexcept {
  const int filled = kind_ == Kind::kPrompts ? FillFromPrompts(frame) : FillFromGenerator(frame);
  std::memset(frame + filled, kSilence, kFrameSamples - filled);
  played_ += filled;
  return filled == kFrameSamples && !AtEnd();
}

}  // namespace spillway
