// SPDX-License-Identifier: GPL-2.0-or-later
// Does the D-channel live through whatever comes over the line?
#include <doctest/doctest.h>

#include <cstring>
#include <random>

#include "native/test/line/wire.h"

using namespace spillway;
using namespace spillway::test;
using Kind = LineCommand::Kind;

namespace {

using Random = std::mt19937;

/// An I-frame that layer 2 of `pair`'s user side accepts, with any content.
struct Injector {
  explicit Injector(Pair& joined) : pair(joined) {
    pair.wire.tamper = [this](Frame& frame, bool fromNetwork) {
      if (fromNetwork && replacement && frame.size() > 4 && (frame[2] & 1) == 0) {
        frame.resize(4);
        frame.insert(frame.end(), replacement->begin(), replacement->end());
        replacement.reset();
      }
      return true;
    };
  }
  /// The network's next message is replaced by this one.
  void Say(Frame message) {
    replacement = std::make_unique<Frame>(std::move(message));
    pair.Do(*pair.network, Dial(next += 2, 30));  // any message will do
    pair.wire.Advance(20 * kMs);
    pair.Do(*pair.network, Clear(next, 34));
    pair.wire.Advance(20 * kMs);
  }

  Pair& pair;
  std::unique_ptr<Frame> replacement;
  CallHandle next = 1'000;
};

Frame RandomBytes(Random& random, size_t most) {
  Frame bytes(random() % (most + 1));
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  return bytes;
}

/// A message that looks right at first: sound head, elements of which most are cut or strange.
Frame StrangeMessage(Random& random) {
  static const uint8_t types[] = {0x01, 0x02, 0x03, 0x05, 0x07, 0x0D, 0x0F, 0x45, 0x46, 0x4D,
                                  0x4E, 0x5A, 0x62, 0x6E, 0x75, 0x7B, 0x7D, 0x24, 0x31, 0x64};
  static const uint8_t elements[] = {0x04, 0x08, 0x14, 0x18, 0x1C, 0x1E, 0x27, 0x28, 0x2C, 0x34,
                                     0x37, 0x4C, 0x6C, 0x6D, 0x70, 0x71, 0x74, 0x79, 0x7E, 0xA1};
  const uint8_t flag = random() % 2 ? 0x80 : 0x00;
  Frame message{0x08, 0x02, flag, static_cast<uint8_t>(random() % 4), types[random() % 20]};
  for (size_t n = random() % 6; n > 0; --n) {
    const Frame contents = RandomBytes(random, 12);
    message.push_back(elements[random() % 20]);
    message.push_back(static_cast<uint8_t>(random() % 8 ? contents.size() : random()));
    message.insert(message.end(), contents.begin(), contents.end());
  }
  return message;
}

/// A real SETUP, with one octet changed or its end missing.
Frame DamagedSetup(Random& random) {
  Frame setup{0x08, 0x02, 0x00, 0x55, 0x05, 0x04, 0x03, 0x80, 0x90, 0xA3, 0x18, 0x03, 0xA9,
              0x83, 0x87, 0x6C, 0x06, 0x21, 0x81, '1',  '3',  '8',  '0',  0x70, 0x05, 0x81,
              '4',  '0',  '0',  '1',  0x74, 0x05, 0x00, 0x00, 0x8F, '6',  '2',  0xA1};
  setup[3] = static_cast<uint8_t>(random());
  if (random() % 2) setup.resize(random() % setup.size());
  for (size_t n = random() % 3; n > 0 && !setup.empty(); --n)
    setup[random() % setup.size()] = static_cast<uint8_t>(random());
  return setup;
}

/// The line is in order: a call can be made, answered and cleared.
bool Usable(Pair& pair) {
  pair.wire.Advance(60 * kSecond);  // whatever was half done has ended
  for (const auto& offered : pair.cpeEars.All<OfferedFact>())
    pair.Do(*pair.cpe, Clear(offered.call, 16));
  pair.wire.Advance(10 * kSecond);
  pair.cpeEars.Forget();
  pair.networkEars.Forget();
  pair.Do(*pair.network, Dial(100'000, 0));
  pair.wire.Advance(kSecond);
  const CallHandle offered = pair.cpeEars.Last<OfferedFact>().call;
  pair.Do(*pair.cpe, Command(Kind::kAnswer, offered));
  pair.wire.Advance(kSecond);
  pair.Do(*pair.cpe, Clear(offered, 16));
  pair.wire.Advance(kSecond);
  return pair.networkEars.Last<AnsweredFact>().call == 100'000 &&
         pair.networkEars.Last<ClearedFact>().call == 100'000;
}

}  // namespace

TEST_CASE("random frames at layer 2 do no harm") {
  for (unsigned seed = 0; seed < 1'000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Pair pair;
    pair.wire.Advance(kSecond);
    for (int n = 0; n < 50; ++n) {
      Frame frame = RandomBytes(random, 300);
      if (frame.size() > 2 && random() % 2) {
        frame[0] = random() % 2 ? 0x02 : 0x00;
        frame[1] = 0x01;
      }
      pair.wire.Inject(frame, true);
      pair.wire.Advance(10 * kMs);
    }
    REQUIRE(Usable(pair));
    CHECK(pair.cpeEars.Count<ProtocolErrorFact>() <= 1);  // forgotten but for what came late
  }
}

TEST_CASE("random, strange and damaged messages at layer 3 do no harm") {
  for (unsigned seed = 0; seed < 3'000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Pair pair;
    pair.wire.Advance(kSecond);
    Injector injector(pair);
    for (int n = 0; n < 20; ++n) {
      const unsigned kind = random() % 3;
      injector.Say(kind == 0   ? RandomBytes(random, 260)
                   : kind == 1 ? StrangeMessage(random)
                               : DamagedSetup(random));
      for (const auto& offered : pair.cpeEars.All<OfferedFact>())
        pair.Do(*pair.cpe, Command(random() % 2 ? Kind::kAnswer : Kind::kAlert, offered.call));
    }
    REQUIRE(Usable(pair));
  }
}

TEST_CASE("a call goes on through garbage, and clears as it should") {
  for (unsigned seed = 0; seed < 100; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    Pair pair;
    pair.wire.Advance(kSecond);
    pair.Do(*pair.network, Dial(2, 4));
    pair.wire.Advance(100 * kMs);
    const CallHandle offered = pair.cpeEars.Last<OfferedFact>().call;
    pair.Do(*pair.cpe, Command(Kind::kAnswer, offered));
    pair.wire.Advance(100 * kMs);
    for (int n = 0; n < 100; ++n) {
      Frame frame = RandomBytes(random, 60);
      if (frame.size() > 3) frame[2] |= 0x03;  // no I- or S-frame: those would be layer 2's
      if (frame.size() > 3 && frame[1] == 0x01) frame[0] = 0xFC;
      pair.wire.Inject(frame, true);
    }

    pair.Do(*pair.network, Clear(2, 21));
    pair.wire.Advance(kSecond);

    REQUIRE(pair.cpeEars.Last<ClearedFact>().call == offered);
    REQUIRE(pair.cpeEars.Last<ClearedFact>().cause == 21);
  }
}

TEST_CASE("protocol errors are counted all and told once a second") {
  Pair pair;
  pair.wire.Advance(kSecond);

  for (int n = 0; n < 30; ++n) {
    pair.wire.Inject({0x01}, true);
    pair.wire.Advance(100 * kMs);
  }
  pair.wire.Advance(2 * kSecond);

  const auto errors = pair.cpeEars.All<ProtocolErrorFact>();
  CHECK(errors.size() == 4);
  CHECK(errors.front().count == 1);
  CHECK(errors.back().count == 30);
  CHECK(std::string(errors.back().text) == "a frame is too short");
}

TEST_CASE("a message without what it must have is told in libpri's words") {
  Pair pair;
  pair.wire.Advance(kSecond);
  Injector injector(pair);

  injector.Say({0x08, 0x02, 0x00, 0x55, 0x05, 0x18, 0x03, 0xA9, 0x83, 0x87});

  const std::string text = pair.cpeEars.Last<ProtocolErrorFact>().text;
  CHECK(text.find("SETUP") != std::string::npos);
  REQUIRE(!pair.wire.Sent(q931::kReleaseComplete, false).empty());
  CHECK(pair.wire.Sent(q931::kReleaseComplete, false)[0].Cause() == 96);
}
