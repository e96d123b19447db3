// SPDX-License-Identifier: GPL-2.0-or-later
// What lies between the disk thread, which must never wait, and the file thread, which waits for
// the disk?
#pragma once

#include <cstdint>
#include <vector>

#include "native/contract/records.h"
#include "native/core/ids.h"
#include "native/core/spsc_ring.h"
#include "native/media/prompt.h"

namespace spillway {

class AudioFile;

/// Disk thread to file thread. Pointers are owned by whoever holds the job.
struct FileJob {
  enum class Kind : uint8_t {
    kOpen,       // file
    kWrite,      // file, audio
    kSilence,    // file, bytes: so many bytes of silence
    kClose,      // file: the last of it
    kLoadPrompt  // path, prompt, generation, playedOnly
  };
  Kind kind;
  bool playedOnly;
  PromptIndex prompt;
  uint16_t generation;
  OperationId operation;
  AudioFile* file;
  std::vector<uint8_t>* audio;
  uint64_t bytes;
  char* path;
};

/// File thread to disk thread.
struct FileReply {
  enum class Kind : uint8_t {
    kWritten,       // operation, bytes: so much audio is out of memory
    kFailed,        // operation: nothing more is written to its file; close it
    kClosed,        // operation, bytes: of audio in the file, error: the first one
    kPromptReady,   // prompt, generation, block
    kPromptFailed,  // prompt, failure
  };
  Kind kind;
  PromptIndex prompt;
  uint16_t generation;
  Failure failure;
  int32_t error;
  OperationId operation;
  uint64_t bytes;
  const Prompt* block;
};

/// Whatever does not fit in a ring waits on its sender's side.
struct FileLink {
  SpscRing<FileJob> jobs{4096};
  SpscRing<FileReply> replies{4096};
};

}  // namespace spillway
