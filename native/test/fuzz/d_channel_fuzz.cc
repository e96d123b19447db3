// SPDX-License-Identifier: GPL-2.0-or-later
// Can a far end do harm over the D-channel? Frames of any kind, commands of the box and time, in
// every state of a call, in both roles. Afterwards the line must work and hold no more memory.
//
// Octet 0: role and options; 1: the state at the beginning; then steps.
#include <cstdio>
#include <cstdlib>

#include "native/test/fuzz/attacked_line.h"
#include "native/test/fuzz/input.h"
#include "native/test/fuzz/pri_memory.h"

using namespace spillway;
using namespace spillway::test;

namespace {

using Kind = LineCommand::Kind;

DChannelOptions Options(uint8_t octet) {
  DChannelOptions options;
  options.role = octet & 1 ? DChannelOptions::Role::kNetwork : DChannelOptions::Role::kCpe;
  options.overlapReceiving = (octet & 2) != 0;
  options.overlapDigits = octet & 4 ? 8 : 0;
  options.restartAtStart = (octet & 8) != 0;
  return options;
}

/// From a millisecond to a bit over two minutes.
int64_t Duration(uint8_t octet) { return kMs << (octet % 18); }

/// A message with the reference of a call that exists.
std::vector<uint8_t> MessageOfCall(AttackedLine& line, FuzzInput& input) {
  const uint16_t reference = line.hostile.Reference(input.Octet());
  std::vector<uint8_t> message{0x08, 0x02, static_cast<uint8_t>(reference >> 8),
                               static_cast<uint8_t>(reference), input.Octet()};
  const auto elements = input.Block();
  message.insert(message.end(), elements.begin(), elements.end());
  return message;
}

/// What the box asks for; the arguments are checked before they come here.
void Ask(AttackedLine& line, FuzzInput& input) {
  constexpr Kind kKinds[] = {Kind::kProceed, Kind::kAlert,   Kind::kProgress,  Kind::kAnswer,
                             Kind::kClear,   Kind::kRestart, Kind::kSetService};
  LineCommand command = Command(kKinds[input.Octet() % std::size(kKinds)]);
  command.call = line.ears.Call(input.Octet());
  const uint8_t octet = input.Octet();
  command.on = command.inBand = (octet & 1) != 0;
  command.cause = octet & 0x7F;
  command.channel = octet % kSlots;
  line.Do(command);
}

void Step(AttackedLine& line, FuzzInput& input) {
  const uint8_t step = input.Octet();
  switch (step % 10) {
    case 0:
    case 1:
    case 2:
      return line.Inject(line.hostile.Information(MessageOfCall(line, input)));
    case 3:
      return line.Inject(line.hostile.Information(input.Block()));
    case 4:
      return line.Inject(input.Block());
    case 5:
      return line.Pass(Duration(input.Octet()));
    case 6:
      return Ask(line, input);
    case 7: {
      const uint8_t octet = input.Octet();
      return line.DialOut(octet % kSlots, (octet & 0x80) != 0);
    }
    case 8:
      line.hostile.silent = (input.Octet() & 1) != 0;
      return line.Inject(line.hostile.Sabme());
    default: {
      const uint8_t octet = input.Octet();
      if (octet & 1) return line.Victim().FrameError(line.Now());
      return line.Victim().LayerOne((octet & 2) != 0, line.Now());
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* octets, size_t size) {
  // A call takes 3,300 bytes. Each end keeps one such record, for RESTART, once it was used.
  constexpr size_t kMostLeft = 7'000;
  const PriMemory memory;
  FuzzInput input(octets, size);
  AttackedLine line(Options(input.Octet()));
  const size_t before = memory.Held();
  line.Reach(input.Octet());
  while (!input.Empty()) Step(line, input);
  line.Recover();
  if (std::getenv("SPILLWAY_FUZZ_TRACE"))
    std::fprintf(stderr, "libpri holds %zu bytes, and held %zu before\n", memory.Held(), before);
  Demand(memory.Held() < before + kMostLeft, "no memory is held for calls that are over");
  return 0;
}
