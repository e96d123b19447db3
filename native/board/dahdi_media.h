// SPDX-License-Identifier: GPL-2.0-or-later
// How does a card's audio come and go, and when is a tick? The media thread's half of dahdi_board.
#pragma once

#include <poll.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "native/board/board.h"
#include "native/board/dahdi_bearer.h"
#include "native/board/dahdi_device.h"
#include "native/board/dahdi_drift.h"
#include "native/board/dahdi_news.h"
#include "native/core/clock.h"
#include "native/core/ids.h"

namespace spillway {

/// Blocks of a channel are counted from the moment it was flushed. The reference of a span is the
/// channel flushed last, so when its nth block is complete, every other channel's nth is, too:
///
///     channel 1    |---- 1 ----|---- 2 ----|----
///     channel 2     |---- 1 ----|---- 2 ----|---
///     reference      |---- 1 ----|---- 2 ----|--
///     ticks                      ^           ^
class DahdiMedia {
 public:
  /// A span that delivers nothing for so long is no longer waited for: less than is written ahead,
  /// so that it harms no other.
  static constexpr int kPatienceMs = (DahdiBearer::kBlocksAhead - 1) * kTickMilliseconds;

  DahdiMedia(const std::vector<ChannelInfo>& channels,
             const std::vector<std::unique_ptr<DahdiDevice>>& devices, DahdiDriver& driver,
             Clock& clock, DahdiNews& news);
  ~DahdiMedia();

  // --- media thread ---
  int Await() noexcept;
  /// The same without waiting.
  int Owed() noexcept;
  void Read(uint8_t* received) noexcept;
  void Write(const uint8_t* sent) noexcept;

  // --- any thread: what the bearer says it is for ---
  /// Null: the channel carries no audio.
  DahdiBearer* BearerOf(ChannelIndex channel) const noexcept { return byChannel_[channel]; }
  void Wake() noexcept;
  /// The driver emptied the channel's buffers, as it does when a line is hung up.
  void Emptied(ChannelIndex channel) noexcept;
  /// Whether the channel's audio is gone, whether it is not yet opened again; and it was.
  bool Gone(ChannelIndex channel) const noexcept;
  bool Lost(ChannelIndex channel) const noexcept;
  void Reopened(ChannelIndex channel, DahdiDevice& device) noexcept;
  /// How much faster than our clock the span's is, in millionths; NaN: not known yet.
  double DriftPpm(SpanIndex span) const noexcept;

 private:
  struct Reference {
    DahdiBearer* bearer;  // the last of its span
    DahdiDrift drift;
  };

  void Start() noexcept;
  bool Readable(const DahdiBearer& bearer, int timeoutMs) noexcept;
  bool AwaitReference(int timeoutMs, Reference* probed) noexcept;
  Reference* Probed() noexcept;
  Reference* Latest() noexcept;
  bool ChooseReference() noexcept;
  int AwaitClock() noexcept;
  int Owe(bool waited) noexcept;
  bool Woken() noexcept;
  void Discard(int blocks) noexcept;
  void Look() noexcept;

  DahdiDriver& driver_;
  Clock& clock_;
  int wakeEvent_;
  std::vector<std::unique_ptr<DahdiBearer>> bearers_;   // in the order in which they are flushed
  std::vector<std::unique_ptr<Reference>> references_;  // in the same order
  Reference* reference_{nullptr};                       // null: no span delivers, the clock paces
  std::vector<DahdiBearer*> byChannel_;
  std::vector<pollfd> looked_;  // one a bearer
  bool started_{false};
  int64_t blockAt_{0};  // when the reference's last block was complete
  uint64_t awaited_{0};
  int64_t lookAt_{0};
  DahdiTick tick_{0, 1, false, false};
};

}  // namespace spillway
