// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompts are listened for, and which have arrived?
#pragma once

#include <array>
#include <vector>

#include "native/contract/commands.h"
#include "native/dsp/prompt_listener.h"
#include "native/media/media_facts.h"
#include "native/media/prompt.h"

namespace spillway {

/// The listen operations of every channel: each ends when its prompt is heard, bit by bit. Media
/// thread only; nothing allocates after construction.
class PromptWatch {
 public:
  PromptWatch(int channels, MediaFacts* facts, Sink* sink)
      : facts_(facts), sink_(sink), channels_(channels) {}

  /// Listens from now on. False when the prompt cannot be told by its sound, or the channel listens
  /// for as many as it can. `now`: media time, ms.
  bool Listen(const MediaCommand& command, const Prompt* prompt, double now) noexcept;
  bool Listens(ChannelIndex channel) const noexcept { return channels_[channel].underWay > 0; }
  /// False when no such operation is under way.
  bool Stop(OperationId operation) noexcept;
  /// Ends all operations of a channel.
  void End(ChannelIndex channel, FinishReason reason) noexcept;
  /// Ends whatever listens for a prompt.
  void Retire(const Prompt* prompt) noexcept;

  /// Listens to one tick of all channels: channels x 160 bytes of A-law.
  void Tick(const uint8_t* received, double now) noexcept;
  /// Media time goes on by this, and nothing was heard.
  void Skip(double milliseconds) noexcept;

 private:
  static constexpr int kListensPerChannel = 8;

  /// `operation` 0: none.
  struct Listening {
    OperationId operation{0};
    const Prompt* prompt{nullptr};
    PromptIndex index{0};
    double since{0};  // media time of its first sample, ms
    PromptListener listener;
  };
  struct Channel {
    int underWay{0};
    std::array<Listening, kListensPerChannel> listens;
  };

  void Match(ChannelIndex channel, Listening* listening, const uint8_t* received,
             double now) noexcept;
  void Finish(ChannelIndex channel, Listening* listening, FinishReason reason) noexcept;
  template <typename Act>
  void ForEach(Act&& act) noexcept;

  MediaFacts* const facts_;
  Sink* const sink_;
  std::vector<Channel> channels_;
};

}  // namespace spillway
