// SPDX-License-Identifier: GPL-2.0-or-later
// What do the tests of whole engines share? One with two E1s that are wired to each other, and
// someone who reads its facts as JavaScript does.
#pragma once

#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "native/test/runtime/guarded_board.h"
#include "native/test/runtime/wired_spans.h"

namespace spillway {

/// Stands in for JavaScript: waits for the bell and reads.
class WaitingBell final : public Doorbell {
 public:
  void Ring() noexcept override {
    const std::lock_guard<std::mutex> lock(mutex_);
    rung_ = true;
    changed_.notify_one();
  }
  void Await() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return rung_; });
    rung_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool rung_{false};
};

/// With threads, ticks must not allocate.
struct EngineWorld {
  explicit EngineWorld(bool stepped, const Engine::Options& options)
      : engine(
            [stepped](Clock& clock) -> std::unique_ptr<Board> {
              auto board = std::make_unique<VirtualBoard>(LoopBoard(stepped), clock);
              if (stepped) return board;  // the engine must know it
              return std::make_unique<GuardedBoard>(std::move(board));
            },
            options, stepped ? nullptr : &bell) {}
  explicit EngineWorld(bool stepped) : EngineWorld(stepped, Signalled(stepped)) {}

  /// How many facts of a type were told so far.
  int Count(FactType type) {
    std::vector<Record> records(256);
    for (size_t n = engine.ReadFacts(records.data(), 256); n > 0;
         n = engine.ReadFacts(records.data(), 256)) {
      for (size_t i = 0; i < n; ++i) {
        RecordHeader header;
        std::memcpy(&header, records[i].bytes, sizeof(header));
        ++told[header.type];
        if (hear) hear(static_cast<FactType>(header.type), records[i]);
      }
    }
    return told[static_cast<size_t>(type)];
  }
  void Await(FactType type, int count) {
    while (Count(type) < count) bell.Await();
  }

  WaitingBell bell;
  Engine engine;
  int told[64]{};
  std::function<void(FactType, const Record&)> hear;
};

inline LineCommand CallCommand(LineCommand::Kind kind, CallHandle call, uint8_t cause = 0) {
  LineCommand command{};
  command.kind = kind;
  command.call = call;
  command.cause = cause;
  return command;
}

inline MediaCommand ChannelCommand(MediaCommand::Kind kind, ChannelIndex channel) {
  MediaCommand command{};
  command.kind = kind;
  command.channel = channel;
  return command;
}

inline MediaCommand SendDigits(ChannelIndex channel, OperationId operation = 1) {
  MediaCommand command = ChannelCommand(MediaCommand::Kind::kSendDigits, channel);
  command.operation = operation;
  command.count = 2;
  std::memcpy(command.digits, "12", 3);
  command.onMs = 60;
  command.offMs = 60;
  command.levelDbm0 = -10;
  return command;
}

inline MediaCommand Detect(ChannelIndex channel) {
  MediaCommand command = ChannelCommand(MediaCommand::Kind::kDetect, channel);
  command.on = true;
  return command;
}

}  // namespace spillway
