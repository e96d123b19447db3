// SPDX-License-Identifier: GPL-2.0-or-later
// Which instructions does the DTMF detector use on this processor?
#include "native/dsp/dtmf/dtmf_path.h"

namespace spillway {

extern const DtmfPath kDtmfPath_scalar, kDtmfPath_narrow, kDtmfPath_avx2, kDtmfPath_avx512;

namespace {

struct Paths {
  std::array<const DtmfPath*, 4> list{};
  int count{0};

  Paths() noexcept {
    list[count++] = &kDtmfPath_scalar;
    list[count++] = &kDtmfPath_narrow;  // SSE2 and NEON: what every processor of its kind has
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) list[count++] = &kDtmfPath_avx2;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
      list[count++] = &kDtmfPath_avx512;
    }
#endif
  }
};

const Paths& Found() noexcept {
  static const Paths paths;
  return paths;
}

}  // namespace

const std::array<const DtmfPath*, 4>& DtmfPaths() noexcept { return Found().list; }
int DtmfPathCount() noexcept { return Found().count; }
const DtmfPath& FastestDtmfPath() noexcept { return *Found().list[Found().count - 1]; }
const DtmfPath& ScalarDtmfPath() noexcept { return kDtmfPath_scalar; }

}  // namespace spillway
