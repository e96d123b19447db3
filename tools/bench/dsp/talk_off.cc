// SPDX-License-Identifier: GPL-2.0-or-later
// How often is speech or music taken for a digit, or for the tone of an exchange after which an
// analog line is put down? Recordings that are named by a list, at the level of a loud talker,
// through A-law.
#include <fstream>
#include <stdexcept>

#include "native/test/dsp/accuracy/impairment.h"
#include "native/test/dsp/tones.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/recordings.h"
#include "tools/bench/dsp/spandsp_dtmf.h"

namespace spillway::bench {
namespace {

using namespace spillway::accuracy;

constexpr double kActiveDbm0 = -15;
constexpr double kHour = 3600;

/// What was heard in the recordings of one voice, or all of a kind.
struct Sum {
  std::string name;
  double seconds{0};
  size_t ours{0};
  size_t spandsp{0};
  size_t hangUps{0};

  void Add(const Sum& other) {
    seconds += other.seconds;
    ours += other.ours;
    spandsp += other.spandsp;
    hangUps += other.hangUps;
  }
};

Case AtLevel(Wave wave) {
  const double active = ActiveMeanSquare(wave);
  if (active <= 0) return {ToAlaw(wave), ""};
  const double gain = std::sqrt(MeanSquareOfDbm0(kActiveDbm0) / active);
  for (double& value : wave) value *= gain;
  return {ToAlaw(wave), ""};
}

/// Busy and congestion tones of the zones, each of which would end a call.
size_t HangUpsIn(const std::vector<uint8_t>& codes) {
  Samples samples(codes.size());
  DecodeAlaw(codes.data(), codes.size(), samples.data());
  size_t found = 0;
  for (const char* zone : {"cn", "us", "uk"}) {
    for (const ToneEvent& event : TonesIn(PlanOf(zone), samples))
      found += event.tone == ToneKind::kBusy || event.tone == ToneKind::kCongestion;
  }
  return found;
}

Sum Hear(const std::string& path) {
  const std::vector<Case> cases{AtLevel(ReadRecording(path))};
  const std::string ours = HearByBank(cases)[0].digits;
  const std::string spandsp = HearBySpandsp(cases)[0].digits;
  if (!ours.empty()) Say(path + ": " + ours);
  return {path, static_cast<double>(cases[0].codes.size()) / kSampleRate, ours.size(),
          spandsp.size(), HangUpsIn(cases[0].codes)};
}

void Print(const Sum& sum, bool judged) {
  char length[32];
  std::snprintf(length, sizeof length, "%.1f min", sum.seconds / 60);
  if (sum.seconds >= kHour) std::snprintf(length, sizeof length, "%.2f h", sum.seconds / kHour);
  Row row;
  row.what = "DTMF, talk-off: " + sum.name;
  row.method = std::string(length) + ", -15 dBm0";
  row.figure = std::to_string(sum.ours) + " false; spandsp " + std::to_string(sum.spandsp);
  row.values = {{"seconds", std::round(sum.seconds)},
                {"falseDigits", static_cast<double>(sum.ours)},
                {"spandspFalseDigits", static_cast<double>(sum.spandsp)}};
  if (judged) {
    row.toReach = "0 false";
    row.reached = sum.ours == 0 ? Row::Reached::kYes : Row::Reached::kNo;
  }
  PrintRow(row);
  row.what = "busy and congestion tone, talk-off: " + sum.name;
  row.method = std::string(length) + ", -15 dBm0, zones cn, us and uk";
  row.figure = std::to_string(sum.hangUps) + " false";
  row.values = {{"seconds", std::round(sum.seconds)},
                {"falseHangUps", static_cast<double>(sum.hangUps)}};
  if (judged) row.reached = sum.hangUps == 0 ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

/// The list: a line for each recording, the voice's name, a tab, the path; one voice after the
/// other.
void MeasureTalkOff(const Options& options) {
  std::ifstream list(options.list);
  if (!list) throw std::runtime_error("talk-off needs --list FILE");
  std::vector<Sum> voices;
  Sum real{"real people and music"}, synthetic{"synthetic voices"}, all{"all"};
  std::string voice, path;
  while (std::getline(list, voice, '\t') && std::getline(list, path)) {
    if (voices.empty() || voices.back().name != voice) {
      Say(voice);
      voices.push_back({voice});
    }
    voices.back().Add(Hear(path));
  }
  for (const Sum& one : voices) {
    Print(one, false);
    (one.name.find("espeak") == 0 ? synthetic : real).Add(one);
    all.Add(one);
  }
  for (const Sum& one : {real, synthetic, all}) Print(one, true);
}

const Registered kTalkOff{"talk-off", MeasureTalkOff, Registered::When::kAsked};

}  // namespace
}  // namespace spillway::bench
