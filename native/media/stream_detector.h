// SPDX-License-Identifier: GPL-2.0-or-later
// What is in one stream, and when would a channel of the engine have told it?
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "native/core/ids.h"
#include "native/dsp/dtmf/dtmf_detector.h"
#include "native/dsp/speech/answerer_detector.h"
#include "native/dsp/speech/speech_detector.h"
#include "native/dsp/tone/tone_detector.h"

namespace spillway {

/// Tones to listen for: a plan, and which of its kinds are told (bits of ToneBit).
struct ToneWish {
  TonePlan plan;
  unsigned wanted;
};

/// What to listen for.
struct StreamDetectorOptions {
  std::optional<DtmfSettings> digits;
  std::optional<ToneWish> tones;
  bool speech;
  std::optional<AnswererSettings> answerer;  // the stream begins with the answer
};

/// Something that was found, with its beginning, its end, and the end of the tick in which it was
/// reported. All three in samples since the stream began.
struct Detected {
  enum class Kind : uint8_t { kDigit, kTone, kFax, kSpeech, kAnswerer, kBeep };
  Kind kind;
  uint64_t start;
  uint64_t end;
  uint64_t reported;
  double dbm0;              // of digit, tone, fax, speech
  char digit;               // of digit
  ToneKind tone;            // of tone and fax
  int cadences;             // of tone and fax: whole ones heard
  AnswererVerdict verdict;  // of answerer: start and end are those of the greeting
  double hertz;             // of beep
  bool open;                // it has not ended yet
};

/// Listens to a file as the engine does to a channel: 20 ms at a time, in A-law. Allocates what it
/// found until it is taken: not for the media thread.
class StreamDetector {
 public:
  explicit StreamDetector(const StreamDetectorOptions& options);

  /// Takes 16 bit samples, any number.
  void Feed(const int16_t* samples, size_t count);

  /// The stream is over: what has not ended ends with it. Do not feed it on.
  void End();

  /// What was found and has ended, in the order of beginnings, each once. What began behind
  /// something that has not ended waits for it.
  std::vector<Detected> Take();

 private:
  void HearTick(size_t count);
  void HearDigit(const DtmfEvent& event);
  void HearTone(const ToneEvent& event);
  void HearSpeech(const SpeechEvent& event);
  void HearAnswerer(const AnswererEvent& event);
  void Begin(const Detected& found);
  Detected* Open(Detected::Kind kind);

  std::optional<DtmfDetector> digits_;
  std::optional<ToneDetector> tones_;
  std::optional<SpeechDetector> speech_;
  std::optional<AnswererDetector> answerer_;
  std::deque<Detected> found_;  // by their beginnings
  int16_t tick_[kFrameSamples]{};
  size_t inTick_{0};
  uint64_t heard_{0};  // samples, the tick that is being heard included
};

}  // namespace spillway
