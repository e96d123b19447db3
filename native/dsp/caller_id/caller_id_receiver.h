// SPDX-License-Identifier: GPL-2.0-or-later
// Which messages about callers does an exchange send on a line? FSK at 1,200 bit/s, Bell 202 and
// V.23, told by itself; whole by its checksum, or not at all.
#pragma once

#include <array>
#include <cstdint>

#include "native/dsp/caller_id/fsk_samples.h"

namespace spillway {

/// The receiver of one line (GR-30-CORE, ETSI EN 300 659-1, YDN 069-1997).
///
///     line  ____/\/\/\/\/\/\/\/\/\____________|start 8 data stop|start ...|checksum|____
///               seizure (not needed)   mark    type, length, parameters
///
/// A checksum of eight bits lets one damaged message in 256 pass. So every bit must also be told
/// clearly, every edge come where a bit can end, and the carrier stay: what noise, a click or a cut
/// has touched is damaged, whatever its sum.
///
/// Holds no thread, clock or file; one per channel.
class CallerIdReceiver {
 public:
  enum class News : uint8_t {
    kNone,
    kMessage,  // Message() has it
    kDamaged   // a message began, and was cut short or is not as it was sent
  };
  static constexpr int kMostBytes = 258;  // type, length, 255 octets, checksum

  /// A tick: 160 bytes of A-law.
  News Tick(const uint8_t* received) noexcept;
  /// Begins anew.
  void Reset() noexcept;
  /// Type, length and parameters of the message that was told last, without checksum. Until the
  /// next Tick.
  const uint8_t* Message() const noexcept { return bytes_.data(); }
  int Size() const noexcept { return bytes_[1] + 2; }

 private:
  enum class State : uint8_t { kHunting, kMark, kCharacter };

  News Take(float deviation, float power) noexcept;
  void Hunt(float deviation, float power) noexcept;
  News AwaitStart(float deviation, float power) noexcept;
  News TakeBit(float deviation, float power) noexcept;
  bool IsSteady(bool isMark, float power) noexcept;
  News TakeCharacter() noexcept;
  News Spoilt() noexcept;

  FskSamples samples_;
  State state_{State::kHunting};
  float before_{0};  // deviations of the last two samples
  float beforeThat_{0};
  float markPower_{0};
  float spacePower_{0};
  float markDeviation_{0};
  int markSamples_{0};
  float sinceEdge_{0};  // samples since the edge of the start bit
  int bit_{0};          // of the character: 0 is its start bit
  int character_{0};
  int count_{0};
  int sum_{0};
  std::array<uint8_t, kMostBytes> bytes_{};
};

}  // namespace spillway
