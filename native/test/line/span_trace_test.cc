// SPDX-License-Identifier: GPL-2.0-or-later
// Does a tap see every frame of a D-channel, in order, with what became of it?
#include "native/line/span_trace.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "native/line/signalling.h"
#include "native/test/line/quiet_board.h"
#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;

namespace {

struct Notes final : FrameTap {
  void Passed(TracedFrame& frame) noexcept override { frames.push_back(frame); }
  std::vector<TracedFrame> frames;
};

/// A board whose one E1 hears what a test puts in.
struct Bench {
  Bench() {
    board.Add(ChannelKind::kBearer, 31);
    SignallingOptions options;
    options.spans.emplace_back();
    signalling = std::make_unique<Signalling>(board, options, ears, &notes);
  }
  void Trace(bool on) {
    LineCommand command{};
    command.kind = LineCommand::Kind::kTrace;
    command.on = on;
    signalling->Execute(command, now);
  }
  void Hear(const Frame& frame) {
    board.toUs[0].push_back(frame);
    signalling->Run(now += 20 * kMs);
  }

  QuietBoard board;
  Ears ears;
  Notes notes;
  std::unique_ptr<Signalling> signalling;
  int64_t now = 1'000 * kSecond;
};

const Frame kSabme{0x02, 0x01, 0x7F};

}  // namespace

TEST_CASE("trace: nothing is told until somebody asks, and nothing after") {
  Bench bench;
  bench.Hear(kSabme);
  CHECK(bench.notes.frames.empty());

  bench.Trace(true);
  bench.Hear(kSabme);
  CHECK(bench.notes.frames.size() >= 2);

  bench.Trace(false);
  const size_t told = bench.notes.frames.size();
  bench.Hear(kSabme);
  CHECK(bench.notes.frames.size() == told);
}

TEST_CASE("trace: a frame comes before the response to it, each with its time and octets") {
  Bench bench;
  bench.Trace(true);

  bench.Hear(kSabme);
  bench.notes.frames.clear();
  bench.Hear(kSabme);

  const auto at = [&](FrameDirection direction, uint8_t control) {
    const auto& all = bench.notes.frames;
    return std::find_if(all.begin(), all.end(), [&](const TracedFrame& frame) {
      return frame.direction == direction && frame.bytes[2] == control;
    });
  };
  const auto heardAt = at(FrameDirection::kReceived, kSabme[2]);
  const auto answered = at(FrameDirection::kSent, 0x73);  // UA
  REQUIRE(heardAt != bench.notes.frames.end());
  REQUIRE(answered != bench.notes.frames.end());
  CHECK(heardAt < answered);
  const TracedFrame& heard = *heardAt;
  CHECK(heard.use == FrameUse::kWhole);
  CHECK(heard.at == bench.now);
  CHECK(heard.size == 3);
  CHECK(std::memcmp(heard.bytes, kSabme.data(), 3) == 0);
}

TEST_CASE("trace: what the filter refuses is told with its reason, and whether anything was left") {
  Bench bench;
  bench.Trace(true);
  const auto last = [&](const Frame& frame) {
    bench.notes.frames.clear();
    bench.Hear(frame);
    return bench.notes.frames.at(0);
  };

  const TracedFrame address = last({0xFE, 0xFF, 0x03, 0x0F});
  CHECK(address.use == FrameUse::kNone);
  CHECK(std::string(address.fault) == "a frame has an unknown address");
  const TracedFrame tooLong = last(Frame(300, 0x00));
  CHECK(tooLong.size == 300);
  CHECK(tooLong.Kept() == kLongestFrame);
  CHECK(tooLong.use == FrameUse::kNone);
  // SETUP with a Cause that runs over the end
  const TracedFrame cut =
      last({0x02, 0x01, 0x00, 0x00, 0x08, 0x02, 0x00, 0x01, 0x05, 0x08, 0x09, 0x80});
  CHECK(cut.use == FrameUse::kPart);
  // FACILITY: not used, and no fault
  const TracedFrame facility = last({0x02, 0x01, 0x00, 0x00, 0x08, 0x02, 0x00, 0x01, 0x62});
  CHECK(facility.use == FrameUse::kNone);
  CHECK(std::string(facility.fault).empty());
}

TEST_CASE("trace: a damaged frame, and frames during an alarm, are told") {
  Bench bench;
  bench.Trace(true);

  bench.board.events.push_back({LineEvent::Kind::kFrameError, 0, -1, Alarm::kRed});
  bench.signalling->Run(bench.now);
  CHECK(bench.notes.frames.at(0).size == 0);
  bench.board.events.push_back({LineEvent::Kind::kAlarmRaised, 0, -1, Alarm::kYellow});
  bench.signalling->Run(bench.now);
  bench.notes.frames.clear();
  bench.Hear(kSabme);

  CHECK(bench.notes.frames.at(0).use == FrameUse::kNone);
  CHECK(std::string(bench.notes.frames.at(0).fault) == "the span is in alarm");
}
