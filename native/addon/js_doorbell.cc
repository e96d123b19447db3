// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/addon/js_doorbell.h"

namespace spillway {
namespace {

constexpr size_t kQueue = 1;
constexpr size_t kThreads = 1;

/// On the JavaScript thread; `env` is null when that is ending.
void Wake(napi_env env, napi_value woken, void*, void*) {
  if (env == nullptr || woken == nullptr) return;
  napi_value undefined = nullptr;
  if (napi_get_undefined(env, &undefined) != napi_ok) return;
  napi_call_function(env, undefined, woken, 0, nullptr, nullptr);
}

}  // namespace

JsDoorbell::JsDoorbell(Napi::Env env, Napi::Function woken) {
  const napi_status status = napi_create_threadsafe_function(
      env, woken, nullptr, Napi::String::New(env, "spillway facts"), kQueue, kThreads, nullptr,
      nullptr, nullptr, Wake, &function_);
  if (status != napi_ok) throw Napi::Error::New(env);
}

JsDoorbell::~JsDoorbell() { Silence(); }

void JsDoorbell::Ring() noexcept {
  // A full queue is as good: JavaScript is due to come.
  napi_call_threadsafe_function(function_, nullptr, napi_tsfn_nonblocking);
}

void JsDoorbell::Silence() noexcept {
  if (function_ == nullptr) return;
  napi_release_threadsafe_function(function_, napi_tsfn_abort);
  function_ = nullptr;
}

}  // namespace spillway
