// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/addon/detect_digits.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <string>
#include <vector>

#include "native/addon/arguments.h"
#include "native/core/ids.h"
#include "native/dsp/dtmf/dtmf_detector.h"
#include "native/dsp/g711.h"
#include "native/media/file_system.h"
#include "native/media/wav.h"

namespace spillway {
namespace {

constexpr size_t kPathBytes = 4'095;
constexpr size_t kLargestFile = size_t{512} << 20;  // nine hours of 16 bit samples
constexpr double kSamplesPerMs = 8.0;

struct Heard {
  char digit;
  uint64_t start;     // samples
  uint64_t end;       // samples
  uint64_t reported;  // samples; the end of the tick in which it became certain
  double dbm0;
};

/// As a channel of the engine does it: a tick at a time, in A-law.
std::vector<Heard> Listen(const std::vector<uint8_t>& audio) {
  std::vector<Heard> heard;
  DtmfDetector detector;
  for (size_t tick = 0; tick < audio.size(); tick += kFrameSamples) {
    const size_t count = std::min<size_t>(kFrameSamples, audio.size() - tick);
    int16_t samples[kFrameSamples];
    DecodeAlaw(&audio[tick], count, samples);
    detector.Feed(samples, count, [&](const DtmfEvent& event) {
      if (event.kind == DtmfEvent::Kind::kBegan) {
        heard.push_back({event.digit, event.at, audio.size(), tick + kFrameSamples, event.dbm0});
      } else {
        heard.back().end = event.at;
      }
    });
  }
  return heard;
}

Napi::Object Failed(Napi::Env env, Failure failure, int systemError) {
  Napi::Object out = Napi::Object::New(env);
  out.Set("failure", kFailureNames[static_cast<int>(failure)]);
  out.Set("systemError", systemError);
  return out;
}

Napi::Array DigitList(Napi::Env env, const std::vector<Heard>& heard) {
  Napi::Array list = Napi::Array::New(env, heard.size());
  for (size_t i = 0; i < heard.size(); ++i) {
    const Heard& one = heard[i];
    Napi::Object entry = Napi::Object::New(env);
    entry.Set("digit", std::string(1, one.digit));
    entry.Set("startMs", static_cast<double>(one.start) / kSamplesPerMs);
    entry.Set("endMs", static_cast<double>(one.end) / kSamplesPerMs);
    entry.Set("reportedMs", static_cast<double>(one.reported) / kSamplesPerMs);
    entry.Set("levelDbm0", std::round(one.dbm0 * 10) / 10);
    list.Set(static_cast<uint32_t>(i), entry);
  }
  return list;
}

}  // namespace

Napi::Value DetectDigits(const Napi::CallbackInfo& info) {
  const std::string path = Arguments(info, "detectDigits").Text(0, "file", kPathBytes);
  std::vector<uint8_t> file;
  const int error = PosixFileSystem().Read(path.c_str(), kLargestFile, &file);
  if (error == -ENOENT || error == -ENOTDIR) return Failed(info.Env(), Failure::kFileMissing, 0);
  if (error == -EFBIG || error == -EINVAL) return Failed(info.Env(), Failure::kFileInvalid, 0);
  if (error < 0) return Failed(info.Env(), Failure::kDiskError, -error);
  const WavAudio audio = ReadWav(file.data(), file.size());
  if (!audio.ok) return Failed(info.Env(), audio.failure, 0);

  Napi::Object out = Napi::Object::New(info.Env());
  out.Set("digits", DigitList(info.Env(), Listen(audio.bytes)));
  return out;
}

}  // namespace spillway
