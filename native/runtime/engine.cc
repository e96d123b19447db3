// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/engine.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "native/media/file_system.h"

namespace spillway {
namespace {

constexpr int64_t kTickNs = 20'000'000;

// A channel tells two facts a second in a wave, and ten at the very most: that is two minutes, and
// 25 s. Its line tells ten for a call.
constexpr size_t kMediaFactsPerChannel = 256;
constexpr size_t kLineFactsPerChannel = 32;
constexpr size_t kDiskFactsPerChannel = 32;
constexpr size_t kMetersPerChannel = 16;
constexpr size_t kLeastMediaFacts = 65'536;  // a small box is not short of memory
constexpr size_t kLeastFacts = 8'192;
constexpr size_t kLeastMeters = 4'096;
constexpr size_t kCommands = 8'192;
constexpr size_t kTracedFrames = 1'024;  // over a second of a D-channel full of RR, both ways

MediaLimits LimitsFor(const Board& board) {
  const int channels = board.ChannelCount();
  return {channels, channels, kPrompts};
}

size_t ForChannels(const Board& board, size_t perChannel, size_t least) {
  return std::max(least, perChannel * static_cast<size_t>(board.ChannelCount()));
}

size_t Read(SpscRing<Record>& ring, Record* records, size_t capacity) noexcept {
  size_t count = 0;
  while (count < capacity && ring.TryPop(&records[count])) ++count;
  return count;
}

/// -1: the span has no such port.
ChannelIndex ChannelOf(const Board& board, const Engine::OwnLine& line) {
  const SpanInfo& span = board.Spans()[static_cast<size_t>(line.span)];
  return line.slot > span.channelCount ? -1 : span.firstChannel + line.slot - 1;
}

TonePlans PlansFor(const Board& board, const Engine::Options& options) {
  TonePlans plans(options.tones);
  plans.others = options.otherTones;
  for (const Engine::OwnLine& line : options.lines) {
    const ChannelIndex channel = ChannelOf(board, line);
    if (channel >= 0 && line.plan >= 0) plans.own.push_back({channel, line.plan});
  }
  return plans;
}

LineGains GainsFor(const Board& board, const Engine::Options& options) {
  std::vector<LineGain> gains;
  for (const Engine::OwnLine& line : options.lines) {
    const ChannelIndex channel = ChannelOf(board, line);
    if (channel >= 0) gains.push_back({channel, line.receiveDb, line.sendDb});
  }
  return LineGains(gains);
}

}  // namespace

Engine::Engine(const OpenBoard& openBoard, const Options& options, Doorbell* bell)
    : Engine(openBoard, options, bell, HeapNotes(!options.stepped)) {}

Engine::Engine(const OpenBoard& openBoard, const Options& options, Doorbell* bell,
               HeapNotes&& notes)
    : board_(openBoard(clock_)),
      stepped_(options.stepped),
      bell_(bell),
      mediaSink_(ForChannels(*board_, kMediaFactsPerChannel, kLeastMediaFacts),
                 ForChannels(*board_, kMetersPerChannel, kLeastMeters), &bell_),
      lineSink_(ForChannels(*board_, kLineFactsPerChannel, kLeastFacts), 1, &bell_),
      diskSink_(ForChannels(*board_, kDiskFactsPerChannel, kLeastFacts), 1, &bell_),
      trace_(kTracedFrames, &bell_),
      mediaCommands_(kCommands),
      lineCommands_(kCommands),
      diskLink_(LimitsFor(*board_)),
      media_(LimitsFor(*board_), &diskLink_, &mediaSink_, options.dtmf, PlansFor(*board_, options)),
      signalling_(*board_, options.signalling, lineSink_, &trace_),
      diskWorker_(&diskLink_, &PosixFileSystem(), &diskSink_, options.stepped ? nullptr : &memory_),
      mediaThread_(*board_, clock_, media_, mediaCommands_, mediaSink_, GainsFor(*board_, options)),
      signallingThread_(*board_, clock_, signalling_, lineCommands_, lineSink_, trace_),
      diskThread_(diskWorker_, diskSink_, clock_) {
  if (Stepped()) return;
  memory_.KeepProgram();
  memory_.Keep(this, sizeof(*this));
  memory_.Keep(notes.Take());
  bell_.Start();
  diskThread_.Start();
  signallingThread_.Start(&memory_);
  realTime_ = mediaThread_.Start(&memory_);
}

Engine::~Engine() {
  Close();
  memory_.ReleaseAll();
  MediaCommand command;
  while (mediaCommands_.TryPop(&command)) std::free(command.file);
}

bool Engine::Post(const MediaCommand& command) noexcept {
  if (!mediaCommands_.TryPush(command)) {
    std::free(command.file);
    return false;
  }
  if (Stepped()) return true;
  mediaThread_.Rouse();
  diskThread_.Rouse();
  return true;
}

int Engine::OpenStream(MediaCommand command, uint32_t frames) {
  streams_.push_back(std::make_unique<StreamMemory>(command.operation, frames));
  command.stream = streams_.back().get();
  if (Post(command)) {
    if (!Stepped()) memory_.Keep(command.stream->Head(), command.stream->Bytes());
    return command.stream->Descriptor();
  }
  streams_.pop_back();
  return -1;
}

/// Lines of one exchange share a bank: it costs the same for one as for sixteen.
ToneBank* Engine::BankFor(const TonePlan& plan) {
  for (const LaterPlan& later : laterPlans_) {
    if (later.plan == plan) return later.bank.get();
  }
  if (laterPlans_.size() == ToneWatch::kMostLater) return nullptr;
  HeapNotes notes(!Stepped());
  laterPlans_.push_back({plan, std::make_unique<ToneBank>(board_->ChannelCount(), plan)});
  memory_.Keep(notes.Take());
  return laterPlans_.back().bank.get();
}

bool Engine::UseTones(ChannelIndex channel, const TonePlan* plan) {
  MediaCommand command{};
  command.kind = MediaCommand::Kind::kUseTones;
  command.channel = channel;
  if (plan != nullptr && (command.bank = BankFor(*plan)) == nullptr) return false;
  return Post(command);
}

bool Engine::Post(const LineCommand& command) noexcept {
  if (!lineCommands_.TryPush(command)) return false;
  if (!Stepped()) board_->WakeSignalling();
  return true;
}

void Engine::Step(int ticks) noexcept {
  for (int i = 0; i < ticks; ++i) {
    board_->Await();
    signallingThread_.Turn(steppedTicks_ * kTickNs);
    mediaThread_.Tick();
    diskThread_.Turn();
    // The far end may begin its next tick. What JavaScript makes of this one is done in ours.
    board_->Flush();
    ++steppedTicks_;
  }
  mediaSink_.Flush();
  lineSink_.Flush();
  diskSink_.Flush();
}

/// Frees the streams that had ended before the last facts were read, so that whoever hears `ended`
/// can rely on the descriptor until then.
size_t Engine::ReadFacts(Record* records, size_t capacity) noexcept {
  bell_.Answer();
  RingSink* const sinks[] = {&mediaSink_, &lineSink_, &diskSink_};
  released_.clear();
  for (const auto& stream : streams_) {
    if (stream->Released()) released_.push_back(stream.get());
  }
  const size_t count = ReadInOrder(sinks, 3, records, capacity);
  if (count == 0 && !released_.empty()) FreeStreams();
  return count;
}

void Engine::FreeStreams() noexcept {
  for (const StreamMemory* stream : released_) {
    if (!Stepped()) memory_.Release(stream->Head(), stream->Bytes());
  }
  const auto isOver = [this](const std::unique_ptr<StreamMemory>& stream) {
    return std::find(released_.begin(), released_.end(), stream.get()) != released_.end();
  };
  streams_.erase(std::remove_if(streams_.begin(), streams_.end(), isOver), streams_.end());
}

size_t Engine::ReadMeters(Record* records, size_t capacity) noexcept {
  return Read(mediaSink_.Meters(), records, capacity);
}

bool Engine::ReadFrame(TracedFrame* frame) noexcept {
  bell_.Answer();
  return trace_.Frames().TryPop(frame);
}

double Engine::Now() const noexcept {
  const int64_t now = Stepped() ? steppedTicks_ * kTickNs : clock_.Now();
  return static_cast<double>(now) / 1e6;
}

EngineCounters Engine::Counters() const {
  const MediaThread::Counters& totals = mediaThread_.Totals();
  const BoardCounters board = board_->Counters();
  std::vector<BoardCounters> spans;
  for (SpanIndex span = 0; span < board_->SpanCount(); ++span)
    spans.push_back(board_->SpanCounters(span));
  return {totals.ticks.load(std::memory_order_relaxed),
          totals.late.load(std::memory_order_relaxed),
          totals.overruns.load(std::memory_order_relaxed),
          board.slips,
          board.frameErrors,
          board.badPackets,
          mediaSink_.Lost() + lineSink_.Lost() + diskSink_.Lost(),
          signallingThread_.Turns(),
          memory_.LockedBytes(),
          memory_.RefusedBytes(),
          std::move(spans)};
}

void Engine::Close() noexcept {
  mediaThread_.Stop();
  media_.EndStreams();
  for (const auto& stream : streams_) stream->Release();  // also those that never began
  signallingThread_.Stop();
  diskThread_.Stop();
  bell_.Stop();
}

}  // namespace spillway
