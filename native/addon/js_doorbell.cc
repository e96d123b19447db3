// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/addon/js_doorbell.h"

namespace spillway {

JsDoorbell::JsDoorbell(Napi::Env env, Napi::Function woken)
    : function_(Napi::ThreadSafeFunction::New(env, woken, "spillway facts", 1, 1)) {}

JsDoorbell::~JsDoorbell() { Silence(); }

void JsDoorbell::Ring() noexcept {
  if (!rung_.exchange(true)) function_.NonBlockingCall();
}

void JsDoorbell::Silence() noexcept {
  if (silent_) return;
  silent_ = true;
  function_.Abort();
}

}  // namespace spillway
