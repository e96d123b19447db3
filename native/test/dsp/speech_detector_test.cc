// SPDX-License-Identifier: GPL-2.0-or-later
// Does the detector find speech, whole and where it is, and nothing in noise and tones?
#include <doctest/doctest.h>

#include <cstdio>

#include "native/test/dsp/speech_material.h"

using namespace spillway;

namespace {

constexpr size_t kQuietFrames = 30;  // this far from speech nobody speaks (300 ms)

/// How well spans fit what was spoken.
struct Score {
  size_t spoken{0};  // frames
  size_t hit{0};
  size_t quiet{0};
  size_t falselyHit{0};
  size_t prompts{0};
  size_t missed{0};  // prompts of which nothing was found

  double HitShare() const { return static_cast<double>(hit) / static_cast<double>(spoken); }
  double FalseShare() const { return static_cast<double>(falselyHit) / static_cast<double>(quiet); }
};

bool Near(const std::vector<bool>& spoken, size_t at) {
  const size_t from = at > kQuietFrames ? at - kQuietFrames : 0;
  const size_t to = std::min(spoken.size(), at + kQuietFrames + 1);
  return std::find(spoken.begin() + static_cast<long>(from), spoken.begin() + static_cast<long>(to),
                   true) != spoken.begin() + static_cast<long>(to);
}

void Judge(const std::vector<bool>& spoken, const std::vector<SpeechSpan>& spans, Score* score) {
  std::vector<bool> found(spoken.size());
  for (const SpeechSpan& span : spans) {
    for (size_t i = span.start / kSpeechFrame; i < span.end / kSpeechFrame && i < found.size(); ++i)
      found[i] = true;
  }
  bool any = false;
  for (size_t i = 0; i < spoken.size(); ++i) {
    if (spoken[i]) {
      ++score->spoken;
      score->hit += found[i];
      any = any || found[i];
    } else if (!Near(spoken, i)) {
      ++score->quiet;
      score->falselyHit += found[i];
    }
  }
  ++score->prompts;
  score->missed += any ? 0 : 1;
}

/// Prompts at an active level, each between 3 s of pause, through A-law, with noise so far below.
Score ScorePrompts(double dbm0, double noiseBelowDb, double tilt, const Samples& beneath = {}) {
  Score score;
  uint32_t seed = 1;
  const auto prompts = Prompts();
  for (size_t i = 0; i < prompts.size(); ++i) {
    if (i % 3 == 0) continue;  // the limits were tuned on these
    Samples prompt = ReadRecording(prompts[i]);
    if (prompt.size() < Ms(200)) continue;
    prompt = Louder(prompt, dbm0 - ActiveLevel(prompt));
    const Samples clean = Silence(Ms(3000)) + prompt + Silence(Ms(3000));
    const Samples noise =
        Noise(static_cast<uint32_t>(clean.size()), dbm0 - noiseBelowDb, ++seed, tilt);
    Judge(SpokenFrames(clean), Spans(ThroughAlaw(Mixed(Mixed(clean, noise), beneath))), &score);
  }
  return score;
}

size_t SpanCount(const Samples& samples) { return Spans(ThroughAlaw(samples)).size(); }

}  // namespace

TEST_CASE("recorded speech is found, on quiet lines and in noise") {
  struct Row {
    const char* what;
    double dbm0;
    double noiseBelowDb;
    double tilt;
    double leastHit;
    double mostFalse;
    size_t mostMissed;
  };
  const Row rows[] = {
      {"-18 dBm0, no noise", -18, 70, 0, 0.975, 0, 2},
      {"-30 dBm0, no noise", -30, 60, 0, 0.975, 0, 2},
      {"-18 dBm0, white noise 20 dB below", -18, 20, 0, 0.92, 0, 0},
      {"-18 dBm0, white noise 10 dB below", -18, 10, 0, 0.81, 0, 0},
      {"-18 dBm0, low noise 20 dB below", -18, 20, 0.9, 0.94, 0.03, 1},
      {"-18 dBm0, low noise 10 dB below", -18, 10, 0.9, 0.88, 0.03, 0},
  };
  for (const Row& row : rows) {
    const Score score = ScorePrompts(row.dbm0, row.noiseBelowDb, row.tilt);
    std::printf("%-36s speech found %.2f %%, noise taken for speech %.3f %%, missed %zu of %zu\n",
                row.what, 100 * score.HitShare(), 100 * score.FalseShare(), score.missed,
                score.prompts);
    CAPTURE(row.what);
    CHECK(score.HitShare() >= row.leastHit);
    CHECK(score.FalseShare() <= row.mostFalse);
    CHECK(score.missed <= row.mostMissed);
  }
}

TEST_CASE("direct current and the mains' hum under speech deafen nobody") {
  const size_t longest = Ms(60'000);
  struct Row {
    const char* what;
    Samples beneath;
    double leastHit;
  };
  const Row rows[] = {
      {"direct current of -26 dBm0", Constant(longest, -26), 0.96},
      {"direct current of -17 dBm0", Constant(longest, -17), 0.95},
      {"hum of 50 Hz, -26 dBm0", Pair(50, 0, 60'000, -26), 0.94},
      {"hum of 60 Hz, -26 dBm0", Pair(60, 0, 60'000, -26), 0.88},
  };
  for (const Row& row : rows) {
    for (const double dbm0 : {-20.0, -30.0}) {
      const Score score = ScorePrompts(dbm0, 60, 0, row.beneath);
      std::printf("%s, speech of %.0f dBm0: found %.2f %%, false %.3f %%, missed %zu of %zu\n",
                  row.what, dbm0, 100 * score.HitShare(), 100 * score.FalseShare(), score.missed,
                  score.prompts);
      CAPTURE(row.what);
      CAPTURE(dbm0);
      CHECK(score.HitShare() >= row.leastHit);
      CHECK(score.FalseShare() <= 0.001);
      CHECK(score.missed <= 3);
    }
    CHECK(SpanCount(row.beneath) == 0);
  }
}

TEST_CASE("noise, silence and comfort noise are no speech") {
  const uint32_t hour = Ms(600'000);
  CHECK(SpanCount(Silence(hour)) == 0);
  for (const double dbm0 : {-20.0, -35.0, -50.0, -65.0}) {
    CAPTURE(dbm0);
    CHECK(SpanCount(Noise(hour, dbm0, 3)) == 0);
  }
  // comfort noise that begins and ends, 20 dB apart
  Samples steps;
  for (uint32_t i = 0; i < 100; ++i) steps = steps + Noise(Ms(700 + 13 * i), i % 2 ? -60 : -40, i);
  CHECK(SpanCount(steps) == 0);
}

TEST_CASE("noise of a low kind, which a voice is near to, has a few") {
  const size_t spans = SpanCount(Noise(Ms(600'000), -35, 5, 0.9));
  std::printf("low noise, 10 minutes: %zu spans\n", spans);
  CHECK(spans <= 3);
}

TEST_CASE("tones and digits are no speech") {
  for (const double dbm0 : {-5.0, -15.0, -30.0}) {
    CAPTURE(dbm0);
    for (const double hertz : {425.0, 450.0, 1000.0, 1100.0, 1400.0, 2100.0}) {
      CAPTURE(hertz);
      CHECK(SpanCount(Silence(Ms(500)) + Pair(hertz, 0, 4000, dbm0) + Silence(Ms(500))) == 0);
    }
    for (const auto& [low, high] : {std::pair{350.0, 440.0}, {440.0, 480.0}, {480.0, 620.0}}) {
      CAPTURE(low);
      CHECK(SpanCount(Pair(low, high, 4000, dbm0 - 3) + Silence(Ms(500))) == 0);
    }
    for (const double ms : {50.0, 100.0, 200.0}) {
      CAPTURE(ms);
      CHECK(SpanCount(Digits("1234567890*#ABCD1234567890", ms, ms, dbm0 - 3, dbm0 - 3)) == 0);
    }
  }
}

TEST_CASE("clicks are no speech") {
  Samples samples = Noise(Ms(60'000), -60, 1);
  for (size_t at = 4000; at < samples.size(); at += 3001) {
    for (size_t i = 0; i < 24; ++i) samples[at + i - i % 2] = i % 4 < 2 ? 20'000 : -20'000;
  }
  CHECK(SpanCount(samples) == 0);
}

TEST_CASE("a span tells where speech begins and ends, and its level") {
  const auto prompts = Prompts();
  int checked = 0;
  for (size_t i = 1; i < prompts.size(); i += 9) {
    Samples prompt = ReadRecording(prompts[i]);
    if (prompt.size() < Ms(500)) continue;
    prompt = Louder(prompt, -20 - ActiveLevel(prompt));
    const Samples stream = Silence(Ms(1000)) + prompt + Silence(Ms(1000));
    const std::vector<bool> spoken = SpokenFrames(stream);
    const auto first = std::find(spoken.begin(), spoken.end(), true) - spoken.begin();
    const auto last = spoken.rend() - std::find(spoken.rbegin(), spoken.rend(), true);
    CAPTURE(prompts[i].string());
    const auto spans = Spans(ThroughAlaw(stream));
    REQUIRE(!spans.empty());
    CHECK(std::abs(static_cast<long>(spans.front().start / kSpeechFrame) - first) <= 16);
    CHECK(std::abs(static_cast<long>(spans.back().end / kSpeechFrame) - last) <= 20);
    CHECK(std::abs(spans.front().dbm0 - -20) < 6);
    ++checked;
  }
  CHECK(checked > 30);
}

TEST_CASE("the events are the same however the samples are cut") {
  std::mt19937 random(11);
  const auto prompts = Prompts();
  Samples stream;
  for (const size_t i : {3, 77, 150, 290})
    stream = stream + Silence(Ms(700)) + ReadRecording(prompts[i]);
  const Samples samples = Mixed(stream, Noise(static_cast<uint32_t>(stream.size()), -50, 9));
  const auto expected = Spans(samples);
  REQUIRE(expected.size() >= 4);
  for (int round = 0; round < 20; ++round) {
    const auto spans =
        SpansInChunks(samples, [&] { return size_t{1} + random() % (round < 10 ? 7 : 900); });
    REQUIRE(spans.size() == expected.size());
    for (size_t i = 0; i < spans.size(); ++i) {
      CHECK(spans[i].start == expected[i].start);
      CHECK(spans[i].end == expected[i].end);
      CHECK(spans[i].dbm0 == expected[i].dbm0);
    }
  }
}
