// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/bell_relay.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "native/runtime/thread.h"

namespace spillway {

BellRelay::BellRelay(Doorbell* bell)
    : bell_(bell), event_(bell == nullptr ? -1 : eventfd(0, EFD_CLOEXEC)) {
  if (bell != nullptr && event_ < 0)
    throw std::system_error(errno, std::generic_category(), "eventfd");
}

BellRelay::~BellRelay() {
  Stop();
  if (event_ >= 0) close(event_);
}

void BellRelay::Start() {
  thread_ = StartThread("spillway-bell", [this] { Relay(); });
}

void BellRelay::Stop() noexcept {
  if (!thread_.joinable()) return;
  stop_.store(true);
  eventfd_write(event_, 1);
  thread_.join();
}

void BellRelay::Ring() noexcept {
  if (bell_ != nullptr && !rung_.exchange(true)) eventfd_write(event_, 1);
}

void BellRelay::Relay() noexcept {
  eventfd_t rings;
  while (eventfd_read(event_, &rings) == 0 && !stop_.load()) bell_->Ring();
}

}  // namespace spillway
