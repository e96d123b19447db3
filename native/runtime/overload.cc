// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/runtime/overload.h"

#include <algorithm>

namespace spillway {
namespace {

constexpr int64_t kTickNs = 20'000'000;
constexpr int64_t kSecondNs = 1'000'000'000;
constexpr double kTooMuch = 0.7;
constexpr double kCheap = 0.5;
constexpr int64_t kCalmNs = 10 * kSecondNs;
/// A tick in which the whole machine stood still for half a second tells nothing of its cost, and
/// nobody else has waited meanwhile.
constexpr int64_t kMostCost = 2 * kTickNs;

/// The thread leaves a fifth of the time to others: below the kernel's limit of 95 % with room for
/// the signalling thread.
constexpr int64_t kBusyToIdle = 4;
/// Shorter rests are not worth their wake-ups.
constexpr int64_t kLeastRest = 10'000'000;
constexpr int64_t kMostRest = 50'000'000;

Shed Next(Shed shed, int step) noexcept { return static_cast<Shed>(static_cast<int>(shed) + step); }

/// Judges the second that has ended.
bool Decide(OverloadState* state, int64_t began, int64_t now) noexcept {
  if (state->tickShare >= kCheap) state->calmSince = -1;
  if (state->tickShare > kTooMuch && state->shed != Shed::kTones) {
    state->shed = Next(state->shed, 1);
    return true;
  }
  if (state->tickShare >= kCheap) return false;
  if (state->calmSince < 0) state->calmSince = began;
  if (state->shed == Shed::kNothing || now - state->calmSince < kCalmNs) return false;
  state->shed = Next(state->shed, -1);
  state->calmSince = now;
  return true;
}

}  // namespace

bool JudgeOverload(OverloadState* state, int64_t costNs, int64_t now) noexcept {
  if (state->secondBegan < 0) state->secondBegan = now - costNs;
  state->cost += std::min(costNs, kMostCost);
  ++state->ticks;
  const int64_t began = state->secondBegan;
  if (now - began < kSecondNs) return false;
  const double mean = static_cast<double>(state->cost) / state->ticks;
  state->tickShare = mean / static_cast<double>(kTickNs);
  state->secondBegan = now;
  state->cost = 0;
  state->ticks = 0;
  return Decide(state, began, now);
}

void Breather::Busy(int64_t ns) noexcept {
  owed_ = std::min(owed_ + std::min(ns, kMostCost) / kBusyToIdle, kMostRest);
}

void Breather::Idle(int64_t ns) noexcept { owed_ = std::max<int64_t>(0, owed_ - ns); }

int64_t Breather::Rest() noexcept {
  if (owed_ < kLeastRest) return 0;
  const int64_t rest = owed_;
  owed_ = 0;
  return rest;
}

}  // namespace spillway
