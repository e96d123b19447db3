// SPDX-License-Identifier: GPL-2.0-or-later
// What does dahdi_board say without a driver? With one: dahdi_loop.cc, in the machine of
// tools/dahdi-vm.
#include <doctest/doctest.h>
#include <unistd.h>

#include <string>

#include "native/board/board_error.h"
#include "native/board/dahdi_board.h"
#include "native/test/board/board_fixture.h"

using namespace spillway;

TEST_CASE("without the driver, the error names the device and the command that loads it" *
          doctest::skip(access("/dev/dahdi", F_OK) == 0)) {
  HandClock clock;
  std::string code, text;

  try {
    DahdiBoard board({}, clock);
  } catch (const BoardError& error) {
    code = error.Code();
    text = error.what();
  }

  CHECK(code == "BOARD_DRIVER_MISSING");
  CHECK(text.find("/dev/dahdi/ctl") == 0);
  CHECK(text.find("modprobe dahdi") != std::string::npos);
}
