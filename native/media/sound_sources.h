// SPDX-License-Identifier: GPL-2.0-or-later
// What can be heard in this tick, as bytes and as samples?
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "native/contract/commands.h"
#include "native/core/ids.h"
#include "native/dsp/samples/sample_path.h"
#include "native/dsp/simd/paths.h"

namespace spillway {

/// A source: what a channel receives, its foreground, its background, what it is sent, or what its
/// stream gives.
using SourceIndex = int32_t;

constexpr int kSourceKinds = 5;

/// The 20 ms of every source. A source is silent, or has bytes, or samples, or both once somebody
/// asks for samples: each is decoded once a tick, however many hear it. Media thread only; nothing
/// allocates after construction.
class SoundSources {
 public:
  explicit SoundSources(int channels, const SamplePath& path = WidestPath<SamplePath>())
      : path_(path),
        channels_(channels),
        frames_(static_cast<size_t>(channels) * kSourceKinds),
        samples_(std::make_unique<Samples[]>(frames_.size())) {}

  SourceIndex Of(SourceKind kind, ChannelIndex channel) const noexcept {
    return static_cast<SourceIndex>(kind) * channels_ + channel;
  }
  int Count() const noexcept { return static_cast<int>(frames_.size()); }
  ChannelIndex ChannelOf(SourceIndex source) const noexcept { return source % channels_; }

  /// Nothing is heard of it in this tick.
  void Hush(SourceIndex source) noexcept { frames_[source] = {}; }
  /// It has these 160 bytes, which stay where they are to the end of the tick. `masked`: only those
  /// hear it who hear masked channels.
  void Give(SourceIndex source, const uint8_t* bytes, bool masked = false) noexcept {
    frames_[source] = {bytes, false, masked};
  }
  /// It has the samples that the caller writes to where this points.
  int16_t* GiveSamples(SourceIndex source) noexcept {
    frames_[source] = {nullptr, true, false};
    return samples_[source].values;
  }

  bool Heard(SourceIndex source, bool unmasked) const noexcept {
    const Frame& frame = frames_[source];
    return (frame.bytes != nullptr || frame.decoded) && (unmasked || !frame.masked);
  }
  /// Null when it has samples only.
  const uint8_t* Bytes(SourceIndex source) const noexcept { return frames_[source].bytes; }
  const int16_t* SamplesOf(SourceIndex source) noexcept {
    Frame& frame = frames_[source];
    if (!frame.decoded) path_.decodeAlaw(frame.bytes, kFrameSamples, samples_[source].values);
    frame.decoded = true;
    return samples_[source].values;
  }

 private:
  struct Frame {
    const uint8_t* bytes{nullptr};
    bool decoded{false};
    bool masked{false};
  };
  struct Samples {
    alignas(64) int16_t values[kFrameSamples];
  };

  const SamplePath& path_;
  const int channels_;
  std::vector<Frame> frames_;
  std::unique_ptr<Samples[]> samples_;
};

}  // namespace spillway
