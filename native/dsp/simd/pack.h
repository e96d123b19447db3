// SPDX-License-Identifier: GPL-2.0-or-later
// How is one computation done for several channels at once? Vectors of the compiler (GCC, Clang) of
// any width.
//
// Every path must decide alike: each lane does the same operations in the same order, and sources
// that include this are compiled without contraction of a product and a sum (-ffp-contract=off).
// All is in an unnamed namespace, and nothing else may be included here: a function that is
// compiled for AVX must not be merged with its twin for every processor.
#pragma once

#include <cstdint>

// Before a loop of few rounds over packs: all its rounds are written out. At -O2 GCC leaves it a
// loop, and with it every pack in memory.
#if defined(__clang__)
#define SPILLWAY_UNROLL _Pragma("clang loop unroll(full)")
#else
#define SPILLWAY_UNROLL _Pragma("GCC unroll 32")
#endif

namespace spillway {
namespace {

/// Arithmetic for a pack of one: comparisons give masks, as those of vectors do.
template <typename T>
struct Lane {
  T value;

  Lane() noexcept = default;
  constexpr Lane(T from) noexcept : value(from) {}
  explicit operator bool() const noexcept { return value != 0; }

  friend Lane operator+(Lane a, Lane b) noexcept { return a.value + b.value; }
  friend Lane operator-(Lane a, Lane b) noexcept { return a.value - b.value; }
  friend Lane operator*(Lane a, Lane b) noexcept { return a.value * b.value; }
  friend Lane operator/(Lane a, Lane b) noexcept { return a.value / b.value; }
  friend Lane operator&(Lane a, Lane b) noexcept { return a.value & b.value; }
  friend Lane operator|(Lane a, Lane b) noexcept { return a.value | b.value; }
  friend Lane operator^(Lane a, Lane b) noexcept { return a.value ^ b.value; }
  friend Lane operator<<(Lane a, int places) noexcept {
    return static_cast<T>(static_cast<uint32_t>(a.value) << places);
  }
  friend Lane operator>>(Lane a, int places) noexcept { return a.value >> places; }
  Lane operator-() const noexcept { return -value; }
  Lane& operator+=(Lane other) noexcept { return *this = *this + other; }
  Lane& operator-=(Lane other) noexcept { return *this = *this - other; }
  Lane& operator&=(Lane other) noexcept { return *this = *this & other; }

  using Mask = Lane<int32_t>;
  friend Mask operator<(Lane a, Lane b) noexcept { return -int32_t{a.value < b.value}; }
  friend Mask operator>(Lane a, Lane b) noexcept { return -int32_t{a.value > b.value}; }
  friend Mask operator<=(Lane a, Lane b) noexcept { return -int32_t{a.value <= b.value}; }
  friend Mask operator>=(Lane a, Lane b) noexcept { return -int32_t{a.value >= b.value}; }
  friend Mask operator==(Lane a, Lane b) noexcept { return -int32_t{a.value == b.value}; }
  friend Mask operator!=(Lane a, Lane b) noexcept { return -int32_t{a.value != b.value}; }
};

/// The compiler's vectors. (Not one template: GCC 12 forgets a vector_size that depends on a
/// parameter.)
template <int kWidth>
struct Vectors;
template <>
struct Vectors<4> {
  typedef float Floats __attribute__((vector_size(16)));
  typedef int32_t Ints __attribute__((vector_size(16)));
};
template <>
struct Vectors<8> {
  typedef float Floats __attribute__((vector_size(32)));
  typedef int32_t Ints __attribute__((vector_size(32)));
};
template <>
struct Vectors<16> {
  typedef float Floats __attribute__((vector_size(64)));
  typedef int32_t Ints __attribute__((vector_size(64)));
};

template <int kWidth>
struct PackTypes {
  using Floats = typename Vectors<kWidth>::Floats;
  using Ints = typename Vectors<kWidth>::Ints;  // a mask too: -1 true, 0 false

  static Floats Root(Floats value) noexcept {
    for (int i = 0; i < kWidth; ++i) value[i] = __builtin_sqrtf(value[i]);
    return value;
  }
  static Floats ToFloats(Ints value) noexcept { return __builtin_convertvector(value, Floats); }
};

template <>
struct PackTypes<1> {
  using Floats = Lane<float>;
  using Ints = Lane<int32_t>;

  static Floats Root(Floats value) noexcept { return __builtin_sqrtf(value.value); }
  static Floats ToFloats(Ints value) noexcept { return static_cast<float>(value.value); }
};

template <int kWidth>
struct Pack : PackTypes<kWidth> {
  using typename PackTypes<kWidth>::Floats;
  using typename PackTypes<kWidth>::Ints;

  static Floats Load(const float* from) noexcept { return Copy<Floats>(from); }
  static Ints Load(const int32_t* from) noexcept { return Copy<Ints>(from); }
  static void Store(Floats pack, float* to) noexcept { __builtin_memcpy(to, &pack, sizeof pack); }
  static void Store(Ints pack, int32_t* to) noexcept { __builtin_memcpy(to, &pack, sizeof pack); }
  /// The float of these bits.
  static Floats FromBits(Ints bits) noexcept { return Copy<Floats>(&bits); }
  /// The bits of this float.
  static Ints ToBits(Floats value) noexcept { return Copy<Ints>(&value); }

  static Floats All(float value) noexcept { return Floats{} + value; }
  static Ints All(int32_t value) noexcept { return Ints{} + value; }

 private:
  template <typename T, typename From>
  static T Copy(const From* from) noexcept {
    T pack;
    __builtin_memcpy(&pack, from, sizeof pack);
    return pack;
  }
};

}  // namespace
}  // namespace spillway
