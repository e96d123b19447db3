// SPDX-License-Identifier: GPL-2.0-or-later
// What does the addon export? src/native/load.ts has the same as a type.
#include <napi.h>

#include "native/addon/arguments.h"
#include "native/addon/detector_object.h"
#include "native/addon/engine_object.h"
#include "native/addon/stream_mapping.h"
#include "native/media/wav.h"

extern "C" {
#include <libpri.h>  // has no extern "C" of its own
}

namespace spillway {
namespace {

constexpr size_t kPathBytes = 4'095;

/// repairRecording(file): { durationMs, changed } or { failure, systemError }.
Napi::Value RepairRecording(const Napi::CallbackInfo& info) {
  const std::string file = Arguments(info, "repairRecording").Text(0, "file", kPathBytes);
  const RepairedWav repaired = RepairWav(file.c_str());
  Napi::Object out = Napi::Object::New(info.Env());
  if (repaired.ok) {
    out.Set("durationMs", repaired.durationMs);
    out.Set("changed", repaired.changed);
  } else {
    out.Set("failure", kFailureNames[static_cast<int>(repaired.failure)]);
    out.Set("systemError", repaired.systemError);
  }
  return out;
}

}  // namespace

/// One instance for each environment (main thread, worker threads); nothing is shared between them.
class SpillwayAddon final : public Napi::Addon<SpillwayAddon> {
 public:
  SpillwayAddon(Napi::Env env, Napi::Object exports) {
    exports.Set("version", SPILLWAY_VERSION);
    exports.Set("priVersion", pri_get_version());
    exports.Set("contractVersion", kContractVersion);
    exports.Set("recordBytes", static_cast<double>(kRecordBytes));
    exports.Set("repairRecording", Napi::Function::New<RepairRecording>(env, "repairRecording"));
    exports.Set("attachStream", Napi::Function::New<AttachStream>(env, "attachStream"));
    exports.Set("Detector", DetectorObject::Class(env));
    exports.Set("Engine", EngineObject::Class(env));
  }
};

NODE_API_ADDON(SpillwayAddon)

}  // namespace spillway
