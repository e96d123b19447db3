// SPDX-License-Identifier: GPL-2.0-or-later
// How much of each frequency of DTMF is in one hop (5 ms), lanes side by side?
// Unnamed namespace and few includes on purpose: see pack.h.
#pragma once

#include <cstdint>

#include "native/dsp/dtmf/dtmf_lanes.h"
#include "native/dsp/dtmf/dtmf_tables.h"
#include "native/dsp/simd/high_pass_lanes.h"
#include "native/dsp/simd/pack.h"

namespace spillway {
namespace {

/// A complex number a lane: a wave's strength and phase.
template <int kWidth>
struct DtmfWave {
  using Floats = typename Pack<kWidth>::Floats;
  Floats real;
  Floats imaginary;

  Floats Power() const noexcept { return real * real + imaginary * imaginary; }
};

/// The filters of some lanes: what they have heard is kept in rings.
template <int kWidth>
class DtmfFilters {
  using P = Pack<kWidth>;
  using Floats = typename P::Floats;
  using Wave = DtmfWave<kWidth>;

 public:
  DtmfFilters(DtmfLanes& lanes, uint32_t hop, int lane) noexcept
      : lanes_(lanes), hop_(hop), lane_(lane) {}

  /// Correlates the hop with each frequency. Around the middle of the hop cosines are even and
  /// sines are odd: a sample and its mirror image are added for the one and subtracted for the
  /// other, which halves the products.
  void Run(const float* samples, const HighPass& highPass) noexcept {
    Floats heard[kDtmfHop];
    RunHighPass<kWidth>(lanes_.highPass, highPass, lane_, samples, kDtmfHop, heard);
    Floats even[kDtmfHop / 2], odd[kDtmfHop / 2];
    Floats power{};
    for (int i = 0; i < kDtmfHop / 2; ++i) {
      const Floats early = heard[kDtmfHop / 2 - 1 - i];
      const Floats late = heard[kDtmfHop / 2 + i];
      even[i] = late + early;
      odd[i] = late - early;
      power += early * early + late * late;
    }
    P::Store(power * (1.0f / kDtmfHop), lanes_.power[hop_ % kDtmfMemory] + lane_);

    constexpr int kTogether = kWidth == 16 ? 9 : 3;  // filters whose sums fit the registers
    for (int first = 0; first < kDtmfFilters; first += kTogether) {
      Floats real[kTogether]{}, imaginary[kTogether]{};
      for (int i = 0; i < kDtmfHop / 2; ++i) {
        SPILLWAY_UNROLL
        for (int k = 0; k < kTogether; ++k) {
          real[k] += even[i] * kDtmfTables.cosine[i][first + k];
          imaginary[k] -= odd[i] * kDtmfTables.sine[i][first + k];
        }
      }
      SPILLWAY_UNROLL
      for (int k = 0; k < kTogether; ++k) Keep(first + k, {real[k], imaginary[k]});
    }
  }

  /// A filter's sum `age` hops ago.
  Wave Heard(int filter, int age) const noexcept {
    const int slot = (hop_ - age) % kDtmfWindow;
    return {P::Load(lanes_.real[slot][filter] + lane_),
            P::Load(lanes_.imaginary[slot][filter] + lane_)};
  }

  /// Mean square of dial tone in the window that ends here, and ten windows ago: before a digit
  /// that is beginning.
  struct DialTone {
    Floats now;
    Floats before;
  };
  DialTone HearDialTone() noexcept {
    Wave hops[kDtmfWindow];
    SPILLWAY_UNROLL
    for (int age = 0; age < kDtmfWindow; ++age) hops[age] = Heard(kDialToneFilter, age);
    float* slot = lanes_.dialTone[hop_ % kDtmfMemory] + lane_;
    const DialTone heard{Weigh(hops).Power() * kDtmfToMeanSquare, P::Load(slot)};
    P::Store(heard.now, slot);
    return heard;
  }

  /// The window of four hops that ends here, the outer ones weighing less.
  static Wave Weigh(const Wave (&hops)[kDtmfWindow]) noexcept {
    return {(hops[0].real + hops[3].real) * kDtmfEdgeWeight + (hops[1].real + hops[2].real),
            (hops[0].imaginary + hops[3].imaginary) * kDtmfEdgeWeight +
                (hops[1].imaginary + hops[2].imaginary)};
  }

  /// Mean square of the window, weighted as the filters are.
  Floats WindowPower() const noexcept {
    Floats age[kDtmfWindow];
    for (int i = 0; i < kDtmfWindow; ++i)
      age[i] = P::Load(lanes_.power[(hop_ - i) % kDtmfMemory] + lane_);
    return ((age[0] + age[3]) * kDtmfEdgeWeight + (age[1] + age[2])) * (1.0f / kDtmfWeight);
  }

 private:
  /// Puts a filter's sum in its ring, turned so that a wave of just its frequency keeps its phase
  /// from hop to hop.
  void Keep(int filter, Wave sum) noexcept {
    const float cosine = kDtmfTables.turnCosine[filter][hop_ % kDtmfTurn];
    const float sine = kDtmfTables.turnSine[filter][hop_ % kDtmfTurn];
    const int slot = hop_ % kDtmfWindow;
    P::Store(sum.real * cosine + sum.imaginary * sine, lanes_.real[slot][filter] + lane_);
    P::Store(sum.imaginary * cosine - sum.real * sine, lanes_.imaginary[slot][filter] + lane_);
  }

  DtmfLanes& lanes_;
  const uint32_t hop_;
  const int lane_;
};

}  // namespace
}  // namespace spillway
