// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/addon/engine_options.h"

#include <string>
#include <vector>

#include "native/addon/dtmf_options.h"
#include "native/addon/fields.h"
#include "native/addon/tone_plan.h"
#include "native/board/dahdi_board.h"
#include "native/board/virtual_board.h"

namespace spillway {
namespace {

constexpr size_t kSpans = 16;
constexpr size_t kNameBytes = 31;
constexpr size_t kPathBytes = 90;  // with ".signal" behind it, below the 108 of a socket's address
constexpr int kE1Slots = 31;
constexpr int kPorts = 128;
constexpr int kDahdiChannels = 1'024;  // the driver's most
constexpr int64_t kMillisecond = 1'000'000;
constexpr int64_t kLongestMs = 60'000;
constexpr int64_t kLongestRestartMs = 86'400'000;

const char* const kBoards[] = {"virtual", "dahdi"};
const char* const kSides[] = {"station", "telephone"};
const char* const kCarriers[] = {"loop", "listen", "connect"};
const char* const kRoles[] = {"cpe", "network"};

/// What signalling needs to know of the spans, whichever board has them.
struct NamedSpan {
  std::string name;
  SpanKind kind;
};

int FindSpan(const std::vector<NamedSpan>& spans, const std::string& name) {
  for (size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

std::string SpanPath(const std::string& list, uint32_t index) {
  return list + "[" + std::to_string(index) + "]";
}

NamedSpan ReadSpan(const Arguments& arguments, const Fields& span,
                   const std::vector<NamedSpan>& before) {
  const std::string name = span.Text("name", kNameBytes);
  if (FindSpan(before, name) >= 0) {
    arguments.OutOfRange(span.Path("name"), "a name of its own", span.Get("name"));
  }
  return {name, static_cast<SpanKind>(span.Choice("kind", kSpanKindNames))};
}

VirtualSpanOptions ReadVirtualSpan(const Fields& span, const NamedSpan& named) {
  VirtualSpanOptions out;
  out.name = named.name;
  out.kind = named.kind;
  out.channels = kE1Slots;
  if (named.kind == SpanKind::kAnalog) {
    out.channels = static_cast<int>(span.Integer("ports", 1, kPorts));
    out.stationSide = span.Choice("side", kSides) == 0;
  }
  const Fields carrier = span.Inner("carrier");
  out.carrier = static_cast<VirtualSpanOptions::Carrier>(carrier.Choice("type", kCarriers));
  if (out.carrier != VirtualSpanOptions::Carrier::kLoop)
    out.path = carrier.Text("path", kPathBytes);
  return out;
}

void FindPeers(const Arguments& arguments, Napi::Array list, const std::vector<NamedSpan>& spans,
               std::vector<VirtualSpanOptions>* options) {
  for (uint32_t i = 0; i < list.Length(); ++i) {
    VirtualSpanOptions& span = (*options)[i];
    if (span.carrier != VirtualSpanOptions::Carrier::kLoop) continue;
    const Fields fields(arguments, list.Get(i), SpanPath("options.board.spans", i));
    const Fields carrier = fields.Inner("carrier");
    span.peer = FindSpan(spans, carrier.Text("peer", kNameBytes));
    if (span.peer >= 0) continue;
    arguments.OutOfRange(carrier.Path("peer"), "the name of a span of this board",
                         carrier.Get("peer"));
  }
}

Engine::OpenBoard ReadVirtualBoard(const Arguments& arguments, const Fields& board, bool stepped,
                                   std::vector<NamedSpan>* spans) {
  VirtualBoardOptions options;
  options.stepped = stepped;
  options.waitForPeers = board.Flag("waitForPeers", false);
  const Napi::Array list = board.List("spans", 1, kSpans);
  for (uint32_t i = 0; i < list.Length(); ++i) {
    const Fields span(arguments, list.Get(i), SpanPath(board.Path("spans"), i));
    spans->push_back(ReadSpan(arguments, span, *spans));
    options.spans.push_back(ReadVirtualSpan(span, spans->back()));
  }
  FindPeers(arguments, list, *spans, &options.spans);
  return [options](Clock& clock) { return std::make_unique<VirtualBoard>(options, clock); };
}

DahdiSpanOptions ReadDahdiSpan(const Arguments& arguments, const Fields& span,
                               const NamedSpan& named) {
  const bool e1 = named.kind == SpanKind::kE1;
  DahdiSpanOptions out;
  out.name = named.name;
  out.kind = named.kind;
  if (e1) out.dChannel = static_cast<int>(span.Integer("dChannel", 1, kDahdiChannels));
  const bool station = e1 || span.Choice("side", kSides) == 0;
  const Napi::Array list = span.List("channels", 1, e1 ? kE1Slots - 1 : kPorts);
  for (uint32_t i = 0; i < list.Length(); ++i) {
    const std::string path = SpanPath(span.Path("channels"), i);
    const int channel = static_cast<int>(arguments.IntegerOf(list.Get(i), path, 1, kDahdiChannels));
    if (e1) out.bChannels.push_back(channel);
    if (!e1) out.ports.push_back({channel, station ? ChannelKind::kFxs : ChannelKind::kFxo});
  }
  return out;
}

Engine::OpenBoard ReadDahdiBoard(const Arguments& arguments, const Fields& board,
                                 std::vector<NamedSpan>* spans) {
  DahdiBoardOptions options;
  const Napi::Array list = board.List("spans", 1, kSpans);
  for (uint32_t i = 0; i < list.Length(); ++i) {
    const Fields span(arguments, list.Get(i), SpanPath(board.Path("spans"), i));
    spans->push_back(ReadSpan(arguments, span, *spans));
    options.spans.push_back(ReadDahdiSpan(arguments, span, spans->back()));
  }
  return [options](Clock& clock) { return std::make_unique<DahdiBoard>(options, clock); };
}

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
  const Fields board = options.Inner("board");
  EngineSetup setup;
  setup.options.stepped = options.Flag("stepped", false);
  setup.options.dtmf =
      ReadDtmfOptions(Fields(arguments, options.Get("dtmf"), "options.dtmf")).Settings();
  setup.options.tones = ReadTones(arguments, options);

  std::vector<NamedSpan> spans;
  const bool dahdi = board.Choice("type", kBoards) == 1;
  if (dahdi && setup.options.stepped) {
    arguments.OutOfRange("options.stepped", "false: a card keeps its own time",
                         options.Get("stepped"));
  }
  setup.openBoard = dahdi ? ReadDahdiBoard(arguments, board, &spans)
                          : ReadVirtualBoard(arguments, board, setup.options.stepped, &spans);

  const Napi::Array signalling = options.List("signalling", 0, kSpans);
  for (uint32_t i = 0; i < signalling.Length(); ++i) {
    const Fields span(arguments, signalling.Get(i), SpanPath("options.signalling", i));
    setup.options.signalling.spans.push_back(ReadDChannel(arguments, span, spans));
  }
  return setup;
}

}  // namespace spillway
