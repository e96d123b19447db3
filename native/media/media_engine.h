// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to the samples of every channel in a tick, and what changes it?
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "native/board/board.h"
#include "native/contract/commands.h"
#include "native/core/sink.h"
#include "native/dsp/dtmf/dtmf_bank.h"
#include "native/dsp/tone/tone_bank.h"
#include "native/media/channel.h"
#include "native/media/disk_link.h"
#include "native/media/masks.h"
#include "native/media/media_facts.h"
#include "native/media/media_limits.h"
#include "native/media/players.h"
#include "native/media/prompt_table.h"
#include "native/media/recorders.h"
#include "native/media/router.h"
#include "native/media/sound_sources.h"
#include "native/media/speech_watch.h"

namespace spillway {

/// The media half of the engine: players, detectors, listeners, meters, ears and recorders of all
/// channels. Sizes are fixed at construction. Execute, Tick and Skip belong to one thread, the
/// media thread (or the stepping thread); they do not allocate, lock, throw, log or call the
/// system.
///
/// Facts say `at` in media time: the first sample of the tick in which they happened. A command
/// counts as happening in the tick that follows it. A channel is sent what its ear hears, what is
/// played in its background, and, over both or in place of them, what is played in its foreground.
class MediaEngine {
 public:
  /// `disk` and `sink` must outlive the engine. `dtmf`: how channels listen for digits that have no
  /// settings of their own. `tones`: those that can be heard on any channel.
  MediaEngine(const MediaLimits& limits, DiskLink* disk, Sink* sink, const DtmfSettings& dtmf = {},
              const TonePlan& tones = {});
  /// Frees the prompts. Any thread, when the media thread has ended.
  ~MediaEngine();
  MediaEngine(const MediaEngine&) = delete;
  MediaEngine& operator=(const MediaEngine&) = delete;

  /// Does a validated command. Takes over `command.file`. What cannot be done is told by a fact
  /// (`finished` with reason failed, `promptFailed`, `recordingFailed`), never silently dropped.
  void Execute(const MediaCommand& command) noexcept;

  /// Before a tick: tells the board which channels carry sound. Those do that are played to, heard,
  /// listened to, recorded or metered, or hear something, and for a second after that.
  void UseChannels(Board* board) noexcept;

  /// One tick: `received` and `sent` are limits.channels x 160 A-law bytes. Channels that nothing
  /// is sent to get kSilence.
  void Tick(const uint8_t* received, uint8_t* sent) noexcept;

  /// Lets media time pass without audio (ticks the board owed and the runtime skipped). Recordings
  /// get silence there and a `recordingGap`; players go on where they were.
  void Skip(int ticks) noexcept;

  /// Before a tick: `engineMs` is when it should begin by the engine's clock. A card counts its own
  /// 20 ms, by some ppm longer or shorter than the clock's, and its driver may stand still: facts
  /// follow the clock all the same, or stamps would be wrong by seconds after a day. Audio and
  /// recordings go by the card alone. A stepped engine never calls it.
  void Follow(double engineMs) noexcept;

  /// Gives up this and what stands before it in the list, to make ticks cheaper, or takes back what
  /// was. Whatever sounded ends there for who listens (`speechEnded`, `toneEnded`), an answerer who
  /// is being judged is `notSure`; what is taken back begins anew. Digits are always heard.
  void GiveUp(Shed shed) noexcept;

  /// Media time in milliseconds: 20 x ticks done or skipped, and what `Follow` added.
  double Now() const noexcept {
    return static_cast<double>(tick_) * kTickMilliseconds + clockAhead_;
  }

 private:
  // engine_commands.cc
  void Refuse(const MediaCommand& command) noexcept;
  void FreeFile(char* file) noexcept;
  void Play(const MediaCommand& command) noexcept;
  void Gain(const MediaCommand& command) noexcept;
  void Listen(const MediaCommand& command) noexcept;
  void Record(const MediaCommand& command) noexcept;
  void Release(const MediaCommand& command) noexcept;
  void Stop(OperationId operation) noexcept;
  void DetectDigits(ChannelIndex index, const DtmfOptions& options) noexcept;
  void EndDetecting(ChannelIndex index) noexcept;
  void Mask(ChannelIndex index, bool on) noexcept;
  void Meter(ChannelIndex index, uint32_t intervalMs) noexcept;
  void Reset(ChannelIndex channel) noexcept;
  void LoadPrompt(const MediaCommand& command) noexcept;
  void DropPrompt(PromptIndex prompt) noexcept;

  // engine_routes.cc
  void Route(const MediaCommand& command) noexcept;
  void Pause(OperationId operation, bool paused) noexcept;
  void PauseRecording(ChannelIndex channel, OperationId operation, bool paused) noexcept;
  void OpenSides(ChannelIndex channel) noexcept;
  void CloseSides(ChannelIndex channel) noexcept;
  void Deafen(ChannelIndex channel) noexcept;
  int SideOf(ChannelIndex channel, EarSide side) const noexcept;
  void TakeSide(int ear, uint8_t* frame) noexcept;
  void TakeSides(const uint8_t* audible, const uint8_t* sent) noexcept;

  // engine_tones.cc
  void HearTones(ChannelIndex index, unsigned kinds) noexcept;
  void TellTone(ChannelIndex index, const ToneEvent& event) noexcept;

  void TellToneEnded(ChannelIndex index, double until, float dbm0) noexcept;

  // engine_overload.cc
  void PauseTones() noexcept;
  void ResumeTones() noexcept;

  // engine_use.cc
  bool InUse(ChannelIndex channel) const noexcept;
  void Use(Board* board, ChannelIndex channel, bool on) noexcept;

  // engine_time.cc
  void Shift(double milliseconds) noexcept;
  void Publish() noexcept;

  // engine.cc
  void TakeReplies() noexcept;
  void AdoptPrompt(const DiskReply& reply) noexcept;
  void Retire(const Prompt* prompt) noexcept;
  void TickChannels(const uint8_t* received, uint8_t* sent) noexcept;
  void Hear(const uint8_t* received) noexcept;
  void Detected(ChannelIndex index, const DtmfEvent& event) noexcept;
  void TellDigit(ChannelIndex index, const DtmfEvent& event) noexcept;
  void Match(ChannelIndex index, int slot, const uint8_t* received) noexcept;
  void GiveReceived(const uint8_t* received) noexcept;
  void Speak(ChannelIndex index, uint8_t* sent) noexcept;
  void Write(SourceIndex source, uint8_t* sent) noexcept;
  void Measure(ChannelIndex index, const uint8_t* received, const uint8_t* sent) noexcept;
  void EndListening(ChannelIndex index, int slot, FinishReason reason) noexcept;

  const MediaLimits limits_;
  DiskLink* const disk_;
  Sink* const sink_;
  uint64_t tick_{0};
  double clockAhead_{0};  // of 20 ms x ticks
  bool asked_{true};      // something was, since UseChannels
  int used_{0};           // channels that are in use
  bool idle_{false};      // none is: a tick has nothing to do
  const SamplePath& path_;
  MediaFacts facts_;
  std::unique_ptr<Channel[]> channels_;
  DtmfBank dtmf_;
  ToneBank tones_;
  SpeechWatch speech_;
  Shed shed_{Shed::kNothing};
  Masks masks_;
  PromptTable prompts_;
  Players players_;
  SoundSources sources_;
  Router router_;
  Recorders recorders_;
  std::vector<bool> ownSides_;  // by channel: its recording hears what a route said
  int ownSideCount_{0};
  std::vector<uint8_t> sides_[2];   // what recordings hear, where some have sides of their own
  const Prompt* retired_{nullptr};  // a list of prompts that the disk thread is still to free
};

}  // namespace spillway
