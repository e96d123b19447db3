// SPDX-License-Identifier: GPL-2.0-or-later
// How is a detector tried on many cases, and how are its answers counted?
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "native/core/ids.h"
#include "native/dsp/dtmf/dtmf_bank.h"
#include "native/dsp/dtmf/dtmf_detector.h"
#include "native/test/dsp/accuracy/press.h"

namespace spillway::accuracy {

/// What a detector made of a case: the digits, and when the first was reported in stream time, fed
/// 20 ms at a time.
struct Answer {
  std::string digits;
  double reportedMs{0};
};
using Answers = std::vector<Answer>;
using Detect = std::function<Answers(const std::vector<Case>& cases)>;

constexpr double kTickMs = 20;

/// The engine's way: each case on a channel of a bank.
inline Answers HearByBank(const std::vector<Case>& cases, const DtmfSettings& settings = {}) {
  const int channels = static_cast<int>(cases.size());
  DtmfBank bank(channels, settings);
  size_t longest = 0;
  for (int i = 0; i < channels; ++i) {
    bank.Start(i);
    longest = std::max(longest, cases[i].codes.size());
  }
  Answers answers(cases.size());
  std::vector<uint8_t> frames(cases.size() * kFrameSamples);
  for (size_t at = 0; at < longest; at += kFrameSamples) {
    std::fill(frames.begin(), frames.end(), kSilence);
    for (int i = 0; i < channels; ++i) {
      const auto& codes = cases[i].codes;
      if (at >= codes.size()) continue;
      std::copy_n(&codes[at], std::min<size_t>(kFrameSamples, codes.size() - at),
                  &frames[static_cast<size_t>(i) * kFrameSamples]);
    }
    const double nowMs = static_cast<double>(at) * 1000 / kSampleRate + kTickMs;
    bank.Tick(frames.data(), [&](ChannelIndex index, const DtmfEvent& event) {
      if (event.kind != DtmfEvent::Kind::kBegan) return;
      if (answers[index].digits.empty()) answers[index].reportedMs = nowMs;
      answers[index].digits += event.digit;
    });
  }
  return answers;
}

/// The way of files: each case through a detector.
inline Answers HearByDetector(const std::vector<Case>& cases, const DtmfSettings& settings = {}) {
  Answers answers;
  DtmfDetector detector(settings);
  for (const Case& one : cases) {
    detector.Reset();
    Answer answer;
    std::vector<int16_t> samples(one.codes.size() + kFrameSamples);
    DecodeAlaw(one.codes.data(), one.codes.size(), samples.data());
    for (size_t at = 0; at + kFrameSamples <= samples.size(); at += kFrameSamples) {
      detector.Feed(&samples[at], kFrameSamples, [&](const DtmfEvent& event) {
        if (event.kind != DtmfEvent::Kind::kBegan) return;
        if (answer.digits.empty())
          answer.reportedMs = static_cast<double>(at) * 1000 / kSampleRate + kTickMs;
        answer.digits += event.digit;
      });
    }
    answers.push_back(answer);
  }
  return answers;
}

/// What is counted.
enum class Count { kRight, kHeard, kDoubles };

/// Cases of one kind, and how many of them must be counted.
struct Trial {
  std::string what;
  std::vector<Case> cases;
  Count count{Count::kRight};
  double leastShare{1};  // kRight: that must be right; else none must be counted
  enum class Goal { kRequired, kStretch, kShown } goal{Goal::kRequired};
  bool againstSpandsp{false};  // must be no worse than spandsp, whatever the share

  /// How many answers are right, or heard at all, or more than one digit.
  int CountOf(const Answers& answers) const {
    int counted = 0;
    for (size_t i = 0; i < cases.size(); ++i) {
      const std::string& digits = answers[i].digits;
      if (count == Count::kRight) counted += digits == cases[i].digits;
      if (count == Count::kHeard) counted += !digits.empty();
      if (count == Count::kDoubles) counted += digits.size() > 1;
    }
    return counted;
  }
  bool Reached(int counted) const {
    if (count != Count::kRight) return counted == 0;
    return counted >= leastShare * static_cast<double>(cases.size());
  }
};

}  // namespace spillway::accuracy
