// SPDX-License-Identifier: GPL-2.0-or-later
// How do the tests of media/ drive an engine? Step by step, media first, then disk, under the
// guard.
#pragma once

#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "native/media/disk_worker.h"
#include "native/media/media_engine.h"
#include "native/media/wav.h"
#include "native/test/media/routes.h"
#include "native/test/realtime_guard.h"

namespace spillway {

using Bytes = std::vector<uint8_t>;

/// Keeps facts and meters without allocating.
class KeepingSink : public Sink {
 public:
  void Push(const Record& record) noexcept override {
    if (factCount_ < facts_.size()) facts_[factCount_++] = record;
  }
  void PushMeter(const Record& record) noexcept override {
    if (meterCount_ < meters_.size()) meters_[meterCount_++] = record;
  }

  /// The facts of a kind, oldest first.
  template <typename Fact>
  std::vector<Fact> All() const {
    std::vector<Fact> found;
    for (size_t i = 0; i < factCount_; ++i) {
      Fact fact;
      const uint16_t type = fact.type;
      std::memcpy(static_cast<void*>(&fact), facts_[i].bytes, sizeof fact);
      if (fact.type == type) found.push_back(fact);
    }
    return found;
  }
  /// The types of all facts, in order.
  std::vector<FactType> Types() const {
    std::vector<FactType> types;
    for (size_t i = 0; i < factCount_; ++i) {
      uint16_t type;
      std::memcpy(&type, facts_[i].bytes, sizeof type);
      types.push_back(static_cast<FactType>(type));
    }
    return types;
  }
  std::vector<LevelMeter> Levels() const {
    std::vector<LevelMeter> levels(meterCount_);
    for (size_t i = 0; i < meterCount_; ++i) {
      std::memcpy(static_cast<void*>(&levels[i]), meters_[i].bytes, sizeof levels[i]);
    }
    return levels;
  }
  size_t Count() const noexcept { return factCount_; }
  void Clear() noexcept { factCount_ = meterCount_ = 0; }

 private:
  std::array<Record, 8192> facts_;
  std::array<Record, 1024> meters_;
  size_t factCount_{0};
  size_t meterCount_{0};
};

/// A folder that is gone afterwards.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "spillway-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string File(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

inline Bytes ReadBytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return Bytes{std::istreambuf_iterator<char>(file), {}};
}

inline void WriteBytes(const std::string& path, const Bytes& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<long>(bytes.size()));
}

/// Bytes that are never the same twice in 160.
inline Bytes RandomBytes(uint32_t seed, size_t count) {
  std::mt19937 random(seed);
  Bytes bytes(count);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  return bytes;
}

/// A WAV file with a header of 44 bytes.
inline Bytes Wav(uint16_t format, uint16_t channels, uint32_t rate, uint16_t bits,
                 const Bytes& data) {
  Bytes file;
  const auto text = [&](const char* tag) { file.insert(file.end(), tag, tag + 4); };
  const auto number = [&](uint32_t value, int size) {
    for (int i = 0; i < size; ++i) file.push_back(static_cast<uint8_t>(value >> (8 * i)));
  };
  text("RIFF");
  number(static_cast<uint32_t>(36 + data.size()), 4);
  text("WAVE");
  text("fmt ");
  number(16, 4);
  number(format, 2);
  number(channels, 2);
  number(rate, 4);
  number(rate * channels * bits / 8, 4);
  number(channels * bits / 8u, 2);
  number(bits, 2);
  text("data");
  number(static_cast<uint32_t>(data.size()), 4);
  file.insert(file.end(), data.begin(), data.end());
  return file;
}

inline Bytes AlawWav(const Bytes& alaw) { return Wav(6, 1, 8000, 8, alaw); }

/// An engine, its disk worker and what channels receive and send.
class MediaFixture {
 public:
  explicit MediaFixture(int channels = 4, FileSystem* files = &PosixFileSystem(),
                        const TonePlan& tones = {})
      : limits{channels, channels, 64},
        link(limits),
        engine(limits, &link, &facts, {}, tones),
        disk(&link, files, &diskFacts),
        received(static_cast<size_t>(channels) * kFrameSamples, kSilence),
        sent(received.size(), 0) {}

  void Execute(const MediaCommand& command) {
    const ForbidAllocation guard;
    engine.Execute(command);
  }
  void Tick() {
    const ForbidAllocation guard;
    engine.Tick(received.data(), sent.data());
  }
  /// So many ticks, the disk worker behind each of them.
  void Step(int ticks = 1) {
    for (int i = 0; i < ticks; ++i) {
      Tick();
      while (disk.Run()) {
      }
    }
  }

  void Receive(ChannelIndex channel, const uint8_t* frame) {
    std::memcpy(&received[static_cast<size_t>(channel) * kFrameSamples], frame, kFrameSamples);
  }
  void Receive(ChannelIndex channel, uint8_t byte) {
    std::memset(&received[static_cast<size_t>(channel) * kFrameSamples], byte, kFrameSamples);
  }
  Bytes Sent(ChannelIndex channel) const {
    const auto from = sent.begin() + static_cast<long>(channel) * kFrameSamples;
    return Bytes(from, from + kFrameSamples);
  }
  /// What a channel is sent in so many ticks.
  Bytes Hear(ChannelIndex channel, int ticks) {
    Bytes heard;
    for (int i = 0; i < ticks; ++i) {
      Step();
      const Bytes frame = Sent(channel);
      heard.insert(heard.end(), frame.begin(), frame.end());
    }
    return heard;
  }

  static MediaCommand Command(MediaCommand::Kind kind, ChannelIndex channel = -1,
                              OperationId operation = 0) {
    MediaCommand command{};
    command.kind = kind;
    command.channel = channel;
    command.operation = operation;
    command.repeatFrom = -1;
    return command;
  }
  void LoadPrompt(PromptIndex prompt, const std::string& path) {
    MediaCommand command = Command(MediaCommand::Kind::kLoadPrompt);
    command.prompt = prompt;
    command.file = strdup(path.c_str());
    Execute(command);
  }
  /// Makes a file of A-law bytes and loads it.
  void MakePrompt(PromptIndex prompt, const Bytes& alaw) {
    const std::string path = folder.File("prompt" + std::to_string(prompt) + ".wav");
    WriteBytes(path, AlawWav(alaw));
    LoadPrompt(prompt, path);
    Step(2);
  }
  void Play(OperationId operation, ChannelIndex channel, const std::vector<PromptIndex>& prompts,
            bool loop = false, uint16_t stopDigits = 0) {
    MediaCommand command = Command(MediaCommand::Kind::kPlay, channel, operation);
    command.loop = loop;
    command.stopDigits = stopDigits;
    command.count = static_cast<uint8_t>(prompts.size());
    std::copy(prompts.begin(), prompts.end(), command.prompts);
    Execute(command);
  }
  void SendDigits(OperationId operation, ChannelIndex channel, const char* digits) {
    MediaCommand command = Command(MediaCommand::Kind::kSendDigits, channel, operation);
    command.onMs = 80;
    command.offMs = 80;
    command.levelDbm0 = -9;
    strncpy(command.digits, digits, kDigitsLength - 1);
    Execute(command);
  }
  void Record(OperationId operation, ChannelIndex channel, const std::string& path) {
    MediaCommand command = Command(MediaCommand::Kind::kRecord, channel, operation);
    command.file = strdup(path.c_str());
    Execute(command);
  }
  void Listen(OperationId operation, ChannelIndex channel, PromptIndex prompt) {
    MediaCommand command = Command(MediaCommand::Kind::kListen, channel, operation);
    command.prompt = prompt;
    Execute(command);
  }
  void Route(const std::vector<RoutedEar>& ears, OperationId operation = 9'000) {
    Execute(RouteOf(operation, ears));
  }
  void Join(int bridge, ChannelIndex channel, bool heard = true, float gainDb = 0) {
    Route(bridges.Join(bridge, channel, heard, std::pow(10.0f, gainDb / 20)));
  }
  void Leave(ChannelIndex channel) { Route(bridges.Leave(channel)); }
  void Reset(ChannelIndex channel) {
    bridges.Leave(channel);
    Execute(Command(MediaCommand::Kind::kReset, channel));
  }
  void Pause(OperationId operation, bool on) {
    MediaCommand command = Command(MediaCommand::Kind::kPause, -1, operation);
    command.on = on;
    Execute(command);
  }
  void Detect(ChannelIndex channel) {
    MediaCommand command = Command(MediaCommand::Kind::kDetect, channel);
    command.on = true;
    Execute(command);
  }
  void HearTones(ChannelIndex channel, unsigned kinds) {
    MediaCommand command = Command(MediaCommand::Kind::kHearTones, channel);
    command.tones = static_cast<uint16_t>(kinds);
    Execute(command);
  }
  void Stop(OperationId operation) { Execute(Command(MediaCommand::Kind::kStop, -1, operation)); }

  const MediaLimits limits;
  TemporaryFolder folder;
  KeepingSink facts;
  KeepingSink diskFacts;
  DiskLink link;
  MediaEngine engine;
  TestBridges bridges;
  DiskWorker disk;
  Bytes received;
  Bytes sent;
};

}  // namespace spillway
