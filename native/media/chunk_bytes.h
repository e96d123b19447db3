// SPDX-License-Identifier: GPL-2.0-or-later
// How do numbers and tags stand in a RIFF file? Least significant byte first.
#pragma once

#include <cstdint>
#include <cstring>

namespace spillway {

inline uint16_t LoadLe16(const uint8_t* at) noexcept {
  return static_cast<uint16_t>(at[0] | at[1] << 8);
}

inline uint32_t LoadLe32(const uint8_t* at) noexcept {
  return LoadLe16(at) | static_cast<uint32_t>(LoadLe16(at + 2)) << 16;
}

inline bool HasTag(const uint8_t* at, const char (&tag)[5]) noexcept {
  return std::memcmp(at, tag, 4) == 0;
}

// These return the place behind what they wrote.

inline uint8_t* StoreLe16(uint8_t* at, uint16_t value) noexcept {
  at[0] = static_cast<uint8_t>(value);
  at[1] = static_cast<uint8_t>(value >> 8);
  return at + 2;
}

inline uint8_t* StoreLe32(uint8_t* at, uint32_t value) noexcept {
  return StoreLe16(StoreLe16(at, static_cast<uint16_t>(value)), static_cast<uint16_t>(value >> 16));
}

inline uint8_t* StoreTag(uint8_t* at, const char (&tag)[5]) noexcept {
  std::memcpy(at, tag, 4);
  return at + 4;
}

}  // namespace spillway
