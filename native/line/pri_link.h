// SPDX-License-Identifier: GPL-2.0-or-later
// How do we speak with libpri? The only class that calls it: one D-channel's frames, timers, events
// and messages.
#pragma once

extern "C" {
#include <libpri.h>
}

#include <cstddef>
#include <cstdint>

#include "native/contract/commands.h"
#include "native/line/d_channel.h"
#include "native/line/frame_filter.h"

namespace spillway {

/// Where an event came from.
enum class PriSource : uint8_t { kFrame, kTimer };

/// A message that is on its way out, seen before it is sent.
struct SentMessage {
  uint8_t type = 0;          // Q.931
  uint16_t reference = 0;    // as FilteredFrame has that of the answer
  uint8_t* cause = nullptr;  // the value of its Cause, bit 8 set; null: it has none. May be changed
};

/// Takes libpri's events, one at a time, outside its lock; may call the link again, but in
/// `Sending`.
class PriEvents {
 public:
  virtual ~PriEvents() = default;
  /// libpri sends a message (again, when layer 2 does). It holds its lock: no call of the link
  /// here.
  virtual void Sending(const SentMessage& message) noexcept = 0;
  virtual void Happened(const pri_event& event, PriSource source) noexcept = 0;
  /// libpri could not use a message; `text` says why.
  virtual void Complained(const char* text) noexcept = 0;
};

/// One libpri controller, EuroISDN E1. It is made at the first SetNow, because libpri starts timers
/// at once. libpri has no function to free a controller: its memory (about 20 kB) stays.
///
/// Slots are time slots of the E1, 1-31. Signalling thread; nothing throws.
class PriLink {
 public:
  PriLink(const DChannelOptions& options, FrameSink& frames, PriEvents& events) noexcept
      : frames_(frames),
        events_(events),
        role_(options.role),
        firstReference_(options.firstReference) {}
  ~PriLink();
  PriLink(const PriLink&) = delete;
  PriLink& operator=(const PriLink&) = delete;

  /// Before anything else at every entry: what time it is, in nanoseconds.
  void SetNow(int64_t now) noexcept;
  void Receive(const FilteredFrame& frame) noexcept;
  void RunTimers() noexcept;
  /// 0 (at once) before the first SetNow.
  int64_t Deadline() const noexcept;

  /// Layer 1 is gone (frames are no longer sent, layer 2 counts as released) or back.
  void LayerOne(bool up) noexcept;
  /// Layer 2 counts as released, without a word to the far end: T309 begins, and when layer 2 is
  /// back the far end is asked what it knows of each active call (STATUS ENQUIRY).
  void Release() noexcept;

  /// Sends SETUP; null when libpri refuses.
  q931_call* Setup(const LineCommand& dial, int slot) noexcept;
  void SetupAcknowledge(q931_call* call, int slot) noexcept;
  void Proceeding(q931_call* call, int slot) noexcept;
  void Progress(q931_call* call, int slot, uint8_t cause) noexcept;  // always "in-band"
  void Alerting(q931_call* call, int slot, bool inBand) noexcept;
  void Connect(q931_call* call, int slot) noexcept;
  void ConnectAcknowledge(q931_call* call) noexcept;
  void HangUp(q931_call* call, uint8_t cause) noexcept;
  void Destroy(q931_call* call) noexcept;  // sends nothing
  void Restart(int slot) noexcept;
  /// The call reference of a call that we dial, as FilteredFrame has it in what is answered.
  int Reference(q931_call* call) const noexcept;
  /// False: libpri has freed the call.
  bool Exists(q931_call* call) const noexcept;

 private:
  static int Read(pri* controller, void* buffer, int size) noexcept;
  static int Write(pri* controller, void* buffer, int size) noexcept;
  static void Message(pri* controller, char* text) noexcept;
  static void Error(pri* controller, char* text) noexcept;
  void Start() noexcept;
  void Tell(const pri_event* event, PriSource source) noexcept;

  FrameSink& frames_;
  PriEvents& events_;
  pri* controller_ = nullptr;
  const FilteredFrame* received_ = nullptr;  // while libpri reads it
  int64_t now_ = 0;
  DChannelOptions::Role role_;
  int firstReference_;
  bool layerOne_ = true;
  char complaint_[64] = "";
};

}  // namespace spillway
