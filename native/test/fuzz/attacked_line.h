// SPDX-License-Identifier: GPL-2.0-or-later
// On what line does an attack take place? One end is ours and under attack; the other is real while
// calls are set up, hostile during the attack, and real again to see whether the line still works.
#pragma once

#include <map>

#include "native/test/fuzz/hostile_end.h"

namespace spillway::test {

/// Hears the facts of one end and demands that they are told as d_channel.h promises: each call is
/// cleared once, nothing is told of it afterwards, numbers are digits.
class StrictEars final : public Sink {
 public:
  explicit StrictEars(const char* name) : name_(name) {}
  void Push(const Record& record) noexcept override;
  void PushMeter(const Record&) noexcept override {}

  /// The calls that were offered or dialled and are not cleared.
  std::vector<CallHandle> Open() const;
  /// The nth call that ever was, counted around; 0: there was none.
  CallHandle Call(size_t n) const;
  CallHandle LastOffered() const { return lastOffered_; }
  /// A call is dialled: from now on it is open.
  void Dialled(CallHandle call) { calls_[call] = State::kOpen; }
  bool Answered(CallHandle call) const;

 private:
  enum class State { kOpen, kAnswered, kCleared };
  const char* const name_;
  std::map<CallHandle, State> calls_;
  CallHandle lastOffered_ = kNoCall;
};

/// Two ends of one E1 and the wire between them.
class AttackedLine {
 public:
  /// `options` are of the end under attack; its role says which of the two it is.
  explicit AttackedLine(const DChannelOptions& options);

  static constexpr uint8_t kStates = 20;
  /// Makes calls between the two real ends until the one under attack is in the nth state, and
  /// lets the hostile end take over at that moment.
  void Reach(uint8_t state);

  /// To the end under attack, from the hostile end.
  void Inject(const Frame& frame);
  /// Time passes; the hostile end answers at layer 2.
  void Pass(int64_t ns);
  void Do(const LineCommand& command);
  void DialOut(ChannelIndex channel, bool exclusive);

  /// The far end is real again. Ends what is open, and demands that calls are possible both ways.
  void Recover();

  HostileEnd hostile;
  StrictEars ears{"victim"};  // of the end under attack
  DChannel& Victim() { return *victim_; }
  int64_t Now() const { return wire_.Now(); }

 private:
  void TakeOver();
  void Advance(int64_t ns) { wire_.Advance(ns); }
  void DoAtPeer(const LineCommand& command);
  CallHandle DialIn(ChannelIndex channel, bool exclusive = true);
  void Offered();
  void Ringing();
  void Dialling();
  void CallBothWays();

  const bool victimIsNetwork_;
  Wire wire_;
  StrictEars peerEars_{"peer"};
  CallHandles handles_;
  CallHandles peerHandles_;
  std::unique_ptr<PriDChannel> victim_;
  std::unique_ptr<PriDChannel> peer_;
  CallHandle next_ = 0;  // dialled by either
};

}  // namespace spillway::test
