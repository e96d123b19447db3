// SPDX-License-Identifier: GPL-2.0-or-later
// How fast and how good is what dsp/ does, beside spandsp? Prints a line of JSON for each row of
// the table.
//   bench_dsp [--slice SECONDS] [--rounds N] [--list FILE] [NAME...]
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <set>
#include <string>

#include "tools/bench/dsp/measure.h"

using namespace spillway::bench;

namespace {

int Complain(const std::string& what) {
  std::string names;
  for (const Registered& one : AllRegistered()) names += " " + one.name;
  std::fprintf(
      stderr,
      "%s\nusage: bench_dsp [--slice SECONDS] [--rounds N] [--list FILE] [NAME...]\nof:%s\n",
      what.c_str(), names.c_str());
  return 2;
}

bool IsRegistered(const std::string& asked) {
  for (const Registered& one : AllRegistered()) {
    if (one.name == asked) return true;
  }
  return false;
}

/// False when it is no option, or its value makes no sense.
bool Set(const std::string& option, const char* value, Options* options) {
  if (option == "--list") options->list = value;
  if (option == "--slice") options->sliceSeconds = std::atof(value);
  if (option == "--rounds") options->rounds = std::atoi(value);
  const bool known = option == "--list" || option == "--slice" || option == "--rounds";
  return known && options->sliceSeconds > 0 && options->rounds > 0;
}

}  // namespace

int main(int count, char** arguments) try {
  Options options;
  std::set<std::string> asked;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument.rfind("--", 0) != 0) {
      if (!IsRegistered(argument)) return Complain("there is no function \"" + argument + "\"");
      asked.insert(argument);
      continue;
    }
    if (++i == count || !Set(argument, arguments[i], &options))
      return Complain(argument + ": unknown, or without its value");
  }
  for (const Registered& one : AllRegistered()) {
    const bool usual = asked.empty() && one.when == Registered::When::kAlways;
    if (!usual && asked.count(one.name) == 0) continue;
    Say(one.name);
    one.measure(options);
  }
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
