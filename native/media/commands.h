// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript ask of the media thread? One fixed-size command each, already validated.
#pragma once

#include <cstdint>

#include "native/core/ids.h"
#include "native/dsp/dtmf/dtmf_profile.h"
#include "native/dsp/tone_step.h"

namespace spillway {

constexpr int kPlaylistLength = 40;  // prompts in one play command
constexpr int kToneSteps = 8;        // steps in a tone's cadence
constexpr int kDigitsLength = 64;    // digits in one send command

/// How a channel listens for digits.
struct DtmfOptions {
  bool own;  // by these settings, not by the engine's
  bool letters;
  uint8_t profile;  // place in DtmfProfiles()
  uint16_t leastOnMs;
  uint16_t leastOffMs;  // 0, both: the profile's

  DtmfSettings Settings() const noexcept {
    return {&DtmfProfiles()[profile], double(leastOnMs), double(leastOffMs), letters};
  }
};

struct MediaCommand {
  enum class Kind : uint8_t {
    kPlay,  // operation, channel, prompts[count], loop, stopDigits
    kTone,  // operation, channel, tone[count], repeat, levelDbm0, durationMs (0: until stopped)
    kSendDigits,     // operation, channel, digits, onMs, offMs, levelDbm0
    kListen,         // operation, channel, prompts[0]: tell when 160 consecutive bytes of it arrive
    kRecord,         // operation, channel, file, on: held (WAV, left = received, right = sent)
    kRelease,        // operation of a held recording, on: write it (false: forget it)
    kStop,           // operation
    kDetect,         // channel, on: DTMF detection, by `dtmf`
    kHearTones,      // channel, tones (0: none): call-progress and fax tones
    kHearSpeech,     // channel, on
    kJudgeAnswerer,  // channel, on: who has answered right now
    kMask,           // channel, on: others get silence in place of what it receives
    kMeter,          // channel, durationMs = interval (0: off)
    kJoin,           // bridge, channel, on = may be heard (false: muted), gainDb: how loud
    kLeave,          // channel
    kReset,       // channel: stop every operation, leave the bridge, detectors, mask and meter off
    kLoadPrompt,  // prompts[0], file
    kDropPrompt   // prompts[0]
  };
  Kind kind;
  bool loop;
  bool on;
  uint8_t count;
  uint16_t stopDigits;  // bit n: digit n; bits 10-15: * # A B C D
  uint16_t tones;       // bits of ToneBit
  int16_t repeatFrom;   // tone: step to go back to after the last one; -1: end
  ChannelIndex channel;
  BridgeIndex bridge;
  OperationId operation;
  float levelDbm0;
  uint32_t durationMs;
  uint16_t onMs;
  uint16_t offMs;
  union {
    PromptIndex prompts[kPlaylistLength];
    ToneStep tone[kToneSteps];
    char digits[kDigitsLength];
    DtmfOptions dtmf;
    float gainDb;
  };
  /// A path on the heap (UTF-8, NUL-ended); owned by whoever holds the command, freed by the disk
  /// thread.
  char* file;
};

/// Sizes fixed when the engine starts.
struct MediaLimits {
  int channels;
  int bridges;        // 512
  int bridgeMembers;  // 32
  int recorders;      // one a channel at most
  int prompts;        // 4,096
};

}  // namespace spillway
