// SPDX-License-Identifier: GPL-2.0-or-later
// Does libpri see only what it can stand?
#include "native/line/frame_filter.h"

#include <doctest/doctest.h>

#include <vector>

#include "native/line/q931.h"

using namespace spillway;

namespace {

using Bytes = std::vector<uint8_t>;

/// An I-frame of SAPI 0, TEI 0 with a message of call reference 1.
Bytes InFrame(uint8_t message, const Bytes& elements) {
  Bytes frame{0x02, 0x01, 0x00, 0x00, 0x08, 0x02, 0x00, 0x01, message};
  for (const uint8_t octet : elements) frame.push_back(octet);
  return frame;
}

FilteredFrame Filter(const Bytes& frame) { return FilterFrame(frame.data(), frame.size()); }

Bytes Seen(const FilteredFrame& frame) {
  return Bytes(frame.bytes.begin(), frame.bytes.begin() + static_cast<long>(frame.size));
}

const Bytes kEmptied{0x02, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00};

}  // namespace

TEST_CASE("a sound SETUP passes unchanged") {
  const Bytes setup =
      InFrame(q931::kSetup, {0x04, 3,    0x80, 0x90, 0xA3, 0x18, 3, 0xA9, 0x83, 0x85, 0x6C,
                             4,    0x21, 0x81, '1',  '2',  0x70, 2, 0x81, '4',  0xA1});

  const FilteredFrame seen = Filter(setup);

  CHECK(Seen(seen) == setup);
  CHECK(seen.error == nullptr);
  CHECK(seen.messageType == q931::kSetup);
  CHECK(seen.reference == 1);
}

TEST_CASE("layer 2's own frames pass, strangers do not") {
  CHECK(Filter({0x02, 0x01, 0x7F}).size == 3);        // SABME
  CHECK(Filter({0x00, 0x01, 0x01, 0x02}).size == 4);  // RR
  for (const Bytes& stranger : {Bytes{}, Bytes{0x02}, Bytes{0x02, 0x01}, Bytes{0xFC, 0xFF, 0x03},
                                Bytes{0x02, 0x01, 0x03, 0x08}, Bytes{0x02, 0x01, 0x01},
                                Bytes{0x00, 0x01, 0x01, 0x02, 0x00}, Bytes(300, 0x00)}) {
    CHECK(Filter(stranger).size == 0);
    CHECK(Filter(stranger).error != nullptr);
  }
}

TEST_CASE("a message that cannot be read is emptied, so that layer 2 can count its frame") {
  Bytes otherProtocol = InFrame(q931::kSetup, {});
  otherProtocol[4] = 0x41;
  Bytes longReference = InFrame(q931::kSetup, {});
  longReference[5] = 0x0F;
  Bytes global = InFrame(q931::kSetup, {});
  global[7] = 0;
  for (const Bytes& frame : {otherProtocol, longReference, global, InFrame(q931::kRestart, {}),
                             Bytes{0x02, 0x01, 0x00, 0x00, 0x08, 0x02}}) {
    CHECK(Seen(Filter(frame)) == kEmptied);
    CHECK(Filter(frame).error != nullptr);
  }
}

TEST_CASE("what a message means for its call is judged by others") {
  for (const uint8_t message : {q931::kFacility, q931::kNotify, q931::kHold}) {
    CHECK(Seen(Filter(InFrame(message, {}))) == InFrame(message, {}));
    CHECK(Filter(InFrame(message, {})).error == nullptr);
  }
  CHECK(Filter(InFrame(0x85, {})).error != nullptr);  // escaped: no type that we know
}

TEST_CASE("STATUS for the global call reference is kept from libpri, its cause is not lost") {
  Bytes status = InFrame(q931::kStatus, {0x08, 2, 0x82, 0xE1, 0x14, 1, 0x3D});
  status[7] = 0;

  CHECK(Seen(Filter(status)) == kEmptied);
  CHECK(Filter(status).globalStatus);
  CHECK(Filter(status).cause == 97);
}

TEST_CASE("display, facility and other codesets are taken out") {
  const Bytes frame =
      InFrame(q931::kConnect, {0x0C, 1, 0x01, 0x1C, 2, 0x91, 0xA1, 0x28, 2,    'A',  'B', 0x9D,
                               0x01, 1, 0x80, 0x18, 3, 0xA9, 0x83, 0x85, 0x96, 0x08, 9});

  const FilteredFrame seen = Filter(frame);

  CHECK(Seen(seen) == InFrame(q931::kConnect, {0x18, 3, 0xA9, 0x83, 0x85}));
  CHECK(seen.error == nullptr);
}

TEST_CASE("an element that runs over the end is cut off, what stands before it stays") {
  const Bytes frame = InFrame(q931::kRelease, {0x08, 2, 0x80, 0x91, 0x1E, 200, 0x81});

  const FilteredFrame seen = Filter(frame);

  CHECK(Seen(seen) == InFrame(q931::kRelease, {0x08, 2, 0x80, 0x91}));
  CHECK(seen.error != nullptr);
  CHECK(seen.cause == 17);
}

TEST_CASE("a number without an end of its head is taken out: libpri would look for it for ever") {
  const FilteredFrame seen =
      Filter(InFrame(q931::kSetup, {0x6C, 3, 0x21, 0x01, 0x01, 0x70, 2, 0x81, '4'}));

  CHECK(Seen(seen) == InFrame(q931::kSetup, {0x70, 2, 0x81, '4'}));
  CHECK(seen.error != nullptr);
}

TEST_CASE("a calling number that libpri will cut is told") {
  for (const size_t digits : {31, 32}) {
    Bytes elements{0x6C, static_cast<uint8_t>(2 + digits), 0x21, 0x83};
    elements.insert(elements.end(), digits, '7');
    const Bytes setup = InFrame(q931::kSetup, elements);

    CHECK(Seen(Filter(setup)) == setup);
    CHECK((Filter(setup).error != nullptr) == (digits > 31));
  }
}

TEST_CASE("a one-octet call reference keeps its flag") {
  const FilteredFrame seen = Filter({0x02, 0x01, 0x00, 0x00, 0x08, 0x01, 0x81, q931::kAlerting});

  CHECK(seen.reference == 0x8001);
  CHECK(seen.size == 8);
}
