// SPDX-License-Identifier: GPL-2.0-or-later
// How do tests use a stream? As a worker or another process does: by a mapping of their own.
#pragma once

#include <optional>

#include "native/media/stream_memory.h"
#include "native/test/media/media_fixture.h"

namespace spillway {

/// What a user reads: when, and 160 bytes.
struct HeardFrame {
  uint64_t tick;
  double at;
  Bytes sound;
};

class StreamUserEnd {
 public:
  StreamUserEnd(int descriptor, OperationId operation)
      : head_(StreamMemory::Attach(descriptor, operation, &bytes_)) {
    if (head_ == nullptr) return;
    fromEngine_ = Memory() + head_->fromEngine;
    toEngine_ = Memory() + head_->toEngine;
    reader_ = FrameReader(fromEngine_, head_->frames, 1);
    writer_ = FrameWriter(toEngine_, head_->frames, 1);
  }
  ~StreamUserEnd() { Vanish(); }
  StreamUserEnd(const StreamUserEnd&) = delete;
  StreamUserEnd& operator=(const StreamUserEnd&) = delete;

  bool Attached() const noexcept { return head_ != nullptr; }
  StreamHead* Head() const noexcept { return head_; }
  FrameIndexes* FromEngine() noexcept { return reinterpret_cast<FrameIndexes*>(fromEngine_); }
  FrameIndexes* ToEngine() noexcept { return reinterpret_cast<FrameIndexes*>(toEngine_); }
  uint8_t* Memory() noexcept { return reinterpret_cast<uint8_t*>(head_); }
  size_t Size() const noexcept { return bytes_; }

  std::optional<HeardFrame> Read() {
    const FrameHeader* header = reader_.Front();
    if (header == nullptr) return std::nullopt;
    HeardFrame frame{header->tick, header->at, Bytes(kFrameSamples)};
    reader_.Take(frame.sound.data());
    return frame;
  }
  bool Write(const Bytes& sound, uint64_t tick = 0, bool last = false) {
    const uint8_t* const tracks[] = {sound.data()};
    return writer_.TryPush({tick, 0, last ? kLastFrame : 0, 0}, tracks);
  }
  void Done() noexcept { head_->user.store(StreamUser::kDone); }
  /// Its thread or process is over.
  void Vanish() noexcept {
    if (head_ != nullptr) StreamMemory::Detach(head_, bytes_);
    head_ = nullptr;
  }

 private:
  size_t bytes_{0};
  StreamHead* head_;
  uint8_t* fromEngine_{nullptr};
  uint8_t* toEngine_{nullptr};
  FrameReader reader_;
  FrameWriter writer_;
};

/// An engine with streams.
class StreamFixture : public MediaFixture {
 public:
  using MediaFixture::MediaFixture;

  static MediaCommand StreamCommand(ChannelIndex channel, StreamMemory* memory,
                                    OperationId operation, bool hears = true) {
    MediaCommand command = Command(MediaCommand::Kind::kStream, channel, operation);
    command.stream = memory;
    command.on = hears;
    return command;
  }
  void Stream(ChannelIndex channel, StreamMemory* memory, OperationId operation,
              bool hears = true) {
    Execute(StreamCommand(channel, memory, operation, hears));
  }
  static RouteSource StreamOf(ChannelIndex channel, float factor = 1) {
    return {channel, SourceKind::kStream, false, factor};
  }
  /// Other bytes in each tick.
  Bytes Say(ChannelIndex channel, uint32_t seed) {
    const Bytes frame = RandomBytes(seed, kFrameSamples);
    Receive(channel, frame.data());
    return frame;
  }
};

}  // namespace spillway
