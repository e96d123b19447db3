// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/ring_sink.h"

#include <cstring>

namespace spillway {

RingSink::RingSink(size_t facts, size_t meters, Doorbell* bell)
    : facts_(facts), meters_(meters), bell_(bell) {}

void RingSink::Push(const Record& record) noexcept {
  news_ = true;
  if (TellLoss() && facts_.TryPush(record)) return;
  ++untold_;
  lost_.fetch_add(1, std::memory_order_relaxed);
  RecordHeader header;
  std::memcpy(&header, record.bytes, sizeof(header));
  lastLostAt_ = header.at;
}

void RingSink::PushMeter(const Record& record) noexcept {
  if (meters_.TryPush(record)) news_ = true;
}

void RingSink::Flush() noexcept {
  TellLoss();
  if (!news_) return;
  news_ = false;
  if (bell_) bell_->Ring();
}

bool RingSink::TellLoss() noexcept {
  if (untold_ == 0) return true;
  OverrunFact overrun;
  overrun.at = lastLostAt_;
  overrun.lost = untold_;
  if (!facts_.TryPush(Pack(overrun))) return false;
  untold_ = 0;
  news_ = true;
  return true;
}

size_t ReadInOrder(RingSink* const* sinks, size_t count, Record* records,
                   size_t capacity) noexcept {
  size_t read = 0;
  for (; read < capacity; ++read) {
    SpscRing<Record>* earliest = nullptr;
    double earliestAt = 0;
    for (size_t i = 0; i < count; ++i) {
      const Record* front = sinks[i]->Facts().Front();
      if (!front) continue;
      RecordHeader header;
      std::memcpy(&header, front->bytes, sizeof(header));
      if (earliest && header.at >= earliestAt) continue;
      earliest = &sinks[i]->Facts();
      earliestAt = header.at;
    }
    if (!earliest || !earliest->TryPop(&records[read])) break;
  }
  return read;
}

}  // namespace spillway
