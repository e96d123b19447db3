// SPDX-License-Identifier: GPL-2.0-or-later
// How does an exchange send a message about a caller? Frequency shift keying, as samples, with what
// a line does to it.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "native/dsp/caller_id/caller_id_receiver.h"
#include "native/dsp/g711.h"

namespace spillway::test {

struct FskPair {
  double mark;
  double space;
};
constexpr FskPair kBell202{1'200, 2'200};
constexpr FskPair kV23{1'300, 2'100};

/// A message of parameters (MDMF) with date and number, and its checksum.
inline std::vector<uint8_t> CallerMessage(const std::string& number) {
  std::vector<uint8_t> message{0x80, 0, 1, 8, '1', '1', '2', '9', '1', '0', '3', '0'};
  message.push_back(2);
  message.push_back(static_cast<uint8_t>(number.size()));
  message.insert(message.end(), number.begin(), number.end());
  message[1] = static_cast<uint8_t>(message.size() - 2);
  int sum = 0;
  for (const uint8_t byte : message) sum += byte;
  message.push_back(static_cast<uint8_t>(-sum));
  return message;
}

/// Peak of a tone of this level, in 16-bit samples.
inline double PeakOf(double dbm0) { return 32'256 * std::pow(10, (dbm0 - 3.14) / 20); }

struct BurstOptions {
  FskPair tones = kBell202;
  double dbm0 = -13.5;
  double twistDb = 0;  // space below mark
  int leadSamples = 400;
  int seizureBits = 300;
  int markBits = 180;
  double baud = 1'200;
};

inline std::vector<double> Burst(const std::vector<uint8_t>& message,
                                 const BurstOptions& options = {}) {
  std::vector<bool> bits;
  for (int i = 0; i < options.seizureBits; ++i) bits.push_back(i % 2 != 0);
  bits.insert(bits.end(), options.markBits, true);
  for (const uint8_t byte : message) {
    bits.push_back(false);
    for (int i = 0; i < 8; ++i) bits.push_back((byte >> i & 1) != 0);
    bits.push_back(true);
  }
  bits.insert(bits.end(), 10, true);
  std::vector<double> samples(options.leadSamples, 0.0);
  const double marks = PeakOf(options.dbm0);
  const double spaces = PeakOf(options.dbm0 - options.twistDb);
  const auto count = static_cast<size_t>(bits.size() * 8'000.0 / options.baud);
  double phase = 0;
  for (size_t i = 0; i < count; ++i) {
    const bool bit = bits[static_cast<size_t>(static_cast<double>(i) * options.baud / 8'000.0)];
    samples.push_back((bit ? marks : spaces) * std::sin(phase));
    phase += 2 * M_PI * (bit ? options.tones.mark : options.tones.space) / 8'000.0;
  }
  samples.insert(samples.end(), 800, 0.0);
  return samples;
}

/// White noise of this level, dBm0, over all of it.
inline void AddNoise(std::vector<double>* samples, double dbm0, std::mt19937* random,
                     size_t from = 0, size_t until = SIZE_MAX) {
  std::normal_distribution<double> noise(0, PeakOf(dbm0) / std::sqrt(2.0));
  for (size_t i = from; i < std::min(until, samples->size()); ++i) (*samples)[i] += noise(*random);
}

struct CallerIdHeard {
  std::vector<std::string> messages;
  int damaged = 0;
};

/// What the receiver makes of it. The first `offset` samples are silence before it.
inline CallerIdHeard Hear(const std::vector<double>& samples, int offset = 0) {
  CallerIdReceiver receiver;
  CallerIdHeard heard;
  std::vector<uint8_t> bytes(offset, g711::CompressAlaw(0));
  for (const double sample : samples) {
    const double cut = std::fmin(32'767, std::fmax(-32'768, sample));
    bytes.push_back(g711::CompressAlaw(static_cast<int16_t>(std::lround(cut))));
  }
  bytes.resize((bytes.size() / 160 + 2) * 160, g711::CompressAlaw(0));
  for (size_t at = 0; at < bytes.size(); at += 160) {
    const auto news = receiver.Tick(bytes.data() + at);
    if (news == CallerIdReceiver::News::kDamaged) ++heard.damaged;
    if (news != CallerIdReceiver::News::kMessage) continue;
    const uint8_t* message = receiver.Message();
    heard.messages.emplace_back(message, message + receiver.Size());
  }
  return heard;
}

/// The number of a message of parameters; empty: it has none.
inline std::string NumberIn(const std::string& message) {
  for (size_t at = 2; at + 2 <= message.size(); at += 2 + static_cast<uint8_t>(message[at + 1])) {
    if (message[at] == 2) return message.substr(at + 2, static_cast<uint8_t>(message[at + 1]));
  }
  return "";
}

}  // namespace spillway::test
