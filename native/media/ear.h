// SPDX-License-Identifier: GPL-2.0-or-later
// What does one ear hear: which sources, how loud, and by which way is it summed?
#pragma once

#include <array>
#include <cstdint>

#include "native/media/sound_sources.h"

namespace spillway {

/// A source in an ear's list, times `factor`. `unmasked`: also while it is masked.
struct HeardSource {
  SourceIndex source;
  float factor;
  bool unmasked;

  bool operator==(const HeardSource& other) const noexcept {
    return source == other.source && factor == other.factor && unmasked == other.unmasked;
  }
};

/// How a list is summed: a sum that several ears have in common (or none), less what this ear does
/// not hear of it, and more of what it hears alone.
struct EarPlan {
  static constexpr int kNoSum = -1;

  int sum{kNoSum};
  int less{0};  // the first parts
  int count{0};
  std::array<HeardSource, kEarSources> parts;
};

/// What a tick reads of an ear that does not change stands together, in front.
struct alignas(64) Ear {
  bool changed{false};  // since the last tick
  bool stopped{false};  // hears silence for a while; the list stays
  EarPlan plan;
  EarPlan before;  // of the tick before, while `changed`
  int count{0};
  std::array<HeardSource, kEarSources> list;
};

}  // namespace spillway
