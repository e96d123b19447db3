// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/lock_step_carrier.h"

#include <algorithm>
#include <cstring>

namespace spillway {
namespace {

constexpr int kSliceMs = 100;  // how soon Wake is seen

}  // namespace

LockStepCarrier::LockStepCarrier(const SpanShape& shape, SocketLink::Role role,
                                 const std::string& path)
    : Carrier(shape),
      audio_(role, path + ".audio", GreetingOf(shape, Greeting::Stream::kAudio, true)),
      signal_(role, path + ".signal", GreetingOf(shape, Greeting::Stream::kSignal, true), shape,
              counters_),
      outgoing_(sizeof(AudioSequence) + shape.AudioBytes(), kSilence),
      incoming_(outgoing_.size()),
      arrived_(shape.AudioBytes(), kSilence) {}

bool LockStepCarrier::Connect(int64_t now) noexcept {
  if (connected_) return false;
  // Neither is read before both are there. One whose far end has gone must not count as there: the
  // two ends would go on losing each other's second connection for ever.
  audio_.NoticeEnd();
  signal_.NoticeEnd();
  audio_.Connect(now);
  signal_.Connect(now);
  counters_.badPackets += audio_.Refused() - refused_;
  refused_ = audio_.Refused();
  if (!audio_.Up() || !signal_.Up()) return false;

  connected_ = true;
  owesPacket_ = false;
  sent_ = received_ = 0;
  signal_.TellLines(sent_);
  return true;
}

void LockStepCarrier::Read(uint8_t* audio) noexcept {
  std::copy(arrived_.begin(), arrived_.end(), audio);
  std::fill(arrived_.begin(), arrived_.end(), kSilence);
}

void LockStepCarrier::Write(const uint8_t* audio) noexcept {
  std::copy_n(audio, shape_.AudioBytes(), outgoing_.data() + sizeof(AudioSequence));
}

void LockStepCarrier::Flush() noexcept {
  if (!owesPacket_) return;
  owesPacket_ = false;
  ++sent_;
  std::memcpy(outgoing_.data(), &sent_, sizeof sent_);
  // No room: the far end left its packets unread for half a second of ticks; it is not in step.
  if (audio_.Send(outgoing_.data(), outgoing_.size()) != SocketLink::Sent::kDone) Lose();
  std::fill(outgoing_.begin(), outgoing_.end(), kSilence);
}

bool LockStepCarrier::AwaitTick(int timeoutMs, const std::atomic<bool>& woken) noexcept {
  int slices = std::max(1, timeoutMs / kSliceMs);
  while (connected_ && received_ < sent_) {
    if (woken) return false;  // also while a far end floods us with packets of no use
    if (TakePacket()) continue;
    if (!connected_) break;

    pollfd awaited = audio_.Awaited();
    const int slice = std::min(timeoutMs, kSliceMs);
    if (poll(&awaited, 1, slice) <= 0 && --slices <= 0) Lose();
  }
  return true;
}

bool LockStepCarrier::TakePacket() noexcept {
  size_t size = 0;
  switch (audio_.Receive(incoming_.data(), incoming_.size(), &size)) {
    case SocketLink::Received::kNothing:
      return false;
    case SocketLink::Received::kLost:
      Lose();
      return false;
    case SocketLink::Received::kPacket:
      break;
  }
  AudioSequence sequence = 0;
  std::memcpy(&sequence, incoming_.data(), sizeof sequence);
  if (size != incoming_.size() || sequence != received_ + 1) {
    ++counters_.badPackets;
    return true;
  }
  received_ = sequence;
  std::copy(incoming_.begin() + sizeof sequence, incoming_.end(), arrived_.begin());
  return true;
}

void LockStepCarrier::Lose() noexcept {
  audio_.Close();
  signal_.Close();
  connected_ = owesPacket_ = false;
  lost_ = true;
  std::fill(arrived_.begin(), arrived_.end(), kSilence);
}

pollfd LockStepCarrier::Awaited() const noexcept {
  return audio_.Up() ? signal_.Awaited() : audio_.Awaited();
}

void LockStepCarrier::Service(int64_t now) noexcept {
  if (lost_) inbox_.SetSignal(false, now);  // also when it has come back in the meantime
  lost_ = false;
  inbox_.SetSignal(connected_, now);
  if (!connected_) return;
  signal_.Receive(inbox_, now, received_);
  if (!signal_.Up()) Lose();
  owesPacket_ = connected_;
}

bool LockStepCarrier::SendFrame(const uint8_t* frame, size_t size, int64_t now) noexcept {
  if (!connected_) return true;
  const bool taken = signal_.SendFrame(frame, size, now, sent_);
  if (!taken) ++counters_.frameErrors;
  return taken;
}

void LockStepCarrier::SendLine(int port, LineAction action, int64_t) noexcept {
  signal_.SendLine(port, action, sent_);
}

}  // namespace spillway
