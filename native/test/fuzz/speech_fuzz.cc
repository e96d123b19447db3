// SPDX-License-Identifier: GPL-2.0-or-later
// Can any sound confuse the detectors of speech and of who answered? The input says what sounds for
// how long, and in which pieces it comes.
#include <cmath>
#include <cstring>

#include "native/dsp/g711.h"
#include "native/dsp/speech/answerer_detector.h"
#include "native/dsp/speech/speech_bank.h"
#include "native/dsp/speech/speech_detector.h"
#include "native/test/fuzz/input.h"

using namespace spillway;
using namespace spillway::test;

namespace {

constexpr size_t kLongest = 8 * 8000;  // samples of one run: a verdict takes 6 s at most

using Samples = std::vector<int16_t>;

/// Appends a sound: silence, a constant, noise, one or two tones, bursts, or the octets themselves.
void Sound(FuzzInput* input, Samples* samples) {
  const uint8_t kind = input->Octet() % 6;
  const size_t count = (size_t{1} + input->Octet()) * (1 + input->Octet() % 64);
  const int level = 1 << (input->Octet() % 16);
  const double first = M_PI * input->Octet() / 256;
  const double second = M_PI * input->Octet() / 256;
  const std::vector<uint8_t> octets = kind == 5 ? input->Block() : std::vector<uint8_t>{};
  uint32_t random = 1;
  for (size_t i = 0; i < count && samples->size() < kLongest; ++i) {
    random = random * 1'103'515'245 + 12'345;
    double value = 0;
    if (kind == 1) value = level;
    if (kind == 2) value = level * (static_cast<double>(random >> 16) / 32'768 - 1);
    if (kind == 3) value = level * (std::sin(first * i) + std::sin(second * i)) / 2;
    if (kind == 4) value = i % 640 < 320 ? level * std::sin(first * i * i / 800) : 0;
    if (kind == 5 && !octets.empty()) value = (octets[i % octets.size()] - 128) * 256;
    samples->push_back(static_cast<int16_t>(std::clamp(value, -32'768.0, 32'767.0)));
  }
}

/// What the events of speech must be, whatever sounds.
class SpeechWitness {
 public:
  void See(const SpeechEvent& event, uint64_t fed) {
    const bool began = event.kind == SpeechEvent::Kind::kBegan;
    Demand(began != speaking_, "speech begins and ends in turn");
    Demand(event.at >= last_, "it does not reach back into what was told before");
    Demand(event.at <= fed, "nor into what was not fed yet");
    Demand(event.at % kSpeechFrame == 0, "positions are those of frames");
    Demand(std::isfinite(event.dbm0) && event.dbm0 > -60 && event.dbm0 < 7, "levels are levels");
    speaking_ = began;
    last_ = event.at;
  }

 private:
  bool speaking_{false};
  uint64_t last_{0};
};

class AnswererWitness {
 public:
  void See(const AnswererEvent& event, uint64_t fed) {
    // A beep ends a frame before the verdict that it brings.
    Demand(event.at <= fed && event.at + kSpeechFrame >= last_, "events come in their order");
    last_ = event.at;
    if (event.kind == AnswererEvent::Kind::kBeepEnded) {
      Demand(event.beepHertz >= 790 && event.beepHertz <= 1510, "a beep has its frequency");
      Demand(event.beepMs >= 100 && event.beepMs <= 1'600, "and its length");
      return;
    }
    Demand(!known_, "there is one verdict");
    known_ = true;
    const AnswererVerdict& verdict = event.verdict;
    Demand(verdict.silenceMs + verdict.greetingMs + verdict.afterGreetingMs <= event.at / 8,
           "the figures fit into what was heard");
    Demand((verdict.words == 0) == (verdict.greetingMs == 0), "a greeting has words");
  }

  void End(uint64_t fed) const {
    Demand(known_ || fed < 8 * AnswererSettings{}.totalMs, "there is a verdict in time");
  }

 private:
  bool known_{false};
  uint64_t last_{0};
};

/// The bank measures by every path what the reference measures, to the last bit.
void TryBank(const Samples& samples, ChannelIndex channel) {
  constexpr int kChannels = 18;  // a group, and a part of another
  std::vector<uint8_t> codes(samples.size() / kFrameSamples * kFrameSamples);
  EncodeAlaw(samples.data(), codes.size(), codes.data());
  Samples heard(codes.size());
  DecodeAlaw(codes.data(), codes.size(), heard.data());
  std::vector<SpeechFrame> expected;
  SpeechFrames reference;
  reference.Feed(heard.data(), heard.size(),
                 [&](const SpeechFrame& frame) { expected.push_back(frame); });
  for (const SpeechPath* path : PathsOf<SpeechPath>()) {
    SpeechBank bank(kChannels, *path);
    bank.Start(channel);
    size_t next = 0;
    std::vector<uint8_t> received(kChannels * kFrameSamples, kSilence);
    for (size_t at = 0; at < codes.size(); at += kFrameSamples) {
      std::memcpy(&received[channel * kFrameSamples], &codes[at], kFrameSamples);
      bank.Tick(received.data(), [&](ChannelIndex index, const SpeechFrame& frame) {
        Demand(index == channel, "only the channel that is listened to is told of");
        Demand(std::memcmp(&frame, &expected[next++], sizeof frame) == 0,
               "every path and the bank measure what the reference measures");
      });
    }
    Demand(next == expected.size(), "the bank measures every frame");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* octets, size_t size) {
  FuzzInput input(octets, size);
  const size_t piece = 1 + input.Octet() * 4;
  Samples samples;
  while (!input.Empty() && samples.size() < kLongest) Sound(&input, &samples);

  SpeechDetector speech;
  AnswererDetector answerer;
  SpeechWitness spans;
  AnswererWitness verdict;
  for (size_t at = 0; at < samples.size(); at += piece) {
    const size_t count = std::min(piece, samples.size() - at);
    speech.Feed(&samples[at], count,
                [&](const SpeechEvent& event) { spans.See(event, at + count); });
    answerer.Feed(&samples[at], count,
                  [&](const AnswererEvent& event) { verdict.See(event, at + count); });
  }
  verdict.End(samples.size() / kSpeechFrame * kSpeechFrame);
  TryBank(samples, static_cast<ChannelIndex>(piece % 18));
  return 0;
}
