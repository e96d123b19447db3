// SPDX-License-Identifier: GPL-2.0-or-later
// Which messages does libpri send for us, and with what in them?
#include <cstring>

#include "native/line/pri_clock.h"
#include "native/line/pri_link.h"

namespace spillway {
namespace {

/// Type of number and numbering plan as Q.931's octet 3 has them.
int Plan(const PartyNumber& number) noexcept {
  const int type =
      number.type == NumberType::kAbbreviated ? PRI_TON_ABBREVIATED : static_cast<int>(number.type);
  return type << 4 | (number.plan & 0x0F);
}

/// Presentation and screening as Q.931's octet 3a has them.
int Presented(const PartyNumber& number) noexcept {
  return static_cast<int>(number.presentation) << 5 | (number.screening & 0x03);
}

/// The digits that may stand in a number, NUL-ended.
struct Digits {
  explicit Digits(const PartyNumber& number) noexcept {
    size_t length = 0;
    for (const char c : number.digits) {
      if (c == '\0') break;
      if (std::strchr("0123456789*#+", c) && length + 1 < sizeof(text)) text[length++] = c;
    }
    text[length] = '\0';
  }
  char text[sizeof(PartyNumber::digits)];
};

}  // namespace

q931_call* PriLink::Setup(const LineCommand& dial, int slot) noexcept {
  if (!controller_) return nullptr;
  Digits called(dial.called);
  Digits calling(dial.calling);
  Digits redirecting(dial.redirecting);
  PriScope scope(now_);
  q931_call* call = pri_new_call(controller_);
  if (!call) return nullptr;
  pri_sr* request = pri_sr_new();
  pri_sr_set_channel(request, slot, dial.exclusive, 0);
  const bool audio = dial.bearer == Bearer::kAudio;
  pri_sr_set_bearer(request, audio ? PRI_TRANS_CAP_3_1K_AUDIO : PRI_TRANS_CAP_SPEECH,
                    PRI_LAYER_1_ALAW);
  pri_sr_set_called(request, called.text, Plan(dial.called), 1);
  if (calling.text[0] || dial.calling.presentation != Presentation::kAllowed)
    pri_sr_set_caller(request, calling.text, nullptr, Plan(dial.calling), Presented(dial.calling));
  if (redirecting.text[0])
    pri_sr_set_redirecting(request, redirecting.text, Plan(dial.redirecting),
                           Presented(dial.redirecting), dial.redirectingReason);
  const bool sent = pri_setup(controller_, call, request) == 0;
  pri_sr_free(request);
  if (sent) return call;
  pri_destroycall(controller_, call);
  return nullptr;
}

void PriLink::SetupAcknowledge(q931_call* call, int slot) noexcept {
  PriScope scope(now_);
  pri_setup_ack(controller_, call, slot, 0, 0);
}

void PriLink::Proceeding(q931_call* call, int slot) noexcept {
  PriScope scope(now_);
  pri_proceeding(controller_, call, slot, 0);
}

void PriLink::Progress(q931_call* call, int slot, uint8_t cause) noexcept {
  PriScope scope(now_);
  if (cause)
    pri_progress_with_cause(controller_, call, slot, 1, cause);
  else
    pri_progress(controller_, call, slot, 1);
}

void PriLink::Alerting(q931_call* call, int slot, bool inBand) noexcept {
  PriScope scope(now_);
  pri_acknowledge(controller_, call, slot, inBand);
}

void PriLink::Connect(q931_call* call, int slot) noexcept {
  PriScope scope(now_);
  pri_answer(controller_, call, slot, 0);
}

void PriLink::ConnectAcknowledge(q931_call* call) noexcept {
  PriScope scope(now_);
  pri_connect_ack(controller_, call, 0);
}

void PriLink::HangUp(q931_call* call, uint8_t cause) noexcept {
  PriScope scope(now_);
  pri_hangup(controller_, call, cause);
}

void PriLink::Destroy(q931_call* call) noexcept {
  PriScope scope(now_);
  pri_destroycall(controller_, call);
}

void PriLink::Restart(int slot) noexcept {
  PriScope scope(now_);
  pri_reset(controller_, slot);
}

int PriLink::Reference(q931_call* call) const noexcept {
  PriScope scope(now_);
  int low = 0;  // three bits, for libpri's callers of old
  const int high = pri_get_crv(controller_, call, &low);
  return 0x8000 | high << 3 | low;  // the flag says: to its originator
}

bool PriLink::Exists(q931_call* call) const noexcept {
  PriScope scope(now_);
  return pri_get_crv(controller_, call, nullptr) >= 0;
}

}  // namespace spillway
