// SPDX-License-Identifier: GPL-2.0-or-later
// Which two frequencies make which digit? ITU-T Q.23.
#pragma once

#include <array>

namespace spillway {

/// Low group (rows of the keypad) and high group (columns), hertz; Q.23.
constexpr std::array<double, 4> kDtmfLowHertz = {697, 770, 852, 941};
constexpr std::array<double, 4> kDtmfHighHertz = {1209, 1336, 1477, 1633};
/// Digits by row, then column.
constexpr char kDtmfDigits[] = "123A456B789C*0#D";

/// Place of a digit in kDtmfDigits; -1 when it is none. Capital A-D only.
constexpr int DtmfPlace(char digit) noexcept {
  for (int place = 0; place < 16; ++place) {
    if (kDtmfDigits[place] == digit) return place;
  }
  return -1;
}

/// Bit of a digit in a set of digits: 0-9 are bits 0-9, then * # A B C D. 0 when it is no digit.
constexpr unsigned DigitBit(char digit) noexcept {
  constexpr char kOrder[] = "0123456789*#ABCD";
  for (unsigned bit = 0; bit < 16; ++bit) {
    if (kOrder[bit] == digit) return 1u << bit;
  }
  return 0;
}

}  // namespace spillway
