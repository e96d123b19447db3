// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the facts and meters of one thread wait for JavaScript, and what if it does not come?
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "native/core/sink.h"
#include "native/core/spsc_ring.h"
#include "native/runtime/doorbell.h"

namespace spillway {

/// Two rings with one thread at each end. A fact that does not fit is lost and counted; as soon as
/// there is room an `overrun` fact tells how many. A meter that does not fit is dropped.
///
///     full ring:  f f f f f | lost lost lost      JavaScript reads
///     then:       . . . . . | overrun(3) f f      in the place of the lost ones
class RingSink final : public Sink {
 public:
  /// `bell` may be null (stepped: JavaScript reads after each step) and outlives the sink.
  RingSink(size_t facts, size_t meters, Doorbell* bell);

  // Producer
  void Push(const Record& record) noexcept override;
  void PushMeter(const Record& record) noexcept override;
  /// Tells a loss that is still untold if there is room, and rings if there is news. Once a turn.
  void Flush() noexcept;

  // Consumer
  SpscRing<Record>& Facts() noexcept { return facts_; }
  SpscRing<Record>& Meters() noexcept { return meters_; }

  /// Facts lost since the start. Any thread.
  uint64_t Lost() const noexcept { return lost_.load(std::memory_order_relaxed); }

 private:
  bool TellLoss() noexcept;

  SpscRing<Record> facts_;
  SpscRing<Record> meters_;
  Doorbell* const bell_;
  std::atomic<uint64_t> lost_{0};
  uint32_t untold_{0};    // lost since the last overrun fact
  double lastLostAt_{0};  // when the last of them was made
  bool news_{false};
};

/// Copies up to `capacity` facts of several sinks in the order of their times, those of one sink in
/// their order: how many.
size_t ReadInOrder(RingSink* const* sinks, size_t count, Record* records, size_t capacity) noexcept;

}  // namespace spillway
