// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/media_thread.h"

#include <algorithm>
#include <utility>

namespace spillway {
namespace {

constexpr int64_t kTickNs = 20'000'000;
constexpr int64_t kLateNs = 10'000'000;
constexpr int kCatchUpTicks = 4;                 // what a board's buffers hold
constexpr int kCommandsPerTick = 1024;           // the rest waits one tick
constexpr uint64_t kTicksPerMeter = 50;          // one second
constexpr uint64_t kRestingTicksPerMeter = 500;  // each wakes JavaScript

// The board's 20 ms and our clock's differ by up to 50 ppm or so. Without this leak the difference
// would add up to late ticks that are none; with it, to 0.3 ms.
constexpr int kQuietTicks = 50;           // one second, in which answers of the disk have come, too
constexpr int64_t kRestNs = 480'000'000;  // and then a tick

constexpr int64_t kDueLeak = 256;

}  // namespace

MediaThread::MediaThread(Board& board, Clock& clock, MediaEngine& media,
                         SpscRing<MediaCommand>& commands, RingSink& sink, LineGains gains)
    : board_(board),
      clock_(clock),
      media_(media),
      commands_(commands),
      sink_(sink),
      gains_(std::move(gains)),
      received_(std::make_unique<uint8_t[]>(board.Channels().size() * kFrameSamples)),
      sent_(std::make_unique<uint8_t[]>(board.Channels().size() * kFrameSamples)) {}

MediaThread::~MediaThread() { Stop(); }

RealTimeRank MediaThread::Start(MemoryLock* memory) {
  thread_ = StartThread("spillway-media", [this] { Run(); });
  memory_ = memory;
  memory_->KeepStack(thread_);
  return RaiseToRealTime(thread_, kMediaPriority);
}

void MediaThread::Stop() noexcept {
  stop_.store(true);
  if (!thread_.joinable()) return;
  board_.Wake();
  memory_->ReleaseStack(thread_);
  thread_.join();
}

void MediaThread::Run() noexcept {
  while (!stop_.load()) {
    const int64_t waiting = clock_.Now();
    if (quietTicks_ >= kQuietTicks && board_.MayRest()) Rest();
    const int owed = board_.Await();
    breather_.Idle(clock_.Now() - waiting);
    if (owed > 0) CatchUp(owed);
    // Here and not inside the tick: it is a system call, and the audio is out already.
    sink_.Flush();
    Breathe();
  }
}

/// What is owed meanwhile is made up for, or skipped and counted, as after any standstill.
void MediaThread::Rest() noexcept {
  const int rested = board_.Rest(kRestNs);
  media_.Skip(rested);
  counters_.ticks.fetch_add(static_cast<uint64_t>(rested), std::memory_order_relaxed);
  due_ += rested * kTickNs;
}

void MediaThread::Breathe() noexcept {
  const int64_t rest = breather_.Rest();
  if (rest > 0) clock_.SleepUntil(clock_.Now() + rest);
}

void MediaThread::Weigh(int64_t costNs, int64_t now) noexcept {
  busy_ += costNs;
  breather_.Busy(costNs);
  if (!JudgeOverload(&load_, costNs, now)) return;
  media_.GiveUp(load_.shed);
  OverloadFact fact;
  fact.at = media_.Now();
  fact.shed = load_.shed;
  fact.tickShare = static_cast<float>(load_.tickShare);
  sink_.Tell(fact);
}

void MediaThread::CatchUp(int owed) noexcept {
  // A card takes a while to open. Facts of the first tick bear the engine's time all the same.
  if (due_ < 0) media_.Skip(std::max(0, static_cast<int>(clock_.Now() / kTickNs) - owed));
  const int skipped = std::max(0, owed - kCatchUpTicks);
  if (skipped > 0) {
    media_.Skip(skipped);
    counters_.overruns.fetch_add(static_cast<uint64_t>(skipped), std::memory_order_relaxed);
    if (due_ >= 0) due_ += skipped * kTickNs;
  }
  media_.Follow(static_cast<double>(clock_.Now() - (owed - skipped) * kTickNs) / 1e6);
  for (int i = skipped; i < owed; ++i) {
    const int64_t begun = clock_.Now();
    Measure(begun);
    Tick();
    const int64_t ended = clock_.Now();
    Weigh(ended - begun, ended);
  }
}

void MediaThread::Tick() noexcept {
  MediaCommand command;
  int commands = 0;
  for (; commands < kCommandsPerTick && commands_.TryPop(&command); ++commands)
    media_.Execute(command);
  media_.UseChannels(&board_);
  quietTicks_ = commands == 0 && media_.Idle() ? std::min(quietTicks_ + 1, kQuietTicks) : 0;
  board_.Read(received_.get());
  gains_.Receive(received_.get());
  media_.Tick(received_.get(), sent_.get());
  gains_.Send(sent_.get());
  board_.Write(sent_.get());
  WatchFaxes();
  const uint64_t ticks = counters_.ticks.fetch_add(1, std::memory_order_relaxed) + 1;
  const bool resting = quietTicks_ >= kQuietTicks && board_.MayRest();
  if (ticks - meteredTicks_ >= (resting ? kRestingTicksPerMeter : kTicksPerMeter)) TellTotals();
}

void MediaThread::WatchFaxes() noexcept {
  for (ChannelIndex fax; (fax = media_.TakeFax()) >= 0;) board_.HeardFax(fax);
  const uint32_t changes = board_.EchoChanges();
  if (changes == echoChanges_) return;
  echoChanges_ = changes;
  for (const ChannelInfo& channel : board_.Channels()) {
    media_.WatchFax(channel.index, board_.CancelsEcho(channel.index));
  }
}

void MediaThread::Measure(int64_t now) noexcept {
  if (due_ < 0 || now < due_) due_ = now;
  const int64_t late = now - due_;
  if (late > kLateNs) counters_.late.fetch_add(1, std::memory_order_relaxed);
  worstLate_ = std::max(worstLate_, late);
  due_ += kTickNs + late / kDueLeak;
}

void MediaThread::TellTotals() noexcept {
  const int64_t now = clock_.Now();
  TicksMeter meter;
  meter.at = media_.Now();
  meter.total = static_cast<double>(counters_.ticks.load(std::memory_order_relaxed));
  meter.late = static_cast<double>(counters_.late.load(std::memory_order_relaxed));
  meter.overruns = static_cast<double>(counters_.overruns.load(std::memory_order_relaxed));
  meter.slips = static_cast<double>(board_.Counters().slips);
  meter.worstLateMs = static_cast<double>(worstLate_) / 1e6;
  meter.busyShare =
      static_cast<double>(busy_) / static_cast<double>(std::max<int64_t>(1, now - meteredAt_));
  sink_.PushMeter(Pack(meter));
  meteredAt_ = now;
  meteredTicks_ = counters_.ticks.load(std::memory_order_relaxed);
  worstLate_ = 0;
  busy_ = 0;
}

}  // namespace spillway
