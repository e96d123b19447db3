// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/dahdi_media.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "native/board/board_error.h"
#include "native/core/ids.h"

namespace spillway {
namespace {

constexpr int64_t kTickNs = 20'000'000;
constexpr int kPatienceMs = 60;  // less than is written ahead, so that a dead span harms no other
constexpr int kStandstillMs =
    200;                      // the driver's own timer can be late: that is no reason to run on
constexpr int kCaughtUp = 4;  // ticks that the engine catches up at once
constexpr int kTries = 3;     // of one block, when events stand in the way

size_t SpansOf(const std::vector<ChannelInfo>& channels) {
  return channels.empty() ? 0 : static_cast<size_t>(channels.back().span) + 1;
}

}  // namespace

DahdiMedia::DahdiMedia(const std::vector<ChannelInfo>& channels,
                       const std::vector<std::unique_ptr<DahdiDevice>>& devices,
                       DahdiDriver& driver, Clock& clock, int signallingWake)
    : driver_(driver),
      clock_(clock),
      signallingWake_(signallingWake),
      wakeEvent_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      slips_(SpansOf(channels)) {
  if (wakeEvent_ < 0) throw BoardError("BOARD_CARRIER", "eventfd: too many open files");
  for (const ChannelInfo& channel : channels) {
    if (channel.kind == ChannelKind::kData) continue;
    auto bearer = std::make_unique<Bearer>();
    bearer->device = devices[channel.index].get();
    bearer->channel = channel.index;
    bearer->span = channel.span;
    Alarm alarm;
    bearer->alarm = bearer->device->SpanAlarm(&alarm);
    if (references_.empty() || references_.back()->span != channel.span) {
      references_.push_back(bearer.get());
    }
    references_.back() = bearer.get();
    bearers_.push_back(std::move(bearer));
  }
  // E1s come last: the driver restarts the blocks of a line that is hung up, which is then no good
  // reference for others.
  const auto isLine = [](const auto& bearer) {
    return bearer->device->Kind() != ChannelKind::kBearer;
  };
  std::stable_partition(bearers_.begin(), bearers_.end(), isLine);
  std::stable_partition(references_.begin(), references_.end(), isLine);
}

DahdiMedia::~DahdiMedia() { close(wakeEvent_); }

void DahdiMedia::Wake() noexcept { eventfd_write(wakeEvent_, 1); }

void DahdiMedia::Emptied(ChannelIndex channel) noexcept {
  for (auto& bearer : bearers_) {
    if (bearer->channel == channel) bearer->emptied = true;
  }
}

void DahdiMedia::Start() noexcept {
  started_ = true;
  for (auto& bearer : bearers_) {
    bearer->device->Flush();
    bearer->restarting = true;
  }
  blockAt_ = clock_.Now();
  for (auto& bearer : bearers_) Prime(*bearer);
  for (auto& bearer : bearers_) bearer->device->TellSlips();
  // The last of all is the latest of all.
  if (!reference_ && !bearers_.empty()) reference_ = bearers_.back().get();
}

void DahdiMedia::Prime(Bearer& bearer) noexcept {
  uint8_t silence[kFrameSamples];
  std::memset(silence, kSilence, sizeof silence);
  for (int block = 0; block < kBlocksAhead; ++block) WriteBlock(bearer, silence);
}

bool DahdiMedia::Readable(const Bearer& bearer, int timeoutMs) noexcept {
  if (bearer.gone) return false;
  pollfd awaited[] = {{bearer.device->Fd(), POLLIN, 0}, {wakeEvent_, POLLIN, 0}};
  if (driver_.Poll(awaited, 2, timeoutMs * 1'000'000LL) <= 0) return false;
  return (awaited[0].revents & POLLIN) != 0;
}

/// The reference was silent for a while: does another span deliver? The latest of those does.
bool DahdiMedia::ChooseReference() noexcept {
  const auto latest =
      std::find_if(references_.rbegin(), references_.rend(),
                   [this](Bearer* bearer) { return bearer != reference_ && Readable(*bearer, 0); });
  if (latest == references_.rend()) return false;
  // All spans may have stood still, and this one be the first to go on.
  if (reference_ && Readable(*reference_, kTickMilliseconds)) return true;
  reference_ = *latest;
  return true;
}

int DahdiMedia::Await() noexcept {
  if (!started_) Start();
  if (Woken()) return 0;
  if (!reference_) return AwaitClock();

  const bool late = Readable(*reference_, 0);
  bool came = late || Readable(*reference_, kPatienceMs);
  if (!came && Woken()) return 0;
  const bool prompt = came && !late;
  came = came || ChooseReference() || Readable(*reference_, kStandstillMs - kPatienceMs);
  if (!came) {
    reference_ = nullptr;
    return AwaitClock();
  }

  const int64_t now = clock_.Now();
  if (prompt) {
    blockAt_ = now;
    return 1;
  }
  const int64_t owed = std::max<int64_t>(1, (now - blockAt_) / kTickNs);
  blockAt_ = std::min(now, blockAt_ + owed * kTickNs);
  if (owed > kCaughtUp) Discard(static_cast<int>(std::min<int64_t>(owed, DahdiDevice::kBlocks)));
  return static_cast<int>(owed);
}

/// No span delivers. As soon as one does, all begin anew with it.
int DahdiMedia::AwaitClock() noexcept {
  clock_.SleepUntil(blockAt_ + kTickNs);
  const int64_t owed = (clock_.Now() - blockAt_) / kTickNs;
  if (owed < 1) return 0;
  blockAt_ += owed * kTickNs;
  if (ChooseReference()) Start();
  return static_cast<int>(owed);
}

bool DahdiMedia::Woken() noexcept {
  eventfd_t woken;
  return eventfd_read(wakeEvent_, &woken) == 0;
}

/// Ticks that the engine skips must not stay in the driver as delay.
void DahdiMedia::Discard(int blocks) noexcept {
  uint8_t block[kFrameSamples];
  for (; blocks > kCaughtUp; --blocks) {
    for (auto& bearer : bearers_) ReadBlock(*bearer, block);
  }
}

void DahdiMedia::Read(uint8_t* received) noexcept {
  for (auto& bearer : bearers_) {
    ReadBlock(*bearer, received + static_cast<size_t>(bearer->channel) * kFrameSamples);
  }
}

void DahdiMedia::ReadBlock(Bearer& bearer, uint8_t* block) noexcept {
  for (int tries = 0; tries < kTries && !bearer.gone; ++tries) {
    size_t size = 0;
    switch (bearer.device->Read(block, kFrameSamples, &size)) {
      case DahdiDevice::Transfer::kDone:
        bearer.restarting = false;
        if (size < kFrameSamples) std::memset(block + size, kSilence, kFrameSamples - size);
        return;
      case DahdiDevice::Transfer::kEvent:
        TakeEvents(bearer);
        continue;
      case DahdiDevice::Transfer::kGone:
        Lose(bearer);
        break;
      case DahdiDevice::Transfer::kNotReady:
        if (reference_ && !bearer.alarm && !bearer.restarting && !bearer.emptied)
          ++slips_[bearer.span];
        break;
    }
    break;
  }
  std::memset(block, kSilence, kFrameSamples);
}

void DahdiMedia::Write(const uint8_t* sent) noexcept {
  for (auto& bearer : bearers_) {
    if (bearer->emptied.exchange(false)) {
      bearer->restarting = true;
      Prime(*bearer);
    }
    WriteBlock(*bearer, sent + static_cast<size_t>(bearer->channel) * kFrameSamples);
  }
}

void DahdiMedia::WriteBlock(Bearer& bearer, const uint8_t* block) noexcept {
  for (int tries = 0; tries < kTries && !bearer.gone; ++tries) {
    switch (bearer.device->Write(block, kFrameSamples)) {
      case DahdiDevice::Transfer::kDone:
        return;
      case DahdiDevice::Transfer::kEvent:
        TakeEvents(bearer);
        continue;
      case DahdiDevice::Transfer::kGone:
        return Lose(bearer);
      case DahdiDevice::Transfer::kNotReady:
        if (!bearer.alarm) ++slips_[bearer.span];
        return;
    }
  }
}

void DahdiMedia::TakeEvents(Bearer& bearer) noexcept {
  constexpr int kQueued = 64;  // the driver's own queue
  for (int taken = 0; taken < kQueued; ++taken) {
    const DahdiEvent event = bearer.device->NextEvent();
    switch (event) {
      case DahdiEvent::kNone:
        return;
      case DahdiEvent::kRemoved:
        return Lose(bearer);
      case DahdiEvent::kReadOverrun:
      case DahdiEvent::kWriteUnderrun:
        if (!bearer.alarm) ++slips_[bearer.span];
        continue;
      case DahdiEvent::kAlarm:
      case DahdiEvent::kNoAlarm:
        bearer.alarm = event == DahdiEvent::kAlarm;
        break;
      default:
        break;
    }
    Tell(bearer, event);
  }
}

void DahdiMedia::Lose(Bearer& bearer) noexcept {
  if (bearer.gone) return;
  bearer.gone = true;
  Tell(bearer, DahdiEvent::kRemoved);
}

void DahdiMedia::Tell(const Bearer& bearer, DahdiEvent event) noexcept {
  events_.TryPush({bearer.channel, event});
  eventfd_write(signallingWake_, 1);
}

}  // namespace spillway
