// SPDX-License-Identifier: GPL-2.0-or-later
// Is a person told from a machine by the rhythm of what is said, and is the machine's beep heard?
#include <doctest/doctest.h>

#include "native/dsp/speech/answerer_detector.h"
#include "native/test/dsp/speech_material.h"

using namespace spillway;

namespace {

/// Voice and pause in turn, milliseconds, beginning with a pause; then silence until there is a
/// verdict.
AnswererVerdict Judge(const std::vector<uint32_t>& rhythm, const AnswererSettings& settings = {}) {
  AnswererJudge judge(settings);
  bool voice = false;
  for (const uint32_t ms : rhythm) {
    for (uint32_t at = 0; at < ms; at += 10) {
      if (judge.Add(voice, false)) return judge.Verdict();
    }
    voice = !voice;
  }
  while (!judge.Add(false, false)) continue;
  return judge.Verdict();
}

template <typename Chunk>
std::vector<AnswererEvent> EventsOf(const Samples& samples, Chunk chunk) {
  AnswererDetector detector;
  std::vector<AnswererEvent> events;
  for (size_t at = 0; at < samples.size();) {
    const size_t count = std::min<size_t>(samples.size() - at, chunk());
    detector.Feed(&samples[at], count,
                  [&](const AnswererEvent& event) { events.push_back(event); });
    at += count;
  }
  return events;
}

std::vector<AnswererEvent> Events(const Samples& samples) {
  return EventsOf(ThroughAlaw(samples), [] { return size_t{160}; });
}

Samples Prompt(const char* name) {
  return ReadRecording(std::string("/usr/share/asterisk/sounds/en_US_f_Allison/") + name + ".wav");
}

}  // namespace

TEST_CASE("a few words and a pause are a person's") {
  const AnswererVerdict verdict = Judge({500, 400, 200, 300});

  CHECK(verdict.answerer == Answerer::kHuman);
  CHECK(verdict.reason == AnswererReason::kShortGreeting);
  CHECK(verdict.silenceMs == 500);
  CHECK(verdict.greetingMs == 900);
  CHECK(verdict.afterGreetingMs == 800);
  CHECK(verdict.words == 2);
}

TEST_CASE("who talks on is a machine, as soon as the greeting is too long") {
  const AnswererVerdict verdict = Judge({200, 1500, 300, 4000});

  CHECK(verdict.answerer == Answerer::kMachine);
  CHECK(verdict.reason == AnswererReason::kLongGreeting);
  CHECK(verdict.greetingMs == 3000);
  CHECK(verdict.words == 2);
}

TEST_CASE("many short words are a machine's") {
  std::vector<uint32_t> rhythm{200};
  for (int i = 0; i < 20; ++i) rhythm.insert(rhythm.end(), {80, 60});
  const AnswererVerdict verdict = Judge(rhythm);

  CHECK(verdict.answerer == Answerer::kMachine);
  CHECK(verdict.reason == AnswererReason::kManyWords);
  CHECK(verdict.words == 12);
}

TEST_CASE("who says nothing is not judged") {
  const AnswererVerdict verdict = Judge({});

  CHECK(verdict.answerer == Answerer::kNotSure);
  CHECK(verdict.reason == AnswererReason::kSilence);
  CHECK(verdict.silenceMs == 2500);
  CHECK(verdict.words == 0);
}

TEST_CASE("neither a long greeting nor a pause until the time is over: not sure") {
  AnswererSettings settings;
  settings.greetingMs = 60'000;
  settings.mostWords = 1'000;
  const AnswererVerdict verdict = Judge({500, 9'000}, settings);

  CHECK(verdict.answerer == Answerer::kNotSure);
  CHECK(verdict.reason == AnswererReason::kTimeOver);
}

TEST_CASE("sounds shorter than a word, and pauses shorter than between words, do not count") {
  CHECK(Judge({500, 50, 500, 50, 3000}).reason == AnswererReason::kSilence);
  CHECK(Judge({500, 200, 40, 200, 40, 200}).words == 1);
  CHECK(Judge({500, 200, 50, 200, 50, 200}).words == 3);
}

TEST_CASE("hello is a person's, a voice mail's greeting a machine's, and its beep is heard") {
  const auto person = Events(Silence(Ms(700)) + Prompt("hello") + Silence(Ms(3000)));
  REQUIRE(person.size() == 1);
  CHECK(person[0].verdict.answerer == Answerer::kHuman);

  const Samples greeting = Silence(Ms(400)) + Prompt("vm-intro") + Silence(Ms(500));
  const auto machine = Events(greeting + Pair(1000, 0, 400, -12) + Silence(Ms(2000)));
  REQUIRE(machine.size() == 2);
  CHECK(machine[0].verdict.answerer == Answerer::kMachine);
  CHECK(machine[1].kind == AnswererEvent::Kind::kBeepEnded);
  CHECK(std::fabs(machine[1].beepHertz - 1000) < 5);
  CHECK(std::abs(static_cast<int>(machine[1].beepMs) - 400) <= 20);
  CHECK(std::labs(static_cast<long>(machine[1].at) -
                  static_cast<long>(greeting.size() + Ms(400))) <= 160);
}

TEST_CASE("a beep before any verdict is a machine's") {
  const auto events = Events(Silence(Ms(600)) + Pair(1400, 0, 300, -15) + Silence(Ms(3000)));
  REQUIRE(events.size() == 2);
  CHECK(events[0].verdict.answerer == Answerer::kMachine);
  CHECK(events[0].verdict.reason == AnswererReason::kBeep);
}

TEST_CASE("other tones are no beep") {
  for (const double hertz : {440.0, 620.0, 760.0, 1560.0, 2100.0}) {
    CAPTURE(hertz);
    const auto events = Events(Silence(Ms(600)) + Pair(hertz, 0, 400, -15) + Silence(Ms(3000)));
    REQUIRE(events.size() == 1);
    CHECK(events[0].verdict.reason == AnswererReason::kSilence);
  }
  for (const Samples& tone :
       {Pair(1000, 0, 100, -15), Pair(1000, 0, 1700, -15), Pair(941, 1336, 400, -15)}) {
    const auto events = Events(Silence(Ms(300)) + tone + Silence(Ms(3000)));
    REQUIRE(events.size() == 1);
    CHECK(events[0].verdict.reason == AnswererReason::kSilence);
  }
}

TEST_CASE("recorded speech has no beep in it") {
  const auto prompts = Prompts();
  size_t beeps = 0;
  for (const auto& file : prompts) {
    for (const AnswererEvent& event : Events(ReadRecording(file)))
      beeps += event.kind == AnswererEvent::Kind::kBeepEnded ? 1 : 0;
  }
  CHECK(beeps <= 1);
}

TEST_CASE("the verdict and the beep are the same however the samples are cut") {
  std::mt19937 random(5);
  const Samples samples = ThroughAlaw(Silence(Ms(400)) + Prompt("vm-isunavail") + Silence(Ms(900)) +
                                      Pair(1100, 0, 300, -12) + Silence(Ms(300)));
  const auto expected = EventsOf(samples, [] { return size_t{160}; });
  REQUIRE(expected.size() == 2);
  for (int round = 0; round < 20; ++round) {
    const auto events =
        EventsOf(samples, [&] { return size_t{1} + random() % (round < 10 ? 5 : 700); });
    REQUIRE(events.size() == 2);
    for (size_t i = 0; i < 2; ++i) {
      CHECK(events[i].kind == expected[i].kind);
      CHECK(events[i].at == expected[i].at);
      CHECK(events[i].verdict.greetingMs == expected[i].verdict.greetingMs);
    }
  }
}
