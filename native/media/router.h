// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom? Each ear hears the sum of its sources.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "native/media/common_sums.h"
#include "native/media/ear.h"
#include "native/media/sound_sources.h"

namespace spillway {

/// All ears and what they hear. One source as loud as it is, is passed on by copying bytes; several
/// are summed, cut to 16 bits, from four on with a soft limit; none is silence. Whatever changes
/// fades from the old to the new in the first 8 ms of the next tick: what is in both is not
/// touched. Media thread only; nothing allocates after construction.
class Router {
 public:
  Router(int ears, int sources, const SamplePath& path = WidestPath<SamplePath>());

  /// From the next tick on an ear hears these, at most kEarSources, each once.
  void Set(int ear, const HeardSource* list, int count) noexcept;
  /// An ear hears silence from the next tick on, or its list again.
  void Stop(int ear, bool stopped) noexcept;
  /// No ear hears this source any more.
  void Forget(SourceIndex source) noexcept;
  /// What was set is complete: sums are planned.
  void Settle() noexcept;
  /// Behind Settle: nobody has heard this ear yet, so what it hears does not fade in.
  void Begin(int ear) noexcept;

  bool Stopped(int ear) const noexcept { return ears_[ear].stopped; }
  /// Whether some ear's list has this source.
  bool Listed(SourceIndex source) const noexcept { return listed_[source] > 0; }
  bool Silent(int ear) const noexcept { return ears_[ear].count == 0 && !ears_[ear].changed; }
  /// What an ear hears in this tick: bytes of a source, or null when `mixed` has it; `silent` when
  /// there is nothing (and `mixed` is not written).
  const uint8_t* Hear(int ear, SoundSources& sources, int16_t* mixed, bool* silent) noexcept;
  /// The same as A-law, kSilence when there is nothing: 160 bytes. A party of a conference is taken
  /// out of its sum from bytes to bytes.
  void Write(int ear, SoundSources& sources, uint8_t* sent) noexcept;
  /// The tick is over: changes have faded.
  void EndTick() noexcept;

 private:
  struct Sounding {
    const uint8_t* bytes;  // null: `samples`
    bool silent;
  };
  void Changes(int ear) noexcept;
  void List(const Ear& ear, int difference) noexcept;
  Sounding Play(const EarPlan& plan, SoundSources& sources, int16_t* mixed) noexcept;
  Sounding PlayAlone(const EarPlan& plan, SoundSources& sources, int16_t* mixed) noexcept;
  bool WriteWithoutSelf(const EarPlan& plan, SoundSources& sources, uint8_t* sent) noexcept;
  CommonSum& Summed(int sum, SoundSources& sources) noexcept;
  void Sum(CommonSum* sum, SoundSources& sources) noexcept;
  const int16_t* Scaled(const HeardSource& part, SoundSources& sources, int16_t* room) noexcept;
  void Finish(const int32_t* sum, int parties, int16_t* mixed) noexcept;

  const SamplePath& path_;
  std::vector<Ear> ears_;
  std::vector<int> listed_;   // by source: in how many lists
  std::vector<int> pending_;  // whose lists are set since Settle
  std::vector<int> changed_;  // since the last tick
  CommonSums sums_;
  std::array<const uint8_t*, 2 * kEarSources> talkers_{};  // of the sum that is made
  uint64_t tick_{1};
};

}  // namespace spillway
