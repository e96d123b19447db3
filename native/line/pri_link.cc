// SPDX-License-Identifier: GPL-2.0-or-later
// How do frames, timers and events pass between us and libpri? (The messages that it sends for us
// are in pri_messages.cc.)
#include "native/line/pri_link.h"

#include <sys/time.h>

#include <climits>
#include <cstring>
#include <utility>

#include "native/line/pri_clock.h"
#include "native/line/q931.h"

namespace spillway {
namespace {

constexpr int kN200 = 3;                 // Q.921: SABME is sent so often again, then layer 2 rests
constexpr int kN200ForEver = 1'000'000;  // without layer 1: it does not rest
constexpr int kFcsOctets = 2;  // libpri expects them at the end of what it reads and writes

/// The message in an I-frame that libpri is about to send; type 0: it is none with a call reference
/// of two octets, as all of its are.
SentMessage MessageIn(uint8_t* frame, size_t size) noexcept {
  constexpr size_t kElementsAt = 9;
  SentMessage message;
  if (size < kElementsAt || (frame[2] & 1) != 0) return message;
  if (frame[4] != q931::kProtocolDiscriminator || frame[5] != 2) return message;
  message.type = frame[8];
  message.reference = static_cast<uint16_t>((frame[6] << 8 | frame[7]) ^ 0x8000);
  for (size_t at = kElementsAt; at < size;) {
    if (frame[at] & 0x80) {
      ++at;
      continue;
    }
    if (at + 2 > size || at + 2 + frame[at + 1] > size) break;
    if (frame[at] == q931::kCause && frame[at + 1] >= 2) {
      message.cause = &frame[at + (frame[at + 2] & 0x80 ? 3 : 4)];
      break;
    }
    at += 2 + frame[at + 1];
  }
  return message;
}

}  // namespace

PriLink::~PriLink() {
  if (!controller_) return;
  PriScope scope(now_);
  pri_set_userdata(controller_, nullptr);
}

void PriLink::SetNow(int64_t now) noexcept {
  now_ = now;
  if (!controller_) Start();
}

void PriLink::Start() noexcept {
  PriScope scope(now_);
  pri_set_message(Message);
  pri_set_error(Error);
  const int node = role_ == DChannelOptions::Role::kNetwork ? PRI_NETWORK : PRI_CPE;
  controller_ = pri_new_cb(-1, node, PRI_SWITCH_EUROISDN_E1, Read, Write, this);
  if (!controller_) return;                // no memory
  pri_hangup_fix_enable(controller_, 1);   // RELEASE COMPLETE only as the first response
  pri_connect_ack_enable(controller_, 1);  // tells of CONNECT ACKNOWLEDGE
  // It counts call references from 1, and cannot be told otherwise but by calls that use them up.
  for (int used = 1; used < firstReference_; ++used)
    if (q931_call* call = pri_new_call(controller_)) pri_destroycall(controller_, call);
}

void PriLink::Tell(const pri_event* event, PriSource source) noexcept {
  const pri_event copy = *event;  // libpri uses its own again in the next call
  if (copy.e == PRI_EVENT_DCHAN_UP) {
    PriScope scope(now_);
    pri_set_timer(controller_, PRI_TIMER_N200, kN200);
  }
  events_.Happened(copy, source);
}

void PriLink::Receive(const FilteredFrame& frame) noexcept {
  if (!controller_ || frame.size == 0) return;
  const pri_event* event;
  {
    PriScope scope(now_);
    complaint_[0] = '\0';
    received_ = &frame;
    event = pri_check_event(controller_);
    received_ = nullptr;
  }
  if (event) Tell(event, PriSource::kFrame);
  if (frame.messageType != 0 && complaint_[0]) events_.Complained(complaint_);
}

void PriLink::RunTimers() noexcept {
  if (!controller_) return;
  while (true) {
    const pri_event* event;
    {
      PriScope scope(now_);
      event = pri_schedule_run(controller_);
    }
    if (!event) return;
    Tell(event, PriSource::kTimer);
  }
}

int64_t PriLink::Deadline() const noexcept {
  if (!controller_) return 0;
  PriScope scope(now_);
  const timeval* next = pri_schedule_next(controller_);
  if (!next) return INT64_MAX;
  return next->tv_sec * 1'000'000'000LL + next->tv_usec * 1'000LL;
}

void PriLink::LayerOne(bool up) noexcept {
  layerOne_ = up;
  if (up || !controller_) return;  // libpri's next SABME is sent within T200, 1 s
  Release();
  // With its rests of a second between four SABME, layer 2 could miss the end of T309.
  PriScope scope(now_);
  pri_set_timer(controller_, PRI_TIMER_N200, kN200ForEver);
}

void PriLink::Release() noexcept {
  // Q.921's PH-DEACTIVATE indication releases the data link; libpri has no such entry. A DISC from
  // the far end does exactly the same: T309 begins, and layer 2 tries to come back.
  const bool sends = std::exchange(layerOne_, false);
  FilteredFrame disc;
  const bool farEndIsNetwork = role_ == DChannelOptions::Role::kCpe;
  disc.bytes[0] = farEndIsNetwork ? 0x02 : 0x00;  // command of the far end
  disc.bytes[1] = 0x01;
  disc.bytes[2] = 0x43;
  disc.size = 3;
  Receive(disc);
  layerOne_ = sends;
}

int PriLink::Read(pri* controller, void* buffer, int size) noexcept {
  auto* link = static_cast<PriLink*>(pri_get_userdata(controller));
  const FilteredFrame* frame = link ? link->received_ : nullptr;
  if (!frame || static_cast<int>(frame->size) + kFcsOctets > size) return 0;
  std::memcpy(buffer, frame->bytes.data(), frame->size);
  std::memset(static_cast<uint8_t*>(buffer) + frame->size, 0, size - frame->size);
  return static_cast<int>(frame->size) + kFcsOctets;
}

int PriLink::Write(pri* controller, void* buffer, int size) noexcept {
  auto* link = static_cast<PriLink*>(pri_get_userdata(controller));
  if (!link || size <= kFcsOctets) return size;
  auto* frame = static_cast<uint8_t*>(buffer);
  const size_t octets = static_cast<size_t>(size - kFcsOctets);
  const SentMessage message = MessageIn(frame, octets);
  if (message.type != 0) link->events_.Sending(message);
  if (link->layerOne_) link->frames_.Send(frame, octets);
  return size;  // what is lost, layer 2 sends again
}

void PriLink::Message(pri*, char*) noexcept {}

void PriLink::Error(pri* controller, char* text) noexcept {
  auto* link = controller ? static_cast<PriLink*>(pri_get_userdata(controller)) : nullptr;
  if (!link) return;
  while (*text == '!' || *text == 'X' || *text == ' ') ++text;
  std::strncpy(link->complaint_, text, sizeof(link->complaint_) - 1);
  link->complaint_[strcspn(link->complaint_, "\r\n")] = '\0';
}

}  // namespace spillway
