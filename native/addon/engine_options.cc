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

/// How long the telephones of an analog span flash.
FlashTimes ReadFlash(const Arguments& arguments, const Fields& bank,
                     const std::vector<NamedSpan>& spans) {
  FlashTimes out;
  const int span = FindSpan(spans, bank.Text("span", kNameBytes));
  if (span < 0 || spans[static_cast<size_t>(span)].kind != SpanKind::kAnalog) {
    arguments.OutOfRange(bank.Path("span"), "the name of an analog span of the board",
                         bank.Get("span"));
  }
  out.span = static_cast<SpanIndex>(span);
  const int64_t least = bank.Integer("leastMs", kShortestFlashMs, kLongestFlashMs);
  out.minimumNs = kMillisecond * least;
  out.maximumNs = kMillisecond * bank.Integer("mostMs", least + 1, kLongestFlashMs);
  return out;
}

/// The plan's tones, the special information tone and fax tones. What of a country's plan cannot be
/// told apart from another sound is left out (TonePlan::Add).
TonePlan ReadTones(const Arguments& arguments, const Fields& options) {
  TonePlan plan;
  if (options.Has("tones")) {
    plan = ReadTonePlan(arguments, options.Get("tones"), options.Path("tones")).plan;
  }
  AddInformationTone(&plan);
  AddFaxTones(&plan);
  return plan;
}

}  // namespace

EngineSetup ReadEngineOptions(const Arguments& arguments, Napi::Value value) {
  const Fields options(arguments, value, "options");
  EngineSetup setup;
  setup.options.stepped = options.Flag("stepped", false);
  setup.options.dtmf = SettingsOf(ReadDtmfOptions(arguments, options.Get("dtmf"), "options.dtmf"));
  setup.options.tones = ReadTones(arguments, options);

  std::vector<NamedSpan> spans;
  setup.openBoard = ReadBoards(arguments, options, setup.options.stepped, &spans);

  const Napi::Array signalling = options.List("signalling", 0, kDChannels);
  for (uint32_t i = 0; i < signalling.Length(); ++i) {
    const Fields span(arguments, signalling.Get(i),
                      "options.signalling[" + std::to_string(i) + "]");
    setup.options.signalling.spans.push_back(ReadDChannel(arguments, span, spans));
  }
  if (!options.Has("flashes")) return setup;
  const Napi::Array flashes = options.List("flashes", 0, kBanks);
  for (uint32_t i = 0; i < flashes.Length(); ++i) {
    const Fields bank(arguments, flashes.Get(i), "options.flashes[" + std::to_string(i) + "]");
    setup.options.signalling.analog.flashes.push_back(ReadFlash(arguments, bank, spans));
  }
  return setup;
}

}  // namespace spillway
