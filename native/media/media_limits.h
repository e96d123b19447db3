// SPDX-License-Identifier: GPL-2.0-or-later
// How much of everything is there in the media engine?
#pragma once

namespace spillway {

/// Sizes fixed when the engine starts.
struct MediaLimits {
  int channels;
  int recorders;  // one a channel at most
  int prompts;    // kPrompts
};

}  // namespace spillway
