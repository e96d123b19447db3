// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test prove that a tick does not allocate?
#pragma once

/// While one of these lives, malloc, free and their like (and so operator new and delete) abort the
/// program with a message when the same thread calls them. Linked to every test program. Built with
/// a sanitizer, which has a malloc of its own, it does nothing.
class ForbidAllocation {
 public:
  ForbidAllocation() noexcept;
  ~ForbidAllocation();
  ForbidAllocation(const ForbidAllocation&) = delete;
  ForbidAllocation& operator=(const ForbidAllocation&) = delete;

  /// False where a sanitizer keeps the guard from working.
  static bool Works() noexcept;
};
