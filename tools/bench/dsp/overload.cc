// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of calls when ticks cost too much? A whole engine with its threads, thirty calls
// over a D-channel, digits all the time; a board around the board burns the time.
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "native/test/media/routes.h"
#include "native/test/runtime/wired_spans.h"
#include "tools/bench/dsp/burdened_board.h"
#include "tools/bench/dsp/measure.h"

namespace spillway::bench {
namespace {

using std::chrono::steady_clock;

constexpr int kCalls = 30;
constexpr ChannelIndex kNetwork = 31;  // the far end's channels; the box's are 0 to 30
constexpr int kDataSlot = 15;          // of each span, beside thirty bearers
constexpr int kDigitsEach = 20;        // of a send operation
constexpr const char* kKeys = "12345678901234567890";

class SilentBell final : public Doorbell {
  void Ring() noexcept override {}
};

const char* Name(Shed shed) { return kShedNames[static_cast<int>(shed)]; }

/// Thirty calls in which digits are sent and recordings run for as long as the office is open.
class Office {
 public:
  explicit Office(const std::string& folder)
      : folder_(folder),
        engine_(
            [this](Clock& clock) -> std::unique_ptr<Board> {
              auto board = std::make_unique<VirtualBoard>(LoopBoard(false), clock);
              return std::make_unique<BurdenedBoard>(std::move(board), &costNs_);
            },
            Signalled(false), &bell_) {}

  void Begin() {
    while (dChannels_ < 2) Read();
    for (int i = 0; i < kCalls; ++i) engine_.Post(DialCommand(2 * (i + 1), kNetwork + Bearer(i)));
    while (answered_ < 2 * kCalls) Read();
    for (int i = 0; i < kCalls; ++i) Serve(i);
    for (int i = 0; i < kCalls; ++i) SendKeys(kNetwork + Bearer(i));
  }

  void Run(double seconds, double costMs) {
    costNs_ = static_cast<int64_t>(costMs * 1e6);
    const auto until = steady_clock::now() + std::chrono::duration<double>(seconds);
    while (steady_clock::now() < until) Read();
  }

  /// The keys that are being pressed are the last.
  void End() {
    sending_ = false;
    while (underWay_ > 0) Read();
    Run(0.5, 0);
  }

  EngineCounters Counters() const { return engine_.Counters(); }
  Shed GivenUp() const { return shed_; }
  int ended() const { return cleared_; }
  int sent() const { return sent_; }
  int told() const { return told_; }

 private:
  static ChannelIndex Bearer(int i) { return i < kDataSlot ? i : i + 1; }

  void Read() {
    Record records[256];
    const size_t count = engine_.ReadFacts(records, 256);
    for (size_t i = 0; i < count; ++i) Learn(records[i]);
    engine_.ReadMeters(records, 256);
    if (count == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }

  void Learn(const Record& record) {
    RecordHeader header;
    std::memcpy(&header, record.bytes, sizeof header);
    const auto type = static_cast<FactType>(header.type);
    dChannels_ += type == FactType::kDChannelUp;
    answered_ += type == FactType::kAnswered;
    cleared_ += type == FactType::kCleared;
    told_ += type == FactType::kDigit;
    if (type == FactType::kOffered) Answer(record);
    if (type == FactType::kFinished) KeysSent(header.channel);
    if (type == FactType::kOverload) Overloaded(record);
  }

  void Answer(const Record& record) {
    OfferedFact offered;
    std::memcpy(static_cast<void*>(&offered), record.bytes, sizeof offered);
    LineCommand answer{};
    answer.kind = LineCommand::Kind::kAnswer;
    answer.call = offered.call;
    engine_.Post(answer);
  }

  void Overloaded(const Record& record) {
    OverloadFact fact;
    std::memcpy(static_cast<void*>(&fact), record.bytes, sizeof fact);
    shed_ = fact.shed;
    Say("shed " + std::string(Name(fact.shed)) + ": a tick cost " +
        std::to_string(static_cast<int>(100 * fact.tickShare)) + " % of its 20 ms");
  }

  void KeysSent(ChannelIndex channel) {
    if (channel < kNetwork) return;
    sent_ += kDigitsEach;
    --underWay_;
    if (sending_) SendKeys(channel);
  }

  MediaCommand On(MediaCommand::Kind kind, ChannelIndex channel) {
    MediaCommand command{};
    command.kind = kind;
    command.channel = channel;
    command.on = true;
    command.operation = ++operation_;
    return command;
  }

  /// Calls talk by twos.
  void Serve(int index) {
    const ChannelIndex channel = Bearer(index);
    engine_.Post(On(MediaCommand::Kind::kDetect, channel));
    engine_.Post(On(MediaCommand::Kind::kHearSpeech, channel));
    MediaCommand meter = On(MediaCommand::Kind::kMeter, channel);
    meter.intervalMs = 200;
    engine_.Post(meter);
    engine_.Post(RouteOf(++operation_, {{channel, {ReceivedOf(Bearer(index ^ 1))}}}));
    MediaCommand record = On(MediaCommand::Kind::kRecord, channel);
    record.file = strdup((folder_ + "/" + std::to_string(channel) + ".wav").c_str());
    engine_.Post(record);
  }

  void SendKeys(ChannelIndex channel) {
    ++underWay_;
    MediaCommand keys = On(MediaCommand::Kind::kSendDigits, channel);
    keys.count = kDigitsEach;
    std::memcpy(keys.digits, kKeys, kDigitsEach);
    keys.onMs = 60;
    keys.offMs = 60;
    keys.levelDbm0 = -10;
    engine_.Post(keys);
  }

  const std::string folder_;
  std::atomic<int64_t> costNs_{0};
  SilentBell bell_;
  Engine engine_;
  OperationId operation_{0};
  Shed shed_{Shed::kNothing};
  bool sending_{true};
  int dChannels_{0}, answered_{0}, cleared_{0}, underWay_{0}, sent_{0}, told_{0};
};

void Print(const std::string& what, const std::string& figure, const std::string& toReach,
           bool reached) {
  Row row;
  row.what = what;
  row.method = "30 recorded calls over a D-channel, keys of 60 ms pressed all the time";
  row.figure = figure;
  row.toReach = toReach;
  row.reached = reached ? Row::Reached::kYes : Row::Reached::kNo;
  PrintRow(row);
}

/// A tick costs so much for so long; one row.
void Phase(Office* office, double seconds, double costMs, Shed expected) {
  const uint64_t skipped = office->Counters().overruns;
  office->Run(seconds, costMs);
  char figure[96];
  std::snprintf(figure, sizeof figure, "given up: %s; ticks skipped %llu", Name(office->GivenUp()),
                static_cast<unsigned long long>(office->Counters().overruns - skipped));
  char what[64];
  std::snprintf(what, sizeof what, "overload: %.0f s in which a tick costs %.0f ms more", seconds,
                costMs);
  Print(what, figure, std::string("given up: ") + Name(expected), office->GivenUp() == expected);
}

void MeasureOverload(const Options&) {
  const std::string folder =
      std::filesystem::temp_directory_path() / ("spillway-overload-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  {
    Office office(folder);
    office.Begin();
    Phase(&office, 4, 0, Shed::kNothing);
    Phase(&office, 6, 16, Shed::kTones);
    Phase(&office, 6, 26, Shed::kTones);
    Phase(&office, 35, 0, Shed::kNothing);
    office.End();
    Print("overload: calls that ended", std::to_string(office.ended()) + " of 30", "0",
          office.ended() == 0);
    Print("overload: digits told",
          Thousands(office.told()) + " of " + Thousands(office.sent()) + " sent", "all",
          office.told() == office.sent());
  }
  std::filesystem::remove_all(folder);
}

const Registered kOverload{"overload", MeasureOverload, Registered::When::kAsked};

}  // namespace
}  // namespace spillway::bench
