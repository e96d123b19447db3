// SPDX-License-Identifier: GPL-2.0-or-later
// How many callers' numbers are right on a poor line, and how many wrong when the message was
// damaged? Ours and spandsp's receiver hear the same samples.
#include "native/test/dsp/caller_id_burst.h"
#include "tools/bench/dsp/measure.h"
#include "tools/bench/dsp/spandsp.h"

namespace spillway::bench {
namespace {

using namespace spillway::test;

constexpr int kDamaged = 10'000;
constexpr int kOffsets = 160;
const std::string kNumber = "13912345678";

using Numbers = std::vector<std::string>;

Numbers HearByUs(const std::vector<double>& samples, int offset) {
  Numbers numbers;
  for (const std::string& message : Hear(samples, offset).messages)
    numbers.push_back(NumberIn(message));
  return numbers;
}

void TakeMessage(void* self, const uint8_t* message, int length) {
  static_cast<Numbers*>(self)->push_back(
      NumberIn(std::string(message, message + static_cast<size_t>(length))));
}

/// Through A-law, in blocks of 20 ms, as ours. It must be told which standard comes.
Numbers HearBySpandsp(const std::vector<double>& samples, int offset, bool bell) {
  Numbers numbers;
  const int standard = bell ? ADSI_STANDARD_CLASS : ADSI_STANDARD_CLIP;
  adsi_rx_state_t* state = adsi_rx_init(nullptr, standard, TakeMessage, &numbers);
  std::vector<int16_t> heard(static_cast<size_t>(offset), 0);
  for (const double sample : samples) {
    const double cut = std::fmin(32'767, std::fmax(-32'768, sample));
    const auto code = g711::CompressAlaw(static_cast<int16_t>(std::lround(cut)));
    heard.push_back(g711::ExpandAlaw(code));
  }
  heard.resize((heard.size() / 160 + 2) * 160, 0);
  for (size_t at = 0; at < heard.size(); at += 160) adsi_rx(state, &heard[at], 160);
  adsi_rx_free(state);
  return numbers;
}

void PrintAccuracy(const std::string& what, const std::string& method, int ours, int spandsp,
                   int all, bool wrong) {
  Row row;
  row.what = "caller id: " + what;
  row.method = method;
  const std::string of = " of " + std::to_string(all) + (wrong ? " wrong" : " right");
  row.figure = std::to_string(ours) + of + "; spandsp " + std::to_string(spandsp);
  row.values = {{"ours", ours}, {"spandsp", spandsp}, {"all", all}};
  row.toReach = wrong ? "0 wrong" : "all right";
  row.reached = ours == (wrong ? 0 : all) ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

/// Every offset of the 20 ms block, in both standards.
void MeasureRight(double dbm0) {
  std::mt19937 random(7);
  int ours = 0, spandsp = 0, all = 0;
  for (const bool bell : {true, false}) {
    for (int offset = 0; offset < kOffsets; ++offset, ++all) {
      BurstOptions options;
      options.tones = bell ? kBell202 : kV23;
      options.dbm0 = dbm0;
      std::vector<double> samples = Burst(CallerMessage(kNumber), options);
      AddNoise(&samples, dbm0 - 20, &random);
      ours += HearByUs(samples, offset) == Numbers{kNumber};
      spandsp += HearBySpandsp(samples, offset, bell) == Numbers{kNumber};
    }
  }
  PrintAccuracy(std::to_string(static_cast<int>(dbm0)) + " dBm0, S/N 20 dB",
                "Bell 202 and V.23, every offset of the block", ours, spandsp, all, false);
}

/// Up to 100 ms of noise as loud as the message, somewhere in it, or a bit of it turned. (With two
/// turned bits the checksum may be right: that is another message, and nobody can tell.)
void MeasureWrong() {
  std::mt19937 random(9);
  const auto at = [&](int from, int to) {
    return std::uniform_int_distribution<int>(from, to)(random);
  };
  int ours = 0, spandsp = 0;
  for (int trial = 0; trial < kDamaged; ++trial) {
    const bool bell = trial % 2 == 0;
    std::vector<uint8_t> message = CallerMessage(kNumber);
    if (trial % 4 < 2) {
      const int bit = at(16, static_cast<int>(message.size()) * 8 - 1);
      message[bit / 8] ^= 1 << bit % 8;
    }
    BurstOptions options;
    options.tones = bell ? kBell202 : kV23;
    std::vector<double> samples = Burst(message, options);
    AddNoise(&samples, -40, &random);
    const int from = 3'700 + at(0, 1'800);
    if (trial % 4 >= 2) AddNoise(&samples, at(-16, -8), &random, from, from + at(40, 800));
    for (const std::string& number : HearByUs(samples, 0)) ours += number != kNumber;
    for (const std::string& number : HearBySpandsp(samples, 0, bell)) spandsp += number != kNumber;
  }
  PrintAccuracy("damaged bursts", "a bit turned, or noise amid the message", ours, spandsp,
                kDamaged, true);
}

void MeasureCallerId(const Options&) {
  for (const double dbm0 : {-8.0, -13.5, -30.0}) MeasureRight(dbm0);
  MeasureWrong();
}

const Registered kCallerId{"caller-id-accuracy", MeasureCallerId};

}  // namespace
}  // namespace spillway::bench
