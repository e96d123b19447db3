// SPDX-License-Identifier: GPL-2.0-or-later
// Why could a board not be opened? A code for the program and a text with the way out for the
// reader.
#pragma once

#include <stdexcept>
#include <string>

namespace spillway {

/// `code` is a fault code of src/faults.ts: BOARD_DRIVER_MISSING, BOARD_PERMISSION,
/// BOARD_CHANNEL_BUSY, BOARD_BLOCK_SIZE, BOARD_DRIVER_VERSION, BOARD_NO_SUCH_CHANNEL,
/// BOARD_CARRIER.
class BoardError : public std::runtime_error {
 public:
  BoardError(std::string code, const std::string& text)
      : std::runtime_error(text), code_(std::move(code)) {}
  const std::string& Code() const noexcept { return code_; }

 private:
  std::string code_;
};

}  // namespace spillway
