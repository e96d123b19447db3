// SPDX-License-Identifier: GPL-2.0-or-later
// Which tones do the tests of dsp/tone/ feed, and what is heard of them?
#pragma once

#include <string>
#include <vector>

#include "native/dsp/tone/tone_detector.h"
#include "native/dsp/tone_generator.h"
#include "native/test/dsp/accuracy/impairment.h"
#include "native/test/dsp/signals.h"

namespace spillway {

using Steps = std::vector<ToneStep>;

inline PlannedTone Planned(ToneKind kind, const Steps& steps, int repeatFrom = 0,
                           int cadences = 0) {
  PlannedTone tone{kind, static_cast<int>(steps.size()), {}, repeatFrom, cadences};
  std::copy(steps.begin(), steps.end(), tone.steps.begin());
  return tone;
}

/// The zones of src/native/tone-zone.ts.
inline std::vector<PlannedTone> ZoneTones(const std::string& zone) {
  using Kind = ToneKind;
  if (zone == "us") {
    return {Planned(Kind::kDial, {{350, 440, 0}}),
            Planned(Kind::kBusy, {{480, 620, 500}, {0, 0, 500}}),
            Planned(Kind::kRingback, {{440, 480, 2000}, {0, 0, 4000}}),
            Planned(Kind::kCongestion, {{480, 620, 250}, {0, 0, 250}}),
            Planned(Kind::kCallWaiting, {{440, 0, 300}, {0, 0, 10000}})};
  }
  if (zone == "uk") {
    return {Planned(Kind::kDial, {{350, 440, 0}}),
            Planned(Kind::kBusy, {{400, 0, 375}, {0, 0, 375}}),
            Planned(Kind::kRingback, {{400, 450, 400}, {0, 0, 200}, {400, 450, 400}, {0, 0, 2000}}),
            Planned(Kind::kCongestion, {{400, 0, 400}, {0, 0, 350}, {400, 0, 225}, {0, 0, 525}}),
            Planned(Kind::kCallWaiting, {{400, 0, 100}, {0, 0, 4000}})};
  }
  const ToneStep on{450, 0, 100}, off{0, 0, 100};
  return {Planned(Kind::kDial, {{450, 0, 0}}),
          Planned(Kind::kBusy, {{450, 0, 350}, {0, 0, 350}}),
          Planned(Kind::kRingback, {{450, 0, 1000}, {0, 0, 4000}}),
          Planned(Kind::kCongestion, {{450, 0, 700}, {0, 0, 700}}),
          Planned(Kind::kCallWaiting, {{450, 0, 400}, {0, 0, 4000}}),
          Planned(Kind::kInformation, {on, off, on, off, on, off, {450, 0, 400}, {0, 0, 400}})};
}

/// A zone's tones, the special information tone and fax tones.
inline TonePlan PlanOf(const std::string& zone) {
  TonePlan plan;
  for (const PlannedTone& tone : ZoneTones(zone)) plan.Add(tone);
  AddInformationTone(&plan);
  AddFaxTones(&plan);
  return plan;
}

inline const PlannedTone& ToneOf(const TonePlan& plan, ToneKind kind) {
  int i = 0;
  while (i < plan.toneCount - 1 && plan.tones[i].kind != kind) ++i;
  return plan.tones[i];
}

/// How a tone is changed for a test.
struct Change {
  double hertz{0};     // added to each frequency
  double share{0};     // of each frequency, added to it
  double onTimes{1};   // each sound lasts so much longer
  double offTimes{1};  // each pause
  double twistDb{0};   // the second frequency above the first
};

/// So many milliseconds of a tone; each frequency at `dbm0`.
inline Samples Play(const PlannedTone& tone, double milliseconds, double dbm0,
                    const Change& change = {}) {
  Samples samples;
  double phase1 = 0, phase2 = 0;
  int at = 0;
  while (samples.size() < Ms(milliseconds) && at >= 0) {
    const ToneStep& step = tone.steps[at];
    const bool pause = step.hertz1 == 0 && step.hertz2 == 0;
    const double ms = step.milliseconds * (pause ? change.offTimes : change.onTimes);
    const size_t end = step.milliseconds == 0
                           ? Ms(milliseconds)
                           : std::min<size_t>(samples.size() + Ms(ms), Ms(milliseconds));
    const auto turn = [&](double hertz) {
      return hertz == 0 ? 0 : 2 * M_PI * (hertz * (1 + change.share) + change.hertz) / kSampleRate;
    };
    while (samples.size() < end) {
      phase1 += turn(step.hertz1);
      phase2 += turn(step.hertz2);
      const double value =
          (step.hertz1 != 0 ? PeakOfDbm0(dbm0) * std::sin(phase1) : 0) +
          (step.hertz2 != 0 ? PeakOfDbm0(dbm0 + change.twistDb) * std::sin(phase2) : 0);
      samples.push_back(Saturate(static_cast<int32_t>(std::lrint(value))));
    }
    at = at + 1 < tone.stepCount ? at + 1 : tone.repeatFrom;
  }
  return samples;
}

/// What a fax machine or a modem answers with: CED, or with swell ANSam.
struct Answer {
  double milliseconds{3300};
  bool turns{false};   // its phase, each 450 ms: V.25
  bool swells{false};  // by a fifth, 15 times a second: V.8
  double hertz{2100};
  double dbm0{-15};
};

inline Samples AnswerTone(const Answer& answer) {
  Samples samples(Ms(answer.milliseconds));
  for (size_t i = 0; i < samples.size(); ++i) {
    const double t = static_cast<double>(i) / kSampleRate;
    const double sign = answer.turns && static_cast<int>(t / 0.450) % 2 == 1 ? -1 : 1;
    const double swell = answer.swells ? 1 + 0.2 * std::sin(2 * M_PI * 15 * t) : 1;
    samples[i] = static_cast<int16_t>(PeakOfDbm0(answer.dbm0) * sign * swell *
                                      std::sin(2 * M_PI * answer.hertz * t));
  }
  return samples;
}

inline bool SameTone(const ToneEvent& a, const ToneEvent& b) {
  return a.kind == b.kind && a.tone == b.tone && a.at == b.at && a.cadences == b.cadences &&
         a.dbm0 == b.dbm0;
}

template <typename Chunk>
std::vector<ToneEvent> TonesInChunks(const TonePlan& plan, const Samples& samples, Chunk chunk) {
  ToneDetector detector(plan);
  std::vector<ToneEvent> events;
  for (size_t at = 0; at < samples.size();) {
    const size_t count = std::min<size_t>(samples.size() - at, chunk());
    detector.Feed(&samples[at], count, [&](const ToneEvent& event) { events.push_back(event); });
    at += count;
  }
  return events;
}

inline std::vector<ToneEvent> TonesIn(const TonePlan& plan, const Samples& samples) {
  return TonesInChunks(plan, samples, [] { return size_t{160}; });
}

/// White noise of 300 to 3,400 Hz at so many dBm0, added.
inline Samples WithNoise(Samples samples, double dbm0, uint32_t seed) {
  static const accuracy::BandNoise noise(5, 30);
  accuracy::Chance chance(seed);
  accuracy::Wave wave(samples.size());
  noise.AddTo(&wave, MeanSquareOfDbm0(dbm0), &chance);
  for (size_t i = 0; i < samples.size(); ++i)
    samples[i] = Saturate(samples[i] + static_cast<int32_t>(std::lrint(wave[i])));
  return samples;
}

/// How long the tone's cadence takes, ms; a second where it has none.
inline double CadenceMs(const PlannedTone& tone) {
  double sum = 0;
  for (int i = 0; i < tone.stepCount; ++i) sum += tone.steps[i].milliseconds;
  return tone.steps[tone.stepCount - 1].milliseconds == 0 ? 1000 : sum;
}

}  // namespace spillway
