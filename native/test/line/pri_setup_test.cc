// SPDX-License-Identifier: GPL-2.0-or-later
// Does what a SETUP carries arrive whole, ours at the exchange and the exchange's here?
#include <doctest/doctest.h>

#include "native/test/line/raw_end.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

void Offer(Against& line, const Frame& bearer, const std::string& called,
           const Frame& more = {0xA1}) {
  Frame setup = bearer;
  const Frame channel{0x18, 3, 0xA9, 0x83, 0x85, 0x70, static_cast<uint8_t>(1 + called.size()),
                      0x81};
  setup.insert(setup.end(), channel.begin(), channel.end());
  setup.insert(setup.end(), called.begin(), called.end());
  setup.insert(setup.end(), more.begin(), more.end());
  line.SayOf(0x21, q931::kSetup, setup);
}

const Frame kSpeech{0x04, 3, 0x80, 0x90, 0xA3};

std::string Digits(size_t count) {
  std::string digits;
  for (size_t i = 0; i < count; ++i) digits += static_cast<char>('0' + i % 10);
  return digits;
}

}  // namespace

TEST_CASE("a called number of up to 63 digits arrives whole, a longer one with a mark") {
  for (const size_t count : {1, 15, 20, 31, 32, 33, 40, 62, 63, 64, 100, 150}) {
    CAPTURE(count);
    Against line(kUser);

    Offer(line, kSpeech, Digits(count));

    REQUIRE(line.ears.Count<OfferedFact>() == 1);
    const auto offered = line.ears.Last<OfferedFact>();
    CHECK(std::string(offered.called) == Digits(count).substr(0, 63));
    CHECK(offered.calledCut == (count > 63));
    CHECK((line.ears.Count<ProtocolErrorFact>() > 0) == (count > 63));
  }
}

TEST_CASE("so does that of a call that is refused, and one that comes in parts") {
  Against line(kUser);
  LineCommand out = Command(Kind::kSetService);
  out.channel = 4;
  line.Do(out);
  Offer(line, kSpeech, Digits(50));
  CHECK(std::string(line.ears.Last<RefusedFact>().called) == Digits(50));

  DChannelOptions options;
  options.overlapReceiving = true;
  Against overlap(kUser, options);
  Offer(overlap, kSpeech, Digits(40), {});
  overlap.wire.Advance(100 * kMs);
  Frame more{0x70, 31, 0x81};
  for (const char digit : Digits(30)) more.push_back(static_cast<uint8_t>(digit));
  overlap.SayOf(0x21, q931::kInformation, more);
  CHECK(std::string(overlap.ears.Last<CollectingFact>().called) ==
        (Digits(40) + Digits(30)).substr(0, 63));
  CHECK(overlap.ears.Last<CollectingFact>().calledCut);
}

TEST_CASE("a call that is no voice call is refused with 88 and told, whatever its rate") {
  const std::vector<Frame> bearers = {
      {0x04, 2, 0x88, 0x90},              // unrestricted, 64 kbit/s
      {0x04, 2, 0x89, 0x90},              // restricted
      {0x04, 3, 0x91, 0x90, 0xA5},        // 7 kHz audio
      {0x04, 2, 0x98, 0x90},              // video
      {0x04, 2, 0x88, 0x91},              // 2 x 64 kbit/s
      {0x04, 2, 0x88, 0x93},              // 384 kbit/s
      {0x04, 2, 0x88, 0x97},              // 1920 kbit/s
      {0x04, 3, 0x88, 0x98, 0x86},        // multirate, 6 x 64
      {0x04, 4, 0x88, 0xC0, 0xC6, 0xE6},  // packet mode
  };
  for (const auto role : {kUser, kNetworkSide})
    for (const Frame& bearer : bearers) {
      CAPTURE(static_cast<int>(bearer[2]));
      CAPTURE(static_cast<int>(bearer[3]));
      Against line(role);

      Offer(line, bearer, "4001");

      REQUIRE(line.ears.Count<RefusedFact>() == 1);
      CHECK(line.ears.Last<RefusedFact>().cause == 88);
      CHECK(std::string(line.ears.Last<RefusedFact>().called) == "4001");
      REQUIRE(line.Said(q931::kReleaseComplete).size() == 1);
      CHECK(line.Said(q931::kReleaseComplete)[0].Cause() == 88);
    }
}

TEST_CASE("speech and 3.1 kHz audio are taken") {
  for (const uint8_t capability : {0x80, 0x90}) {
    Against line(kUser);

    Offer(line, {0x04, 3, capability, 0x90, 0xA3}, "4001");

    CHECK(line.ears.Count<OfferedFact>() == 1);
  }
}

TEST_CASE("we ask for speech, or for 3.1 kHz audio") {
  for (const Bearer bearer : {Bearer::kSpeech, Bearer::kAudio}) {
    Against line(kUser);
    LineCommand dial = Dial(2, 4);
    dial.bearer = bearer;

    line.Do(dial);
    line.wire.Advance(20 * kMs);

    REQUIRE(line.Said(q931::kSetup).size() == 1);
    const auto capability = line.Said(q931::kSetup)[0].elements[q931::kBearerCapability];
    CHECK(capability ==
          Frame{static_cast<uint8_t>(bearer == Bearer::kAudio ? 0x90 : 0x80), 0x90, 0xA3});
  }
}

TEST_CASE("the time of a SETUP is told, however late its number is whole") {
  DChannelOptions options;
  options.overlapReceiving = true;
  Against line(kUser, options);
  const double setupAt = static_cast<double>(line.wire.Now()) / 1e6;
  Offer(line, kSpeech, "40", {});
  line.wire.Advance(3 * kSecond);
  line.SayOf(0x21, q931::kInformation, {0x70, 3, 0x81, '0', '1', 0xA1});

  const auto offered = line.ears.Last<OfferedFact>();
  CHECK(std::string(offered.called) == "4001");
  CHECK(offered.setupAt == doctest::Approx(setupAt + 5).epsilon(1e-6));
  CHECK(offered.at > setupAt + 3'000);
}
