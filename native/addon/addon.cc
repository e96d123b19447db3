// SPDX-License-Identifier: GPL-2.0-or-later
// What does the addon export?
#include <napi.h>

extern "C" {
#include <libpri.h>  // has no extern "C" of its own
}

namespace spillway {

Napi::Object Init(Napi::Env, Napi::Object exports) {
  exports.Set("version", SPILLWAY_VERSION);
  exports.Set("priVersion", pri_get_version());
  return exports;
}

NODE_API_MODULE(spillway, Init)

}  // namespace spillway
