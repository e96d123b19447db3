// SPDX-License-Identifier: GPL-2.0-or-later
// With which boards is an engine opened, and what are their spans called?
#pragma once

#include <string>
#include <vector>

#include "native/addon/arguments.h"
#include "native/addon/fields.h"
#include "native/runtime/engine.h"

namespace spillway {

/// What signalling needs to know of the spans, whichever board has them.
struct NamedSpan {
  std::string name;
  SpanKind kind;
};

/// Where in the list a span is; -1: nowhere.
int FindSpan(const std::vector<NamedSpan>& spans, const std::string& name);

/// `options.boards`, or `options.board` as a list of one; adds their spans to `spans`. A card's
/// clock goes before that of a virtual board. Throws TypeError, RangeError.
Engine::OpenBoard ReadBoards(const Arguments& arguments, const Fields& options, bool stepped,
                             std::vector<NamedSpan>* spans);

}  // namespace spillway
