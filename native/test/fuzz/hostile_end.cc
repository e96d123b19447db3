// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/test/fuzz/hostile_end.h"

#include <iterator>

namespace spillway::test {
namespace {

constexpr uint8_t kModulus = 128;  // Q.921 3.5.2.1
constexpr uint8_t kPollBit = 0x10;
constexpr uint8_t kSabme = 0x6F;
constexpr uint8_t kDisc = 0x43;
constexpr uint8_t kUa = 0x63;
constexpr uint8_t kReceiveReady = 0x01;

}  // namespace

void HostileEnd::Overhear(const Frame& frame, bool fromNetwork) {
  if (frame.size() >= 3 && (frame[2] & 0xEF) == kSabme) nextSent_ = nextReceived_ = 0;
  if (!IsInformation(frame)) return;
  uint8_t& next = fromNetwork == isNetwork_ ? nextSent_ : nextReceived_;
  if (frame[2] >> 1 == next) next = static_cast<uint8_t>((next + 1) % kModulus);
  if (frame.size() < 9 || frame[5] != 2) return;
  // As a message of ours would carry it: the flag tells who chose the reference.
  const int flag = fromNetwork == isNetwork_ ? 0 : 0x8000;
  references_.insert(static_cast<uint16_t>((frame[6] << 8 | frame[7]) ^ flag));
}

void HostileEnd::Answer(const Frame& frame) {
  if (silent || frame.size() < 3) return;
  const uint8_t control = frame[2];
  if ((control & 0x03) == 0x03) {
    const uint8_t type = control & 0xEF;
    if (type != kSabme && type != kDisc) return;
    const auto ua = static_cast<uint8_t>(kUa | (control & kPollBit));
    return answers_.push_back({Response(), 0x01, ua});
  }
  if (frame.size() < 4) return;
  const bool isCommand = frame[0] == Response();  // the bit has the other sense at the other end
  const bool poll = (frame[3] & 1) != 0;
  if (!IsInformation(frame) && !(isCommand && poll)) return;
  const auto acknowledged = static_cast<uint8_t>(nextReceived_ << 1 | (poll ? 1 : 0));
  answers_.push_back({Response(), 0x01, kReceiveReady, acknowledged});
}

bool HostileEnd::Next(Frame* frame) {
  if (answers_.empty()) return false;
  *frame = answers_.front();
  answers_.pop_front();
  return true;
}

Frame HostileEnd::Information(const std::vector<uint8_t>& message) {
  constexpr size_t kHead = 4;
  Frame frame(kHead + message.size());
  frame[0] = Command();
  frame[1] = 0x01;
  frame[2] = static_cast<uint8_t>(nextSent_ << 1);
  frame[3] = static_cast<uint8_t>(nextReceived_ << 1);
  std::copy(message.begin(), message.end(), frame.begin() + kHead);
  nextSent_ = static_cast<uint8_t>((nextSent_ + 1) % kModulus);
  return frame;
}

Frame HostileEnd::Sabme() {
  nextSent_ = nextReceived_ = 0;
  return {Command(), 0x01, kSabme | kPollBit};
}

uint16_t HostileEnd::Reference(size_t n) const {
  auto it = references_.begin();
  std::advance(it, static_cast<long>(n % references_.size()));
  return *it;
}

}  // namespace spillway::test
