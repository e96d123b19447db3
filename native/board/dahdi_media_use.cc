// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels are read and written in a tick, and how do they keep in step?
#include <algorithm>

#include "native/board/dahdi_media.h"

namespace spillway {
namespace {

constexpr int64_t kMsNs = 1'000'000;
constexpr int64_t kTickNs = kTickMilliseconds * kMsNs;
constexpr int64_t kChunkNs = kMsNs;             // the driver takes in 8 samples at a time
constexpr int64_t kEarlyNs = 3 * kMsNs;         // blocks begin so long before a tick
constexpr int kAlignTries = 5;                  // ticks; a host can be too busy for it
constexpr int64_t kSafeNs = 5 * kMsNs;          // what is complete so early is in no danger yet,
constexpr int64_t kCloseNs = 3 * kChunkNs / 2;  // what is not shortly before a tick soon will be
constexpr int64_t kLookNs = 1'000 * kMsNs;

}  // namespace

void DahdiMedia::Use(ChannelIndex channel, bool on) noexcept {
  DahdiBearer* bearer = BearerOf(channel);
  if (!bearer || bearer->Used() == on) return;
  if (!on) {
    used_.erase(std::find(used_.begin(), used_.end(), bearer));
    bearer->End();
    if (bearer == reference_) Replace();
    return;
  }
  used_.push_back(bearer);
  bearer->Begin(tick_);
  if (reference_ || bearer->Gone() || bearer->InAlarm()) return;
  bearer->Aligned(0);
  reference_ = bearer;
}

/// Ticks go by this one from now on; null: by the clock.
void DahdiMedia::Follow(DahdiBearer* bearer) noexcept {
  reference_ = bearer;
  if (!bearer) return;
  const int64_t earlier = bearer->Early();
  gridAt_ -= earlier;
  for (DahdiBearer* each : used_) each->TicksMoved(earlier);
}

/// Who takes the reference's place: of its span, if there is one, whose blocks are complete last.
/// Of those that began together it is the last.
DahdiBearer* DahdiMedia::Successor() const noexcept {
  DahdiBearer* next = nullptr;
  for (DahdiBearer* bearer : used_) {
    if (bearer == reference_ || !bearer->Steady()) continue;
    const bool better = !next || bearer->Early() <= next->Early();
    const bool own = bearer->Span() == reference_->Span();
    const bool nextIsOwn = next && next->Span() == reference_->Span();
    if (own == nextIsOwn ? better : own) next = bearer;
  }
  return next;
}

/// The reference is gone, is used no more, or has begun its blocks anew.
void DahdiMedia::Replace() noexcept {
  DahdiBearer* next = Successor();
  const bool alone = !next && reference_->Used() && !reference_->Gone();
  if (alone) return reference_->Aligned(0);
  Follow(next);
}

/// One delivers, after a while in which none did. All begin anew, and it is the last that does.
void DahdiMedia::Resume(DahdiBearer* reference) noexcept {
  for (DahdiBearer* bearer : used_) {
    if (bearer != reference && !bearer->Gone()) bearer->Resume();
  }
  reference->Resume();
  reference_ = reference;
}

/// What is to be done at a certain time before the next tick.
void DahdiMedia::PrepareTick() noexcept {
  const bool aligning = std::any_of(used_.begin(), used_.end(),
                                    [](const DahdiBearer* bearer) { return bearer->Aligning(); });
  if (aligning) return AlignOthers();
  if (turn_ != kTurns - 1) return;
  const bool alone = std::all_of(used_.begin(), used_.end(), [this](const DahdiBearer* bearer) {
    return bearer->Span() == reference_->Span();
  });
  if (!alone && SleepBefore(lookClose_ ? kCloseNs : kSafeNs)) LookBefore(lookClose_);
  lookClose_ = !lookClose_;
}

/// Until so long before the next tick. False when that is over, or somebody wakes us.
bool DahdiMedia::SleepBefore(int64_t ns) noexcept {
  const int64_t until = gridAt_ + kTickNs - ns;
  const int64_t left = until - clock_.Now();
  if (left < 0) return false;
  pollfd woken{wakeEvent_, POLLIN, 0};
  return driver_.Poll(&woken, 1, left) == 0;
}

void DahdiMedia::AlignOthers() noexcept {
  const bool inTime = SleepBefore(kEarlyNs);
  const bool lastTry = ++alignTries_ >= kAlignTries;
  for (DahdiBearer* bearer : used_) {
    if (!bearer->Aligning()) continue;
    const int64_t early = gridAt_ + kTickNs - clock_.Now() - kChunkNs;
    // Too late, and its blocks would be complete after the tick, each of them.
    if ((!inTime || early < 0) && !lastTry) return;
    bearer->Align(std::max<int64_t>(0, early));
  }
  alignTries_ = 0;
}

void DahdiMedia::PollUsed() noexcept {
  looked_.clear();
  for (const DahdiBearer* bearer : used_) {
    looked_.push_back({bearer->Gone() ? -1 : bearer->Device().Fd(), POLLIN, 0});
  }
  driver_.Poll(looked_.data(), looked_.size(), 0);
}

/// Channels whose clock is slower than the reference's: their blocks are complete ever later.
void DahdiMedia::LookBefore(bool close) noexcept {
  if (close && gridAt_ + kTickNs - clock_.Now() < kChunkNs / 2) return;  // came late
  PollUsed();
  for (size_t i = 0; i < used_.size(); ++i) {
    used_[i]->LookBefore((looked_[i].revents & POLLIN) != 0, close);
  }
}

/// Ticks that the engine skips must not stay in the driver as delay.
void DahdiMedia::Discard(int blocks) noexcept {
  for (; blocks > 0; --blocks) {
    for (DahdiBearer* bearer : used_) bearer->Discard(tick_);
  }
}

void DahdiMedia::Read(uint8_t* received) noexcept {
  if (reopened_.exchange(false)) {
    for (auto& bearer : bearers_) bearer->TakeOver();
  }
  for (DahdiBearer* bearer : used_) {
    bearer->Read(tick_, received + static_cast<size_t>(bearer->Channel()) * kFrameSamples);
  }
}

void DahdiMedia::Write(const uint8_t* sent) noexcept {
  for (DahdiBearer* bearer : used_) {
    bearer->Write(tick_, sent + static_cast<size_t>(bearer->Channel()) * kFrameSamples);
  }
  if (tick_.prompt && tick_.at >= lookAt_) Look();
  if (tick_.at >= lookUnusedAt_) LookAtUnused(tick_.at);
  tick_.left = std::max(1, tick_.left - 1);
}

/// Which channels keep a block unread? Those whose clock is faster than the reference's.
void DahdiMedia::Look() noexcept {
  lookAt_ = tick_.at + kLookNs;
  PollUsed();
  for (size_t i = 0; i < used_.size(); ++i) used_[i]->Unread((looked_[i].revents & POLLIN) != 0);
}

/// Of channels that are not in use nobody else learns that they are gone. Events of ports are the
/// signalling thread's.
void DahdiMedia::LookAtUnused(int64_t now) noexcept {
  lookUnusedAt_ = now + kLookNs;
  looked_.clear();
  for (const auto& bearer : bearers_) {
    const bool bearing = bearer->Device().Kind() == ChannelKind::kBearer;
    const int fd = bearer->Used() || bearer->Gone() ? -1 : bearer->Device().Fd();
    looked_.push_back({fd, static_cast<short>(bearing ? POLLPRI : 0), 0});
  }
  driver_.Poll(looked_.data(), looked_.size(), 0);
  for (size_t i = 0; i < bearers_.size(); ++i) {
    if (looked_[i].fd < 0) continue;
    const short told = looked_[i].revents;
    bearers_[i]->LookAt((told & POLLPRI) != 0, (told & (POLLERR | POLLHUP | POLLNVAL)) != 0, now);
  }
}

}  // namespace spillway
