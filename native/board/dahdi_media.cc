// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/dahdi_media.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <limits>

#include "native/board/board_error.h"

namespace spillway {
namespace {

constexpr int64_t kMsNs = 1'000'000;
constexpr int64_t kTickNs = kTickMilliseconds * kMsNs;
constexpr int kStandstillMs =
    200;  // the driver's own timer can be late: that is no reason to run on
constexpr int kTogetherMs = kTickMilliseconds / 2;  // spans go on within this of one another
constexpr int kCaughtUp = 4;                        // ticks that the engine catches up at once
constexpr int64_t kLookNs = 1'000 * kMsNs;
constexpr uint64_t kProbeTicks = 50;        // each span's drift is looked at so often
constexpr int64_t kPunctualNs = 8 * kMsNs;  // a block seen later than this tells no drift

}  // namespace

DahdiMedia::DahdiMedia(const std::vector<ChannelInfo>& channels,
                       const std::vector<std::unique_ptr<DahdiDevice>>& devices,
                       DahdiDriver& driver, Clock& clock, DahdiNews& news)
    : driver_(driver), clock_(clock), wakeEvent_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  if (wakeEvent_ < 0) throw BoardError("BOARD_CARRIER", "eventfd: too many open files");
  for (const ChannelInfo& channel : channels) {
    byChannel_.push_back(nullptr);
    if (channel.kind == ChannelKind::kData) continue;
    bearers_.push_back(
        std::make_unique<DahdiBearer>(*devices[channel.index], channel.index, channel.span, news));
    byChannel_.back() = bearers_.back().get();
  }
  // E1s come last: the driver restarts the blocks of a line that is hung up, which is then no good
  // reference for others.
  std::stable_partition(bearers_.begin(), bearers_.end(), [](const auto& bearer) {
    return bearer->Device().Kind() != ChannelKind::kBearer;
  });
  for (const auto& bearer : bearers_) {
    if (references_.empty() || references_.back()->bearer->Span() != bearer->Span())
      references_.push_back(std::make_unique<Reference>());
    references_.back()->bearer = bearer.get();
    looked_.push_back({-1, POLLIN, 0});
  }
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
  if (DahdiBearer* bearer = BearerOf(channel)) bearer->Reopened(device);
}

double DahdiMedia::DriftPpm(SpanIndex span) const noexcept {
  for (const auto& reference : references_) {
    if (reference->bearer->Span() == span) return reference->drift.Ppm();
  }
  return std::numeric_limits<double>::quiet_NaN();
}

void DahdiMedia::Start() noexcept {
  started_ = true;
  for (auto& bearer : bearers_) bearer->Flush();
  blockAt_ = clock_.Now();
  for (auto& bearer : bearers_) bearer->Prime();
  for (auto& reference : references_) reference->drift.Reset();
  // The last of all is the latest of all.
  if (!reference_ && !references_.empty()) reference_ = references_.back().get();
}

bool DahdiMedia::Readable(const DahdiBearer& bearer, int timeoutMs) noexcept {
  if (bearer.Gone()) return false;
  pollfd awaited[] = {{bearer.Device().Fd(), POLLIN, 0}, {wakeEvent_, POLLIN, 0}};
  if (driver_.Poll(awaited, 2, timeoutMs * kMsNs) <= 0) return false;
  return (awaited[0].revents & POLLIN) != 0;
}

/// Waits for the reference's next block; on the way, notes when one of another span is complete.
bool DahdiMedia::AwaitReference(int timeoutMs, Reference* probed) noexcept {
  const int64_t end = clock_.Now() + timeoutMs * kMsNs;
  if (!probed || reference_->bearer->Gone() || Readable(*probed->bearer, 0))
    return Readable(*reference_->bearer, timeoutMs);
  pollfd awaited[] = {{reference_->bearer->Device().Fd(), POLLIN, 0},
                      {wakeEvent_, POLLIN, 0},
                      {probed->bearer->Device().Fd(), POLLIN, 0}};
  if (driver_.Poll(awaited, 3, timeoutMs * kMsNs) <= 0) return false;
  if ((awaited[0].revents & POLLIN) != 0) return true;
  if ((awaited[2].revents & POLLIN) == 0) return false;
  const int64_t now = clock_.Now();
  probed->drift.Seen(now);
  return Readable(*reference_->bearer, static_cast<int>(std::max<int64_t>(0, (end - now) / kMsNs)));
}

/// Whose turn it is to be looked at; null: nobody's, or the reference's.
DahdiMedia::Reference* DahdiMedia::Probed() noexcept {
  const uint64_t turn = awaited_++ % kProbeTicks;
  if (turn >= references_.size()) return nullptr;
  Reference* probed = references_[turn].get();
  return probed == reference_ || probed->bearer->Gone() ? nullptr : probed;
}

/// Of the other spans that have a block, the one that was flushed last.
DahdiMedia::Reference* DahdiMedia::Latest() noexcept {
  for (auto it = references_.rbegin(); it != references_.rend(); ++it) {
    if (it->get() != reference_ && Readable(*(*it)->bearer, 0)) return it->get();
  }
  return nullptr;
}

/// The reference was silent for a while: does another span deliver?
bool DahdiMedia::ChooseReference() noexcept {
  Reference* latest = Latest();
  if (!latest) return false;
  // All spans may have stood still, and this one be the first to go on.
  if (reference_ && Readable(*reference_->bearer, kTogetherMs)) return true;
  reference_ = latest;
  return true;
}

int DahdiMedia::Await() noexcept {
  if (!started_) Start();
  if (Woken()) return 0;
  if (!reference_) return AwaitClock();

  const bool unread = Readable(*reference_->bearer, 0);
  if (unread || AwaitReference(kPatienceMs, Probed())) return Owe(!unread);
  if (Woken()) return 0;
  if (ChooseReference()) return Owe(false);
  if (Readable(*reference_->bearer, kStandstillMs - kPatienceMs)) return Owe(false);
  if (Woken()) return 0;
  reference_ = nullptr;
  return AwaitClock();
}

int DahdiMedia::Owed() noexcept {
  if (!started_) Start();
  const int64_t since = clock_.Now() - blockAt_;
  if (!reference_) return since < kTickNs ? 0 : AwaitClock();
  if (Readable(*reference_->bearer, 0)) return Owe(false);
  if (since < kStandstillMs * kMsNs) return 0;
  reference_ = nullptr;
  return AwaitClock();
}

/// How many blocks the clock says are complete: a stop while waiting is one, too.
int DahdiMedia::Owe(bool waited) noexcept {
  const int64_t now = clock_.Now();
  const int64_t owed = std::max<int64_t>(1, (now - blockAt_) / kTickNs);
  const bool prompt = waited && owed == 1;
  if (prompt && now - blockAt_ - kTickNs < kPunctualNs) reference_->drift.Seen(now);
  blockAt_ = prompt ? now : std::min(now, blockAt_ + owed * kTickNs);
  tick_ = {now, static_cast<int>(std::min<int64_t>(owed, kCaughtUp)), prompt, true};
  if (owed > DahdiBearer::kBlocksAhead) {
    for (auto& bearer : bearers_) bearer->RanDry();
  }
  Discard(static_cast<int>(std::min<int64_t>(owed, DahdiDevice::kBlocks)) - kCaughtUp);
  return static_cast<int>(owed);
}

/// No span delivers. As soon as one does, all begin anew with it.
int DahdiMedia::AwaitClock() noexcept {
  clock_.SleepUntil(blockAt_ + kTickNs);
  const int64_t now = clock_.Now();
  const int64_t owed = (now - blockAt_) / kTickNs;
  if (owed < 1) return 0;
  blockAt_ += owed * kTickNs;
  tick_ = {now, static_cast<int>(std::min<int64_t>(owed, kCaughtUp)), false, false};
  if (ChooseReference()) Start();
  return static_cast<int>(owed);
}

bool DahdiMedia::Woken() noexcept {
  eventfd_t woken;
  return eventfd_read(wakeEvent_, &woken) == 0;
}

/// Ticks that the engine skips must not stay in the driver as delay.
void DahdiMedia::Discard(int blocks) noexcept {
  for (; blocks > 0; --blocks) {
    for (auto& bearer : bearers_) bearer->Discard(tick_);
  }
}

void DahdiMedia::Read(uint8_t* received) noexcept {
  for (auto& bearer : bearers_) {
    bearer->Read(tick_, received + static_cast<size_t>(bearer->Channel()) * kFrameSamples);
  }
}

void DahdiMedia::Write(const uint8_t* sent) noexcept {
  for (auto& bearer : bearers_) {
    bearer->Write(tick_, sent + static_cast<size_t>(bearer->Channel()) * kFrameSamples);
  }
  if (tick_.prompt && tick_.at >= lookAt_) Look();
  tick_.left = std::max(1, tick_.left - 1);
}

/// Which channels keep a block unread? Those whose clock is faster than the reference's.
void DahdiMedia::Look() noexcept {
  lookAt_ = tick_.at + kLookNs;
  for (size_t i = 0; i < bearers_.size(); ++i) {
    looked_[i].fd = bearers_[i]->Gone() ? -1 : bearers_[i]->Device().Fd();
  }
  driver_.Poll(looked_.data(), looked_.size(), 0);
  for (size_t i = 0; i < bearers_.size(); ++i) {
    bearers_[i]->Unread((looked_[i].revents & POLLIN) != 0);
  }
}

}  // namespace spillway
