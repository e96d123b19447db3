// SPDX-License-Identifier: GPL-2.0-or-later
// How are two spans of one virtual board wired together? As DAHDI's dynamic_loc does.
#pragma once

#include <vector>

#include "native/board/carrier.h"

namespace spillway {

/// One end of a wire inside the process. The board joins the two ends with WireTo.
class LoopCarrier final : public Carrier {
 public:
  explicit LoopCarrier(const SpanShape& shape);

  /// The far end, which lives as long as this one.
  void WireTo(LoopCarrier* far) noexcept { far_ = far; }

  bool Connect(int64_t) noexcept override { return false; }
  void Read(uint8_t* audio) noexcept override;
  void Write(const uint8_t* audio) noexcept override;
  bool Connected() const noexcept override { return true; }
  void Service(int64_t) noexcept override {}
  bool SendFrame(const uint8_t* frame, size_t size, int64_t now) noexcept override;
  void SendLine(int port, LineAction action, int64_t now) noexcept override;

 private:
  LoopCarrier* far_{nullptr};
  std::vector<uint8_t> arrived_;  // a tick: every span is read before any is written
};

}  // namespace spillway
