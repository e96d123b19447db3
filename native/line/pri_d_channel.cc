// SPDX-License-Identifier: GPL-2.0-or-later
// How do frames, commands and time enter a D-channel, and how does a call leave it?
#include "native/line/pri_d_channel.h"

#include <algorithm>

#include "native/line/fit_message.h"
#include "native/line/q931.h"

namespace spillway {
namespace {

/// T305 (30 s) and T308 (4 s) twice, and some time for layer 2.
constexpr int64_t kLongestClearingNs = 60'000'000'000;

constexpr uint8_t kSabme = 0x6F;  // without the P bit

bool Establishes(const FilteredFrame& frame) noexcept {
  return frame.size >= 3 && (frame.bytes[2] & 0xEF) == kSabme;
}

}  // namespace

PriDChannel::PriDChannel(const DChannelOptions& options, FrameSink& frames, Sink& sink,
                         CallHandles& handles) noexcept
    : options_(options),
      frames_(frames),
      sink_(sink),
      handles_(handles),
      link_(options, frames, *this),
      channels_(options_.slots),
      errors_(options.span, sink) {
  if (!options_.restartAtStart) return;
  for (int slot = 1; slot <= kSlots; ++slot) channels_.SetService(slot, ServiceState::kRestarting);
}

PriDChannel::~PriDChannel() {
  for (const auto& [handle, call] : calls_) link_.Destroy(call.peer);
}

void PriDChannel::Enter(int64_t now) noexcept {
  now_ = now;
  link_.SetNow(now);
}

void PriDChannel::Receive(const uint8_t* frame, size_t size, int64_t now) noexcept {
  Enter(now);
  if (!layerOne_) return;  // with a yellow alarm the far end's frames may still come
  FilteredFrame filtered = FilterFrame(frame, size);
  if (filtered.error) errors_.Count(filtered.error, now);
  if (BeginsAnew(filtered)) link_.Release();
  Fit(filtered);
  received_ = &filtered;
  link_.Receive(filtered);
  received_ = nullptr;
  if (filtered.globalStatus) RestartRefused(filtered.cause);
  // Q.921 discards what was not acknowledged when the far end establishes a link that is up, as it
  // does when both ends' SABME crossed. libpri's timers repeat all but RESTART.
  if (up_ && Establishes(filtered)) {
    restarts_.Interrupt();
    RunRestarts();
  }
  if (filtered.messageType == q931::kDisconnect) Abandon(filtered);
  const bool released = filtered.messageType == q931::kReleaseComplete && filtered.cause != 0;
  Sweep(released ? filtered.cause : q931::kTemporaryFailure, true);
  // libpri tells by a timer of 0 ms that layer 2 begins anew. Were the next frame there first, the
  // far end's UA, `up` would be told before `down`, and the box would dial no more.
  if (link_.Deadline() <= now) Run(now);
}

/// Makes of a message what libpri can answer rightly.
void PriDChannel::Fit(FilteredFrame& frame) noexcept {
  if (frame.elementsAt == 0 || (frame.reference & 0x7FFF) == 0) return;
  const PriCall* call = FindReference(frame.reference);
  if (!call) return FitMessage(frame, CallStanding::kUnknown);
  const bool unanswered = call->state == State::kDialling && !call->responded;
  FitMessage(frame, unanswered ? CallStanding::kUnanswered : CallStanding::kKnown);
  if (call->Dialled() && call->slot != kNoSlot) CompleteResponse(frame, call->slot);
}

/// SABME while layer 2 is up: the far end has lost it, and perhaps its calls. libpri tells layer 3
/// only when a frame of ours was on its way. (Soon after the beginning both ends send SABME.)
bool PriDChannel::BeginsAnew(const FilteredFrame& frame) const noexcept {
  constexpr int64_t kBeginningNs = 5'000'000'000;
  return Establishes(frame) && up_ && !calls_.empty() && now_ - upAt_ >= kBeginningNs;
}

void PriDChannel::FrameError(int64_t now) noexcept {
  errors_.Count("a frame was damaged on the line", now);
}

void PriDChannel::LayerOne(bool up, int64_t now) noexcept {
  Enter(now);
  if (up == layerOne_) return;
  layerOne_ = up;
  link_.LayerOne(up);
  if (!up) Down();
}

void PriDChannel::Run(int64_t now) noexcept {
  Enter(now);
  // Ours first: where libpri has a timer for the same, it forgets the call without a word.
  for (auto it = calls_.begin(); it != calls_.end();) {
    PriCall& call = it->second;
    ++it;  // the call may be over
    if (now >= call.deadline) Due(call);
  }
  link_.RunTimers();
  Sweep(q931::kTemporaryFailure, false);
  RunRestarts();
  errors_.Run(now);
}

/// The call's deadline is over.
void PriDChannel::Due(PriCall& call) noexcept {
  switch (call.state) {
    case State::kCollecting:
      return call.acknowledged ? Offer(call) : AcknowledgeSetup(call);
    case State::kOffered: {
      auto fact = About<ProceedingFact>(call);
      fact.automatic = true;
      Proceed(call);
      return Tell(fact);
    }
    case State::kDialling:
      return call.responded ? Clear(call, q931::kTimerExpired) : ClearUnanswered(call);
    case State::kAnswering:  // Q.931 table 9-2, T313
      return Clear(call, q931::kTimerExpired);
    case State::kClearing:
      errors_.Count("a call was not released in time", now_);
      call.unreleased = true;
      link_.Destroy(call.peer);
      return Finish(call.handle);
    default:
      return;
  }
}

int64_t PriDChannel::Deadline() const noexcept {
  int64_t deadline = std::min(link_.Deadline(), errors_.Deadline());
  if (up_) deadline = std::min(deadline, restarts_.Deadline());
  for (const auto& [handle, call] : calls_) deadline = std::min(deadline, call.deadline);
  return deadline;
}

/// DISCONNECT for a call to which we have not responded yet: libpri answers with RELEASE COMPLETE,
/// tells nobody, and keeps the call for ever.
void PriDChannel::Abandon(const FilteredFrame& frame) noexcept {
  for (auto& [handle, call] : calls_) {
    if (call.Dialled() || call.state != State::kOffered || call.reference != frame.reference)
      continue;
    link_.Destroy(call.peer);
    call.state = State::kClearing;
    call.cause = frame.cause ? frame.cause : q931::kNormalClearing;
    call.remote = true;
    return Finish(handle);
  }
}

/// libpri frees some calls without an event: those it had not told as "alive" yet. Whoever is not
/// there any more is over.
void PriDChannel::Sweep(uint8_t cause, bool remote) noexcept {
  for (auto it = calls_.begin(); it != calls_.end();) {
    PriCall& call = it->second;
    ++it;
    if (link_.Exists(call.peer)) continue;
    if (call.state != State::kClearing) {
      call.cause = cause;
      call.remote = remote;
    }
    Finish(call.handle);
  }
}

/// From now on only its end can come. libpri has timers for that (T305, T308), but a message of the
/// wrong state stops them, CONNECT ACKNOWLEDGE for one.
void PriDChannel::BeginClearing(PriCall& call, uint8_t cause, bool remote) noexcept {
  call.state = State::kClearing;
  call.cause = cause;
  call.remote = remote;
  call.deadline = now_ + kLongestClearingNs;
}

/// The call is over on the wire: tells so, once, and forgets it.
void PriDChannel::Finish(CallHandle handle) noexcept {
  const auto it = calls_.find(handle);
  if (it == calls_.end()) return;
  const PriCall call = it->second;
  calls_.erase(it);
  ReleaseSlot(call.slot, handle);
  if (!up_ || call.unreleased) Doubt(call.slot);
  if (!call.told) return TellGivenUp(call);
  auto fact = About<ClearedFact>(call);
  fact.cause = call.cause;
  fact.remote = call.remote;
  Tell(fact);
}

PriCall* PriDChannel::Find(const q931_call* peer) noexcept {
  for (auto& [handle, call] : calls_)
    if (call.peer == peer) return &call;
  return nullptr;
}

PriCall* PriDChannel::FindReference(int reference) noexcept {
  for (auto& [handle, call] : calls_)
    if (call.reference == reference) return &call;
  return nullptr;
}

void PriDChannel::TakeSlot(int slot, CallHandle call) noexcept {
  channels_.Take(slot, call);
  if (channels_.Exists(slot)) frames_.Carry(ChannelOf(slot), true);
}

/// Nothing when another call has the slot by now.
void PriDChannel::ReleaseSlot(int slot, CallHandle call) noexcept {
  if (channels_.Owner(slot) != call) return;
  channels_.Release(slot, call);
  frames_.Carry(ChannelOf(slot), false);
}

ChannelIndex PriDChannel::ChannelOf(int slot) const noexcept {
  return options_.slots.ChannelOf(slot);
}

int PriDChannel::SlotOf(ChannelIndex channel) const noexcept {
  return options_.slots.SlotOf(channel);
}

}  // namespace spillway
