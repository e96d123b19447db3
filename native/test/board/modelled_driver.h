// SPDX-License-Identifier: GPL-2.0-or-later
// How do the DAHDI driver's queues behave, without a driver? Spans that each go by a clock of their
// own, 8 blocks each way, overruns, underruns, events, alarms, errors; read from dahdi-base.c.
#pragma once

#include <algorithm>
#include <climits>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "native/board/board_error.h"
#include "native/board/dahdi_device.h"
#include "native/core/clock.h"
#include "native/core/ids.h"

namespace spillway::test {

constexpr int64_t kMs = 1'000'000;

/// The clock of the model. Things are to happen at times of it; it never passes one without.
class ModelledClock final : public Clock {
 public:
  int64_t Now() const noexcept override { return now_; }
  void SleepUntil(int64_t at) noexcept override {
    while (!happenings_.empty() && happenings_.begin()->first <= at) {
      const auto next = happenings_.begin();
      now_ = std::max(now_, next->first);
      const std::function<void()> happens = std::move(next->second);
      happenings_.erase(next);
      happens();
    }
    now_ = std::max(now_, at);
  }
  void At(int64_t at, std::function<void()> happens) {
    happenings_.emplace(at, std::move(happens));
  }
  /// When something happens next; INT64_MAX: never.
  int64_t Next() const noexcept {
    return happenings_.empty() ? INT64_MAX : happenings_.begin()->first;
  }

 private:
  int64_t now_{1'000'000'000};
  std::multimap<int64_t, std::function<void()>> happenings_;
};

/// One channel of the card. Its span's clock gives and takes 8 samples at a time, as the driver's.
class ModelledChannel {
 public:
  static constexpr int kChunk = 8;
  static constexpr int64_t kChunkNs = 1'000'000;
  static constexpr size_t kBlocks = DahdiDevice::kBlocks;

  using Block = std::vector<uint8_t>;

  /// What the line brings and takes: the sample's number since the span began, and the sample.
  std::function<uint8_t(int64_t)> brings = [](int64_t) { return kSilence; };
  std::function<void(int64_t, uint8_t)> takes = [](int64_t, uint8_t) {};

  // What a test may look at.
  int64_t overruns{0}, underruns{0}, dryChunks{0}, systemCalls{0}, reads{0}, writes{0};
  bool TellsSlips() const noexcept { return tellsSlips_; }
  std::vector<std::pair<int64_t, LineAction>> acts;
  std::vector<int> cancellers;  // how far back, each time that it was switched
  int canceller{0};             // now

  // What a test may set.
  ChannelKind kind{ChannelKind::kBearer};
  int slot{1};
  bool offHook{false};
  int64_t busyUntil{0};  // it has hung up, and refuses to ring and to go off hook
  bool batteryLost{false};
  int millivolts{-1};  // of an FXS port's line; -1: its driver does not tell
  bool gone{false};    // its driver went away: every call fails until it is opened again
  bool absent{false};  // and it cannot be opened
  int failures{0};     // so many transfers fail with an error that is none of the usual ones
  int opened{0};
  std::deque<Block> framesIn, framesOut;  // D-channel

  size_t Unread() const noexcept { return read_.size(); }
  /// What is still to be sent, in samples.
  size_t Unsent() const noexcept {
    size_t samples = 0;
    for (const Block& block : written_) samples += block.size();
    return samples - sentOfFirst_;
  }

  void Tell(DahdiEvent event) {
    if (event == DahdiEvent::kOffHook || event == DahdiEvent::kOnHook)
      offHook = event == DahdiEvent::kOffHook;
    if (events_.size() < 63) events_.push_back(event);
  }

  /// 8 samples in, 8 out.
  void Chunk() {
    if (kind == ChannelKind::kData) return;
    for (int i = 0; i < kChunk; ++i) {
      const uint8_t sample = brings(sample_ + i);
      if (stalled_) continue;
      filling_.push_back(sample);
      if (filling_.size() < kFrameSamples) continue;
      read_.push_back(std::move(filling_));
      filling_.clear();
      stalled_ = read_.size() == kBlocks;
    }
    if (stalled_ && !overrun_) Slipped(DahdiEvent::kReadOverrun, &overruns);
    overrun_ = stalled_;
    bool dry = false;
    for (int i = 0; i < kChunk; ++i) {
      dry = dry || written_.empty();
      takes(sample_ + i, written_.empty() ? kSilence : written_.front()[sentOfFirst_]);
      if (written_.empty() || ++sentOfFirst_ < written_.front().size()) continue;
      written_.pop_front();
      sentOfFirst_ = 0;
    }
    if (dry) ++dryChunks;
    if (dry && !underrun_) Slipped(DahdiEvent::kWriteUnderrun, &underruns);
    underrun_ = dry;
    sample_ += kChunk;
  }

 private:
  friend class ModelledDevice;
  void Slipped(DahdiEvent event, int64_t* count) {
    ++*count;
    if (tellsSlips_) Tell(event);
  }
  void FlushReceived() {
    read_.clear();
    filling_.clear();
    stalled_ = false;
  }
  void Flush() {
    FlushReceived();
    written_.clear();
    sentOfFirst_ = 0;
  }

  std::deque<Block> read_, written_;
  Block filling_;
  size_t sentOfFirst_{0};
  int64_t sample_{0};
  bool stalled_{false};  // no block is free for what is received
  bool overrun_{false}, underrun_{false};
  bool tellsSlips_{false};
  std::deque<DahdiEvent> events_;
};

/// A span of the card: its clock, its alarm, its channels.
struct ModelledSpan {
  double ppm{0};  // how much faster than the engine's clock
  int64_t begunAt{0};
  int64_t chunks{0};
  bool stopped{false};  // gives and takes nothing
  bool inAlarm{false};
  Alarm alarm{Alarm::kRed};
  std::vector<int> numbers;

  int64_t ChunkAt(int64_t chunk) const noexcept {
    return begunAt + static_cast<int64_t>(static_cast<double>(chunk * ModelledChannel::kChunkNs) /
                                          (1 + ppm * 1e-6));
  }
};

class ModelledCard;

/// A channel as the board has it open.
class ModelledDevice final : public DahdiDevice {
 public:
  ModelledDevice(ModelledCard& card, int number, ModelledSpan& span, ModelledChannel& channel);
  ~ModelledDevice() override { Close(); }
  void Close() noexcept override;
  int Number() const noexcept override { return number_; }
  int Fd() const noexcept override { return kFirstFd + number_; }
  ChannelKind Kind() const noexcept override { return channel_.kind; }
  int Slot() const noexcept override { return channel_.slot; }
  bool WasOffHook() const noexcept override { return channel_.offHook; }
  Transfer Read(void* bytes, size_t capacity, size_t* size) noexcept override;
  Transfer Write(const void* bytes, size_t size) noexcept override;
  void Flush() noexcept override;
  void FlushReceived() noexcept override;
  void TellSlips(bool on) noexcept override {
    ++channel_.systemCalls;
    channel_.tellsSlips_ = on;
  }
  DahdiEvent NextEvent() noexcept override;
  bool Act(LineAction action, bool* busy) noexcept override;
  bool SpanAlarm(Alarm* alarm) const noexcept override {
    if (!span_.inAlarm || Gone()) return false;
    *alarm = span_.alarm;
    return true;
  }
  bool OffHook() const noexcept override { return channel_.offHook; }
  bool ChannelAlarm() const noexcept override { return channel_.batteryLost; }
  bool LineMillivolts(int* millivolts) const noexcept override {
    *millivolts = channel_.millivolts;
    return channel_.millivolts >= 0;
  }
  void CancelEcho(int samples) noexcept override {
    ++channel_.systemCalls;
    if (Gone()) return;
    channel_.cancellers.push_back(samples);
    channel_.canceller = samples;
  }
  short Ready() const noexcept;

 private:
  static constexpr int kFirstFd = 1'000'000;  // no eventfd has such a number
  bool Gone() const noexcept { return channel_.gone || lost_; }
  bool Fails(Transfer* how) noexcept;

  ModelledCard& card_;
  const int number_;
  ModelledSpan& span_;
  ModelledChannel& channel_;
  bool closed_{false};
  bool lost_{false};  // gone since: opened before the driver came back
};

/// The card and its driver. Made by a test, which keeps it; the board gets a Driver().
class ModelledCard {
 public:
  explicit ModelledCard(ModelledClock& clock) : clock_(clock) {}

  ModelledSpan& AddSpan(int first, int count, ChannelKind kind = ChannelKind::kBearer,
                        double ppm = 0) {
    spans_.push_back(std::make_unique<ModelledSpan>());
    ModelledSpan& span = *spans_.back();
    span.ppm = ppm;
    span.begunAt = clock_.Now();
    for (int i = 0; i < count; ++i) {
      ModelledChannel& channel = channels_[first + i];
      channel.slot = i + 1;
      const bool data = kind == ChannelKind::kBearer && channel.slot == 16;
      channel.kind = data ? ChannelKind::kData : kind;
      span.numbers.push_back(first + i);
    }
    return span;
  }
  ModelledChannel& Channel(int number) { return channels_.at(number); }
  ModelledClock& TheClock() noexcept { return clock_; }
  ModelledSpan& SpanOf(int number) {
    for (auto& span : spans_) {
      const auto& numbers = span->numbers;
      if (std::find(numbers.begin(), numbers.end(), number) != numbers.end()) return *span;
    }
    throw BoardError("BOARD_NO_SUCH_CHANNEL", "DAHDI channel " + std::to_string(number));
  }
  /// Every channel of the span is told, as the driver does when an alarm begins or has ended.
  void SetAlarm(ModelledSpan& span, bool on, Alarm alarm = Alarm::kLossOfSignal) {
    const bool changed = span.inAlarm != on;
    span.inAlarm = on;
    span.alarm = alarm;
    if (!changed) return;  // that its kind is another one is not told
    for (int number : span.numbers) {
      channels_[number].Tell(on ? DahdiEvent::kAlarm : DahdiEvent::kNoAlarm);
    }
  }

  std::unique_ptr<DahdiDriver> Driver();

  /// The next waiting ends so much later than it should, once, from `at` on: the process was
  /// stopped, or another had the processor.
  void StopAt(int64_t at, int64_t ns) { stops_.emplace(at, ns); }
  /// How late a thread runs after it was woken, ever anew.
  std::function<int64_t()> lateness = [] { return int64_t{20'000}; };

  int64_t polls{0};

  /// Gives and takes what is due by now.
  void Run() {
    for (auto& span : spans_) {
      while (span->ChunkAt(span->chunks + 1) <= clock_.Now()) {
        ++span->chunks;
        if (span->stopped) continue;
        for (int number : span->numbers) channels_[number].Chunk();
      }
    }
  }
  int Poll(pollfd* awaited, size_t count, int64_t timeoutNs) noexcept;
  void Opened(ModelledDevice* device) { open_[device->Fd()] = device; }
  void Closed(const ModelledDevice* device) {
    const auto known = open_.find(device->Fd());
    if (known != open_.end() && known->second == device) open_.erase(known);
  }

 private:
  int64_t NextChunk() const noexcept {
    int64_t next = INT64_MAX;
    for (const auto& span : spans_) next = std::min(next, span->ChunkAt(span->chunks + 1));
    return next;
  }
  int Look(pollfd* awaited, size_t count) noexcept;
  void ComeLate(int64_t more) {
    clock_.SleepUntil(clock_.Now() + more);
    Run();
  }

  ModelledClock& clock_;
  std::vector<std::unique_ptr<ModelledSpan>> spans_;
  std::map<int, ModelledChannel> channels_;
  std::map<int, ModelledDevice*> open_;
  std::multimap<int64_t, int64_t> stops_;
};

}  // namespace spillway::test

#include "native/test/board/modelled_driver_calls.h"  // IWYU pragma: keep
