// SPDX-License-Identifier: GPL-2.0-or-later
// What stands between two D-channels in a test? A wire with a delay that keeps every frame, a clock
// that jumps from one thing that is due to the next, and ears for the facts.
#pragma once

#include <algorithm>
#include <climits>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "native/line/pri_d_channel.h"
#include "native/line/q931.h"

namespace spillway::test {

constexpr int64_t kMs = 1'000'000;
constexpr int64_t kSecond = 1'000 * kMs;

/// Keeps the facts that it is told.
class Ears final : public Sink {
 public:
  void Push(const Record& record) noexcept override { records_.push_back(record); }
  void PushMeter(const Record&) noexcept override {}

  template <typename Fact>
  std::vector<Fact> All() const {
    std::vector<Fact> found;
    for (const Record& record : records_) {
      Fact fact;
      if (reinterpret_cast<const RecordHeader*>(record.bytes)->type != fact.type) continue;
      std::memcpy(static_cast<void*>(&fact), record.bytes, sizeof(Fact));
      found.push_back(fact);
    }
    return found;
  }
  template <typename Fact>
  size_t Count() const {
    return All<Fact>().size();
  }
  /// The latest; a default one when there is none.
  template <typename Fact>
  Fact Last() const {
    const auto all = All<Fact>();
    return all.empty() ? Fact{} : all.back();
  }
  void Forget() { records_.clear(); }

 private:
  std::vector<Record> records_;
};

/// A Q.931 message as it was on the wire.
struct Message {
  int64_t at = 0;
  bool fromNetwork = false;
  uint8_t type = 0;
  int reference = 0;
  std::map<uint8_t, std::vector<uint8_t>> elements;

  bool Has(uint8_t element) const { return elements.count(element) != 0; }
  int Cause() const {
    const auto it = elements.find(q931::kCause);
    return it == elements.end() || it->second.size() < 2 ? -1 : it->second[1] & 0x7F;
  }
  /// The slot of Channel Identification; -1: none.
  int Slot() const {
    const auto it = elements.find(q931::kChannelIdentification);
    return it == elements.end() || it->second.size() < 3 ? -1 : it->second[2] & 0x7F;
  }
};

using Frame = std::vector<uint8_t>;

/// The message in an I-frame; type 0: there is none.
inline Message Decode(const Frame& frame) {
  Message message;
  if (frame.size() < 9 || (frame[2] & 1) != 0 || frame[4] != 8 || frame[5] != 2) return message;
  message.reference = (frame[6] & 0x7F) << 8 | frame[7];
  message.type = frame[8];
  for (size_t i = 9; i < frame.size();) {
    const uint8_t element = frame[i];
    const size_t length = (element & 0x80) || i + 1 >= frame.size() ? 0 : frame[i + 1];
    const size_t head = (element & 0x80) ? 1 : 2;
    if (i + head + length > frame.size()) break;
    message.elements[element] = Frame(frame.begin() + static_cast<long>(i + head),
                                      frame.begin() + static_cast<long>(i + head + length));
    i += head + length;
  }
  return message;
}

/// Two ends and the wire between them, in virtual time.
class Wire {
 public:
  /// Changes a frame, or drops it by returning false.
  using Tamper = std::function<bool(Frame& frame, bool fromNetwork)>;

  FrameSink& ToNetwork() { return toNetwork_; }  // what the CPE side sends
  FrameSink& ToCpe() { return toCpe_; }
  void Join(DChannel& network, DChannel& cpe) {
    network_ = &network;
    cpe_ = &cpe;
    network.Run(now_);
    cpe.Run(now_);
  }

  void Advance(int64_t ns) {
    const int64_t end = now_ + ns;
    while (Step(end)) continue;
    now_ = end;
  }
  int64_t Now() const { return now_; }

  std::vector<Message> messages;  // all that went over the wire, tampered with or not
  Tamper tamper;
  int64_t delay = 5 * kMs;

  std::vector<Message> Sent(uint8_t type, bool fromNetwork) const {
    std::vector<Message> found;
    for (const Message& message : messages)
      if (message.type == type && message.fromNetwork == fromNetwork) found.push_back(message);
    return found;
  }
  void Inject(const Frame& frame, bool fromNetwork) {
    (fromNetwork ? cpe_ : network_)->Receive(frame.data(), frame.size(), now_);
  }

 private:
  struct Travelling {
    int64_t at;
    bool fromNetwork;
    Frame frame;
  };
  class Direction final : public FrameSink {
   public:
    Direction(Wire& wire, bool fromNetwork) : wire_(wire), fromNetwork_(fromNetwork) {}
    void Send(const uint8_t* frame, size_t size) noexcept override {
      wire_.Carry(Frame(frame, frame + size), fromNetwork_);
    }

   private:
    Wire& wire_;
    bool fromNetwork_;
  };

  void Carry(Frame frame, bool fromNetwork) {
    Message message = Decode(frame);
    message.at = now_;
    message.fromNetwork = fromNetwork;
    if (message.type != 0 && !Repeated(frame, fromNetwork)) messages.push_back(message);
    if (tamper && !tamper(frame, fromNetwork)) return;
    travelling_.push_back({now_ + delay, fromNetwork, frame});
  }
  /// Whether layer 2 sends the same I-frame again.
  bool Repeated(const Frame& frame, bool fromNetwork) {
    Frame& last = last_[fromNetwork];
    Frame body(frame.begin() + 2, frame.end());
    body[1] = 0;  // N(R) may differ
    const bool same = body == last;
    last = body;
    return same;
  }

  bool Step(int64_t end) {
    int64_t next = std::min(network_->Deadline(), cpe_->Deadline());
    if (!travelling_.empty()) next = std::min(next, travelling_.front().at);
    if (next > end) return false;
    now_ = std::max(now_, next);
    while (!travelling_.empty() && travelling_.front().at <= now_) {
      const Travelling arrived = travelling_.front();
      travelling_.pop_front();
      Inject(arrived.frame, arrived.fromNetwork);
    }
    network_->Run(now_);
    cpe_->Run(now_);
    return true;
  }

  Direction toNetwork_{*this, false};
  Direction toCpe_{*this, true};
  DChannel* network_ = nullptr;
  DChannel* cpe_ = nullptr;
  std::deque<Travelling> travelling_;
  std::map<bool, Frame> last_;
  int64_t now_ = 1'000 * kSecond;
};

inline LineCommand Command(LineCommand::Kind kind, CallHandle call = 0) {
  LineCommand command{};
  command.kind = kind;
  command.call = call;
  return command;
}

inline LineCommand Dial(CallHandle call, ChannelIndex channel, const char* called = "4001234") {
  LineCommand command = Command(LineCommand::Kind::kDial, call);
  command.channel = channel;
  command.exclusive = true;
  command.called.plan = 1;
  CopyText(command.called.digits, called);
  command.calling.plan = 1;
  CopyText(command.calling.digits, "02712345678");
  return command;
}

inline LineCommand Clear(CallHandle call, int cause) {
  LineCommand command = Command(LineCommand::Kind::kClear, call);
  command.cause = static_cast<uint8_t>(cause);
  return command;
}

/// One E1: a network side and a user side, both ours. Channels 0-30 are slots 1-31 at each.
struct Pair {
  explicit Pair(DChannelOptions networkOptions = {}, DChannelOptions cpeOptions = {}) {
    networkOptions.role = DChannelOptions::Role::kNetwork;
    cpeOptions.role = DChannelOptions::Role::kCpe;
    network =
        std::make_unique<PriDChannel>(networkOptions, wire.ToCpe(), networkEars, networkHandles);
    cpe = std::make_unique<PriDChannel>(cpeOptions, wire.ToNetwork(), cpeEars, cpeHandles);
    wire.Join(*network, *cpe);
  }
  void Do(DChannel& end, const LineCommand& command) { end.Execute(command, wire.Now()); }

  Wire wire;
  Ears networkEars;
  Ears cpeEars;
  CallHandles networkHandles;
  CallHandles cpeHandles;
  std::unique_ptr<PriDChannel> network;
  std::unique_ptr<PriDChannel> cpe;
};

}  // namespace spillway::test
