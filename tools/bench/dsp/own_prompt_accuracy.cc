// SPDX-License-Identifier: GPL-2.0-or-later
// Which digits are found while our own prompt comes back, as the engine hears them: it knows what
// it plays. Beside them the detector without that, and spandsp.
#include "native/dsp/echo/echo_canceller.h"
#include "native/test/dsp/accuracy/table.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/recordings.h"
#include "tools/bench/dsp/spandsp_dtmf.h"

namespace spillway::bench {
namespace {

using namespace spillway::accuracy;

constexpr double kPromptDbm0 = -15;
constexpr int kLeads[] = {1, 2};  // seconds of the prompt before the key
constexpr size_t kDelay = 480;    // samples, to the far end and back
constexpr double kLeastShare = 0.97;

/// A case with what was played meanwhile.
struct Barge {
  Case heard;
  std::vector<uint8_t> played;
};

/// One digit of -22 dBm0 a tone, behind some seconds of prompt: 480.
std::vector<Barge> MakeBarges(uint32_t seed, double returnLossDb, int lead, const Wave& prompt) {
  Chance chance(seed);
  const Wave echo = EchoOf(prompt, kPromptDbm0, returnLossDb);
  const double gain = std::sqrt(MeanSquareOfDbm0(kPromptDbm0) / ActiveMeanSquare(prompt));
  std::vector<Barge> barges;
  for (int i = 0; i < 30 * 16; ++i) {
    Press press;
    press.digit = kDigits[i % 16];
    press.lowDbm0 = press.highDbm0 = -22;
    press.onMs = 100;
    Wave heard, played;
    AddSilence(1'000 * lead + chance.Between(0, 20), &heard);
    AddPress(press, &chance, &heard);
    AddSilence(kBehindMs, &heard);
    heard.resize((heard.size() + kFrameSamples - 1) / kFrameSamples * kFrameSamples, 0.0);
    const auto room = static_cast<double>(prompt.size() - heard.size());
    const auto at = static_cast<size_t>(chance.Between(0, room));
    for (size_t k = 0; k < heard.size(); ++k) {
      played.push_back(gain * prompt[at + k]);
      if (k >= kDelay) heard[k] += echo[at + k - kDelay];
    }
    barges.push_back({{ToAlaw(heard), std::string(1, press.digit), 0}, ToAlaw(played)});
  }
  return barges;
}

/// What the engine's detector gets instead.
Case Cleaned(const Barge& barge) {
  EchoCanceller canceller;
  Case cleaned = barge.heard;
  for (size_t at = 0; at + kFrameSamples <= cleaned.codes.size(); at += kFrameSamples) {
    canceller.Hear(&barge.heard.codes[at], &cleaned.codes[at]);
    canceller.Play(&barge.played[at]);
  }
  return cleaned;
}

void MeasureReturnLoss(double returnLossDb, int lead, const Wave& prompt) {
  Trial trial, cleaned;
  for (const uint32_t seed : kSeeds) {
    for (const Barge& barge : MakeBarges(seed, returnLossDb, lead, prompt)) {
      trial.cases.push_back(barge.heard);
      cleaned.cases.push_back(Cleaned(barge));
    }
  }
  const int ours = cleaned.CountOf(HearByBank(cleaned.cases));
  const int without = trial.CountOf(HearByBank(trial.cases));
  const int spandsp = trial.CountOf(HearBySpandsp(trial.cases));
  const auto count = static_cast<double>(trial.cases.size());
  Row row;
  row.what = "DTMF: our own prompt, known, " + Thousands(returnLossDb) +
             " dB return loss, under digits of -22";
  row.method = "seeds 2, 3, 4; " + std::to_string(lead) + " s of the first prompt before the digit";
  row.figure = Thousands(ours) + " of " + Thousands(count) + "; what was received " +
               Thousands(without) + ", by spandsp " + Thousands(spandsp);
  row.values = {{"cases", count}, {"counted", ours}, {"received", without}, {"spandsp", spandsp}};
  row.toReach = Thousands(100 * kLeastShare) + " of 100";
  row.reached = ours >= kLeastShare * count ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

void MeasureOwnPrompt(const Options&) {
  const Wave prompt = ReadPrompts(120);
  for (const double returnLossDb : {10, 6}) {
    for (const int lead : kLeads) MeasureReturnLoss(returnLossDb, lead, prompt);
  }
}

const Registered kOwnPrompt{"own-prompt", MeasureOwnPrompt};

}  // namespace
}  // namespace spillway::bench
