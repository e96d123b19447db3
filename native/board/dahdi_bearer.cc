// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/dahdi_bearer.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstring>

namespace spillway {
namespace {

constexpr double kBlockNs = 20e6;
constexpr int kTries = 3;            // of one block, when events stand in the way
constexpr int kQuietSendTicks = 25;  // so long is waited for a quiet block
constexpr int kQuietReadTicks = 50;
constexpr int kMostFullLooks = 3'000;
constexpr int kHeldLooks = 600;
constexpr int kFlapLooks = 60;  // a block missed so soon after a drop: it was one too few

/// No sample above -33 dBm0 or so. An A-law octet without its sign, its even bits inverted back,
/// grows with the magnitude.
bool IsQuiet(const uint8_t* block) noexcept {
  constexpr int kQuiet = 0x20;
  return std::all_of(block, block + kFrameSamples,
                     [](uint8_t sample) { return ((sample ^ 0x55) & 0x7F) < kQuiet; });
}

}  // namespace

void DahdiBearer::Silence(const DahdiTick& tick, int blocks) noexcept {
  uint8_t silence[kFrameSamples];
  std::memset(silence, kSilence, sizeof silence);
  for (; blocks > 0; --blocks) WriteBlock(tick, silence);
}

void DahdiBearer::Discard(const DahdiTick& tick) noexcept {
  uint8_t block[kFrameSamples];
  if (ReadBlock(tick, block)) --excess_;
}

void DahdiBearer::Read(const DahdiTick& tick, uint8_t* block) noexcept {
  TakeHeard();
  if (emptied_) restarting_ = aligning_ = true;
  if (hold_ && tick.prompt && Steady() && IsQuiet(last_)) return Repeat(block);
  if (aligning_ || !ReadBlock(tick, block)) return Missing(tick, block);
  if (missing_ >= kStanding) return Restart();  // what was written meanwhile would be delay now
  restarting_ = false;
  missing_ = 0;
  if (drop_ && tick.prompt && (IsQuiet(block) || ++dropTicks_ > kQuietReadTicks)) {
    drop_ = safe_ = false;
    sinceDrop_ = 0;
    Slipped();
    Discard(tick);
  }
  std::memcpy(last_, block, kFrameSamples);
}

/// Before one is not there, which may be at a loud moment.
void DahdiBearer::Repeat(uint8_t* block) noexcept {
  std::memcpy(block, last_, kFrameSamples);
  hold_ = drop_ = false;
  held_ = true;
  heldLooks_ = full_ = 0;
  ++excess_;
  Slipped();
}

/// The block is not there: the channel's clock is slower than the reference's, or it stands still.
void DahdiBearer::Missing(const DahdiTick& tick, uint8_t* block) noexcept {
  std::memcpy(block, last_, kFrameSamples);
  std::memset(last_, kSilence, sizeof last_);  // once is enough
  if (Gone() || missing_ >= kStanding) return;
  ++missing_;
  if (restarting_ || !tick.paced) return;
  Slipped();
  ++excess_;
  full_ = 0;
  drop_ = hold_ = false;
  if (sinceDrop_ < kFlapLooks) fullEnough_ = std::min(fullEnough_ * 10, kMostFullLooks);
}

bool DahdiBearer::ReadBlock(const DahdiTick& tick, uint8_t* block) noexcept {
  for (int tries = 0; tries < kTries && !Gone(); ++tries) {
    size_t size = 0;
    switch (device_->Read(block, kFrameSamples, &size)) {
      case DahdiDevice::Transfer::kDone:
        if (size < kFrameSamples) std::memset(block + size, kSilence, kFrameSamples - size);
        return true;
      case DahdiDevice::Transfer::kEvent:
        TakeEvents(tick.at);
        continue;
      case DahdiDevice::Transfer::kGone:
        Lose(tick.at);
        return false;
      case DahdiDevice::Transfer::kNotReady:
        return false;
    }
  }
  return false;
}

void DahdiBearer::Write(const DahdiTick& tick, const uint8_t* block) noexcept {
  if (Gone() || missing_ >= kStanding) return;
  if (emptied_.exchange(false)) dry_ = restarting_ = aligning_ = true;
  if (excess_ == 0 && resumedAt_ == 0) shallow_ = false;  // it is known, and as it should be
  if (excess_ != 0 && !dry_ && tick.left == 1 &&
      (IsQuiet(block) || (!shallow_ && ++excessTicks_ > kQuietSendTicks))) {
    excessTicks_ = 0;
    if (excess_ > 0) {
      --excess_;
      return Measure(tick);
    }
    ++excess_;
    WriteBlock(tick, block);
  }
  WriteBlock(tick, block);
  Measure(tick);
}

void DahdiBearer::WriteBlock(const DahdiTick& tick, const uint8_t* block) noexcept {
  for (int tries = 0; tries < kTries && !Gone(); ++tries) {
    if (dry_) {
      TakeEvents(tick.at);
      shallow_ = begun_ && device_->Kind() == ChannelKind::kFxs;
      dry_ = begun_ = false;
      excess_ = 0;
      resumedAt_ = tick.at;
      resumedWith_ = 0;
      Silence(tick, (shallow_ ? kTelephoneBlocks : kBlocksAhead) - tick.left);
    }
    switch (device_->Write(block, kFrameSamples)) {
      case DahdiDevice::Transfer::kDone:
        ++resumedWith_;
        return;
      case DahdiDevice::Transfer::kEvent:
        TakeEvents(tick.at);
        continue;
      case DahdiDevice::Transfer::kGone:
        return Lose(tick.at);
      case DahdiDevice::Transfer::kNotReady:
        excess_ = DahdiDevice::kBlocks - kBlocksAhead;  // as many as there is room for are unsent
        return Slipped();
    }
  }
}

/// Sending began again a moment ago: what was written since then, less what was sent, is unsent.
void DahdiBearer::Measure(const DahdiTick& tick) noexcept {
  if (resumedAt_ == 0 || !tick.prompt) return;
  const double sent = static_cast<double>(tick.at - resumedAt_) / kBlockNs;
  excess_ = static_cast<int>(
      std::lround(static_cast<double>(resumedWith_) - sent - static_cast<double>(kBlocksAhead)));
  excessTicks_ = 0;
  resumedAt_ = 0;
}

void DahdiBearer::Unread(bool one) noexcept {
  if (sinceDrop_ < INT_MAX) ++sinceDrop_;
  if (held_) {
    held_ = one && ++heldLooks_ < kHeldLooks;
    return;
  }
  full_ = one && !restarting_ ? full_ + 1 : 0;
  if (full_ < fullEnough_) return;
  full_ = 0;
  drop_ = true;
  dropTicks_ = 0;
}

/// Only what was early for a while and is not any more has a clock that is slow.
void DahdiBearer::LookBefore(bool complete, bool close) noexcept {
  if (held_ || !Steady()) return;
  if (complete) {
    safe_ = safe_ || !close;
    return;
  }
  if (close && safe_) hold_ = true;
  safe_ = safe_ && !close;
}

}  // namespace spillway
