// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a SETUP? It is refused, collected (overlap receiving) or offered, once.
#include <cstring>

#include "native/line/pri_d_channel.h"
#include "native/line/pri_timers.h"
#include "native/line/q931.h"

namespace spillway {
namespace {

constexpr int kSignallingOnly = 1 << 17;  // in libpri's channel: a call without a B-channel

NumberType Type(int plan) noexcept {
  const int type = plan >> 4 & 0x07;
  if (type == PRI_TON_ABBREVIATED) return NumberType::kAbbreviated;
  return type <= PRI_TON_SUBSCRIBER ? static_cast<NumberType>(type) : NumberType::kUnknown;
}

Presentation Presented(int presentation) noexcept {
  switch (presentation & PRI_PRES_RESTRICTION) {
    case PRI_PRES_ALLOWED:
      return Presentation::kAllowed;
    case PRI_PRES_RESTRICTED:
      return Presentation::kRestricted;
    default:
      return Presentation::kUnavailable;
  }
}

/// Appends what may stand in a number and leaves out the rest: an exchange's odd characters must
/// not reach a log or a database. True: what did not fit was cut off (E.164 has at most 15 digits).
template <size_t N>
bool AppendDigits(char (&number)[N], const char* digits, size_t count) noexcept {
  size_t length = strnlen(number, N - 1);
  bool cut = false;
  for (size_t i = 0; i < count; ++i) {
    if (digits[i] == '\0' || !std::strchr("0123456789*#+", digits[i])) continue;
    if (length + 1 < N)
      number[length++] = digits[i];
    else
      cut = true;
  }
  number[length] = '\0';
  return cut;
}

template <size_t N>
bool AppendDigits(char (&number)[N], const char* digits) noexcept {
  return AppendDigits(number, digits, std::strlen(digits));
}

/// The called number's digits as they came: libpri keeps 31 of them and tells nobody.
void AppendCalled(const FilteredFrame* frame, OfferedFact& fact) noexcept {
  if (!frame || frame->digits == 0) return;
  const auto* digits = reinterpret_cast<const char*>(&frame->bytes[frame->digitsAt]);
  if (AppendDigits(fact.called, digits, frame->digits)) fact.calledCut = true;
}

/// The presentation of the redirecting number; libpri has it only here.
const pri_party_redirecting* Redirection(const pri_event_ring& event) noexcept {
  for (int i = 0; event.subcmds && i < event.subcmds->counter_subcmd; ++i)
    if (event.subcmds->subcmd[i].cmd == PRI_SUBCMD_REDIRECTING)
      return &event.subcmds->subcmd[i].u.redirecting;
  return nullptr;
}

void FillNumbers(const pri_event_ring& event, const FilteredFrame* frame,
                 OfferedFact& fact) noexcept {
  fact.calledType = Type(event.calledplan);
  fact.calledPlan = event.calledplan & 0x0F;
  AppendCalled(frame, fact);

  const pri_party_number& calling = event.calling.number;
  fact.presentation = calling.valid ? Presented(calling.presentation) : Presentation::kUnavailable;
  fact.screening = calling.valid ? calling.presentation & PRI_PRES_NUMBER_TYPE : 0;
  fact.callingType = Type(calling.valid ? calling.plan : 0);
  fact.callingPlan = calling.valid ? calling.plan & 0x0F : 0;
  if (calling.valid) AppendDigits(fact.calling, calling.str);

  const pri_party_redirecting* redirection = Redirection(event);
  if (!redirection || !redirection->from.number.valid) return;
  const pri_party_number& redirecting = redirection->from.number;
  fact.redirectingType = Type(redirecting.plan);
  fact.redirectingReason = static_cast<uint8_t>(redirection->reason);
  fact.redirectingPresentation = Presented(redirecting.presentation);
  AppendDigits(fact.redirecting, redirecting.str);
}

bool Speech(int capability) noexcept {
  return capability == PRI_TRANS_CAP_SPEECH || capability == PRI_TRANS_CAP_3_1K_AUDIO;
}

}  // namespace

void PriDChannel::Offered(const pri_event_ring& event) noexcept {
  if (Find(event.call)) return;
  uint8_t cause = q931::kIncompatibleDestination;
  const bool speech = Speech(event.ctype) && !(received_ && received_->otherRate);
  const int slot = speech ? ChooseSlot(event, &cause) : kNoSlot;
  if (slot == kNoSlot) return Refuse(event, cause);

  PriCall call;
  call.handle = handles_.NextOffered();
  call.peer = event.call;
  call.reference = event.cref;
  call.slot = slot;
  call.exclusive = event.flexible == 0;
  call.offer.call = call.handle;
  call.offer.span = options_.span;
  call.offer.exclusive = call.exclusive;
  call.offer.sendingComplete = event.complete != 0;
  call.offer.setupAt = now_ / 1e6;
  FillNumbers(event, received_, call.offer);
  if (call.offer.calledCut) errors_.Count("a called number is too long and was cut", now_);
  TakeSlot(slot, call.handle);
  PriCall& kept = calls_.emplace(call.handle, call).first->second;

  if (!options_.overlapReceiving || NumberComplete(kept)) return Offer(kept);
  kept.state = State::kCollecting;
  kept.deadline = now_ + kDecideNumberNs;
  TellDigits(kept);
}

/// A call that has no channel here: told, so that it stands in the books, and cleared.
void PriDChannel::Refuse(const pri_event_ring& event, uint8_t cause) noexcept {
  OfferedFact offer;
  offer.setupAt = now_ / 1e6;
  FillNumbers(event, received_, offer);
  const int slot = event.channel & 0xFF;
  TellRefused(offer, ChannelOf(slot), cause);
  link_.HangUp(event.call, cause);
}

/// It ended before its number was whole: never offered, and in the books all the same.
void PriDChannel::TellGivenUp(const PriCall& call) noexcept {
  TellRefused(call.offer, ChannelOf(call.slot), call.cause);
}

void PriDChannel::TellRefused(const OfferedFact& offer, ChannelIndex channel,
                              uint8_t cause) noexcept {
  RefusedFact fact;
  fact.channel = channel;
  fact.span = options_.span;
  fact.cause = cause;
  fact.setupAt = offer.setupAt;
  fact.callingType = offer.callingType;
  fact.presentation = offer.presentation;
  fact.calledCut = offer.calledCut;
  CopyText(fact.called, offer.called);
  // Nobody compares the number of a call that is over: one that is not to be shown goes no further.
  if (offer.presentation == Presentation::kAllowed) CopyText(fact.calling, offer.calling);
  Tell(fact);
}

/// The channel that the far end asks for, or another if it left us the choice (Q.931 5.2.3.1).
int PriDChannel::ChooseSlot(const pri_event_ring& event, uint8_t* cause) noexcept {
  const bool named = event.channel > 0 && (event.channel & kSignallingOnly) == 0;
  const int slot = named ? event.channel & 0xFF : kNoSlot;
  if (channels_.Free(slot) || TakeIntoService(slot)) return slot;

  const auto owner = calls_.find(channels_.Owner(slot));
  const bool glare = options_.role == DChannelOptions::Role::kCpe && owner != calls_.end() &&
                     owner->second.state == State::kDialling && !owner->second.responded;
  if (glare) {  // Q.931 5.7: the network's call wins; it clears ours with 44 or moves it
    owner->second.slot = kNoSlot;
    return slot;
  }
  const bool exclusive = named && event.flexible == 0;
  if (exclusive) {
    *cause = channels_.Exists(slot) ? q931::kChannelNotAvailable : q931::kNoSuchChannel;
    return kNoSlot;
  }
  const int free = channels_.AnyFree();
  if (free != kNoSlot) return free;
  for (int other = kSlots; other >= 1; --other)
    if (TakeIntoService(other)) return other;
  *cause = q931::kNoCircuit;
  return kNoSlot;
}

bool PriDChannel::NumberComplete(const PriCall& call) const noexcept {
  if (call.offer.sendingComplete) return true;
  const int digits = static_cast<int>(strnlen(call.offer.called, sizeof(call.offer.called)));
  return options_.overlapDigits > 0 && digits >= options_.overlapDigits;
}

/// INFORMATION of overlap receiving.
void PriDChannel::Digits(const q931_call* peer, const char* keypad, bool complete) noexcept {
  PriCall* call = Find(peer);
  if (!call || call->state != State::kCollecting) return;
  if (keypad)
    AppendDigits(call->offer.called, keypad, std::strlen(keypad));
  else
    AppendCalled(received_, call->offer);
  call->offer.sendingComplete = complete;
  if (call->acknowledged) call->deadline = now_ + options_.overlapTimeoutNs;
  if (NumberComplete(*call)) return Offer(*call);
  TellDigits(*call);
}

/// Whoever knows the access numbers can say that this is one, or that none begins so
/// (`numberComplete`).
void PriDChannel::TellDigits(const PriCall& call) noexcept {
  auto fact = About<CollectingFact>(call);
  fact.span = options_.span;
  fact.calledCut = call.offer.calledCut;
  CopyText(fact.called, call.offer.called);
  Tell(fact);
}

/// The number is not whole, as far as anybody knows: more digits may come.
void PriDChannel::AcknowledgeSetup(PriCall& call) noexcept {
  call.acknowledged = true;
  call.deadline = now_ + options_.overlapTimeoutNs;
  link_.SetupAcknowledge(call.peer, call.slot);
}

/// The number is complete (or T302 is over): tells it.
void PriDChannel::Offer(PriCall& call) noexcept {
  call.state = State::kOffered;
  call.told = true;
  call.deadline = now_ + options_.automaticProceedingNs;
  call.offer.channel = ChannelOf(call.slot);
  Tell(call.offer);
}

}  // namespace spillway
