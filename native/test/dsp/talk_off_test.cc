// SPDX-License-Identifier: GPL-2.0-or-later
// Does the detector take speech for digits?
#include <doctest/doctest.h>

#include "native/test/dsp/odd_voice.h"
#include "native/test/dsp/recordings.h"

using namespace spillway;

TEST_CASE("a made-up voice, purer than any real one, has at most a digit a minute") {
  CHECK(Detect(MakeVoice(7, 600)).size() <= 10);
}

TEST_CASE("recorded speech has no digits in it") {
  const auto paths = RecordingsIn("/usr/share/asterisk/sounds");
  REQUIRE_MESSAGE(!paths.empty(), "apt-get install asterisk-core-sounds-en-wav");
  size_t count = 0;
  for (const auto& path : paths) {
    const Samples samples = ThroughAlaw(ReadRecording(path));
    count += samples.size();
    CAPTURE(path.string());
    CHECK(Detect(samples) == "");
  }
  CHECK(count > 600 * kSampleRate);
}
