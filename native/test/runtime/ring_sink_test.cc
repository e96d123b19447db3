// SPDX-License-Identifier: GPL-2.0-or-later
// Is a fact that did not fit counted, told where it is missing, and is the bell rung once a turn?
#include "native/runtime/ring_sink.h"

#include <doctest/doctest.h>

#include <cstring>
#include <vector>

using spillway::FactType;
using spillway::LevelMeter;
using spillway::OnHookFact;
using spillway::OverrunFact;
using spillway::Record;
using spillway::RecordHeader;
using spillway::RingSink;

namespace {

class CountingBell final : public spillway::Doorbell {
 public:
  void Ring() noexcept override { ++rings; }
  int rings{0};
};

void PushAt(RingSink* sink, double at) {
  OnHookFact fact;
  fact.at = at;
  sink->Tell(fact);
}

RecordHeader Pop(RingSink* sink, Record* record) {
  RecordHeader header;
  REQUIRE(sink->Facts().TryPop(record));
  std::memcpy(&header, record->bytes, sizeof(header));
  return header;
}

}  // namespace

TEST_CASE("lost facts are told in their place as soon as there is room") {
  RingSink sink(4, 4, nullptr);
  Record record;
  for (int i = 0; i < 7; ++i) PushAt(&sink, i);
  REQUIRE(sink.Lost() == 3);

  for (int i = 0; i < 4; ++i) CHECK(Pop(&sink, &record).at == i);
  CHECK_FALSE(sink.Facts().TryPop(&record));
  PushAt(&sink, 7);

  CHECK(Pop(&sink, &record).type == static_cast<uint16_t>(FactType::kOverrun));
  OverrunFact overrun;
  std::memcpy(static_cast<void*>(&overrun), record.bytes, sizeof(overrun));
  CHECK(overrun.lost == 3);
  CHECK(overrun.at == 6);
  CHECK(Pop(&sink, &record).at == 7);
  CHECK(sink.Lost() == 3);
}

TEST_CASE("a loss is told by the next turn even when nothing else happens") {
  CountingBell bell;
  RingSink sink(2, 2, &bell);
  Record record;
  for (int i = 0; i < 3; ++i) PushAt(&sink, i);
  sink.Flush();
  REQUIRE(bell.rings == 1);

  while (sink.Facts().TryPop(&record)) {
  }
  sink.Flush();

  CHECK(bell.rings == 2);
  CHECK(Pop(&sink, &record).type == static_cast<uint16_t>(FactType::kOverrun));
}

TEST_CASE("the bell is rung once for all facts of a turn, and not for none") {
  CountingBell bell;
  RingSink sink(16, 16, &bell);
  for (int i = 0; i < 5; ++i) PushAt(&sink, i);
  sink.Flush();
  sink.Flush();
  CHECK(bell.rings == 1);
}

TEST_CASE("meters that do not fit are dropped and not counted") {
  RingSink sink(2, 2, nullptr);
  for (int i = 0; i < 5; ++i) sink.PushMeter(spillway::Pack(LevelMeter{}));
  CHECK(sink.Meters().Size() == 2);
  CHECK(sink.Lost() == 0);
}

using spillway::ClearedFact;
using spillway::DigitFact;
using spillway::ReadInOrder;

TEST_CASE("after a standstill, facts of all threads are read by their times") {
  RingSink media(64, 1, nullptr), line(64, 1, nullptr);
  for (int at = 0; at < 40; ++at) {
    DigitFact digit;
    digit.at = at;
    media.Tell(digit);
    if (at % 10 != 5) continue;
    ClearedFact cleared;
    cleared.at = at - 0.5;
    cleared.call = static_cast<uint64_t>(at);
    line.Tell(cleared);
  }

  RingSink* const sinks[] = {&media, &line};
  std::vector<Record> records(100);
  size_t count = ReadInOrder(sinks, 2, records.data(), 7);  // in batches
  count += ReadInOrder(sinks, 2, records.data() + count, 100 - count);

  REQUIRE(count == 44);
  double last = -1;
  for (size_t i = 0; i < count; ++i) {
    RecordHeader header;
    std::memcpy(&header, records[i].bytes, sizeof(header));
    CHECK(header.at > last);
    last = header.at;
  }
}
