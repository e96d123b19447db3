// SPDX-License-Identifier: GPL-2.0-or-later
// What stands at the far end when a test wants it to say any octets, or nothing? Layer 2 by hand,
// and no layer 3 at all.
#pragma once

#include <climits>
#include <memory>
#include <utility>

#include "native/test/line/wire.h"

namespace spillway::test {

/// Takes every frame and answers none but layer 2's.
class RawEnd final : public DChannel {
 public:
  RawEnd(FrameSink& frames, bool network) : frames_(frames), command_(network ? 0x02 : 0x00) {}

  void Receive(const uint8_t* frame, size_t size, int64_t) noexcept override {
    if (size < 3) return;
    const uint8_t control = frame[2];
    if ((control & 0x03) == 0x03) {
      if ((control & 0xEF) != 0x6F) return;  // SABME
      sent_ = received_ = 0;
      return Send({frame[0], 0x01, 0x73});
    }
    if (size < 4) return;
    if ((control & 0x01) == 0) received_ = (received_ + 1) & 0x7F;
    if ((control & 0x01) == 0 || (frame[3] & 0x01)) Ready(frame[3] & 0x01);
  }
  void Say(const Frame& message) {
    Frame frame{command_, 0x01, static_cast<uint8_t>(sent_ << 1),
                static_cast<uint8_t>(received_ << 1)};
    frame.insert(frame.end(), message.begin(), message.end());
    sent_ = (sent_ + 1) & 0x7F;
    Send(frame);
  }

  void Run(int64_t) noexcept override {}
  int64_t Deadline() const noexcept override { return INT64_MAX; }
  void FrameError(int64_t) noexcept override {}
  void Execute(const LineCommand&, int64_t) noexcept override {}
  bool Knows(CallHandle) const noexcept override { return false; }
  void LayerOne(bool, int64_t) noexcept override {}

 private:
  void Ready(int final) {
    const auto response = static_cast<uint8_t>(command_ ^ 0x02);
    Send({response, 0x01, 0x01, static_cast<uint8_t>(received_ << 1 | final)});
  }
  void Send(const Frame& frame) { frames_.Send(frame.data(), frame.size()); }

  FrameSink& frames_;
  uint8_t command_;  // the address of its commands; Q.921 3.3.2
  int sent_ = 0;
  int received_ = 0;
};

/// Our end of an E1, in either role, against a far end that says what the test says.
struct Against {
  explicit Against(DChannelOptions::Role role, DChannelOptions options = {})
      : user(role == DChannelOptions::Role::kCpe) {
    options.role = role;
    FrameSink& toFar = user ? wire.ToNetwork() : wire.ToCpe();
    FrameSink& toUs = user ? wire.ToCpe() : wire.ToNetwork();
    far = std::make_unique<RawEnd>(toUs, user);
    box = std::make_unique<PriDChannel>(options, toFar, ears, handles);
    if (user)
      wire.Join(*far, *box);
    else
      wire.Join(*box, *far);
    wire.Advance(kSecond);
    wire.messages.clear();
  }

  void Do(const LineCommand& command) { box->Execute(command, wire.Now()); }
  /// The far end says a message of the call that we dialled last.
  void Say(uint8_t message, Frame elements = {}) {
    const auto setups = Said(q931::kSetup);
    const int reference = setups.empty() ? 0x55 : setups.back().reference;
    SayOf(0x8000 | reference, message, std::move(elements));
  }
  void SayOf(int reference, uint8_t message, Frame elements = {}) {
    Frame octets{0x08, 0x02, static_cast<uint8_t>(reference >> 8), static_cast<uint8_t>(reference),
                 message};
    octets.insert(octets.end(), elements.begin(), elements.end());
    far->Say(octets);
    wire.Advance(20 * kMs);
  }
  /// A SETUP of the far end's, call reference 0x11, for slot 5.
  CallHandle Offer(Frame extra = {0xA1}) {
    Frame setup{0x04, 3,    0x80, 0x90, 0xA3, 0x18, 3,   0xA9, 0x83,
                0x85, 0x70, 5,    0x81, '4',  '0',  '0', '1'};
    setup.insert(setup.end(), extra.begin(), extra.end());
    SayOf(0x11, q931::kSetup, setup);
    return ears.Last<OfferedFact>().call;
  }
  std::vector<Message> Said(uint8_t message) const { return wire.Sent(message, !user); }
  size_t SaidAll() const {
    size_t count = 0;
    for (const Message& message : wire.messages) count += message.fromNetwork != user;
    return count;
  }

  bool user;
  Wire wire;
  Ears ears;
  CallHandles handles;
  std::unique_ptr<RawEnd> far;
  std::unique_ptr<PriDChannel> box;
};

constexpr auto kUser = DChannelOptions::Role::kCpe;
constexpr auto kNetworkSide = DChannelOptions::Role::kNetwork;

/// Seconds of virtual time from one instant to another.
inline double Seconds(int64_t from, int64_t to) {
  return static_cast<double>(to - from) / static_cast<double>(kSecond);
}

}  // namespace spillway::test
