// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to the samples of every channel in a tick, and what changes it?
#pragma once

#include <cstdint>
#include <vector>

#include "native/board/board.h"
#include "native/contract/commands.h"
#include "native/core/sink.h"
#include "native/media/caller_id_watch.h"
#include "native/media/channel_ears.h"
#include "native/media/digit_watch.h"
#include "native/media/disk_link.h"
#include "native/media/level_meters.h"
#include "native/media/masks.h"
#include "native/media/media_facts.h"
#include "native/media/media_limits.h"
#include "native/media/own_echo.h"
#include "native/media/players.h"
#include "native/media/prompt_shelf.h"
#include "native/media/prompt_watch.h"
#include "native/media/recorders.h"
#include "native/media/speech_watch.h"
#include "native/media/streams.h"
#include "native/media/tone_watch.h"

namespace spillway {

/// The media half of the engine: the order in which players, detectors, meters, ears, recorders and
/// streams of all channels do their work. Each of them knows its own channels; this knows what a
/// command and the end of a call mean to all of them. Sizes are fixed at construction. Execute,
/// Tick and Skip belong to one thread, the media thread (or the stepping thread); they do not
/// allocate, lock, throw, log or call the system.
///
/// Facts say `at` in media time: the first sample of the tick in which they happened. A command
/// counts as happening in the tick that follows it. A channel is sent what its ear hears, what is
/// played in its background, and, over both or in place of them, what is played in its foreground.
class MediaEngine {
 public:
  /// `disk` and `sink` must outlive the engine. `dtmf`: how channels listen for digits that have no
  /// settings of their own. `tones`: those that can be heard on any channel, or on single ones.
  MediaEngine(const MediaLimits& limits, DiskLink* disk, Sink* sink, const DtmfSettings& dtmf = {},
              const TonePlans& tones = {});
  /// Frees the prompts. Any thread, when the media thread has ended.
  ~MediaEngine() = default;
  MediaEngine(const MediaEngine&) = delete;
  MediaEngine& operator=(const MediaEngine&) = delete;

  /// Does a validated command. Takes over `command.file`. What cannot be done is told by a fact
  /// (`finished` with reason failed, `promptFailed`, `recordingFailed`), never silently dropped.
  void Execute(const MediaCommand& command) noexcept;

  /// Before a tick: tells the board which channels carry sound. Those do that are played to, heard,
  /// listened to, recorded or metered, hear something or have a stream, and for a second after
  /// that.
  void UseChannels(Board* board) noexcept;

  /// One tick: `received` and `sent` are limits.channels x 160 A-law bytes. Channels that nothing
  /// is sent to get kSilence.
  void Tick(const uint8_t* received, uint8_t* sent) noexcept;

  /// Lets media time pass without audio (ticks the board owed and the runtime skipped). Recordings
  /// get silence there and a `recordingGap`; players go on where they were.
  void Skip(int ticks) noexcept;
  /// No channel is in use: as long as nobody asks for one, ticks have nothing to do.
  bool Idle() const noexcept { return idle_; }

  /// Before a tick: `engineMs` is when it should begin by the engine's clock. A card counts its own
  /// 20 ms, by some ppm longer or shorter than the clock's, and its driver may stand still: facts
  /// follow the clock all the same, or stamps would be wrong by seconds after a day. Audio and
  /// recordings go by the card alone. A stepped engine never calls it.
  void Follow(double engineMs) noexcept;

  /// Gives up this and what stands before it in the list, to make ticks cheaper, or takes back what
  /// was. Whatever sounded ends there for who listens (`speechEnded`, `toneEnded`), an answerer who
  /// is being judged is `notSure`; what is taken back begins anew. Digits are always heard.
  void GiveUp(Shed shed) noexcept;

  /// Ends all streams: there will be no tick any more. By whoever ended the media thread.
  void EndStreams() noexcept;

  /// From now on fax tones are listened for on a channel whatever commands ask for, and noted for
  /// TakeFax; or no more.
  void WatchFax(ChannelIndex channel, bool on) noexcept {
    asked_ = true;
    tones_.WatchFax(channel, on, Now());
  }
  /// A watched channel on which a fax tone began since it was last asked; -1: none.
  ChannelIndex TakeFax() noexcept { return tones_.TakeFax(); }

  /// Media time in milliseconds: 20 x ticks done or skipped, and what `Follow` added.
  double Now() const noexcept {
    return static_cast<double>(tick_) * kTickMilliseconds + clockAhead_;
  }

 private:
  // media_engine_commands.cc
  void ExecuteOn(const MediaCommand& command) noexcept;
  void Refuse(const MediaCommand& command) noexcept;
  void FreeFile(char* file) noexcept;
  void Play(const MediaCommand& command) noexcept;
  void Listen(const MediaCommand& command) noexcept;
  void Record(const MediaCommand& command) noexcept;
  void Release(const MediaCommand& command) noexcept;
  void Stop(OperationId operation) noexcept;
  void Pause(OperationId operation, bool paused) noexcept;
  void Route(const MediaCommand& command) noexcept;
  void Detect(const MediaCommand& command) noexcept;
  void EndDetecting(ChannelIndex channel) noexcept;
  void Mask(ChannelIndex index, bool on) noexcept;
  void Reset(ChannelIndex channel) noexcept;
  void LoadPrompt(const MediaCommand& command) noexcept;
  void Retire(const Prompt* prompt) noexcept;

  // media_engine_streams.cc
  void Stream(const MediaCommand& command) noexcept;
  void BeginStreamEar(const RouteEar& ear) noexcept;
  void RefuseStream(const MediaCommand& command) noexcept;
  void EndStream(ChannelIndex channel, FinishReason reason) noexcept;
  void GiveStreams() noexcept;
  void TakeStreams() noexcept;

  // media_engine_use.cc
  bool InUse(ChannelIndex channel) const noexcept;
  void Use(Board* board, ChannelIndex channel, bool on) noexcept;

  // media_engine_time.cc
  void Shift(double milliseconds) noexcept;
  void Publish() noexcept;

  // media_engine.cc
  void TakeReplies() noexcept;
  void TickChannels(const uint8_t* received, uint8_t* sent) noexcept;
  void Hear(const uint8_t* received) noexcept;
  void Record(const uint8_t* audible, const uint8_t* sent) noexcept;

  const MediaLimits limits_;
  DiskLink* const disk_;
  Sink* const sink_;
  uint64_t tick_{0};
  double clockAhead_{0};  // of 20 ms x ticks
  bool asked_{true};      // something was, since UseChannels
  int used_{0};           // channels that are in use
  bool idle_{false};      // none is: a tick has nothing to do
  Shed shed_{Shed::kNothing};
  MediaFacts facts_;
  OwnEcho ownEcho_;
  DigitWatch digits_;
  ToneWatch tones_;
  CallerIdWatch callerIds_;
  SpeechWatch speech_;
  PromptWatch listens_;
  LevelMeters meters_;
  Masks masks_;
  PromptShelf prompts_;
  Players players_;
  ChannelEars ears_;
  Recorders recorders_;
  Streams streams_;
  std::vector<uint8_t> useTicks_;  // by channel: so long is its line kept in use; 0: it is not
};

}  // namespace spillway
