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

}  // namespace spillway
