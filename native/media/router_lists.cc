// SPDX-License-Identifier: GPL-2.0-or-later
// How do the lists of ears change, and what becomes of the old ones?
#include <algorithm>

#include "native/media/router.h"

namespace spillway {

/// Keeps what the ear heard in the last tick, and has it planned anew.
void Router::Changes(int index) noexcept {
  Ear& ear = ears_[index];
  if (!ear.changed) {
    ear.before = ear.plan;
    sums_.Keep(ear.before);
    ear.changed = true;
    changed_.push_back(index);
  }
  if (std::find(pending_.begin(), pending_.end(), index) == pending_.end()) {
    pending_.push_back(index);
  }
}

void Router::Set(int index, const HeardSource* list, int count) noexcept {
  Ear& ear = ears_[index];
  if (count == ear.count && std::equal(list, list + count, ear.list.begin())) return;
  Changes(index);
  List(ear, -1);
  ear.count = count;
  std::copy_n(list, count, ear.list.begin());
  List(ear, 1);
}

void Router::List(const Ear& ear, int difference) noexcept {
  for (int i = 0; i < ear.count; ++i) listed_[ear.list[i].source] += difference;
}

void Router::Stop(int index, bool stopped) noexcept {
  if (ears_[index].stopped == stopped) return;
  Changes(index);
  ears_[index].stopped = stopped;
}

void Router::Forget(SourceIndex source) noexcept {
  for (size_t i = 0; i < ears_.size(); ++i) {
    Ear& ear = ears_[i];
    const auto end = ear.list.begin() + ear.count;
    const auto isIt = [source](const HeardSource& heard) { return heard.source == source; };
    if (std::find_if(ear.list.begin(), end, isIt) == end) continue;
    Changes(static_cast<int>(i));
    --listed_[source];
    ear.count = static_cast<int>(std::remove_if(ear.list.begin(), end, isIt) - ear.list.begin());
  }
}

void Router::Settle() noexcept {
  if (pending_.empty()) return;
  // Who shared a sum with one that changes finds a new one together with it.
  const size_t set = pending_.size();
  for (size_t i = 0; i < ears_.size(); ++i) {
    const int sum = ears_[i].plan.sum;
    if (sum == EarPlan::kNoSum) continue;
    const auto end = pending_.begin() + static_cast<long>(set);
    const bool shared =
        std::any_of(pending_.begin(), end, [&](int other) { return ears_[other].plan.sum == sum; });
    const auto index = static_cast<int>(i);
    if (shared && std::find(pending_.begin(), pending_.end(), index) == pending_.end()) {
      pending_.push_back(index);
    }
  }
  sums_.Plan(ears_, pending_);
  pending_.clear();
}

void Router::Begin(int index) noexcept {
  Ear& ear = ears_[index];
  if (!ear.changed) return;
  sums_.Release(&ear.before);
  ear.before = ear.plan;
  sums_.Keep(ear.before);
}

void Router::EndTick() noexcept {
  for (const int index : changed_) {
    sums_.Release(&ears_[index].before);
    ears_[index].changed = false;
  }
  changed_.clear();
  ++tick_;
}

}  // namespace spillway
