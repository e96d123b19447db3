// SPDX-License-Identifier: GPL-2.0-or-later
// What does one E1's D-channel do? EuroISDN by libpri, user or network side. docs/isdn.md has the
// messages of each story.
#pragma once

#include <unordered_map>

#include "native/line/b_channels.h"
#include "native/line/call_handles.h"
#include "native/line/d_channel.h"
#include "native/line/pri_call.h"
#include "native/line/pri_link.h"
#include "native/line/protocol_errors.h"
#include "native/line/restart_sequence.h"

namespace spillway {

/// The D-channel that libpri runs. What each method of the seam means is in d_channel.h.
class PriDChannel final : public DChannel, private PriEvents {
 public:
  /// `frames`, `sink` and `handles` must outlive it.
  PriDChannel(const DChannelOptions& options, FrameSink& frames, Sink& sink,
              CallHandles& handles) noexcept;
  ~PriDChannel() override;

  void Receive(const uint8_t* frame, size_t size, int64_t now) noexcept override;
  void FrameError(int64_t now) noexcept override;
  void Execute(const LineCommand& command, int64_t now) noexcept override;
  void Run(int64_t now) noexcept override;
  int64_t Deadline() const noexcept override;
  bool Knows(CallHandle call) const noexcept override { return calls_.count(call) != 0; }
  void LayerOne(bool up, int64_t now) noexcept override;

 private:
  using State = PriCall::State;

  // pri_d_channel.cc
  void Enter(int64_t now) noexcept;
  void Abandon(const FilteredFrame& frame) noexcept;
  bool BeginsAnew(const FilteredFrame& frame) const noexcept;
  void Sweep(uint8_t cause, bool remote) noexcept;
  void BeginClearing(PriCall& call, uint8_t cause, bool remote) noexcept;
  void Due(PriCall& call) noexcept;
  void Finish(CallHandle handle) noexcept;
  PriCall* Find(const q931_call* peer) noexcept;
  PriCall* FindReference(int reference) noexcept;
  void Fit(FilteredFrame& frame) noexcept;
  void TakeSlot(int slot, CallHandle call) noexcept;
  void ReleaseSlot(int slot, CallHandle call) noexcept;
  ChannelIndex ChannelOf(int slot) const noexcept;
  int SlotOf(ChannelIndex channel) const noexcept;
  template <typename Fact>
  Fact About(const PriCall& call) const noexcept;
  template <typename Fact>
  void Tell(Fact fact) noexcept;

  // pri_commands.cc
  void Dial(const LineCommand& command) noexcept;
  void Refuse(const LineCommand& dial, uint8_t cause) noexcept;
  void Proceed(PriCall& call) noexcept;
  void Progress(PriCall& call, const LineCommand& command) noexcept;
  void Alert(PriCall& call, bool inBand) noexcept;
  void Answer(PriCall& call) noexcept;
  void Clear(PriCall& call, uint8_t cause) noexcept;
  void ClearUnanswered(PriCall& call) noexcept;

  // pri_events.cc
  void Happened(const pri_event& event, PriSource source) noexcept override;
  void Complained(const char* text) noexcept override;
  void Sending(const SentMessage& message) noexcept override;
  void Up() noexcept;
  void Down() noexcept;
  void Proceeded(const pri_event_proceeding& event) noexcept;
  void Progressed(const pri_event_proceeding& event) noexcept;
  void Alerted(const pri_event_ringing& event) noexcept;
  void Answered(const pri_event_answer& event) noexcept;
  void Acknowledged(const q931_call* peer) noexcept;
  void Disconnected(const pri_event_hangup& event) noexcept;
  void Released(const pri_event_hangup& event, PriSource source) noexcept;
  bool Responded(PriCall& call, int channel) noexcept;

  // pri_offer.cc
  void Offered(const pri_event_ring& event) noexcept;
  void Refuse(const pri_event_ring& event, uint8_t cause) noexcept;
  void TellGivenUp(const PriCall& call) noexcept;
  void TellRefused(const OfferedFact& offer, ChannelIndex channel, uint8_t cause) noexcept;
  int ChooseSlot(const pri_event_ring& event, uint8_t* cause) noexcept;
  void Digits(const q931_call* peer, const char* keypad, bool complete) noexcept;
  bool NumberComplete(const PriCall& call) const noexcept;
  void TellDigits(const PriCall& call) noexcept;
  void AcknowledgeSetup(PriCall& call) noexcept;
  void Offer(PriCall& call) noexcept;

  // pri_service.cc
  void RestartAll() noexcept;
  void Restart(int slot) noexcept;
  void Doubt(int slot) noexcept;
  void RunRestarts() noexcept;
  void RestartAcknowledged(int channel) noexcept;
  void RestartRefused(uint8_t cause) noexcept;
  bool TakeIntoService(int slot) noexcept;
  void FarEndRestarted(int channel) noexcept;
  void Forget(CallHandle handle, bool remote) noexcept;
  void SetService(int slot, bool on) noexcept;
  void TellService(int slot, ServiceState state) noexcept;
  void Audit(OperationId operation) noexcept;

  DChannelOptions options_;
  FrameSink& frames_;
  Sink& sink_;
  CallHandles& handles_;
  PriLink link_;
  BChannels channels_;
  RestartSequence restarts_;
  ProtocolErrors errors_;
  std::unordered_map<CallHandle, PriCall> calls_;
  const FilteredFrame* received_ = nullptr;  // while it is read
  int64_t now_ = 0;
  int64_t upAt_ = 0;
  bool up_ = false;  // layer 2, as told
  bool layerOne_ = true;
  bool everUp_ = false;
};

/// A fact about a call: its handle, channel and time are filled in.
template <typename Fact>
Fact PriDChannel::About(const PriCall& call) const noexcept {
  Fact fact;
  fact.channel = ChannelOf(call.slot);
  fact.call = call.handle;
  return fact;
}

template <typename Fact>
void PriDChannel::Tell(Fact fact) noexcept {
  fact.at = now_ / 1e6;
  sink_.Tell(fact);
}

}  // namespace spillway
