// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/addon/board_options.h"

#include <map>
#include <optional>
#include <utility>

#include "native/board/composite_board.h"
#include "native/board/dahdi_board.h"
#include "native/board/virtual_board.h"

namespace spillway {
namespace {

constexpr size_t kSpans = 16;  // of a board
constexpr size_t kBoardsAtMost = 8;
constexpr size_t kNameBytes = 31;
constexpr size_t kPathBytes = 90;  // with ".signal" behind it, below the 108 of a socket's address
constexpr int kE1Slots = 31;
constexpr int kPorts = 128;
constexpr int kDahdiChannels = 1'024;  // the driver's most
constexpr int kLongestEchoMs = 64;

const char* const kBoards[] = {"virtual", "dahdi"};
constexpr int kVirtual = 0;
const char* const kSides[] = {"station", "telephone"};
const char* const kCarriers[] = {"loop", "listen", "connect"};

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
  if (named.kind == SpanKind::kE1) {
    out.dataSlot = static_cast<int>(span.Integer("dSlot", 1, kE1Slots, kE1DataSlot));
  } else {
    out.channels = static_cast<int>(span.Integer("ports", 1, kPorts));
    out.stationSide = span.Choice("side", kSides) == 0;
  }
  const Fields carrier = span.Inner("carrier");
  out.carrier = static_cast<VirtualSpanOptions::Carrier>(carrier.Choice("type", kCarriers));
  if (out.carrier != VirtualSpanOptions::Carrier::kLoop)
    out.path = carrier.Text("path", kPathBytes);
  return out;
}

/// The peer of a loop is a span of the same board, by its place there.
void FindPeers(const Arguments& arguments, const std::string& path, Napi::Array list,
               std::vector<VirtualSpanOptions>* options) {
  std::vector<NamedSpan> spans;
  for (const VirtualSpanOptions& span : *options) spans.push_back({span.name, span.kind});
  for (uint32_t i = 0; i < list.Length(); ++i) {
    VirtualSpanOptions& span = (*options)[i];
    if (span.carrier != VirtualSpanOptions::Carrier::kLoop) continue;
    const Fields fields(arguments, list.Get(i), SpanPath(path, i));
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
  FindPeers(arguments, board.Path("spans"), list, &options.spans);
  return [options](Clock& clock) { return std::make_unique<VirtualBoard>(options, clock); };
}

/// How far the canceller of each of the span's channels reaches back, in turn.
void ReadEcho(const Arguments& arguments, const Fields& span, const Napi::Array& channels,
              std::map<int, int>* echoMs) {
  if (!span.Has("echoMs")) return;
  const Napi::Array list = span.List("echoMs", channels.Length(), channels.Length());
  for (uint32_t i = 0; i < list.Length(); ++i) {
    const Napi::Value value = list.Get(i);
    const std::string path = SpanPath(span.Path("echoMs"), i);
    const auto ms = static_cast<int>(arguments.IntegerOf(value, path, 0, kLongestEchoMs));
    if (ms != 0 && ms != 16 && ms != 32 && ms != kLongestEchoMs)
      arguments.OutOfRange(path, "0, 16, 32 or 64", value);
    (*echoMs)[channels.Get(i).ToNumber().Int32Value()] = ms;
  }
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
  ReadEcho(arguments, span, list, &out.echoMs);
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

/// One of the boards; adds its spans to `spans`.
Engine::OpenBoard ReadBoard(const Arguments& arguments, const Fields& board, bool stepped,
                            std::vector<NamedSpan>* spans) {
  if (board.Choice("type", kBoards) == kVirtual) {
    return ReadVirtualBoard(arguments, board, stepped, spans);
  }
  if (stepped) {
    arguments.OutOfRange("options.stepped", "false: a card keeps its own time",
                         Napi::Boolean::New(board.Get("type").Env(), true));
  }
  return ReadDahdiBoard(arguments, board, spans);
}

}  // namespace

int FindSpan(const std::vector<NamedSpan>& spans, const std::string& name) {
  for (size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

Engine::OpenBoard ReadBoards(const Arguments& arguments, const Fields& options, bool stepped,
                             std::vector<NamedSpan>* spans) {
  if (!options.Has("boards")) {
    return ReadBoard(arguments, options.Inner("board"), stepped, spans);
  }
  std::vector<Engine::OpenBoard> open;
  std::optional<size_t> card;
  const Napi::Array list = options.List("boards", 1, kBoardsAtMost);
  for (uint32_t i = 0; i < list.Length(); ++i) {
    const Fields board(arguments, list.Get(i), SpanPath(options.Path("boards"), i));
    if (!card && board.Choice("type", kBoards) != kVirtual) card = i;
    open.push_back(ReadBoard(arguments, board, stepped, spans));
  }
  if (open.size() == 1) return open[0];
  return [open, composite = CompositeBoard::Options{card.value_or(0), stepped}](Clock& clock) {
    std::vector<std::unique_ptr<Board>> boards;
    for (const Engine::OpenBoard& each : open) boards.push_back(each(clock));
    return std::make_unique<CompositeBoard>(std::move(boards), composite);
  };
}

}  // namespace spillway
