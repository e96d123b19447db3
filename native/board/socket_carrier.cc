// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/board/socket_carrier.h"

#include <algorithm>
#include <cstring>

namespace spillway {

Greeting GreetingOf(const SpanShape& shape, Greeting::Stream stream, bool lockStep) noexcept {
  Greeting greeting;
  greeting.stream = stream;
  greeting.lockStep = lockStep ? 1 : 0;
  greeting.kind = static_cast<uint8_t>(shape.kind);
  greeting.stationSide = shape.stationSide ? 1 : 0;
  if (shape.dataSlot != kE1DataSlot) greeting.dataSlot = static_cast<uint8_t>(shape.dataSlot);
  greeting.channels = static_cast<uint16_t>(shape.channels);
  return greeting;
}

SocketCarrier::SocketCarrier(const SpanShape& shape, SocketLink::Role role, const std::string& path)
    : Carrier(shape),
      audio_(role, path + ".audio", GreetingOf(shape, Greeting::Stream::kAudio, false)),
      store_(shape.AudioBytes()),
      packet_(sizeof(AudioSequence) + shape.AudioBytes()),
      signal_(role, path + ".signal", GreetingOf(shape, Greeting::Stream::kSignal, false), shape,
              counters_) {}

bool SocketCarrier::Connect(int64_t now) noexcept {
  audio_.Connect(now);
  counters_.badPackets += audio_.Refused() - refused_;
  refused_ = audio_.Refused();
  if (audio_.Up() == audioUp_) return false;

  store_.Clear();
  audioUp_ = audio_.Up();
  return true;
}

void SocketCarrier::Read(uint8_t* audio) noexcept {
  Fill();
  if (store_.Take(audio)) return;
  std::fill_n(audio, shape_.AudioBytes(), kSilence);
  if (store_.Started() && audio_.Up()) ++counters_.slips;
}

void SocketCarrier::Fill() noexcept {
  size_t size = 0;
  // More than the socket can hold is a far end that writes while we read: leave that for later.
  for (int packets = 0; packets < 64 && audio_.Up(); ++packets) {
    if (audio_.Receive(packet_.data(), packet_.size(), &size) != SocketLink::Received::kPacket) {
      return;
    }
    if (size != packet_.size()) {
      ++counters_.badPackets;
    } else if (store_.Put(packet_.data() + sizeof(AudioSequence))) {
      ++counters_.slips;
    }
  }
}

void SocketCarrier::Write(const uint8_t* audio) noexcept {
  if (!audio_.Up()) return;
  ++sent_;
  std::memcpy(packet_.data(), &sent_, sizeof sent_);
  std::memcpy(packet_.data() + sizeof sent_, audio, shape_.AudioBytes());
  const auto result = audio_.Send(packet_.data(), packet_.size());
  if (result == SocketLink::Sent::kNoRoom) ++counters_.slips;
}

void SocketCarrier::Service(int64_t now) noexcept {
  up_ = up_ && signal_.Up();  // sending may have found the end of it
  inbox_.SetSignal(up_, now);
  // Also one that had no audio yet, and so raised no alarm when it went, may have lifted a line.
  if (!signal_.Up()) inbox_.ForgetLines(now);
  signal_.Connect(now);
  signal_.Receive(inbox_, now, SignalLink::kAll);
  // A far end is there whole or not at all: without its audio, drop its signalling as well.
  if (up_ && !audioUp_) signal_.Close();
  const bool up = signal_.Up() && audioUp_;
  if (up && !up_) signal_.TellLines(0);
  up_ = up;
  inbox_.SetSignal(up, now);
}

bool SocketCarrier::SendFrame(const uint8_t* frame, size_t size, int64_t now) noexcept {
  if (!up_) return true;
  const bool taken = signal_.SendFrame(frame, size, now, 0);
  if (!taken) ++counters_.frameErrors;
  return taken;
}

void SocketCarrier::SendLine(int port, LineAction action, int64_t now) noexcept {
  signal_.SendLine(port, action, static_cast<uint64_t>(now));
}

}  // namespace spillway
