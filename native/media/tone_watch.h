// SPDX-License-Identifier: GPL-2.0-or-later
// Which call-progress and fax tones do the far ends of the channels play?
#pragma once

#include <memory>
#include <vector>

#include "native/core/ids.h"
#include "native/core/sink.h"
#include "native/dsp/tone/tone_bank.h"

namespace spillway {

/// Detectors of tones for every channel, each off at first, and the facts that they tell. Only what
/// the line itself receives is listened to, never a bridge: others' tones clear nobody's call.
/// Media thread; allocates when it is made.
class ToneWatch {
 public:
  /// So many banks can be used that are not of the plans that it is made with.
  static constexpr size_t kMostLater = 64;

  ToneWatch(int channels, const TonePlans& plans, Sink* sink);

  /// Tells these kinds (ToneBit) from now on, beginning anew; 0: none any more. `now`: media time,
  /// ms.
  void Hear(ChannelIndex channel, unsigned kinds, double now) noexcept;
  /// Tones are those of this bank's plan, from when nothing is wanted on the channel, at once where
  /// nothing is; null: those of most channels. The bank outlives this, and hears only so.
  void Use(ChannelIndex channel, ToneBank* bank) noexcept;
  /// Fax tones are listened for besides what is wanted, and noted for TakeFax; or no more.
  void WatchFax(ChannelIndex channel, bool on, double now) noexcept;
  /// A watched channel on which a fax tone began since it was last asked; -1: none.
  ChannelIndex TakeFax() noexcept;
  bool Listens(ChannelIndex channel) const noexcept { return BankOf(channel).Listens(channel); }
  /// Listens to one tick of all channels: channels x 160 bytes of A-law.
  void Tick(const uint8_t* received, double now) noexcept {
    for (ToneBank* const bank : banks_) {
      bank->Tick(received, [&](ChannelIndex channel, const ToneEvent& event) {
        TellTone(channel, event, now);
      });
    }
  }
  /// Hears nothing for a while: a tone that sounds ends now.
  void Pause(double now) noexcept;
  /// Cadences are counted anew: nobody has heard the steps between.
  void Resume(double now) noexcept;
  /// Media time goes on by this, and nothing was heard.
  void Skip(double milliseconds) noexcept;

 private:
  struct Told {
    double since{0};    // media time, ms, of the first sample that the bank heard
    double started{0};  // of the tone that was told
    bool sounds{false};
    bool watchesFax{false};
    unsigned wanted{0};  // kinds that are told
    ToneBank* bank{nullptr};
    ToneBank* next{nullptr};  // from when nothing is wanted
    HeardTone tone{};
    float dbm0{0};
    uint16_t cadences{0};
  };

  void Listen(ChannelIndex channel, double now) noexcept;
  void TakeNext(ChannelIndex channel) noexcept;
  void NoteFax(ChannelIndex channel) noexcept;
  void TellTone(ChannelIndex channel, const ToneEvent& event, double now) noexcept;
  void TellToneEnded(ChannelIndex channel, double until, float dbm0, double now) noexcept;

  ToneBank& BankOf(ChannelIndex channel) const noexcept { return *channels_[channel].bank; }

  std::vector<std::unique_ptr<ToneBank>> own_;  // one a plan; the first is most channels'
  std::vector<ToneBank*> banks_;                // these, and those that were to be used since
  std::vector<Told> channels_;
  std::vector<bool> faxes_;  // by channel: heard and not yet taken
  int faxCount_{0};
  Sink* const sink_;
};

}  // namespace spillway
