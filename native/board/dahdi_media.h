// SPDX-License-Identifier: GPL-2.0-or-later
// How does a card's audio come and go, and when is a tick? The media thread's half of dahdi_board.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "native/board/board.h"
#include "native/board/dahdi_device.h"
#include "native/core/clock.h"
#include "native/core/spsc_ring.h"

namespace spillway {

/// An event on its way from the media thread to the signalling thread.
struct DahdiLineEvent {
  ChannelIndex channel;
  DahdiEvent event;
};

/// Blocks of a channel are counted from the moment it was flushed. The reference of a span is the
/// channel flushed last, so when its nth block is complete, every other channel's nth is, too:
///
///     channel 1    |---- 1 ----|---- 2 ----|----
///     channel 2     |---- 1 ----|---- 2 ----|---
///     reference      |---- 1 ----|---- 2 ----|--
///     ticks                      ^           ^
class DahdiMedia {
 public:
  static constexpr int kBlocksAhead = 4;  // 80 ms: fewer run dry at 240 channels under load

  /// `signallingWake` is an eventfd that tells that `Events` has something.
  DahdiMedia(const std::vector<ChannelInfo>& channels,
             const std::vector<std::unique_ptr<DahdiDevice>>& devices, DahdiDriver& driver,
             Clock& clock, int signallingWake);
  ~DahdiMedia();

  // --- media thread ---
  int Await() noexcept;
  void Read(uint8_t* received) noexcept;
  void Write(const uint8_t* sent) noexcept;

  // --- any thread ---
  void Wake() noexcept;
  uint64_t Slips(SpanIndex span) const noexcept { return slips_[span]; }
  /// The driver emptied the channel's buffers, as it does when a line is hung up.
  void Emptied(ChannelIndex channel) noexcept;

  // --- signalling thread ---
  bool NextEvent(DahdiLineEvent* event) noexcept { return events_.TryPop(event); }

 private:
  struct Bearer {
    DahdiDevice* device;
    ChannelIndex channel;
    SpanIndex span;
    bool alarm{false};
    bool gone{false};
    std::atomic<bool> emptied{false};  // by the signalling thread
    bool restarting{false};            // no block has come since
  };

  void Start() noexcept;
  void Prime(Bearer& bearer) noexcept;
  bool Readable(const Bearer& bearer, int timeoutMs) noexcept;
  bool ChooseReference() noexcept;
  int AwaitClock() noexcept;
  bool Woken() noexcept;
  void Discard(int blocks) noexcept;
  void ReadBlock(Bearer& bearer, uint8_t* block) noexcept;
  void WriteBlock(Bearer& bearer, const uint8_t* block) noexcept;
  void TakeEvents(Bearer& bearer) noexcept;
  void Lose(Bearer& bearer) noexcept;
  void Tell(const Bearer& bearer, DahdiEvent event) noexcept;

  DahdiDriver& driver_;
  Clock& clock_;
  const int signallingWake_;
  int wakeEvent_;
  std::vector<std::unique_ptr<Bearer>> bearers_;  // in the order in which they are flushed and read
  std::vector<Bearer*> references_;               // the last of each span
  Bearer* reference_{nullptr};                    // null: no span delivers, the clock paces
  bool started_{false};
  int64_t blockAt_{0};                        // when the reference's last block was complete
  std::vector<std::atomic<uint64_t>> slips_;  // by span
  SpscRing<DahdiLineEvent> events_{4'096};
};

}  // namespace spillway
