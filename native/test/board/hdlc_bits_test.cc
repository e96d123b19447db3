// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/hdlc_bits.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace spillway;

TEST_CASE("the frame check is X.25's: 906E for the digits 1 to 9") {
  const std::string digits = "123456789";
  CHECK(FrameCheck(reinterpret_cast<const uint8_t*>(digits.data()), digits.size()) == 0x906E);
}

TEST_CASE("a frame without runs of ones takes a flag, its octets and the FCS") {
  const std::vector<uint8_t> frame{0x00, 0x01};  // FCS 1EE8 reversed: no five ones in a row
  CHECK(WireBits(frame.data(), frame.size()) == 8 + 16 + 16);
}

TEST_CASE("every five ones cost a stuffed zero") {
  const std::vector<uint8_t> ones(10, 0xFF), none(10, 0x00);
  const int stuffed = WireBits(ones.data(), ones.size()) - (8 + 80 + 16);
  const int plain = WireBits(none.data(), none.size()) - (8 + 80 + 16);

  CHECK(stuffed >= 16);
  CHECK(stuffed <= 19);  // the FCS may have runs of its own
  CHECK(plain <= 3);
}
