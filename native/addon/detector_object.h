// SPDX-License-Identifier: GPL-2.0-or-later
// What can JavaScript do with a detector? Feed it a stream, take what it found.
#pragma once

#include <napi.h>

#include <memory>
#include <string>
#include <vector>

#include "native/media/stream_detector.h"

namespace spillway {

/// `new Detector(options)`; src/native/detect.ts has its methods as a type. On whichever JavaScript
/// thread made it; no thread of its own.
class DetectorObject final : public Napi::ObjectWrap<DetectorObject> {
 public:
  static Napi::Function Class(Napi::Env env);
  explicit DetectorObject(const Napi::CallbackInfo& info);

 private:
  Napi::Value Unheard(const Napi::CallbackInfo& info);
  Napi::Value Feed(const Napi::CallbackInfo& info);
  Napi::Value End(const Napi::CallbackInfo& info);

  std::vector<std::string> unheard_;
  std::unique_ptr<StreamDetector> detector_;
};

}  // namespace spillway
