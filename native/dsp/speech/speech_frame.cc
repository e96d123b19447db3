// SPDX-License-Identifier: GPL-2.0-or-later
// How loud are 10 ms of sound, and how well do a few samples foretell the next one? Linear
// prediction by covariances: for tones it is exact at any length, where windows would blur them.
#include "native/dsp/speech/speech_frame.h"

#include <algorithm>
#include <cmath>

namespace spillway {
namespace {

constexpr int kOrder = 4;
/// Sum of squares that is added everywhere, so that silence divides by no zero: a tenth of the
/// smallest A-law step (8) in each sample of a frame.
constexpr double kFloor = 0.8 * 0.8 * kSpeechFrame;

using Products = double[kOrder + 1][kOrder + 1];

/// Sums of products of the frame with itself, each side up to four samples late. Only those with
/// the frame on one side are summed; the others are those a sample later, but for the ends.
void Multiply(const double* frame, Products& products) noexcept {
  double sums[kOrder + 1]{};
  for (int n = 0; n < kSpeechFrame; ++n) {
    for (int late = 0; late <= kOrder; ++late) sums[late] += frame[n] * frame[n - late];
  }
  for (int late = 0; late <= kOrder; ++late) products[0][late] = products[late][0] = sums[late];
  for (int i = 1; i <= kOrder; ++i) {
    for (int j = i; j <= kOrder; ++j) {
      products[i][j] = products[i - 1][j - 1] + frame[-i] * frame[-j] -
                       frame[kSpeechFrame - i] * frame[kSpeechFrame - j];
      products[j][i] = products[i][j];
    }
  }
}

/// What is left of the frame's power when it is foretold from `order` samples (Cholesky).
double LeftOver(const Products& products, int order) noexcept {
  double factor[kOrder][kOrder];
  double solved[kOrder];
  double left = products[0][0];
  for (int i = 0; i < order; ++i) {
    for (int j = 0; j <= i; ++j) {
      double sum = products[i + 1][j + 1] + (i == j ? kFloor : 0);
      for (int k = 0; k < j; ++k) sum -= factor[i][k] * factor[j][k];
      factor[i][j] = i == j ? std::sqrt(std::max(sum, kFloor / 1000)) : sum / factor[j][j];
    }
    double sum = products[i + 1][0];
    for (int k = 0; k < i; ++k) sum -= factor[i][k] * solved[k];
    solved[i] = sum / factor[i][i];
    left -= solved[i] * solved[i];
  }
  return std::max(left, 0.0);
}

/// The turn of the wave that two samples foretell best.
double TurnOf(const Products& products) noexcept {
  const double a = products[1][1] + kFloor;
  const double b = products[1][2];
  const double c = products[2][2] + kFloor;
  const double determinant = a * c - b * b;
  const double first = (products[1][0] * c - products[2][0] * b) / determinant;
  const double second = (products[2][0] * a - products[1][0] * b) / determinant;
  // x[n] = 2 r cos(w) x[n-1] - r^2 x[n-2] of a wave that dies away by r in each sample
  return second < 0 ? std::clamp(first / 2 / std::sqrt(-second), -1.0, 1.0) : 1.0;
}

}  // namespace

size_t SpeechFrames::Read(const int16_t* samples, size_t count) noexcept {
  const size_t read = std::min<size_t>(count, kSpeechFrame - filled_);
  for (size_t i = 0; i < read; ++i) samples_[kPast + filled_ + i] = samples[i];
  filled_ += static_cast<int>(read);
  return read;
}

SpeechFrame SpeechFrames::Take() noexcept {
  Products products;
  Multiply(samples_ + kPast, products);
  const double power = products[0][0] + kFloor;
  const SpeechFrame frame{products[0][0] / kSpeechFrame,
                          power / (LeftOver(products, kOrder) + kFloor),
                          power / (LeftOver(products, 2) + kFloor), TurnOf(products)};
  std::copy_n(samples_ + kSpeechFrame, kPast, samples_);
  filled_ = 0;
  return frame;
}

}  // namespace spillway
