// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/addon/engine_options.h"

#include <string>
#include <vector>

#include "native/addon/board_options.h"
#include "native/addon/dtmf_options.h"
#include "native/addon/fields.h"
#include "native/addon/read_tone_plan.h"
#include "native/media/dtmf_settings.h"

namespace spillway {
namespace {

constexpr size_t kDChannels = 128;
constexpr size_t kBanks = 128;
constexpr size_t kNameBytes = 31;
constexpr int64_t kMillisecond = 1'000'000;
constexpr int64_t kLongestMs = 60'000;
constexpr int64_t kLongestRestartMs = 86'400'000;
constexpr int64_t kShortestFlashMs = 70;  // longer than a dial pulse
constexpr int64_t kLongestFlashMs = 2'000;
constexpr int64_t kShortestRingMs = 100;
constexpr int64_t kLongestRingMs = 10'000;
constexpr int64_t kRingAtOnce = 128;  // all of a bank
constexpr int64_t kPortsABank = 128;
constexpr size_t kTonePlans = 15;  // besides the one of all lines
constexpr double kMostGainDb = 20;

const char* const kRoles[] = {"cpe", "network"};

DChannelOptions ReadDChannel(const Arguments& arguments, const Fields& span,
                             const std::vector<NamedSpan>& spans) {
  DChannelOptions out{};
  out.span = FindSpan(spans, span.Text("span", kNameBytes));
  if (out.span < 0 || spans[static_cast<size_t>(out.span)].kind != SpanKind::kE1) {
    arguments.OutOfRange(span.Path("span"), "the name of an e1 span of the board",
                         span.Get("span"));
  }
  out.role = span.Choice("role", kRoles) == 0 ? DChannelOptions::Role::kCpe
                                              : DChannelOptions::Role::kNetwork;
  out.restartAtStart = span.Flag("restartAtStart", false);
  out.firstReference = static_cast<int>(span.Integer("firstReference", 1, 32'767, 1));
  out.overlapReceiving = span.Flag("overlapReceiving", false);
  out.overlapDigits = static_cast<int>(span.Integer("overlapDigits", 0, 63, 0));
  out.overlapTimeoutNs = kMillisecond * span.Integer("overlapTimeoutMs", 1, kLongestMs, 15'000);
  out.restartLimitNs = kMillisecond * span.Integer("restartLimitMs", 1, kLongestRestartMs, 120'000);
  out.automaticProceedingNs =
      kMillisecond * span.Integer("automaticProceedingMs", 1, kLongestMs, 500);
  return out;
}

SpanIndex ReadAnalogSpan(const Arguments& arguments, const Fields& bank,
                         const std::vector<NamedSpan>& spans) {
  const int span = FindSpan(spans, bank.Text("span", kNameBytes));
  if (span < 0 || spans[static_cast<size_t>(span)].kind != SpanKind::kAnalog) {
    arguments.OutOfRange(bank.Path("span"), "the name of an analog span of the board",
                         bank.Get("span"));
  }
  return static_cast<SpanIndex>(span);
}

/// How long the telephones of an analog span flash.
FlashTimes ReadFlash(const Arguments& arguments, const Fields& bank,
                     const std::vector<NamedSpan>& spans) {
  FlashTimes out;
  out.span = ReadAnalogSpan(arguments, bank, spans);
  const int64_t least = bank.Integer("leastMs", kShortestFlashMs, kLongestFlashMs);
  out.minimumNs = kMillisecond * least;
  out.maximumNs = kMillisecond * bank.Integer("mostMs", least + 1, kLongestFlashMs);
  return out;
}

/// How the telephones of an analog span ring.
BankRinging ReadRinging(const Arguments& arguments, const Fields& bank,
                        const std::vector<NamedSpan>& spans) {
  BankRinging out;
  out.span = ReadAnalogSpan(arguments, bank, spans);
  const Napi::Array steps = bank.List("cadenceMs", 2, kRingSteps);
  if (steps.Length() % 2 != 0)
    arguments.OutOfRange(bank.Path("cadenceMs"), "ring and pause in turn", steps);
  for (uint32_t i = 0; i < steps.Length(); ++i) {
    const std::string path = bank.Path("cadenceMs") + "[" + std::to_string(i) + "]";
    out.cadence.stepNs[i] =
        kMillisecond * arguments.IntegerOf(steps.Get(i), path, kShortestRingMs, kLongestRingMs);
  }
  out.cadence.count = steps.Length();
  out.most = static_cast<size_t>(bank.Integer("most", 1, kRingAtOnce, kRingAtOnce));
  return out;
}

void ReadPlans(const Arguments& arguments, const Fields& options, Engine::Options* out) {
  Napi::Value usual = options.Get("tones");
  if (!options.Has("tones")) usual = Napi::Array::New(arguments.Env());
  out->tones = ReadLineTones(arguments, usual, options.Path("tones"));
  if (!options.Has("otherTones")) return;
  const Napi::Array others = options.List("otherTones", 0, kTonePlans);
  for (uint32_t i = 0; i < others.Length(); ++i) {
    const std::string path = options.Path("otherTones") + "[" + std::to_string(i) + "]";
    out->otherTones.push_back(ReadLineTones(arguments, others.Get(i), path));
  }
}

Engine::OwnLine ReadLine(const Arguments& arguments, const Fields& line,
                         const std::vector<NamedSpan>& spans, int64_t plans) {
  Engine::OwnLine out{};
  out.span = ReadAnalogSpan(arguments, line, spans);
  out.slot = static_cast<int>(line.Integer("slot", 1, kPortsABank));
  out.receiveDb = line.Number("receiveDb", -kMostGainDb, kMostGainDb, 0);
  out.sendDb = line.Number("sendDb", -kMostGainDb, kMostGainDb, 0);
  out.plan = static_cast<int>(line.Integer("plan", -1, plans - 1, -1));
  return out;
}

/// What the banks of telephones are like, and single lines.
void ReadBanks(const Arguments& arguments, const Fields& options,
               const std::vector<NamedSpan>& spans, Engine::Options* out) {
  AnalogOptions* analog = &out->signalling.analog;
  const auto each = [&](const char* list, const auto& read) {
    if (!options.Has(list)) return;
    const Napi::Array banks = options.List(list, 0, kBanks);
    for (uint32_t i = 0; i < banks.Length(); ++i) {
      const std::string path = std::string("options.") + list + "[" + std::to_string(i) + "]";
      read(Fields(arguments, banks.Get(i), path));
    }
  };
  each("flashes",
       [&](const Fields& bank) { analog->flashes.push_back(ReadFlash(arguments, bank, spans)); });
  each("lines", [&](const Fields& line) {
    const auto plans = static_cast<int64_t>(out->otherTones.size());
    out->lines.push_back(ReadLine(arguments, line, spans, plans));
  });
  each("ringing",
       [&](const Fields& bank) { analog->ringing.push_back(ReadRinging(arguments, bank, spans)); });
}

}  // namespace

EngineSetup ReadEngineOptions(const Arguments& arguments, Napi::Value value) {
  const Fields options(arguments, value, "options");
  EngineSetup setup;
  setup.options.stepped = options.Flag("stepped", false);
  setup.options.dtmf = SettingsOf(ReadDtmfOptions(arguments, options.Get("dtmf"), "options.dtmf"));
  ReadPlans(arguments, options, &setup.options);

  std::vector<NamedSpan> spans;
  setup.openBoard = ReadBoards(arguments, options, setup.options.stepped, &spans);

  const Napi::Array signalling = options.List("signalling", 0, kDChannels);
  for (uint32_t i = 0; i < signalling.Length(); ++i) {
    const Fields span(arguments, signalling.Get(i),
                      "options.signalling[" + std::to_string(i) + "]");
    setup.options.signalling.spans.push_back(ReadDChannel(arguments, span, spans));
  }
  ReadBanks(arguments, options, spans, &setup.options);
  return setup;
}

}  // namespace spillway
