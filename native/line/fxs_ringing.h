// SPDX-License-Identifier: GPL-2.0-or-later
// In which cadence do the telephones of a bank ring, and which of them begins when, so that only
// so many have ringing voltage at once?
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace spillway {

constexpr size_t kRingSteps = 6;

/// Ring and pause in turn, over and over; an even number of steps, the last one a pause.
struct RingCadence {
  std::array<int64_t, kRingSteps> stepNs{1'000'000'000, 4'000'000'000};  // zone cn
  size_t count = 2;

  int64_t Whole() const noexcept;
  /// From the first ring of a cadence to the end of its last.
  int64_t Loaded() const noexcept { return Whole() - stepNs[count - 1]; }
};

/// The places of one bank. A telephone that would be one too many begins where another one pauses,
/// within a cadence; where there is no such place it waits until somebody rings no more.
///
///     most 2   A  RR......RR......
///              B  RR......RR......
///              C  ..RR......RR....
///
/// All calls come from the signalling thread; nothing throws.
class FxsRinging {
 public:
  FxsRinging(const RingCadence& cadence, size_t ports, size_t most)
      : begins_(ports, kSilent), cadence_(cadence), most_(most) {}

  const RingCadence& Cadence() const noexcept { return cadence_; }
  /// When the port's first ring begins, from `now` on; -1: no place is free, ask again.
  int64_t Begin(size_t port, int64_t now) noexcept;
  void End(size_t port) noexcept { begins_[port] = kSilent; }

 private:
  static constexpr int64_t kSilent = -1;

  bool Fits(int64_t at) const noexcept;
  size_t RingingAt(int64_t at) const noexcept;

  std::vector<int64_t> begins_;  // of each port's cadence; kSilent: it does not ring
  RingCadence cadence_;
  size_t most_;
};

}  // namespace spillway
