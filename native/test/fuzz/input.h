// SPDX-License-Identifier: GPL-2.0-or-later
// How does a fuzz target read what the fuzzer made up? Octet by octet; behind the end there are
// zeros.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace spillway::test {

/// The octets of one run, taken from the front.
class FuzzInput {
 public:
  FuzzInput(const uint8_t* octets, size_t size) : at_(octets), end_(octets + size) {}

  bool Empty() const { return at_ == end_; }
  uint8_t Octet() { return Empty() ? uint8_t{0} : *at_++; }
  /// As many of `count` octets as there are.
  std::vector<uint8_t> Octets(size_t count) {
    const auto* begin = at_;
    at_ += std::min(count, static_cast<size_t>(end_ - at_));
    return {begin, at_};
  }
  /// A length in one octet, then so many octets.
  std::vector<uint8_t> Block() {
    const size_t count = Octet();
    return Octets(count);
  }
  std::vector<uint8_t> Rest() { return Octets(static_cast<size_t>(end_ - at_)); }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
};

/// Says what does not hold and aborts, so that the fuzzer keeps the input.
void Demand(bool holds, const char* what);

}  // namespace spillway::test
