// SPDX-License-Identifier: GPL-2.0-or-later
// Which sums do several ears have in common?
#include "native/media/common_sums.h"

#include <algorithm>

namespace spillway {
namespace {

constexpr int kFewestEars = 3;   // for two, a sum of their own is as cheap
constexpr int kFewestParts = 2;  // one source is copied

}  // namespace

CommonSums::CommonSums(int ears, int sources)
    : sums_(static_cast<size_t>(ears) / kFewestEars * 2 + 2),
      marks_(sources, 0),
      factors_(sources, 0),
      counts_(sources, 0) {
  open_.reserve(ears);
  alike_.reserve(ears);
  some_.reserve(sources);
}

void CommonSums::Release(EarPlan* plan) noexcept {
  if (plan->sum != EarPlan::kNoSum) --sums_[plan->sum].users;
  plan->sum = EarPlan::kNoSum;
}

void CommonSums::Plan(std::vector<Ear>& ears, const std::vector<int>& which) noexcept {
  open_.clear();
  for (const int index : which) {
    Ear& ear = ears[index];
    Release(&ear.plan);
    PlanAlone(&ear);
    if (ear.plan.count >= kFewestParts) open_.push_back(index);
  }
  for (size_t first = 0; first + kFewestEars <= open_.size(); ++first) PlanAlike(ears, first);
}

void CommonSums::PlanAlone(Ear* ear) noexcept {
  ear->plan.less = 0;
  ear->plan.count = ear->stopped ? 0 : ear->count;
  std::copy_n(ear->list.begin(), ear->plan.count, ear->plan.parts.begin());
}

void CommonSums::Mark(const Ear& ear) noexcept {
  ++turn_;
  for (int i = 0; i < ear.count; ++i) {
    if (ear.list[i].unmasked) continue;  // no sum has it
    marks_[ear.list[i].source] = turn_;
    factors_[ear.list[i].source] = ear.list[i].factor;
  }
}

/// Whether its list is about that of the marked ear.
bool CommonSums::Alike(const Ear& first, const Ear& other) const noexcept {
  int common = 0;
  for (int i = 0; i < other.count; ++i) {
    const HeardSource& heard = other.list[i];
    if (marks_[heard.source] == turn_ && factors_[heard.source] == heard.factor) ++common;
  }
  return first.count + other.count - 2 * common <= std::max(2, first.count / 4);
}

/// Ears like the first among those that are open move behind it; how many there are with it.
int CommonSums::Gather(const std::vector<Ear>& ears, size_t first) noexcept {
  Mark(ears[open_[first]]);
  alike_.clear();
  for (size_t i = first; i < open_.size(); ++i) {
    if (Alike(ears[open_[first]], ears[open_[i]])) alike_.push_back(open_[i]);
  }
  return static_cast<int>(alike_.size());
}

void CommonSums::PlanAlike(std::vector<Ear>& ears, size_t first) noexcept {
  if (ears[open_[first]].plan.sum != EarPlan::kNoSum) return;  // with one before it
  const int count = Gather(ears, first);
  const int index = count < kFewestEars ? EarPlan::kNoSum : Free();
  if (index == EarPlan::kNoSum) return;

  CommonSum& sum = sums_[index];
  sum.count = 0;
  for (const int ear : alike_) {
    for (int i = 0; i < ears[ear].count; ++i) {
      const HeardSource& heard = ears[ear].list[i];
      // Another factor than the first ear's is no part of the sum.
      if (heard.unmasked ||
          (marks_[heard.source] == turn_ && factors_[heard.source] != heard.factor))
        continue;
      if (counts_[heard.source]++ == 0) some_.push_back(heard.source);
      if (2 * counts_[heard.source] <= count || sum.count == static_cast<int>(sum.list.size()))
        continue;
      counts_[heard.source] = -2 * count;  // once is enough
      sum.list[sum.count++] = heard;
    }
  }
  for (const SourceIndex source : some_) counts_[source] = 0;
  some_.clear();
  for (const int ear : alike_) PlanBy(index, &ears[ear]);
}

/// By the sum, if that is not more than its own list.
void CommonSums::PlanBy(int index, Ear* ear) noexcept {
  if (ear->plan.sum != EarPlan::kNoSum) return;
  const CommonSum& sum = sums_[index];
  EarPlan& plan = ear->plan;
  Mark(*ear);
  int less = 0, same = 0;
  for (int i = 0; i < sum.count; ++i) {
    const SourceIndex source = sum.list[i].source;
    if (marks_[source] == turn_ && factors_[source] == sum.list[i].factor) ++same;
  }
  less = sum.count - same;
  if (less + (ear->count - same) + 1 > ear->count) return;

  plan.less = 0;
  plan.count = 0;
  plan.sum = index;
  ++sums_[index].users;
  for (int i = 0; i < sum.count; ++i) {
    const SourceIndex source = sum.list[i].source;
    if (marks_[source] == turn_ && factors_[source] == sum.list[i].factor) {
      marks_[source] = turn_ - 1;  // it is in the sum: no more of it
    } else {
      plan.parts[plan.count++] = sum.list[i];
    }
  }
  plan.less = plan.count;
  for (int i = 0; i < ear->count; ++i) {
    const HeardSource& heard = ear->list[i];
    if (heard.unmasked || marks_[heard.source] == turn_) plan.parts[plan.count++] = heard;
  }
}

int CommonSums::Free() noexcept {
  for (size_t i = 0; i < sums_.size(); ++i) {
    next_ = (next_ + 1) % static_cast<int>(sums_.size());
    if (sums_[next_].users > 0) continue;
    sums_[next_].tick = 0;
    return next_;
  }
  return EarPlan::kNoSum;
}

}  // namespace spillway
