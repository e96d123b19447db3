// SPDX-License-Identifier: GPL-2.0-or-later
// Which trials must the default profile pass? The rows of the table in docs/dsp.md.
#pragma once

#include <vector>

#include "native/test/dsp/accuracy/impairment.h"
#include "native/test/dsp/accuracy/trial.h"

namespace spillway::accuracy {

constexpr const char* kDigits = kDtmfDigits;

/// Adds a case for each digit, made from a press by `make`.
template <typename Make>
void ForEachDigit(Trial* trial, Make make) {
  for (int place = 0; place < 16; ++place) {
    Press press;
    press.digit = kDigits[place];
    trial->cases.push_back(make(press));
  }
}

inline Trial Sequences(uint32_t seed, double ms) {
  Chance chance(seed);
  Trial trial{"16 digits, " + std::to_string(static_cast<int>(ms)) + " ms on and off", {}};
  for (int round = 0; round < 40; ++round) {
    std::vector<Press> presses(16);
    for (int i = 0; i < 16; ++i) {
      presses[i].digit = kDigits[i];
      presses[i].onMs = presses[i].offMs = ms;
    }
    trial.cases.push_back(CaseOf(presses, &chance));
  }
  return trial;
}

/// Both tones off by the share, each way: 256.
inline Trial BothOff(uint32_t seed, double share, const char* what) {
  Chance chance(seed);
  Trial trial{what, {}};
  for (int signs = 0; signs < 16; ++signs) {  // each pair of signs four times
    ForEachDigit(&trial, [&](Press press) {
      press.lowDeviation = signs & 1 ? share : -share;
      press.highDeviation = signs & 2 ? share : -share;
      press.lowDbm0 = press.highDbm0 = -20;
      return CaseOf({press}, &chance);
    });
  }
  return trial;
}

/// One tone, or both, too far off: 576.
inline Trial TooFarOff(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"a tone 3.5 to 6 % off: accepted", {}, Count::kHeard};
  for (double share = 0.035; share < 0.0601; share += 0.005) {
    for (int which = 0; which < 6; ++which) {
      ForEachDigit(&trial, [&](Press press) {
        const double off = which % 2 ? share : -share;
        if (which / 2 != 1) press.lowDeviation = off;
        if (which / 2 != 0) press.highDeviation = off;
        press.onMs = 100;
        return CaseOf({press}, &chance);
      });
    }
  }
  return trial;
}

/// Twist in steps of 0.5 dB: 400.
inline Trial Twists(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"twist -8 to +4 dB", {}};
  for (double twist = -8; twist <= 4; twist += 0.5) {
    ForEachDigit(&trial, [&](Press press) {
      press.lowDbm0 = -10 - std::max(0.0, twist);
      press.highDbm0 = -10 + std::min(0.0, twist);
      return CaseOf({press}, &chance);
    });
  }
  return trial;
}

/// Levels of each tone from one to the other in steps of 3 dB, several times.
inline Trial Levels(uint32_t seed, double from, double to, double leastShare, const char* what) {
  Chance chance(seed);
  Trial trial{what, {}, Count::kRight, leastShare};
  for (int round = 0; round < 25; ++round) {
    for (double dbm0 = from; dbm0 >= to; dbm0 -= 3) {
      ForEachDigit(&trial, [&](Press press) {
        press.lowDbm0 = press.highDbm0 = dbm0;
        return CaseOf({press}, &chance);
      });
    }
  }
  return trial;
}

/// Noise all over, so many decibels below both tones together: 800.
inline Trial Noisy(uint32_t seed, double decibels, const BandNoise& noise) {
  Chance chance(seed);
  Trial trial{"S/N " + std::to_string(static_cast<int>(decibels)) + " dB", {}, Count::kRight, 0.99};
  for (int round = 0; round < 50; ++round) {
    ForEachDigit(&trial, [&](Press press) {
      const double power = MeanSquareOf(press) * PowerRatio(-decibels);
      return CaseOf({press}, &chance, [&](Wave* wave) { noise.AddTo(wave, power, &chance); });
    });
  }
  return trial;
}

inline Trial TooShort(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"digits of 23 to 24 ms: accepted", {}, Count::kHeard};
  for (int round = 0; round < 20; ++round) {
    for (double ms = 23; ms <= 24; ms += 0.5) {
      ForEachDigit(&trial, [&](Press press) {
        press.onMs = ms;
        return CaseOf({press}, &chance);
      });
    }
  }
  return trial;
}

/// A break of 0.5 to 10 ms in the middle of a digit: 320 a round.
inline Trial Breaks(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"a break of up to 10 ms in a digit: doubles", {}, Count::kDoubles};
  for (int round = 0; round < 3; ++round) {
    for (double ms = 0.5; ms <= 10; ms += 0.5) {
      ForEachDigit(&trial, [&](Press press) {
        const size_t middle = SamplesOf(50);
        press.onMs = 100;
        Wave wave;
        Case made = CaseOf({press}, &chance, [&](Wave* whole) {
          const auto begin =
              whole->begin() + static_cast<long>(whole->size() - SamplesOf(kBehindMs) -
                                                 SamplesOf(press.offMs) - middle);
          std::fill_n(begin, SamplesOf(ms), 0.0);
        });
        return made;
      });
    }
  }
  return trial;
}

inline Trial Pauses(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"a pause of 30 ms and up between equal digits: two", {}};
  for (int round = 0; round < 5; ++round) {
    for (double ms = 30; ms <= 60; ms += 3) {
      ForEachDigit(&trial, [&](Press press) {
        press.offMs = ms;
        return CaseOf({press, press}, &chance);
      });
    }
  }
  return trial;
}

/// Echoes after 0.5 to 20 ms: 576 in 36 delays.
inline Trial Echoes(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"echo of up to 20 ms, 10 dB down", {}};
  for (int i = 1; i <= 36; ++i) {
    ForEachDigit(&trial, [&](Press press) {
      return CaseOf({press}, &chance, [&](Wave* wave) { AddEcho(wave, i * 20.0 / 36, 10); });
    });
  }
  return trial;
}

/// Anything that must be accepted: 3,000 presses, each with its own of everything.
inline Trial Anything(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"anything in the operate region, no noise", {}};
  for (int i = 0; i < 3000; ++i) {
    Press press;
    press.digit = kDigits[chance.Below(16)];
    press.lowDeviation = chance.Between(-0.015, 0.015);
    press.highDeviation = chance.Between(-0.015, 0.015);
    const double twist = chance.Between(-8, 4);
    const double weaker = chance.Between(-27, -std::abs(twist));
    press.lowDbm0 = twist > 0 ? weaker : weaker - twist;
    press.highDbm0 = twist > 0 ? weaker + twist : weaker;
    press.onMs = chance.Between(40, 100);
    press.offMs = chance.Between(40, 100);
    trial.cases.push_back(CaseOf({press}, &chance));
  }
  return trial;
}

inline Trial OverDialTone(uint32_t seed, double dbm0) {
  Chance chance(seed);
  Trial trial{"450 Hz of " + std::to_string(static_cast<int>(dbm0)) + " dBm0 under digits of -15",
              {}};
  for (int round = 0; round < 12; ++round) {
    ForEachDigit(&trial, [&](Press press) {
      press.lowDbm0 = press.highDbm0 = -15;
      return CaseOf({press}, &chance,
                    [&](Wave* wave) { AddTone(wave, 450, dbm0, chance.Between(0, 2 * M_PI)); });
    });
  }
  return trial;
}

/// The mains' hum of 50 and of 60 Hz under digits of -22 dBm0, the digits' own two tones together
/// or each: 480.
inline Trial OverHum(uint32_t seed, double dbm0) {
  Chance chance(seed);
  Trial trial{"hum of " + std::to_string(static_cast<int>(dbm0)) + " dBm0 under digits of -22",
              {},
              Count::kRight,
              475.0 / 480};
  for (int round = 0; round < 30; ++round) {
    ForEachDigit(&trial, [&](Press press) {
      press.lowDbm0 = press.highDbm0 = round % 4 < 2 ? -22 : -25;
      return CaseOf({press}, &chance,
                    [&](Wave* wave) { AddHum(wave, round % 2 ? 60 : 50, dbm0, &chance); });
    });
  }
  return trial;
}

/// Direct current, as a bad converter adds it: 480.
inline Trial OverDirectCurrent(uint32_t seed, double dbm0) {
  Chance chance(seed);
  Trial trial{
      "direct current of " + std::to_string(static_cast<int>(dbm0)) + " dBm0 under digits of -22",
      {}};
  const double value = std::sqrt(MeanSquareOfDbm0(dbm0));
  for (int round = 0; round < 30; ++round) {
    ForEachDigit(&trial, [&](Press press) {
      press.lowDbm0 = press.highDbm0 = -22;
      return CaseOf({press}, &chance, [&](Wave* wave) {
        for (double& sample : *wave) sample += round % 2 ? value : -value;
      });
    });
  }
  return trial;
}

/// A sample lost or doubled at one of twelve places: 192.
inline Trial Slips(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"a slip of one sample in digits of 50 ms", {}, Count::kRight, 0};
  trial.againstSpandsp = true;
  for (int round = 0; round < 12; ++round) {
    ForEachDigit(&trial, [&](Press press) {
      return CaseOf({press}, &chance, [&](Wave* wave) {
        const size_t end = wave->size() - SamplesOf(kBehindMs + press.offMs);
        const size_t at = end - SamplesOf(50) + SamplesOf((round + chance.Between(0, 1)) * 50 / 12);
        Slip(wave, std::min(at, end - 1), chance.Below(2) == 0);
      });
    });
  }
  return trial;
}

inline Trial BitErrors(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"1 % of the bits wrong", {}, Count::kRight, 0};
  trial.againstSpandsp = true;
  for (int round = 0; round < 24; ++round) {
    ForEachDigit(&trial, [&](Press press) {
      Case made = CaseOf({press}, &chance);
      SpoilBits(&made.codes, 0.01, &chance);
      return made;
    });
  }
  return trial;
}

/// 240 digits over speech, so many decibels above its active level.
inline Trial OverSpeech(uint32_t seed, double decibels, const Wave& speech) {
  Chance chance(seed);
  Trial trial{"speech " + std::to_string(static_cast<int>(decibels)) + " dB below the digits",
              {},
              Count::kRight,
              0};
  trial.againstSpandsp = true;
  const double active = ActiveMeanSquare(speech);
  for (int i = 0; i < 240; ++i) {
    Press press;
    press.digit = kDigits[i % 16];
    const double gain = std::sqrt(MeanSquareOf(press) * PowerRatio(-decibels) / active);
    trial.cases.push_back(
        CaseOf({press}, &chance, [&](Wave* wave) { AddSpeech(wave, speech, gain, &chance); }));
  }
  return trial;
}

/// Barge-in: digits of -22 dBm0 while our own prompt of -15 dBm0 comes back from the line: 480.
inline Trial OverOwnPrompt(uint32_t seed, double returnLossDb, const Wave& prompt) {
  Chance chance(seed);
  Trial trial{"our own prompt, " + std::to_string(static_cast<int>(returnLossDb)) +
                  " dB return loss, under digits of -22",
              {},
              Count::kRight,
              0};
  trial.againstSpandsp = true;
  const Wave echo = EchoOf(prompt, -15, returnLossDb);
  for (int round = 0; round < 30; ++round) {
    ForEachDigit(&trial, [&](Press press) {
      press.lowDbm0 = press.highDbm0 = -22;
      press.onMs = 100;
      return CaseOf({press}, &chance, [&](Wave* wave) { AddSpeech(wave, echo, 1, &chance); });
    });
  }
  return trial;
}

/// For the delay of the report: digits that begin at every place in a tick.
inline Trial Delays(uint32_t seed) {
  Chance chance(seed);
  Trial trial{"delay of the report", {}};
  for (int round = 0; round < 100; ++round) {
    ForEachDigit(&trial, [&](Press press) {
      press.lowDbm0 = press.highDbm0 = chance.Between(-27, 0);
      return CaseOf({press}, &chance);
    });
  }
  return trial;
}

}  // namespace spillway::accuracy
