// SPDX-License-Identifier: GPL-2.0-or-later
// Which of a block's paths can this processor run? One choice for all blocks that are compiled for
// vectors of several widths.
//
// Not included by sources that are compiled for AVX: see pack.h.
#pragma once

#include <array>

namespace spillway {

/// The paths of a block that this processor can run, the widest last. All decide alike. `Path` is a
/// struct of the block's functions with the static members kScalar, kNarrow, kAvx2 and kAvx512,
/// each defined in a source of its own (native/sources.json says which are compiled for AVX).
template <typename Path>
class Paths {
 public:
  Paths() noexcept {
    list_[count_++] = &Path::kScalar;
    list_[count_++] = &Path::kNarrow;  // SSE2 and NEON: what every processor of its kind has
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) list_[count_++] = &Path::kAvx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
      list_[count_++] = &Path::kAvx512;
    }
#endif
  }

  const Path* const* begin() const noexcept { return list_.data(); }
  const Path* const* end() const noexcept { return list_.data() + count_; }
  int Count() const noexcept { return count_; }
  const Path& Widest() const noexcept { return *list_[count_ - 1]; }

 private:
  std::array<const Path*, 4> list_{};
  int count_{0};
};

/// The processor is asked once. Any thread.
template <typename Path>
const Paths<Path>& PathsOf() noexcept {
  static const Paths<Path> paths;
  return paths;
}

/// The widest path of a block.
template <typename Path>
const Path& WidestPath() noexcept {
  return PathsOf<Path>().Widest();
}

}  // namespace spillway
