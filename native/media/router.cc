// SPDX-License-Identifier: GPL-2.0-or-later
// Who hears whom? (How lists are set: router_lists.cc.)
#include "native/media/router.h"

#include <algorithm>
#include <cstring>

#include "native/dsp/samples/gain_ramp.h"
#include "native/dsp/soft_limit.h"

namespace spillway {

Router::Router(int ears, int sources, const SamplePath& path)
    : path_(path), ears_(ears), listed_(sources, 0), sums_(ears, sources) {
  pending_.reserve(ears);
  changed_.reserve(ears);
}

const uint8_t* Router::Hear(int ear, SoundSources& sources, int16_t* mixed, bool* silent) noexcept {
  const Ear& own = ears_[ear];
  const Sounding now = Play(own.plan, sources, mixed);
  *silent = now.silent;
  if (!own.changed) return now.bytes;

  int16_t past[kFrameSamples];
  const Sounding before = Play(own.before, sources, past);
  if (before.silent && now.silent) return nullptr;
  if (before.bytes != nullptr && before.bytes == now.bytes) return now.bytes;
  const auto samples = [this](const Sounding& sounding, int16_t* room) {
    if (sounding.silent) std::memset(room, 0, sizeof(int16_t) * kFrameSamples);
    if (sounding.bytes != nullptr) path_.decodeAlaw(sounding.bytes, kFrameSamples, room);
  };
  samples(now, mixed);
  samples(before, past);
  CrossFade(past, mixed);
  *silent = false;
  return nullptr;
}

void Router::Write(int ear, SoundSources& sources, uint8_t* sent) noexcept {
  const Ear& own = ears_[ear];
  if (!own.changed && WriteWithoutSelf(own.plan, sources, sent)) return;
  int16_t mixed[kFrameSamples];
  bool silent;
  const uint8_t* bytes = Hear(ear, sources, mixed, &silent);
  if (silent) {
    std::memset(sent, kSilence, kFrameSamples);
  } else if (bytes != nullptr) {
    std::memcpy(sent, bytes, kFrameSamples);
  } else {
    path_.encodeAlaw(mixed, kFrameSamples, sent);
  }
}

/// False where the ear hears something else than a sum without one that is in it as bytes.
bool Router::WriteWithoutSelf(const EarPlan& plan, SoundSources& sources, uint8_t* sent) noexcept {
  if (plan.sum == EarPlan::kNoSum || plan.count != 1 || plan.less != 1) return false;
  const HeardSource& self = plan.parts[0];
  if (self.factor != 1 || !sources.Heard(self.source, self.unmasked)) return false;
  const uint8_t* own = sources.Bytes(self.source);
  if (own == nullptr) return false;
  const CommonSum& common = Summed(plan.sum, sources);
  const int parties = common.heard - 1;
  if (parties == 0) {
    std::memset(sent, kSilence, kFrameSamples);
    return true;
  }
  const auto without = parties >= kLimitedParties ? path_.limitWithoutAlaw : path_.sumWithoutAlaw;
  without(common.samples.data(), own, kFrameSamples, sent);
  return true;
}

Router::Sounding Router::Play(const EarPlan& plan, SoundSources& sources, int16_t* mixed) noexcept {
  if (plan.sum == EarPlan::kNoSum) return PlayAlone(plan, sources, mixed);
  const CommonSum& common = Summed(plan.sum, sources);
  int parties = common.heard;
  int16_t room[kFrameSamples];
  const auto heard = [&](int i) {
    return sources.Heard(plan.parts[i].source, plan.parts[i].unmasked);
  };
  if (plan.count == 1 && plan.less == 1 && heard(0)) {  // all but oneself
    if (--parties == 0) return {nullptr, true};
    const auto without = parties >= kLimitedParties ? path_.limitWithout : path_.sumWithout;
    without(common.samples.data(), Scaled(plan.parts[0], sources, room), kFrameSamples, mixed);
    return {nullptr, false};
  }
  alignas(64) int32_t wide[kFrameSamples];
  std::memcpy(wide, common.samples.data(), sizeof wide);
  for (int i = 0; i < plan.count; ++i) {
    if (!heard(i)) continue;
    const int16_t* part = Scaled(plan.parts[i], sources, room);
    parties += i < plan.less ? -1 : 1;
    if (i >= plan.less) {
      path_.add(part, kFrameSamples, wide);
      continue;
    }
    for (int k = 0; k < kFrameSamples; ++k) wide[k] -= part[k];
  }
  if (parties == 0) return {nullptr, true};
  Finish(wide, parties, mixed);
  return {nullptr, false};
}

Router::Sounding Router::PlayAlone(const EarPlan& plan, SoundSources& sources,
                                   int16_t* mixed) noexcept {
  int heard = 0;
  const HeardSource* only = nullptr;
  for (int i = 0; i < plan.count; ++i) {
    if (!sources.Heard(plan.parts[i].source, plan.parts[i].unmasked)) continue;
    only = &plan.parts[i];
    ++heard;
  }
  if (heard == 0) return {nullptr, true};
  if (heard == 1) {
    if (only->factor == 1 && sources.Bytes(only->source) != nullptr) {
      return {sources.Bytes(only->source), false};
    }
    int16_t room[kFrameSamples];
    std::memcpy(mixed, Scaled(*only, sources, room), sizeof room);
    return {nullptr, false};
  }
  alignas(64) int32_t wide[kFrameSamples]{};
  int16_t room[kFrameSamples];
  for (int i = 0; i < plan.count; ++i) {
    const HeardSource& part = plan.parts[i];
    if (!sources.Heard(part.source, part.unmasked)) continue;
    path_.add(Scaled(part, sources, room), kFrameSamples, wide);
  }
  Finish(wide, heard, mixed);
  return {nullptr, false};
}

CommonSum& Router::Summed(int sum, SoundSources& sources) noexcept {
  CommonSum& common = sums_.At(sum);
  if (common.tick != tick_) Sum(&common, sources);
  return common;
}

/// Bytes all at once, the rest one after the other.
void Router::Sum(CommonSum* sum, SoundSources& sources) noexcept {
  sum->tick = tick_;
  sum->heard = 0;
  const HeardSource* others[2 * kEarSources];
  int talkerCount = 0, otherCount = 0;
  for (int i = 0; i < sum->count; ++i) {
    const HeardSource& part = sum->list[i];
    if (!sources.Heard(part.source, false)) continue;
    ++sum->heard;
    const uint8_t* bytes = part.factor == 1 ? sources.Bytes(part.source) : nullptr;
    if (bytes != nullptr) {
      talkers_[talkerCount++] = bytes;
    } else {
      others[otherCount++] = &part;
    }
  }
  path_.sumAlaw(talkers_.data(), talkerCount, kFrameSamples, sum->samples.data());
  int16_t room[kFrameSamples];
  for (int i = 0; i < otherCount; ++i)
    path_.add(Scaled(*others[i], sources, room), kFrameSamples, sum->samples.data());
}

const int16_t* Router::Scaled(const HeardSource& part, SoundSources& sources,
                              int16_t* room) noexcept {
  const int16_t* samples = sources.SamplesOf(part.source);
  if (part.factor == 1) return samples;
  path_.scale(samples, kFrameSamples, part.factor, room);
  return room;
}

void Router::Finish(const int32_t* sum, int parties, int16_t* mixed) noexcept {
  const auto finish = parties >= kLimitedParties ? path_.limit : path_.cut;
  finish(sum, kFrameSamples, mixed);
}

}  // namespace spillway
