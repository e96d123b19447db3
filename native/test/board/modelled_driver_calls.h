// SPDX-License-Identifier: GPL-2.0-or-later
// The system calls of modelled_driver.h.
#pragma once

#include <sys/eventfd.h>

#include <cstring>

#include "native/test/board/modelled_driver.h"

namespace spillway::test {

inline ModelledDevice::ModelledDevice(ModelledCard& card, int number, ModelledSpan& span,
                                      ModelledChannel& channel)
    : card_(card), number_(number), span_(span), channel_(channel) {
  ++channel_.opened;
  channel_.Flush();
  channel_.events_.clear();
  channel_.tellsSlips_ = false;
  channel_.canceller = 0;
  card_.Opened(this);
}

inline void ModelledDevice::Close() noexcept {
  if (closed_) return;
  closed_ = true;
  lost_ = true;
  --channel_.opened;
  card_.Closed(this);
}

inline bool ModelledDevice::Fails(Transfer* how) noexcept {
  ++channel_.systemCalls;
  card_.Run();
  lost_ = lost_ || channel_.gone;
  if (lost_ || channel_.failures > 0) {
    if (channel_.failures > 0) --channel_.failures;
    *how = Transfer::kGone;
    return true;
  }
  *how = Transfer::kEvent;
  return !channel_.events_.empty();
}

inline void ModelledDevice::Flush() noexcept {
  ++channel_.systemCalls;
  card_.Run();
  if (!Gone()) channel_.Flush();
}

inline void ModelledDevice::FlushReceived() noexcept {
  ++channel_.systemCalls;
  card_.Run();
  if (!Gone()) channel_.FlushReceived();
}

inline DahdiDevice::Transfer ModelledDevice::Read(void* bytes, size_t capacity,
                                                  size_t* size) noexcept {
  ++channel_.reads;
  Transfer how;
  if (Fails(&how)) return how;
  auto& waiting = channel_.kind == ChannelKind::kData ? channel_.framesIn : channel_.read_;
  if (waiting.empty()) return Transfer::kNotReady;
  *size = std::min(capacity, waiting.front().size());
  std::memcpy(bytes, waiting.front().data(), *size);
  waiting.pop_front();
  channel_.stalled_ = false;
  return Transfer::kDone;
}

inline DahdiDevice::Transfer ModelledDevice::Write(const void* bytes, size_t size) noexcept {
  ++channel_.writes;
  Transfer how;
  if (Fails(&how)) return how;
  const auto* from = static_cast<const uint8_t*>(bytes);
  if (channel_.kind == ChannelKind::kData) {
    channel_.framesOut.emplace_back(from, from + size);
    return Transfer::kDone;
  }
  if (channel_.written_.size() == ModelledChannel::kBlocks) return Transfer::kNotReady;
  channel_.written_.emplace_back(from, from + size);
  return Transfer::kDone;
}

inline DahdiEvent ModelledDevice::NextEvent() noexcept {
  ++channel_.systemCalls;
  lost_ = lost_ || channel_.gone;
  if (lost_) return DahdiEvent::kRemoved;
  if (channel_.events_.empty()) return DahdiEvent::kNone;
  const DahdiEvent event = channel_.events_.front();
  channel_.events_.pop_front();
  return event;
}

inline bool ModelledDevice::Act(LineAction action, bool* busy) noexcept {
  *busy = false;
  if (Gone()) return false;
  *busy = (action == LineAction::kOffHook || action == LineAction::kRing) &&
          card_.TheClock().Now() < channel_.busyUntil;
  if (*busy) return false;
  channel_.acts.emplace_back(card_.TheClock().Now(), action);
  if (action == LineAction::kOnHook) channel_.Flush();  // as the driver does when it hangs up
  return true;
}

inline short ModelledDevice::Ready() const noexcept {
  if (Gone()) return POLLERR | POLLHUP | POLLPRI;
  const bool data = channel_.kind == ChannelKind::kData;
  const bool in = data ? !channel_.framesIn.empty() : !channel_.read_.empty();
  const bool out = data || channel_.written_.size() < ModelledChannel::kBlocks;
  return static_cast<short>((in ? POLLIN : 0) | (out ? POLLOUT : 0) |
                            (channel_.events_.empty() ? 0 : POLLPRI));
}

inline int ModelledCard::Look(pollfd* awaited, size_t count) noexcept {
  int ready = 0;
  for (size_t i = 0; i < count; ++i) {
    const auto device = open_.find(awaited[i].fd);
    if (device == open_.end()) {  // an eventfd
      pollfd real = awaited[i];
      awaited[i].revents = poll(&real, 1, 0) > 0 ? real.revents : static_cast<short>(0);
    } else {
      const auto wanted = static_cast<short>(awaited[i].events | POLLERR | POLLHUP);
      awaited[i].revents = static_cast<short>(device->second->Ready() & wanted);
    }
    ready += awaited[i].revents != 0;
  }
  return ready;
}

inline int ModelledCard::Poll(pollfd* awaited, size_t count, int64_t timeoutNs) noexcept {
  ++polls;
  Run();
  const int64_t end = clock_.Now() + timeoutNs;
  int ready = Look(awaited, count);
  if (ready > 0 || timeoutNs == 0) return ready;
  while (ready == 0 && clock_.Now() < end) {
    clock_.SleepUntil(std::min({end, NextChunk(), clock_.Next()}));
    Run();
    ready = Look(awaited, count);
  }
  int64_t late = lateness();
  if (!stops_.empty() && stops_.begin()->first <= clock_.Now()) {
    late += stops_.begin()->second;
    stops_.erase(stops_.begin());
  }
  ComeLate(late);
  return Look(awaited, count);
}

/// What the board owns: the card is the test's.
class ModelledDriver final : public DahdiDriver {
 public:
  explicit ModelledDriver(ModelledCard& card) : card_(card) {}
  void Check() override {}
  std::unique_ptr<DahdiDevice> Open(int number, ChannelKind kind) override {
    ModelledChannel& channel = card_.Channel(number);
    if (channel.absent || channel.kind != kind || channel.opened > 0)
      throw BoardError("BOARD_NO_SUCH_CHANNEL", "DAHDI channel " + std::to_string(number));
    channel.gone = false;
    return std::make_unique<ModelledDevice>(card_, number, card_.SpanOf(number), channel);
  }
  int Poll(pollfd* awaited, size_t count, int64_t timeoutNs) noexcept override {
    return card_.Poll(awaited, count, timeoutNs);
  }

 private:
  ModelledCard& card_;
};

inline std::unique_ptr<DahdiDriver> ModelledCard::Driver() {
  return std::make_unique<ModelledDriver>(*this);
}

}  // namespace spillway::test
