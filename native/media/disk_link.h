// SPDX-License-Identifier: GPL-2.0-or-later
// What lies between the media thread and the disk thread? Rings: requests one way, replies the
// other, and one ring of frames for each channel.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "native/contract/records.h"
#include "native/core/ids.h"
#include "native/core/spsc_ring.h"
#include "native/media/media_limits.h"
#include "native/media/prompt.h"
#include "native/media/recorder_ring.h"

namespace spillway {

/// Media thread to disk thread.
struct DiskRequest {
  enum class Kind : uint8_t {
    kOpenRecording,     // operation, channel, tick, file, held
    kReleaseRecording,  // operation: it may be written
    kDiscardRecording,  // operation: it shall not be written
    kLoadPrompt,        // prompt, generation, file, playedOnly
    kFreePrompt,        // block
    kFreeFile           // file: of a command that could not be done
  };
  Kind kind;
  bool held;
  bool playedOnly;
  PromptIndex prompt;
  uint16_t generation;
  ChannelIndex channel;
  OperationId operation;
  uint64_t tick;
  char* file;
  const Prompt* block;
};

/// Disk thread to media thread.
struct DiskReply {
  enum class Kind : uint8_t {
    kPromptReady,     // prompt, generation, block
    kRecordingFailed  // channel, operation: send no more frames but the end
  };
  Kind kind;
  PromptIndex prompt;
  uint16_t generation;
  ChannelIndex channel;
  OperationId operation;
  const Prompt* block;
};

/// Owned by whoever owns both threads; it must outlive the MediaEngine and the DiskWorker.
class DiskLink {
 public:
  explicit DiskLink(const MediaLimits& limits);
  /// After both threads have ended: frees what is still in the rings.
  ~DiskLink();
  DiskLink(const DiskLink&) = delete;
  DiskLink& operator=(const DiskLink&) = delete;

  const int recorders;  // that can record at a time
  SpscRing<DiskRequest> requests;
  SpscRing<DiskReply> replies;
  /// By channel: recordings of it come one after the other, each with its end, in the order in
  /// which they were opened.
  std::vector<std::unique_ptr<RecorderRing>> frames;
  std::atomic<double> now{0};     // media time in milliseconds, as facts bear it
  std::atomic<uint64_t> tick{0};  // written by the media thread: ticks done so far
};

}  // namespace spillway
