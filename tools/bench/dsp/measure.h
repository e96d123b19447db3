// SPDX-License-Identifier: GPL-2.0-or-later
// How is a function of dsp/ measured beside its counterpart of spandsp? Each file beside this one
// measures one function and registers it:
//
//     const Registered kDtmf{"dtmf", [](const Options& options) { ... PrintRow(...); }};
//
// `npm run bench -- dsp` runs them all and prints their rows.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace spillway::bench {

/// How thoroughly to measure.
struct Options {
  double sliceSeconds{0.25};  // processor time of one contender in one round
  int rounds{7};              // at least 5: figures are medians
  std::string list;           // file that names recordings
};

/// Sizes at which every function is measured.
constexpr int kChannelCounts[] = {240, 960};

/// Received A-law of many channels, as the engine gets it: in each tick 160 bytes of each channel,
/// one channel after the other. A second of it; then it begins anew.
class Feed {
 public:
  static constexpr int kTicks = 50;

  /// `signal(channel)`: at least a second of A-law.
  Feed(int channels, const std::function<std::vector<uint8_t>(int channel)>& signal);

  int Channels() const { return channels_; }
  /// The bytes of one tick, channels x 160. Ticks are counted on without end.
  const uint8_t* Tick(uint64_t tick) const;

 private:
  const int channels_;
  std::vector<uint8_t> bytes_;
};

/// One tick of all channels of a feed.
using Contender = std::function<void(const uint8_t* frames)>;

/// Channels in real time that one core can bear: medians, and how they compare.
struct Speed {
  double ours;
  double spandsp;
  int rounds;
  double Ratio() const { return ours / spandsp; }
};

/// Runs both in turn, round after round, in this thread, by its processor time: what else the
/// machine does disturbs both alike.
Speed Compare(const Feed& feed, const Options& options, const Contender& ours,
              const Contender& spandsp);

/// What must be reached. 0: not judged.
struct Goal {
  double channels{0};  // in real time per core
  double ratio{0};     // to spandsp
};

/// One row of the table. `values` are for programs: names with units.
struct Row {
  std::string what;
  std::string method;
  std::string figure;
  std::vector<std::pair<std::string, double>> values;
  std::string toReach;
  enum class Reached { kNotJudged, kYes, kNo } reached{Reached::kNotJudged};
};

/// The row of a function's speed: channels in real time per core, spandsp's, the ratio.
Row SpeedRow(const std::string& what, const Feed& feed, const Speed& speed, const Goal& goal);

/// Prints a row as a line of JSON, at once.
void PrintRow(const Row& row);

/// Says what is done now, on stderr.
void Say(const std::string& text);

/// A number with commas between thousands.
std::string Thousands(double number);

/// "1.5 x".
std::string Times(double ratio);

/// Keeps a result from being optimised away.
template <typename T>
void Use(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

using Measure = void (*)(const Options& options);

/// A function of that name is measured; make one in each file, of static duration.
struct Registered {
  enum class When { kAlways, kAsked };  // kAsked: only when its name is given
  Registered(const char* name, Measure measure, When when = When::kAlways);

  std::string name;
  Measure measure;
  When when;
};

/// What is registered, by name in order of the alphabet.
const std::vector<Registered>& AllRegistered();

}  // namespace spillway::bench
