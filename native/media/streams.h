// SPDX-License-Identifier: GPL-2.0-or-later
// Which channels have a stream, and what goes over it in a tick?
#pragma once

#include <cstdint>
#include <vector>

#include "native/contract/commands.h"
#include "native/core/frame_ring.h"
#include "native/core/ids.h"
#include "native/core/sink.h"
#include "native/media/sound_sources.h"
#include "native/media/stream_memory.h"

namespace spillway {

/// The media side of all streams, one a channel. A tick gives a stream what its ear hears, and
/// takes from it what its source gives; it waits for nothing:
///
///     the user does not read    ring full   the frame is left out, those before it stay   lost
///     the user does not write   ring empty  the source is silent                          missing
///     it writes too late        tick past   the frame is dropped, so that none is late    late
///
/// It begins when its user attaches: before, nothing is kept, and nothing counts. What is counted
/// is told by `stalled`, at most once a second. A source that was never heard, or whose last frame
/// said that nothing follows, misses nothing. Media thread only; nothing allocates after
/// construction.
class Streams {
 public:
  Streams(int channels, Sink* sink);
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  /// False when the channel has one already.
  bool Start(const MediaCommand& command) noexcept;
  /// Lets go of its memory and tells `ended`.
  void End(ChannelIndex channel, FinishReason reason, double now) noexcept;
  /// The channel of that stream, or -1.
  ChannelIndex Find(OperationId operation) const noexcept;
  bool Has(ChannelIndex channel) const noexcept { return streams_[channel].memory != nullptr; }
  bool HasHeard(ChannelIndex channel) const noexcept { return streams_[channel].heard > 0; }
  OperationId Operation(ChannelIndex channel) const noexcept { return streams_[channel].operation; }
  /// Whether its ear is listened to in this tick.
  bool Listens(ChannelIndex channel) const noexcept {
    return streams_[channel].hears && streams_[channel].attached;
  }
  /// True once, when its user has attached.
  bool Begins(ChannelIndex channel) noexcept;
  bool Any() const noexcept { return !open_.empty(); }
  /// Those that there are; End takes one out.
  const std::vector<ChannelIndex>& Channels() const noexcept { return open_; }
  /// Why a stream can not go on: its user is through with it, or gone, or its indexes are nonsense.
  bool Over(ChannelIndex channel, FinishReason* reason) noexcept;

  /// Takes the frame of this tick, if there is one, and gives it to the source.
  void Give(ChannelIndex channel, uint64_t tick, SoundSources* sources) noexcept;
  /// Gives the source what would have been next, to fade over: it ends. Nothing counts.
  void GiveLast(ChannelIndex channel, uint64_t tick, SoundSources* sources) noexcept;
  /// Puts what the ear hears behind what it heard before.
  void Take(ChannelIndex channel, uint64_t tick, double now, const uint8_t* heard) noexcept;
  /// The tick is over: what has ended is heard no more.
  void HushEnded(SoundSources* sources) noexcept;
  /// Tells what was lost, at most once a second.
  void Tell(ChannelIndex channel, uint64_t tick, double now) noexcept;

 private:
  struct Counts {
    uint32_t lost, missing, late;
  };
  struct Stream {
    StreamMemory* memory{nullptr};  // null: none
    OperationId operation{0};
    bool hears{false};
    bool attached{false};
    bool begun{false};
    bool giving{false};  // a frame is due in every tick
    uint32_t heard{0}, given{0};
    Counts counts{};  // since the beginning
    Counts told{};
    uint64_t mayTellAt{0};
    FrameWriter out;
    FrameReader in;
    alignas(64) uint8_t sound[kFrameSamples];
  };
  bool Next(Stream* stream, uint64_t tick) noexcept;

  Sink* const sink_;
  std::vector<Stream> streams_;  // by channel
  std::vector<ChannelIndex> open_;
  std::vector<ChannelIndex> ended_;  // in this tick, or before it: each once
};

}  // namespace spillway
