// SPDX-License-Identifier: GPL-2.0-or-later
// What is a channel being played: prompts, a tone or digits, and how far is it?
#pragma once

#include <array>
#include <cstdint>

#include "native/contract/commands.h"
#include "native/core/ids.h"
#include "native/dsp/dtmf/dtmf_generator.h"
#include "native/dsp/tone_generator.h"
#include "native/media/prompt.h"

namespace spillway {

/// The one thing that a channel plays. Prompts of a playlist follow each other without a sample
/// between them, byte by byte. Media thread only; nothing allocates.
class Player {
 public:
  /// Each of these ends what was played before without a word; the caller tells it.
  void PlayPrompts(OperationId operation, const Prompt* const* prompts, int count, bool loop,
                   uint16_t stopDigits) noexcept;
  void PlayTone(const MediaCommand& command) noexcept;
  void PlayDigits(const MediaCommand& command) noexcept;
  void Stop() noexcept { kind_ = Kind::kNothing; }

  bool Playing() const noexcept { return kind_ != Kind::kNothing; }
  bool PlaysPrompts() const noexcept { return kind_ == Kind::kPrompts; }
  /// True when `prompt` is in the playlist.
  bool Uses(const Prompt* prompt) const noexcept;
  /// True when this digit ends the playing.
  bool StoppedBy(char digit) const noexcept;
  OperationId Operation() const noexcept { return operation_; }
  double PlayedMs() const noexcept { return static_cast<double>(played_) / 8; }
  /// True until the first frame has been filled.
  bool AtStart() const noexcept { return played_ == 0; }

  /// Fills a frame, with silence behind the end. False when this was the last one.
  bool Fill(uint8_t* frame) noexcept;

 private:
  enum class Kind : uint8_t { kNothing, kPrompts, kTone, kDigits };
  void Begin(Kind kind, OperationId operation) noexcept;
  bool AtEnd() const noexcept;
  int FillFromPrompts(uint8_t* frame) noexcept;
  int FillFromGenerator(uint8_t* frame) noexcept;

  Kind kind_{Kind::kNothing};
  bool loop_{false};
  uint16_t stopDigits_{0};
  OperationId operation_{0};
  uint64_t played_{0};  // samples
  uint64_t limit_{0};   // samples a tone may last; 0: no limit

  int count_{0};
  int current_{0};
  size_t offset_{0};  // in the current prompt
  std::array<const Prompt*, kPlaylistLength> prompts_{};

  ToneGenerator tone_;
  DtmfGenerator digits_;
};

}  // namespace spillway
