// SPDX-License-Identifier: GPL-2.0-or-later
// Where does the sound of a stream lie?
#include "native/media/stream_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace spillway {
namespace {

constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

size_t RingBytes(uint32_t frames) noexcept { return (FrameRing::Bytes(frames, 1) + 63) / 64 * 64; }

size_t StreamBytes(uint32_t frames) noexcept { return sizeof(StreamHead) + 2 * RingBytes(frames); }

/// Fails with errno.
void* Map(int descriptor, size_t bytes) noexcept {
  return mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, descriptor, 0);
}

[[noreturn]] void Fail(int descriptor) {
  const int error = errno;
  if (descriptor >= 0) close(descriptor);
  throw std::system_error(error, std::generic_category(), "the memory of a stream");
}

bool Fits(const StreamHead& head, uint64_t bytes) noexcept {
  const uint32_t frames = head.frames;
  const bool sound = frames >= 2 && frames <= kStreamFrames && (frames & (frames - 1)) == 0;
  return sound && head.magic == kStreamMagic && head.version == kStreamVersion &&
         bytes == StreamBytes(frames);
}

}  // namespace

StreamMemory::StreamMemory(OperationId operation, uint32_t frames)
    : frames_(frames),
      toEngine_(sizeof(StreamHead) + RingBytes(frames)),
      bytes_(StreamBytes(frames)),
      descriptor_(memfd_create("spillway-stream", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  if (descriptor_ < 0 || ftruncate(descriptor_, static_cast<off_t>(bytes_)) != 0) Fail(descriptor_);
  if (fcntl(descriptor_, F_ADD_SEALS, kSeals) != 0) Fail(descriptor_);
  void* memory = Map(descriptor_, bytes_);
  if (memory == MAP_FAILED) Fail(descriptor_);
  head_ = static_cast<StreamHead*>(memory);
  head_->magic = kStreamMagic;
  head_->version = kStreamVersion;
  head_->frames = frames;
  head_->slotBytes = static_cast<uint32_t>(FrameRing::SlotBytes(1));
  head_->fromEngine = sizeof(StreamHead);
  head_->toEngine = static_cast<uint32_t>(toEngine_);
  head_->samples = kFrameSamples;
  head_->operation = operation;
}

StreamMemory::~StreamMemory() {
  head_->state.store(StreamState::kEnded, std::memory_order_release);
  munmap(head_, bytes_);
  close(descriptor_);
}

StreamHead* StreamMemory::Attach(int descriptor, OperationId operation, size_t* bytes) noexcept {
  struct stat file {};
  const auto refuse = [&](int error) -> StreamHead* {
    errno = error;
    return nullptr;
  };
  // Another file may have the number by now.
  if (fstat(descriptor, &file) != 0 || fcntl(descriptor, F_GET_SEALS) != kSeals ||
      static_cast<size_t>(file.st_size) < sizeof(StreamHead)) {
    return refuse(EINVAL);
  }
  *bytes = static_cast<size_t>(file.st_size);
  void* memory = Map(descriptor, *bytes);
  if (memory == MAP_FAILED) return nullptr;
  auto* head = static_cast<StreamHead*>(memory);
  const auto unmap = [&](int error) {
    munmap(memory, *bytes);
    return refuse(error);
  };
  if (!Fits(*head, *bytes)) return unmap(EINVAL);
  if (head->operation != operation) return unmap(ESTALE);
  if (head->state.load(std::memory_order_acquire) == StreamState::kEnded) return unmap(EPIPE);
  StreamUser nobody = StreamUser::kNone;
  if (!head->user.compare_exchange_strong(nobody, StreamUser::kAttached)) return unmap(EBUSY);
  return head;
}

void StreamMemory::Detach(StreamHead* head, size_t bytes) noexcept {
  StreamUser attached = StreamUser::kAttached;
  head->user.compare_exchange_strong(attached, StreamUser::kGone);
  munmap(head, bytes);
}

}  // namespace spillway
