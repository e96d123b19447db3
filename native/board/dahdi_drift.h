// SPDX-License-Identifier: GPL-2.0-or-later
// How much faster or slower than our clock does a span go?
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace spillway {

/// Learns from the times at which blocks of 20 ms were seen to be complete. A thread can be late,
/// never early: of each 20 s the earliest counts, and the drift is how that moves within 10
/// minutes.
class DahdiDrift {
 public:
  /// A block was complete; any that were not seen lie between it and the last one.
  void Seen(int64_t at) noexcept;
  /// Blocks begin anew.
  void Reset() noexcept;
  /// In millionths, positive: faster. NaN until a minute was seen. Any thread.
  double Ppm() const noexcept { return ppm_.load(std::memory_order_relaxed); }

 private:
  struct Point {
    int64_t at;
    int64_t offset;  // from where the block should be
  };
  void CloseWindow(int64_t at) noexcept;

  static constexpr size_t kPoints = 31;
  int64_t firstAt_{0};  // 0: nothing seen
  int64_t blocks_{0};
  int64_t offset_{0};  // of the last block seen
  int64_t windowFrom_{0};
  Point earliest_{0, 0};
  std::array<Point, kPoints> points_{};
  size_t count_{0};
  std::atomic<double> ppm_{std::numeric_limits<double>::quiet_NaN()};
};

}  // namespace spillway
