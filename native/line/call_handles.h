// SPDX-License-Identifier: GPL-2.0-or-later
// What is the next offered call called? Odd handles, counting up over all spans; JavaScript names
// the calls that it dials with even ones.
#pragma once

#include "native/core/ids.h"

namespace spillway {

/// Shared by the D-channels of one engine; signalling thread only.
class CallHandles {
 public:
  CallHandle NextOffered() noexcept {
    const CallHandle handle = next_;
    next_ += 2;
    return handle;
  }

 private:
  CallHandle next_ = 1;
};

}  // namespace spillway
