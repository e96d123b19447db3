// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/test/fuzz/attacked_line.h"

#include <cstdio>
#include <cstdlib>
#include <iterator>

#include "native/test/fuzz/input.h"

namespace spillway::test {
namespace {

using Kind = LineCommand::Kind;
using Role = DChannelOptions::Role;

constexpr int64_t kMoment = 20 * kMs;  // a message and its answer, but no timer

/// With SPILLWAY_FUZZ_TRACE set, a run shows what goes over the wire and what is told.
bool Traced() {
  static const bool traced = std::getenv("SPILLWAY_FUZZ_TRACE") != nullptr;
  return traced;
}

void TraceFrame(int64_t now, const char* from, const Frame& frame) {
  if (!Traced()) return;
  std::fprintf(stderr, "%9.3f %-8s", static_cast<double>(now) / kSecond, from);
  for (const uint8_t octet : frame) std::fprintf(stderr, " %02x", octet);
  std::fprintf(stderr, "\n");
}

template <size_t N>
void DemandDigits(const char (&number)[N]) {
  const std::string_view text(number, strnlen(number, sizeof number));
  Demand(text.size() < sizeof number, "a number ends with NUL");
  Demand(text.find_first_not_of("0123456789*#+") == text.npos, "a number has digits only");
}

template <typename Fact>
Fact Unpack(const Record& record) {
  Fact fact;
  std::memcpy(static_cast<void*>(&fact), record.bytes, sizeof(Fact));
  return fact;
}

void TraceFact(const char* name, const Record& record) {
  const auto header = Unpack<RecordHeader>(record);
  std::fprintf(stderr, "%9.3f %s is told fact %d", header.at / 1000, name, header.type);
  const auto type = static_cast<FactType>(header.type);
  if (type == FactType::kProtocolError)
    std::fprintf(stderr, ": %s", Unpack<ProtocolErrorFact>(record).text);
  if (type >= FactType::kOffered && type <= FactType::kCleared && type != FactType::kRefused)
    std::fprintf(stderr, " of call %lu", Unpack<OfferedFact>(record).call);
  if (type == FactType::kCleared)
    std::fprintf(stderr, ", cause %d", Unpack<ClearedFact>(record).cause);
  std::fprintf(stderr, "\n");
}

DChannelOptions FarEndOf(const DChannelOptions& options) {
  DChannelOptions far;
  far.role = options.role == Role::kCpe ? Role::kNetwork : Role::kCpe;
  return far;
}

}  // namespace

void StrictEars::Push(const Record& record) noexcept {
  const auto type = static_cast<FactType>(Unpack<RecordHeader>(record).type);
  if (Traced()) TraceFact(name_, record);
  if (type == FactType::kRefused) {
    const auto refused = Unpack<RefusedFact>(record);
    DemandDigits(refused.called);
    DemandDigits(refused.calling);
    return;
  }
  if (type == FactType::kCollecting) return DemandDigits(Unpack<CollectingFact>(record).called);
  if (type < FactType::kOffered || type > FactType::kCleared) return;

  const CallHandle call = Unpack<OfferedFact>(record).call;  // all facts of calls have it there
  if (type == FactType::kOffered) {
    const auto offered = Unpack<OfferedFact>(record);
    DemandDigits(offered.called);
    DemandDigits(offered.calling);
    DemandDigits(offered.redirecting);
    Demand(calls_.count(call) == 0, "a call is offered once");
    lastOffered_ = call;
    calls_[call] = State::kOpen;
    return;
  }
  const auto it = calls_.find(call);
  Demand(it != calls_.end(), "a fact is about a call that is known");
  Demand(it->second != State::kCleared, "nothing is told of a call that is cleared");
  if (type == FactType::kAnswered) {
    Demand(it->second == State::kOpen, "a call is answered once");
    it->second = State::kAnswered;
  }
  if (type == FactType::kCleared) it->second = State::kCleared;
}

std::vector<CallHandle> StrictEars::Open() const {
  std::vector<CallHandle> open;
  for (const auto& [call, state] : calls_)
    if (state != State::kCleared) open.push_back(call);
  return open;
}

CallHandle StrictEars::Call(size_t n) const {
  if (calls_.empty()) return kNoCall;
  return std::next(calls_.begin(), static_cast<long>(n % calls_.size()))->first;
}

bool StrictEars::Answered(CallHandle call) const {
  const auto it = calls_.find(call);
  return it != calls_.end() && it->second == State::kAnswered;
}

AttackedLine::AttackedLine(const DChannelOptions& options)
    : hostile(options.role == Role::kCpe), victimIsNetwork_(options.role == Role::kNetwork) {
  FrameSink& fromNetwork = wire_.ToCpe();
  FrameSink& fromCpe = wire_.ToNetwork();
  victim_ = std::make_unique<PriDChannel>(options, victimIsNetwork_ ? fromNetwork : fromCpe, ears,
                                          handles_);
  peer_ = std::make_unique<PriDChannel>(FarEndOf(options), victimIsNetwork_ ? fromCpe : fromNetwork,
                                        peerEars_, peerHandles_);
  wire_.tamper = [this](Frame& frame, bool isFromNetwork) {
    TraceFrame(Now(), isFromNetwork == victimIsNetwork_ ? "victim" : "peer", frame);
    hostile.Overhear(frame, isFromNetwork);
    return true;
  };
  wire_.Join(victimIsNetwork_ ? *victim_ : *peer_, victimIsNetwork_ ? *peer_ : *victim_);
}

void AttackedLine::TakeOver() {
  wire_.tamper = [this](Frame& frame, bool isFromNetwork) {
    if (isFromNetwork != victimIsNetwork_) return false;  // of the real far end, which is cut off
    TraceFrame(Now(), "victim", frame);
    hostile.Overhear(frame, isFromNetwork);
    hostile.Answer(frame);
    return false;
  };
}

void AttackedLine::Inject(const Frame& frame) {
  TraceFrame(Now(), "hostile", frame);
  wire_.Inject(frame, !victimIsNetwork_);
}

void AttackedLine::Pass(int64_t ns) {
  constexpr int64_t kSlice = 100 * kMs;  // well under layer 2's timers, of a second and more
  do {
    Frame answer;
    while (hostile.Next(&answer)) Inject(answer);
    const int64_t slice = std::min(ns, kSlice);
    Advance(slice);
    ns -= slice;
  } while (ns > 0);
}

void AttackedLine::Do(const LineCommand& command) { victim_->Execute(command, wire_.Now()); }

void AttackedLine::DoAtPeer(const LineCommand& command) { peer_->Execute(command, wire_.Now()); }

void AttackedLine::DialOut(ChannelIndex channel, bool exclusive) {
  LineCommand dial = Dial(next_ += 2, channel);
  dial.exclusive = exclusive;
  ears.Dialled(dial.call);
  Do(dial);
}

CallHandle AttackedLine::DialIn(ChannelIndex channel, bool exclusive) {
  LineCommand dial = Dial(next_ += 2, channel);
  dial.exclusive = exclusive;
  peerEars_.Dialled(dial.call);
  DoAtPeer(dial);
  Advance(kMoment);
  return dial.call;
}

void AttackedLine::Recover() {
  constexpr int64_t kEverythingHasEnded = 200 * kSecond;  // timers of calls, RESTART tried again
  wire_.tamper = [this](Frame& frame, bool isFromNetwork) {
    TraceFrame(Now(), isFromNetwork == victimIsNetwork_ ? "victim" : "peer", frame);
    return true;
  };
  victim_->LayerOne(true, wire_.Now());
  Advance(30 * kSecond);
  for (const CallHandle call : ears.Open()) Do(Clear(call, 16));
  for (const CallHandle call : peerEars_.Open()) DoAtPeer(Clear(call, 16));
  LineCommand service = Command(Kind::kSetService);
  service.on = true;
  for (service.channel = 0; service.channel < kSlots; ++service.channel) Do(service);
  Advance(kEverythingHasEnded);
  Demand(ears.Open().empty(), "every call comes to its end");
  CallBothWays();
}

void AttackedLine::CallBothWays() {
  const CallHandle in = DialIn(0);
  Do(Command(Kind::kAnswer, ears.LastOffered()));
  Advance(kMoment);
  Demand(peerEars_.Answered(in), "a call can come in afterwards");
  Do(Clear(ears.LastOffered(), 16));
  Advance(kSecond);

  DialOut(0, true);
  const CallHandle out = next_;
  Advance(kMoment);
  DoAtPeer(Command(Kind::kAnswer, peerEars_.LastOffered()));
  Advance(kMoment);
  Demand(ears.Answered(out), "a call can go out afterwards");
  Do(Clear(out, 16));
  Advance(kSecond);
  Demand(ears.Open().empty(), "these calls come to their end, too");
}

}  // namespace spillway::test
