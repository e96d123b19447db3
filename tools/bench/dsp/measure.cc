// SPDX-License-Identifier: GPL-2.0-or-later
// How is a function of dsp/ measured beside its counterpart of spandsp?
#include "tools/bench/dsp/measure.h"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include "native/core/ids.h"

namespace spillway::bench {
namespace {

constexpr double kTickSeconds = 0.02;

double ProcessorSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Channels in real time while it runs for a slice: whole seconds of the feed.
double RunOnce(const Feed& feed, double sliceSeconds, const Contender& contender, uint64_t* tick) {
  const double begun = ProcessorSeconds();
  uint64_t ticks = 0;
  double spent = 0;
  do {
    for (int i = 0; i < Feed::kTicks; ++i) contender(feed.Tick((*tick)++));
    ticks += Feed::kTicks;
    spent = ProcessorSeconds() - begun;
  } while (spent < sliceSeconds);
  return feed.Channels() * static_cast<double>(ticks) * kTickSeconds / spent;
}

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::string Quoted(const std::string& text) {
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::vector<Registered>& Registry() {
  static std::vector<Registered> registry;
  return registry;
}

}  // namespace

Feed::Feed(int channels, const std::function<std::vector<uint8_t>(int channel)>& signal)
    : channels_(channels), bytes_(static_cast<size_t>(channels) * kTicks * kFrameSamples) {
  for (int channel = 0; channel < channels; ++channel) {
    const std::vector<uint8_t> one = signal(channel);
    if (one.size() < size_t{kTicks} * kFrameSamples) throw std::length_error("a feed is a second");
    for (int tick = 0; tick < kTicks; ++tick) {
      std::copy_n(&one[static_cast<size_t>(tick) * kFrameSamples], kFrameSamples,
                  &bytes_[(static_cast<size_t>(tick) * channels + channel) * kFrameSamples]);
    }
  }
}

const uint8_t* Feed::Tick(uint64_t tick) const {
  return &bytes_[tick % kTicks * channels_ * kFrameSamples];
}

Speed Compare(const Feed& feed, const Options& options, const Contender& ours,
              const Contender& spandsp) {
  std::vector<double> oursFigures, spandspFigures;
  uint64_t oursTick = 0, spandspTick = 0;
  RunOnce(feed, 0, ours, &oursTick);  // both warm
  RunOnce(feed, 0, spandsp, &spandspTick);
  for (int round = 0; round < options.rounds; ++round) {
    oursFigures.push_back(RunOnce(feed, options.sliceSeconds, ours, &oursTick));
    spandspFigures.push_back(RunOnce(feed, options.sliceSeconds, spandsp, &spandspTick));
  }
  return {MedianOf(oursFigures), MedianOf(spandspFigures), options.rounds};
}

Row SpeedRow(const std::string& what, const Feed& feed, const Speed& speed, const Goal& goal) {
  Row row;
  row.what = what + ", " + std::to_string(feed.Channels()) + " channels";
  row.method = "median of " + std::to_string(speed.rounds) + ", one core";
  row.figure = Thousands(speed.ours) + " channels in real time; spandsp " +
               Thousands(speed.spandsp) + ": " + Times(speed.Ratio());
  row.values = {{"channelsPerCore", std::round(speed.ours)},
                {"spandspChannelsPerCore", std::round(speed.spandsp)},
                {"ratio", std::round(speed.Ratio() * 100) / 100}};
  if (goal.channels > 0) row.toReach = Thousands(goal.channels);
  if (goal.ratio > 0)
    row.toReach += (row.toReach.empty() ? "" : "; ") + Times(goal.ratio) + " spandsp";
  if (!row.toReach.empty()) {
    const bool reached = speed.ours >= goal.channels && speed.Ratio() >= goal.ratio;
    row.reached = reached ? Row::Reached::kYes : Row::Reached::kNo;
  }
  return row;
}

void PrintRow(const Row& row) {
  std::string line = "{\"what\":" + Quoted(row.what) + ",\"method\":" + Quoted(row.method) +
                     ",\"figure\":" + Quoted(row.figure) + ",\"values\":{";
  for (size_t i = 0; i < row.values.size(); ++i) {
    char number[32];
    std::snprintf(number, sizeof number, "%.10g", row.values[i].second);
    line += (i > 0 ? "," : "") + Quoted(row.values[i].first) + ":" + number;
  }
  line += "}";
  if (!row.toReach.empty()) line += ",\"toReach\":" + Quoted(row.toReach);
  if (row.reached != Row::Reached::kNotJudged)
    line += std::string(",\"reached\":") + (row.reached == Row::Reached::kYes ? "true" : "false");
  std::puts((line + "}").c_str());
  std::fflush(stdout);
}

void Say(const std::string& text) { std::fprintf(stderr, "%s\n", text.c_str()); }

std::string Times(double ratio) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f x", ratio);
  return text;
}

std::string Thousands(double number) {
  std::string text = std::to_string(static_cast<long long>(std::llround(number)));
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(at, ",");
  return text;
}

Registered::Registered(const char* name, Measure measure, When when)
    : name(name), measure(measure), when(when) {
  Registry().push_back(*this);
  std::sort(Registry().begin(), Registry().end(),
            [](const Registered& a, const Registered& b) { return a.name < b.name; });
}

const std::vector<Registered>& AllRegistered() { return Registry(); }

}  // namespace spillway::bench
