// SPDX-License-Identifier: GPL-2.0-or-later
// How is the JavaScript thread woken?
#pragma once

#include <napi.h>

#include "native/runtime/doorbell.h"

namespace spillway {

/// One thread-safe function with a queue of one. It keeps Node's event loop alive until Silence.
///
/// Made by the C interface, for node-addon-api's own ends the process when a worker thread is
/// terminated while it calls. So `woken` must not throw.
class JsDoorbell final : public Doorbell {
 public:
  JsDoorbell(Napi::Env env, Napi::Function woken);
  ~JsDoorbell() override;
  JsDoorbell(const JsDoorbell&) = delete;
  JsDoorbell& operator=(const JsDoorbell&) = delete;

  /// Takes a lock that JavaScript takes, too: for a thread of ordinary rank, a BellRelay's.
  void Ring() noexcept override;
  /// JavaScript, when no other thread can ring any more. Idempotent.
  void Silence() noexcept;

 private:
  napi_threadsafe_function function_{nullptr};
};

}  // namespace spillway
