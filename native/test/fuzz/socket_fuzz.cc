// SPDX-License-Identifier: GPL-2.0-or-later
// Can whoever opens a virtual board's sockets do harm? Greetings, audio packets, D-channel frames
// and line packets of any kind, connections that come and go, in real time and in lock-step.
// Afterwards a real far end must find the spans in order.
//
// Octet 0: lock-step or not; then steps.
#include <cstring>
#include <set>

#include "native/test/board/board_fixture.h"
#include "native/test/fuzz/input.h"
#include "native/test/fuzz/socket_intruder.h"

using namespace spillway;
using namespace spillway::test;
using CarrierKind = VirtualSpanOptions::Carrier;

namespace {

constexpr int kPorts = 4;
constexpr SpanIndex kTrunk = 0;
constexpr ChannelIndex kFirstStation = 31;
const char* const kSockets[] = {"trunk.audio",     "trunk.signal", "stations.audio",
                                "stations.signal", "lines.audio",  "lines.signal"};

/// One side of an E1, a bank of FXS and a bank of FXO at the listening side.
struct Side {
  HandClock clock;
  VirtualBoard board;
  std::set<SpanIndex> alarms;

  Side(const SocketFolder& folder, bool listens, bool stepped)
      : board(Options(folder, listens, stepped), clock) {
    UseAll(board);
  }
  static VirtualBoardOptions Options(const SocketFolder& folder, bool listens, bool stepped) {
    const auto carrier = listens ? CarrierKind::kListen : CarrierKind::kConnect;
    VirtualBoardOptions options;
    options.stepped = stepped;
    options.peerTimeoutMs = 1;
    options.spans = {E1("trunk", carrier, folder.Path("trunk")),
                     Bank("stations", listens, kPorts, carrier, folder.Path("stations")),
                     Bank("lines", !listens, kPorts, carrier, folder.Path("lines"))};
    return options;
  }
  /// The media thread's part of a tick; what was read.
  std::vector<uint8_t> Tick(uint8_t sent) {
    std::vector<uint8_t> audio(static_cast<size_t>(board.ChannelCount()) * kFrameSamples, sent);
    std::vector<uint8_t> received(audio.size());
    for (int owed = board.Await(); owed > 0; --owed) {
      board.Read(received.data());
      board.Write(audio.data());
    }
    board.AwaitSignalling(0);
    return received;
  }
  /// The signalling thread's part.
  void TakeAll() {
    for (SpanIndex span = 0; span < board.SpanCount(); ++span)
      for (size_t n = 0; !ReadFrame(board, span).empty(); ++n)
        Demand(n < 1'000, "frames come to an end");
    size_t events = 0;
    for (LineEvent event; board.ReadEvent(&event);) {
      if (event.kind == LineEvent::Kind::kAlarmRaised) alarms.insert(event.span);
      if (event.kind == LineEvent::Kind::kAlarmCleared) alarms.erase(event.span);
      Demand(event.span >= 0 && event.span < board.SpanCount(), "an event is of a span");
      Demand(event.channel >= -1 && event.channel < board.ChannelCount(), "or of a channel");
      Demand(++events < 20'000, "events come to an end");
    }
  }
};

Greeting RightGreeting(size_t n, bool stepped) {
  Greeting greeting;
  greeting.stream = n % 2 == 0 ? Greeting::Stream::kAudio : Greeting::Stream::kSignal;
  greeting.lockStep = stepped ? 1 : 0;
  greeting.kind = n < 2 ? 0 : 1;
  greeting.stationSide = n == 4 || n == 5 ? 1 : 0;
  greeting.channels = n < 2 ? 31 : kPorts;
  return greeting;
}

class Attack {
 public:
  explicit Attack(bool stepped) : stepped_(stepped), box_(folder_, true, stepped) {}

  void Step(FuzzInput& input);
  void Recover();

 private:
  void SendAudio(size_t n, FuzzInput& input);
  void SendSignal(size_t n, FuzzInput& input);
  void Act(FuzzInput& input);
  void TickBoth(Side& exchange, std::vector<uint8_t>* atBox, std::vector<uint8_t>* atExchange);

  const bool stepped_;
  SocketFolder folder_;
  Side box_;
  SocketIntruder intruder_;
  uint64_t sequence_ = 0;
};

void Attack::Step(FuzzInput& input) {
  const uint8_t step = input.Octet();
  const size_t n = step / 16 % std::size(kSockets);
  switch (step % 16) {
    case 0:
    case 1: {  // a connection that fits
      intruder_.Connect(n, folder_.Path(kSockets[n]));
      const Greeting greeting = RightGreeting(n, stepped_);
      return intruder_.Send(n, &greeting, sizeof greeting);
    }
    case 2: {  // one that perhaps does not
      intruder_.Connect(n, folder_.Path(kSockets[n]));
      const auto greeting = input.Block();
      return intruder_.Send(n, greeting.data(), greeting.size());
    }
    case 3:
      return intruder_.Close(n);
    case 4:
    case 5:
      return SendAudio(n, input);
    case 6:
    case 7:
    case 8:
    case 9:
      return SendSignal(n, input);
    case 10: {
      const auto packet = input.Block();
      return intruder_.Send(n, packet.data(), packet.size());
    }
    case 11:
      return Act(input);
    case 12:
      intruder_.Drain(n);
      return;
    case 13:
      box_.TakeAll();
      return;
    default:
      box_.clock.Advance(kTickNs * (input.Octet() % 64));
      box_.Tick(step);
      return;
  }
}

/// A number and samples; as many as it should be, or not.
void Attack::SendAudio(size_t n, FuzzInput& input) {
  const int channels = n < 2 ? 30 : kPorts;
  const uint8_t octet = input.Octet();
  const size_t wrong = octet & 1 ? input.Octet() * 40u : 0;
  const size_t right = static_cast<size_t>(channels) * kFrameSamples;
  std::vector<uint8_t> packet(sizeof(uint64_t) + (octet & 1 ? wrong : right), octet);
  sequence_ = octet & 2 ? octet : sequence_ + 1;
  std::memcpy(packet.data(), &sequence_, sizeof sequence_);
  intruder_.Send(n, packet.data(), packet.size());
}

/// A header (type, action, port, stamp) and a frame behind it.
void Attack::SendSignal(size_t n, FuzzInput& input) {
  std::vector<uint8_t> packet(16);
  packet[0] = input.Octet();
  packet[1] = input.Octet();
  packet[2] = input.Octet();
  packet[3] = packet[2] & 0x80 ? input.Octet() : 0;
  packet[8] = input.Octet();
  if (packet[8] & 0x80) packet[15] = 0xFF;
  const auto frame = input.Block();
  packet.insert(packet.end(), frame.begin(), frame.end());
  if (packet[0] == 1 && !frame.empty() && frame[0] == 0xFF) packet.resize(600, 0x7E);
  intruder_.Send(n, packet.data(), packet.size());
}

/// The box's own frames and line actions go on during the attack.
void Attack::Act(FuzzInput& input) {
  const uint8_t octet = input.Octet();
  if (octet & 1) {
    const auto frame = input.Block();
    box_.board.WriteFrame(octet & 2 ? kTrunk : 1, frame.data(), frame.size());
    return;
  }
  const auto action = static_cast<LineAction>(octet / 8 % 7);
  box_.board.Act(octet & 2 ? kFirstStation : kFirstStation + kPorts, action);
}

void Attack::TickBoth(Side& exchange, std::vector<uint8_t>* atBox,
                      std::vector<uint8_t>* atExchange) {
  if (stepped_) {
    box_.board.Flush();
    exchange.board.Flush();
  }
  *atBox = box_.Tick(0x11);
  *atExchange = exchange.Tick(0x22);
}

void Attack::Recover() {
  for (size_t n = 0; n < SocketIntruder::kConnections; ++n) intruder_.Close(n);
  Side exchange(folder_, false, stepped_);
  std::vector<uint8_t> atBox, atExchange;
  constexpr int kLongest = 500;  // connecting is tried once a second, and old ones come first
  int tick = 0;
  do {
    Demand(++tick < kLongest, "a real far end is let in afterwards");
    TickBoth(exchange, &atBox, &atExchange);
    box_.TakeAll();
    exchange.TakeAll();
  } while (tick < 4 || !box_.alarms.empty() || !exchange.alarms.empty());

  const uint8_t frame[] = {0x00, 0x01, 0x7F};
  box_.board.WriteFrame(kTrunk, frame, sizeof frame);
  exchange.board.Act(kFirstStation, LineAction::kOffHook);
  exchange.board.Act(kFirstStation, LineAction::kOnHook);
  for (tick = 0; tick < 8; ++tick) TickBoth(exchange, &atBox, &atExchange);
  Demand(atBox.front() == 0x22 && atExchange.front() == 0x11, "audio goes both ways afterwards");
  Demand(ReadFrame(exchange.board, kTrunk).size() == sizeof frame, "a frame arrives afterwards");
  const auto events = KindsOf(ReadEvents(box_.board));
  const bool told = events == std::vector{LineEvent::Kind::kOffHook, LineEvent::Kind::kOnHook};
  Demand(told, "hook states arrive afterwards");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* octets, size_t size) {
  FuzzInput input(octets, size);
  Attack attack((input.Octet() & 1) != 0);
  while (!input.Empty()) attack.Step(input);
  attack.Recover();
  return 0;
}
