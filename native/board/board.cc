// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/board.h"

#include <ctime>

namespace spillway {

void Board::AwaitSignalling(int64_t timeoutNs) noexcept {
  polled_.clear();
  const int64_t wait = Expect(timeoutNs, &polled_);
  Poll(&polled_, wait);
  Collect(polled_.data());
}

void Board::Poll(std::vector<pollfd>* polled, int64_t timeoutNs) noexcept {
  const timespec time{timeoutNs / 1'000'000'000, timeoutNs % 1'000'000'000};
  ppoll(polled->data(), polled->size(), &time, nullptr);
}

}  // namespace spillway
