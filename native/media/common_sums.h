// SPDX-License-Identifier: GPL-2.0-or-later
// Which sums do several ears have in common? Found when lists change, not while sound is mixed.
#pragma once

#include <cstdint>
#include <vector>

#include "native/media/ear.h"

namespace spillway {

/// Sources that are summed once a tick for all ears that hear about these.
struct CommonSum {
  int users{0};  // plans
  int count{0};
  uint64_t tick{0};  // in which `samples` is that of its sources, plus one
  int heard{0};      // of its sources in that tick
  std::array<HeardSource, 2 * kEarSources> list;
  alignas(64) std::array<int32_t, kFrameSamples> samples;
};

/// Plans lists of sources. Ears whose lists differ by two sources or so (members of a conference,
/// each of which hears all but himself) share a sum of what more than half of them hear: costs grow
/// with the members, not with their square. Media thread, between ticks; nothing allocates after
/// construction. Where no sum is free, an ear sums its own list: slower, and heard the same.
class CommonSums {
 public:
  CommonSums(int ears, int sources);

  /// Plans these ears by their lists; what they had is given back. An ear whose list changed keeps
  /// its plan of the tick before in `before`.
  void Plan(std::vector<Ear>& ears, const std::vector<int>& which) noexcept;
  /// No plan `before` is needed any more.
  void Release(EarPlan* plan) noexcept;
  void Keep(const EarPlan& plan) noexcept {
    if (plan.sum != EarPlan::kNoSum) ++sums_[plan.sum].users;
  }
  CommonSum& At(int sum) noexcept { return sums_[sum]; }

 private:
  void PlanAlone(Ear* ear) noexcept;
  void PlanAlike(std::vector<Ear>& ears, size_t first) noexcept;
  bool Alike(const Ear& first, const Ear& other) const noexcept;
  void Mark(const Ear& ear) noexcept;
  int Gather(const std::vector<Ear>& ears, size_t first) noexcept;
  bool Fits(const CommonSum& sum, const Ear& ear) noexcept;
  void PlanBy(int index, Ear* ear) noexcept;
  int Free() noexcept;

  std::vector<CommonSum> sums_;
  std::vector<int> open_;          // ears that are still to be planned
  std::vector<int> alike_;         // of them, those like the first
  std::vector<uint32_t> marks_;    // by source: the last turn in which it was marked
  std::vector<float> factors_;     // by source: times what, then
  std::vector<int> counts_;        // by source: by how many it is heard
  std::vector<SourceIndex> some_;  // whose counts are not zero
  uint32_t turn_{0};
  int next_{0};
};

}  // namespace spillway
