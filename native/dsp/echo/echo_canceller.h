// SPDX-License-Identifier: GPL-2.0-or-later
// What is left of what a channel receives when the echo of what it was sent is taken out?
#pragma once

#include <array>
#include <cstdint>

#include "native/core/ids.h"
#include "native/dsp/echo/echo_path.h"
#include "native/dsp/simd/paths.h"

namespace spillway {

/// For detectors, not for ears: what it leaves is A-law again, and speech in it sounds torn. A
/// frame is heard, then one is played; how much later that comes back (20 to 210 ms) it finds by
/// itself. Until its model has taken 6 dB out of a frame nothing is changed, nor is a frame that
/// would become louder. What is heard while next to nothing is, or was played, is passed on, at
/// next to no cost. One thread; nothing allocates.
///
///     searching ── the two go together at one delay ──> modelling
///         <──────── 3 s more of sound in vain than not (1 s at first)
class EchoCanceller {
 public:
  explicit EchoCanceller(const EchoPath& path = WidestPath<EchoPath>()) : path_(&path) { Forget(); }

  /// The channel begins to be played to: it was silent before. What is known of the line is kept.
  void Begin() noexcept;
  /// The line is another one.
  void Forget() noexcept;

  /// 160 bytes that were received: true when `left` has what is to be heard instead of them.
  bool Hear(const uint8_t* heard, uint8_t* left) noexcept;
  /// The 160 bytes that are sent after that.
  void Play(const uint8_t* sent) noexcept;

 private:
  static constexpr int kHistory = 12 * kFrameSamples;  // samples that were played
  static constexpr int kStep = 4;                      // samples of a step of the search
  static constexpr int kLags = 384;                    // steps
  static constexpr int kHeardSteps = kFrameSamples / kStep;

  void Search(const float* heard) noexcept;
  void Judge(float heardEnergy, float playedEnergy) noexcept;
  bool Model(const float* heard, uint8_t* left) noexcept;

  const EchoPath* path_;
  alignas(64) std::array<float, kHistory> played_;  // a ring
  std::array<float, kHistory / kStep> steps_;       // its sums of kStep samples
  int64_t time_{0};                                 // samples, of the frame that is heard
  int lag_{0};  // at which the model's newest tap hears; 0: it is searched for
  bool proved_{false};
  int inVain_{0};  // frames with sound
  EchoModels models_;
  // The search.
  int searched_{0};  // frames with sound
  float heardEnergy_{0};
  float playedEnergy_{0};
  alignas(64) std::array<float, kLags> sums_;
};

}  // namespace spillway
