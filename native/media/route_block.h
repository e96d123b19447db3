// SPDX-License-Identifier: GPL-2.0-or-later
// How does one command say what many ears hear? A block on the heap that goes with it.
#pragma once

#include <cstdint>

#include "native/contract/records.h"
#include "native/core/ids.h"

namespace spillway {

/// A source of an ear, as a command names it.
struct RouteSource {
  ChannelIndex channel;
  SourceKind kind;
  bool unmasked;
  float factor;
};

/// What a channel is sent, or a side of its recording, and how many sources it hears.
struct RouteEar {
  ChannelIndex channel;
  EarSide side;
  uint16_t count;
};

/// Followed by its ears, then by their sources in turn. Made by malloc, freed by the disk thread.
struct RouteBlock {
  uint32_t ears;
  uint32_t sources;

  RouteEar* Ears() noexcept { return reinterpret_cast<RouteEar*>(this + 1); }
  RouteSource* Sources() noexcept { return reinterpret_cast<RouteSource*>(Ears() + ears); }
  static size_t SizeFor(size_t ears, size_t sources) noexcept {
    return sizeof(RouteBlock) + ears * sizeof(RouteEar) + sources * sizeof(RouteSource);
  }
};

}  // namespace spillway
