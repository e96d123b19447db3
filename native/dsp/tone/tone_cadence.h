// SPDX-License-Identifier: GPL-2.0-or-later
// Which tone do the sounds and pauses of one channel make?
#pragma once

#include <array>
#include <cstdint>

#include "native/dsp/tone/tone_event.h"
#include "native/dsp/tone/tone_news.h"
#include "native/dsp/tone/tone_tuning.h"

namespace spillway {

/// Follows every tone of a plan, step by step:
///
///     busy of zone cn, three cadences
///     ___350___     ___350___     ___350___
///              _350_         _350_         _350
///     ^ at                                    ^ began: the third pause has lasted long enough
///
/// What does not fit a tone's step, in kind or in time, ends that tone; the next sound may begin it
/// anew. No thread, clock or allocation.
class ToneCadence {
 public:
  /// Forgets what it heard; `wanted`: the kinds that are told.
  void Clear(unsigned wanted) noexcept;

  /// Takes what a hop has told. `heard`: samples fed, that hop included. Returns how many events
  /// there are.
  int Take(const TimedTones& tones, const ToneNews& news, uint64_t heard,
           ToneEvent events[kMostToneEvents]) noexcept;

  /// When it must be asked again even if nothing sounds or pauses: samples fed; 0: never.
  uint64_t Deadline(const TimedTones& tones, uint64_t heard) const noexcept;

 private:
  /// How far a tone has got.
  struct Progress {
    int8_t step{-1};      // that is under way; -1: none
    bool counted{false};  // the last step has lasted long enough for its cadence to count
    uint16_t cadences{0};
    float loudest{0};  // mean square
    uint64_t since{0};
  };
  /// Where events go.
  struct Told {
    ToneEvent* events;
    int count{0};
  };

  /// What was heard of a sound (its loudest window) or a pause (its mean): mean squares.
  struct Loud {
    float sound;
    float pause;
  };

  void Close(const TimedTones& tones, uint64_t at, const Loud& loud, Told* told) noexcept;
  void Open(const TimedTones& tones, int sound, uint64_t at, Told* told) noexcept;
  void Check(const TimedTones& tones, const Loud& loud, uint64_t heard, Told* told) noexcept;
  void Advance(const TimedTones& tones, int tone, Told* told) noexcept;
  void Count(const TimedTones& tones, int tone, Told* told) noexcept;
  void Fail(const TimedTones& tones, int tone, Told* told) noexcept;
  void Tell(const TimedTones& tones, ToneEvent::Kind kind, int tone, uint64_t at,
            Told* told) noexcept;
  bool IsQuiet(int tone, const Loud& loud) const noexcept;
  bool IsLast(const TimedTones& tones, int tone) const noexcept;
  uint64_t KnownAt(uint64_t at) const noexcept;

  unsigned wanted_{0};
  int sound_{0};           // that sounds; 0: none
  uint64_t since_{0};      // the sound or the pause
  uint64_t lastEnded_{0};  // the last sound
  int told_{-1};           // the tone that has been told and is not over
  std::array<Progress, TonePlan::kMostTones> progress_;
};

/// What the hop that has just been done tells of a lane; sets the lane's hopsLeft. `heard`: samples
/// fed, the hop included. Returns how many events there are.
int TakeToneEvents(ToneLanes* lanes, int lane, const ToneTuning& tuning, const TimedTones& tones,
                   uint64_t heard, ToneCadence* cadence,
                   ToneEvent events[kMostToneEvents]) noexcept;

}  // namespace spillway
