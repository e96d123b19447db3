// SPDX-License-Identifier: GPL-2.0-or-later
// Is a number that comes in pieces offered once, when it is complete?
#include <doctest/doctest.h>

#include "native/line/pri_clock.h"
#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

/// An exchange that sends SETUP without Sending Complete and dials on: bare libpri.
class OverlapExchange final : public DChannel {
 public:
  explicit OverlapExchange(FrameSink& frames) : frames_(frames) {}

  void Receive(const uint8_t* frame, size_t size, int64_t now) noexcept override {
    received_.assign(frame, frame + size);
    PriScope scope(now);
    Note(pri_check_event(controller_));
  }
  void Run(int64_t now) noexcept override {
    PriScope scope(now);
    if (!controller_)
      controller_ = pri_new_cb(-1, PRI_NETWORK, PRI_SWITCH_EUROISDN_E1, Read, Write, this);
    pri_set_overlapdial(controller_, 1);  // or it adds Sending Complete to every SETUP
    while (pri_event* event = pri_schedule_run(controller_)) Note(event);
  }
  int64_t Deadline() const noexcept override {
    PriScope scope(0);
    const timeval* next = pri_schedule_next(controller_);
    return next ? next->tv_sec * kSecond + next->tv_usec * 1'000 : INT64_MAX;
  }
  void FrameError(int64_t) noexcept override {}
  void Execute(const LineCommand&, int64_t) noexcept override {}
  bool Knows(CallHandle) const noexcept override { return false; }
  void LayerOne(bool, int64_t) noexcept override {}

  void Setup(const char* digits, int64_t now) {
    PriScope scope(now);
    call_ = pri_new_call(controller_);
    pri_sr* request = pri_sr_new();
    pri_sr_set_channel(request, 3, 1, 0);
    pri_sr_set_bearer(request, PRI_TRANS_CAP_SPEECH, PRI_LAYER_1_ALAW);
    pri_sr_set_called(request, const_cast<char*>(digits), 0, 0);
    pri_setup(controller_, call_, request);
    pri_sr_free(request);
  }
  void Information(char digit, int64_t now) {
    PriScope scope(now);
    pri_information(controller_, call_, digit);
  }
  void HangUp(int64_t now) {
    PriScope scope(now);
    pri_hangup(controller_, call_, 16);
  }

 private:
  void Note(const pri_event* event) {
    if (event && (event->e == PRI_EVENT_HANGUP_REQ || event->e == PRI_EVENT_HANGUP))
      pri_hangup(controller_, event->hangup.call, event->hangup.cause);
  }
  static int Read(pri* controller, void* buffer, int) {
    const Frame& frame = static_cast<OverlapExchange*>(pri_get_userdata(controller))->received_;
    std::memcpy(buffer, frame.data(), frame.size());
    return static_cast<int>(frame.size()) + 2;
  }
  static int Write(pri* controller, void* buffer, int size) {
    static_cast<OverlapExchange*>(pri_get_userdata(controller))
        ->frames_.Send(static_cast<uint8_t*>(buffer), static_cast<size_t>(size) - 2);
    return size;
  }

  FrameSink& frames_;
  Frame received_;
  pri* controller_ = nullptr;
  q931_call* call_ = nullptr;
};

struct Overlap {
  explicit Overlap(int digits) {
    DChannelOptions options;
    options.overlapReceiving = true;
    options.overlapDigits = digits;
    cpe = std::make_unique<PriDChannel>(options, wire.ToNetwork(), ears, handles);
    wire.Join(exchange, *cpe);
    wire.Advance(kSecond);
  }
  void Setup(const char* digits) {
    exchange.Setup(digits, wire.Now());
    wire.Advance(100 * kMs);
  }
  void Dial(const char* digits) {
    for (; *digits; ++digits) {
      exchange.Information(*digits, wire.Now());
      wire.Advance(100 * kMs);
    }
  }
  std::string Called() const { return ears.Last<OfferedFact>().called; }

  Wire wire;
  Ears ears;
  CallHandles handles;
  OverlapExchange exchange{wire.ToCpe()};
  std::unique_ptr<PriDChannel> cpe;
};

}  // namespace

TEST_CASE("overlap: a number is complete at so many digits, and is offered once") {
  Overlap overlap(8);

  overlap.Setup("4001");
  CHECK(overlap.wire.Sent(q931::kSetupAcknowledge, false).size() == 1);
  overlap.Dial("234");
  CHECK(overlap.ears.Count<OfferedFact>() == 0);
  overlap.Dial("56");

  CHECK(overlap.ears.Count<OfferedFact>() == 1);
  CHECK(overlap.Called() == "40012345");
  CHECK_FALSE(overlap.ears.Last<OfferedFact>().sendingComplete);
  overlap.cpe->Execute(Command(Kind::kAnswer, overlap.ears.Last<OfferedFact>().call),
                       overlap.wire.Now());
  overlap.wire.Advance(100 * kMs);
  CHECK(overlap.ears.Count<AnsweredFact>() == 1);
  CHECK(overlap.wire.Sent(q931::kConnect, false).size() == 1);
}

TEST_CASE("overlap: a SETUP with enough digits is offered at once") {
  Overlap overlap(4);

  overlap.Setup("4001");

  CHECK(overlap.Called() == "4001");
  CHECK(overlap.wire.Sent(q931::kSetupAcknowledge, false).empty());
}

TEST_CASE("overlap: Sending Complete completes the number") {
  Overlap overlap(20);
  overlap.wire.tamper = [](Frame& frame, bool) {
    if (Decode(frame).type == q931::kInformation && frame.back() == '9')
      frame.push_back(q931::kSendingComplete);
    return true;
  };

  overlap.Setup("40");
  overlap.Dial("019");

  CHECK(overlap.Called() == "40019");
  CHECK(overlap.ears.Last<OfferedFact>().sendingComplete);
}

TEST_CASE("overlap: 15 s after the last digit the number counts as complete") {
  Overlap overlap(0);

  overlap.Setup("");
  overlap.Dial("4001");
  overlap.wire.Advance(14'800 * kMs);
  CHECK(overlap.ears.Count<OfferedFact>() == 0);
  overlap.wire.Advance(200 * kMs);

  CHECK(overlap.Called() == "4001");
  overlap.wire.Advance(kSecond);
  CHECK(overlap.ears.Last<ProceedingFact>().automatic);
}

TEST_CASE("overlap: a caller who hangs up before the number is complete is never offered") {
  Overlap overlap(8);

  overlap.Setup("40");
  overlap.exchange.HangUp(overlap.wire.Now());
  overlap.wire.Advance(20 * kSecond);

  CHECK(overlap.ears.Count<OfferedFact>() == 0);
  CHECK(overlap.ears.Count<ClearedFact>() == 0);
  REQUIRE(overlap.ears.Count<RefusedFact>() == 1);  // a SETUP is in the books
  CHECK(std::string(overlap.ears.Last<RefusedFact>().called) == "40");
  CHECK(overlap.ears.Last<RefusedFact>().cause == 16);
  overlap.Setup("40012345");
  CHECK(overlap.ears.Last<OfferedFact>().channel == 2);
}

TEST_CASE(
    "overlap: the digits are told as they come, and whoever knows the numbers ends the waiting") {
  Overlap overlap(0);

  overlap.Setup("40");
  overlap.Dial("01");
  const auto collecting = overlap.ears.All<CollectingFact>();
  REQUIRE(collecting.size() == 3);
  CHECK(std::string(collecting[0].called) == "40");
  CHECK(std::string(collecting[2].called) == "4001");
  CHECK(overlap.ears.Count<OfferedFact>() == 0);
  overlap.cpe->Execute(Command(Kind::kNumberComplete, collecting[2].call), overlap.wire.Now());
  overlap.cpe->Execute(Command(Kind::kNumberComplete, collecting[2].call), overlap.wire.Now());

  CHECK(overlap.ears.Count<OfferedFact>() == 1);
  CHECK(overlap.Called() == "4001");
  CHECK(overlap.ears.Last<OfferedFact>().call == collecting[2].call);
}

TEST_CASE("overlap: a SETUP whose number is known to be whole gets no SETUP ACKNOWLEDGE") {
  Overlap overlap(0);
  overlap.exchange.Setup("4001", overlap.wire.Now());
  overlap.wire.Advance(10 * kMs);
  const CallHandle call = overlap.ears.Last<CollectingFact>().call;

  overlap.cpe->Execute(Command(Kind::kNumberComplete, call), overlap.wire.Now());
  overlap.cpe->Execute(Command(Kind::kProceed, call), overlap.wire.Now());
  overlap.wire.Advance(kSecond);

  CHECK(overlap.wire.Sent(q931::kSetupAcknowledge, false).empty());
  CHECK(overlap.wire.Sent(q931::kCallProceeding, false).size() == 1);
}

TEST_CASE(
    "overlap: a number that is refused after SETUP ACKNOWLEDGE is cleared without PROCEEDING") {
  for (const int cause : {1, 28}) {
    Overlap overlap(0);
    overlap.Setup("99");
    const CallHandle call = overlap.ears.Last<CollectingFact>().call;

    overlap.cpe->Execute(Command(Kind::kNumberComplete, call), overlap.wire.Now());
    overlap.cpe->Execute(Clear(call, cause), overlap.wire.Now());
    overlap.wire.Advance(kSecond);

    CHECK(overlap.wire.Sent(q931::kCallProceeding, false).empty());
    REQUIRE(overlap.wire.Sent(q931::kDisconnect, false).size() == 1);
    CHECK(overlap.wire.Sent(q931::kDisconnect, false)[0].Cause() == cause);
    CHECK(overlap.ears.Count<ClearedFact>() == 1);
  }
}
