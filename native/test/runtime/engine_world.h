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

#include "native/board/virtual_board.h"
#include "native/runtime/engine.h"
#include "native/test/runtime/guarded_board.h"

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

inline VirtualBoardOptions LoopBoard(bool stepped) {
  VirtualBoardOptions options;
  options.stepped = stepped;
  options.spans.resize(2);
  options.spans[0].name = "box";
  options.spans[0].peer = 1;
  options.spans[1].name = "net";
  options.spans[1].peer = 0;
  return options;
}

inline Engine::Options Signalled(bool stepped) {
  Engine::Options options{};
  options.stepped = stepped;
  for (const SpanIndex span : {0, 1}) {
    DChannelOptions channel{};
    channel.span = span;
    channel.role = span == 0 ? DChannelOptions::Role::kCpe : DChannelOptions::Role::kNetwork;
    channel.overlapTimeoutNs = 15'000'000'000;
    channel.automaticProceedingNs = 20'000'000;
    options.signalling.spans.push_back(channel);
  }
  return options;
}

/// With threads, ticks must not allocate. Channels 0-30 are the box's, 31-61 the network's.
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

inline LineCommand DialCommand(CallHandle call, ChannelIndex channel) {
  LineCommand dial{};
  dial.kind = LineCommand::Kind::kDial;
  dial.call = call;
  dial.channel = channel;
  dial.exclusive = true;
  std::memcpy(dial.called.digits, "400", 4);
  dial.called.plan = 1;
  return dial;
}

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
