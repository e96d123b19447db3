// SPDX-License-Identifier: GPL-2.0-or-later
// What lies between the media thread and the disk thread?
#include "native/media/disk_link.h"

#include <cstdlib>

namespace spillway {

// Room for a load and a drop of every prompt and two recordings of every channel, all at once.
DiskLink::DiskLink(const MediaLimits& limits)
    : recorders(limits.recorders),
      requests(2 * static_cast<size_t>(limits.prompts) + 4 * static_cast<size_t>(limits.channels)),
      replies(256) {
  frames.reserve(limits.channels);
  for (int i = 0; i < limits.channels; ++i) {
    frames.push_back(std::make_unique<RecorderRing>());
  }
}

DiskLink::~DiskLink() {
  DiskRequest request;
  while (requests.TryPop(&request)) {
    std::free(request.file);
    delete request.block;
  }
  DiskReply reply;
  while (replies.TryPop(&reply)) delete reply.block;
}

}  // namespace spillway
