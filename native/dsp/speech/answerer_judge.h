// SPDX-License-Identifier: GPL-2.0-or-later
// Has a person answered a call, or a machine? By the rhythm of the first words: a person says a few
// and waits, a machine goes on.
#pragma once

#include <cstdint>

#include "native/contract/records.h"

namespace spillway {

/// Limits, milliseconds. The words are those of Asterisk's amd.conf, the values our own
/// (docs/dsp.md, "Answering machines").
struct AnswererSettings {
  uint32_t initialSilenceMs{2500};  // longest silence before a greeting
  uint32_t greetingMs{3000};        // greetings from this length on are a machine's
  uint32_t afterGreetingMs{800};    // silence after a greeting, by which it was a person's
  uint32_t totalMs{6000};           // then there is a verdict in any case
  uint32_t leastWordMs{60};         // what is shorter is no word
  uint32_t betweenWordsMs{50};      // silence that parts two words
  uint32_t mostWords{12};           // with so many it is a machine's greeting
};

/// The verdict and the figures it rests on.
struct AnswererVerdict {
  Answerer answerer;
  /// human: kShortGreeting, a few words and a pause. machine: kLongGreeting, kManyWords, kBeep. Not
  /// sure: kSilence, nobody has said anything; kTimeOver, neither a long greeting nor a pause.
  AnswererReason reason;
  uint32_t silenceMs;        // before the greeting
  uint32_t greetingMs;       // from its first word to the end of the last one
  uint32_t afterGreetingMs;  // silence since
  uint32_t words;            // bursts of voice; people slur several words into one
};

/// Counts 10 ms at a time from the moment of the answer. No thread, clock or allocation.
class AnswererJudge {
 public:
  explicit AnswererJudge(const AnswererSettings& settings = {}) noexcept : settings_(settings) {}

  /// Takes the next 10 ms: whether a voice sounds, and whether a beep does. True once, when the
  /// verdict falls; do not feed it on.
  bool Add(bool voice, bool beep) noexcept;

  /// What is thought now; final after Add was true.
  const AnswererVerdict& Verdict() const noexcept { return verdict_; }

 private:
  void CountVoice(bool voice) noexcept;
  bool Say(Answerer answerer, AnswererReason reason) noexcept;

  const AnswererSettings settings_;
  AnswererVerdict verdict_{Answerer::kNotSure, AnswererReason::kSilence, 0, 0, 0, 0};
  uint32_t elapsedMs_{0};
  uint32_t wordMs_{0};   // voice of the word under way
  uint32_t pauseMs_{0};  // since voice was last heard
  uint32_t greetingFromMs_{0};
};

}  // namespace spillway
