// SPDX-License-Identifier: GPL-2.0-or-later
// What does the DTMF detector correlate with?
#include "native/dsp/dtmf/dtmf_tables.h"

#include <cmath>

#include "native/dsp/dtmf/dtmf.h"
#include "native/dsp/gain.h"

namespace spillway {
namespace {

double HertzOf(int filter) noexcept {
  if (filter == kDialToneFilter) return kDialToneHertz;
  return filter < 4 ? kDtmfLowHertz[filter] : kDtmfHighHertz[filter - 4];
}

DtmfTables MakeTables() noexcept {
  DtmfTables tables;
  for (int k = 0; k < kDtmfFilters; ++k) {
    const double turn = 2 * M_PI * HertzOf(k) / kSampleRate;
    for (int i = 0; i < kDtmfHop / 2; ++i) {
      tables.cosine[i][k] = static_cast<float>(std::cos(turn * (i + 0.5)));
      tables.sine[i][k] = static_cast<float>(std::sin(turn * (i + 0.5)));
    }
    for (int hop = 0; hop < kDtmfTurn; ++hop) {
      tables.turnCosine[k][hop] = static_cast<float>(std::cos(turn * kDtmfHop * hop));
      tables.turnSine[k][hop] = static_cast<float>(std::sin(turn * kDtmfHop * hop));
    }
  }
  return tables;
}

}  // namespace

const DtmfTables kDtmfTables = MakeTables();

}  // namespace spillway
