// SPDX-License-Identifier: GPL-2.0-or-later
// When is a tick? (Which channels are read and written in it: dahdi_media_use.cc.)
#include "native/board/dahdi_media.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "native/board/board_error.h"

namespace spillway {
namespace {

constexpr int64_t kMsNs = 1'000'000;
constexpr int64_t kTickNs = kTickMilliseconds * kMsNs;
constexpr int kStandstillMs =
    200;  // the driver's own timer can be late: that is no reason to run on
constexpr int kTogetherMs = kTickMilliseconds / 2;  // spans go on within this of one another
constexpr int kCaughtUp = 4;                        // ticks that the engine catches up at once
constexpr int64_t kPunctualNs = 8 * kMsNs;          // a block seen later than this tells no drift
constexpr int64_t kGridLeak = 16;                   // of a lateness that lasts

}  // namespace

DahdiMedia::DahdiMedia(const std::vector<ChannelInfo>& channels,
                       const std::vector<std::unique_ptr<DahdiDevice>>& devices,
                       DahdiDriver& driver, Clock& clock, DahdiNews& news)
    : driver_(driver), clock_(clock), wakeEvent_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (wakeEvent_ < 0) throw BoardError("BOARD_CARRIER", "eventfd: too many open files");
  for (const ChannelInfo& channel : channels) {
    byChannel_.push_back(nullptr);
    while (drifts_.size() <= static_cast<size_t>(channel.span))
      drifts_.push_back(std::make_unique<SpanDrift>());
    if (channel.kind == ChannelKind::kData) continue;
    bearers_.push_back(
        std::make_unique<DahdiBearer>(*devices[channel.index], channel.index, channel.span, news));
    byChannel_.back() = bearers_.back().get();
  }
  used_.reserve(bearers_.size());
  looked_.reserve(bearers_.size());
}

DahdiMedia::~DahdiMedia() { close(wakeEvent_); }

void DahdiMedia::Wake() noexcept { eventfd_write(wakeEvent_, 1); }

void DahdiMedia::Emptied(ChannelIndex channel) noexcept {
  if (DahdiBearer* bearer = BearerOf(channel)) bearer->Emptied();
}

bool DahdiMedia::Gone(ChannelIndex channel) const noexcept {
  const DahdiBearer* bearer = BearerOf(channel);
  return bearer && bearer->Gone();
}

bool DahdiMedia::Lost(ChannelIndex channel) const noexcept {
  const DahdiBearer* bearer = BearerOf(channel);
  return bearer && bearer->Lost();
}

void DahdiMedia::Reopened(ChannelIndex channel, DahdiDevice& device) noexcept {
  DahdiBearer* bearer = BearerOf(channel);
  if (!bearer) return;
  bearer->Reopened(device);
  reopened_ = true;
}

bool DahdiMedia::Readable(const DahdiBearer& bearer, int timeoutMs) noexcept {
  if (bearer.Gone()) return false;
  pollfd awaited[] = {{bearer.Device().Fd(), POLLIN, 0}, {wakeEvent_, POLLIN, 0}};
  if (driver_.Poll(awaited, 2, timeoutMs * kMsNs) <= 0) return false;
  return (awaited[0].revents & POLLIN) != 0;
}

/// Waits for the reference's next block; on the way, notes when one of another span is complete.
bool DahdiMedia::AwaitReference(int timeoutMs, DahdiBearer* probed) noexcept {
  const int64_t end = clock_.Now() + timeoutMs * kMsNs;
  if (!probed || reference_->Gone() || Readable(*probed, 0))
    return Readable(*reference_, timeoutMs);
  pollfd awaited[] = {{reference_->Device().Fd(), POLLIN, 0},
                      {wakeEvent_, POLLIN, 0},
                      {probed->Device().Fd(), POLLIN, 0}};
  if (driver_.Poll(awaited, 3, timeoutMs * kMsNs) <= 0) return false;
  if ((awaited[0].revents & POLLIN) != 0) return true;
  if ((awaited[2].revents & POLLIN) == 0) return false;
  const int64_t now = clock_.Now();
  Seen(probed, now);
  return Readable(*reference_, static_cast<int>(std::max<int64_t>(0, (end - now) / kMsNs)));
}

/// Its span's drift is learnt from one channel's blocks.
void DahdiMedia::Seen(DahdiBearer* bearer, int64_t at) noexcept {
  SpanDrift& span = *drifts_[static_cast<size_t>(bearer->Span())];
  if (span.measured != bearer) span.drift.Reset();
  span.measured = bearer;
  span.drift.Seen(at);
}

/// Which channel of another span is to be looked at; null: none, or the span is not in turn.
DahdiBearer* DahdiMedia::Probed() noexcept {
  const auto turn = static_cast<SpanIndex>(turn_);
  if (turn >= static_cast<SpanIndex>(drifts_.size()) || turn == reference_->Span()) return nullptr;
  DahdiBearer* probed = nullptr;
  for (DahdiBearer* bearer : used_) {
    if (bearer->Span() != turn || !bearer->Steady()) continue;
    if (!probed || bearer == drifts_[static_cast<size_t>(turn)]->measured) probed = bearer;
  }
  return probed;
}

/// Of the other channels that have a block, the one whose blocks are complete last.
DahdiBearer* DahdiMedia::Latest() noexcept {
  if (used_.empty()) return nullptr;
  PollUsed();
  DahdiBearer* latest = nullptr;
  for (size_t i = 0; i < used_.size(); ++i) {
    if ((looked_[i].revents & POLLIN) == 0 || used_[i] == reference_) continue;
    if (!latest || used_[i]->Early() < latest->Early()) latest = used_[i];
  }
  return latest;
}

/// The reference was silent for a while: does another channel deliver?
bool DahdiMedia::ChooseReference() noexcept {
  DahdiBearer* latest = Latest();
  if (!latest) return false;
  // All spans may have stood still, and this one be the first to go on.
  if (reference_ && Readable(*reference_, kTogetherMs)) return true;
  if (reference_) Follow(latest);
  if (!reference_) Resume(latest);
  return true;
}

int DahdiMedia::Await() noexcept {
  if (!started_) blockAt_ = clock_.Now();
  started_ = true;
  if (reference_ && (reference_->Gone() || reference_->Aligning())) Replace();
  if (!reference_) return AwaitClock();
  if (reference_->Fresh()) return AwaitFresh();

  turn_ = (turn_ + 1) % kTurns;
  PrepareTick();
  const bool unread = Readable(*reference_, 0);
  if (unread || AwaitReference(LeftOf(kPatienceMs), Probed())) return Owe(!unread);
  if (Woken()) return 0;
  if (ChooseReference()) return Owe(false);
  if (Readable(*reference_, LeftOf(kStandstillMs))) return Owe(false);
  if (Woken()) return 0;
  reference_ = nullptr;
  return AwaitClock();
}

/// Of a wait that began with the last block.
int DahdiMedia::LeftOf(int ms) const noexcept {
  return static_cast<int>(std::max<int64_t>(0, ms - (clock_.Now() - blockAt_) / kMsNs));
}

/// No block of the reference has come yet: perhaps none will.
int DahdiMedia::AwaitFresh() noexcept {
  if (Readable(*reference_, LeftOf(kTickMilliseconds + kTogetherMs))) return Owe(true);
  if (Woken()) return 0;
  Follow(Successor());
  return reference_ ? 0 : AwaitClock();
}

int DahdiMedia::Owed() noexcept {
  if (!started_) blockAt_ = clock_.Now();
  started_ = true;
  // Another board makes the ticks: there is no moment that is better than another.
  for (DahdiBearer* bearer : used_) {
    if (bearer->Aligning()) bearer->Aligned(0);
  }
  if (reference_ && reference_->Gone()) Replace();
  const int64_t since = clock_.Now() - blockAt_;
  if (!reference_) return since < kTickNs ? 0 : AwaitClock();
  if (Readable(*reference_, 0)) return Owe(false);
  if (since < kStandstillMs * kMsNs) return 0;
  reference_ = nullptr;
  return AwaitClock();
}

/// How many blocks the clock says are complete: a stop while waiting is one, too.
int DahdiMedia::Owe(bool waited) noexcept {
  const int64_t now = clock_.Now();
  const int64_t owed = std::max<int64_t>(1, (now - blockAt_) / kTickNs);
  const bool prompt = waited && owed == 1;
  if (prompt && now - blockAt_ - kTickNs < kPunctualNs) Seen(reference_, now);
  gridAt_ += owed * kTickNs;
  if (reference_->Fresh() || now < gridAt_) gridAt_ = now;
  if (prompt) gridAt_ += (now - gridAt_) / kGridLeak;
  blockAt_ = prompt ? now : std::min(now, blockAt_ + owed * kTickNs);
  tick_ = {now, static_cast<int>(std::min<int64_t>(owed, kCaughtUp)), prompt, true};
  if (owed > DahdiBearer::kBlocksAhead) {
    for (DahdiBearer* bearer : used_) bearer->RanDry();
  }
  Discard(static_cast<int>(std::min<int64_t>(owed, DahdiDevice::kBlocks)) - kCaughtUp);
  return static_cast<int>(owed);
}

/// No channel delivers. As soon as one does, all begin anew with it.
int DahdiMedia::AwaitClock() noexcept {
  const int64_t left = blockAt_ + kTickNs - clock_.Now();
  pollfd woken{wakeEvent_, POLLIN, 0};
  if (left > 0 && driver_.Poll(&woken, 1, left) > 0 && Woken()) return 0;
  const int64_t now = clock_.Now();
  const int64_t owed = (now - blockAt_) / kTickNs;
  if (owed < 1) return 0;
  blockAt_ += owed * kTickNs;
  tick_ = {now, static_cast<int>(std::min<int64_t>(owed, kCaughtUp)), false, false};
  ChooseReference();
  return static_cast<int>(owed);
}

/// Whoever rouses sees that we rest, or we that he did: each tells first and looks then.
int DahdiMedia::Rest(int64_t ns) noexcept {
  if (!used_.empty() || reference_) return 0;
  resting_ = true;
  pollfd woken{wakeEvent_, POLLIN, 0};
  if (!roused_ && driver_.Poll(&woken, 1, ns) > 0) Woken();
  resting_ = roused_ = false;
  return Owed();
}

void DahdiMedia::Rouse() noexcept {
  roused_ = true;
  if (resting_) Wake();
}

bool DahdiMedia::Woken() noexcept {
  eventfd_t woken;
  return eventfd_read(wakeEvent_, &woken) == 0;
}

}  // namespace spillway
