// SPDX-License-Identifier: GPL-2.0-or-later
// How fast and how good is what dsp/ does, beside spandsp? Prints a line of JSON for each row of
// the table.
//   bench_dsp [--slice SECONDS] [--rounds N] [NAME...]
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>

#include "tools/bench/dsp/measure.h"

using namespace spillway::bench;

namespace {

int Complain(const std::string& what) {
  std::string names;
  for (const Registered& one : AllRegistered()) names += " " + one.name;
  std::fprintf(stderr, "%s\nusage: bench_dsp [--slice SECONDS] [--rounds N] [NAME...], of:%s\n",
               what.c_str(), names.c_str());
  return 2;
}

bool IsRegistered(const std::string& asked) {
  for (const Registered& one : AllRegistered()) {
    if (one.name == asked) return true;
  }
  return false;
}

}  // namespace

int main(int count, char** arguments) {
  Options options;
  std::set<std::string> asked;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    const double value = i + 1 < count ? std::atof(arguments[i + 1]) : 0;
    if (argument == "--slice" || argument == "--rounds") {
      if (!(value > 0)) return Complain(argument + " needs a number");
      if (argument == "--slice") options.sliceSeconds = value;
      if (argument == "--rounds") options.rounds = static_cast<int>(value);
      ++i;
      continue;
    }
    if (!IsRegistered(argument)) return Complain("there is no function \"" + argument + "\"");
    asked.insert(argument);
  }
  for (const Registered& one : AllRegistered()) {
    const bool usual = asked.empty() && one.when == Registered::When::kAlways;
    if (!usual && asked.count(one.name) == 0) continue;
    Say(one.name);
    one.measure(options);
  }
}
