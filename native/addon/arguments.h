// SPDX-License-Identifier: GPL-2.0-or-later
// Is what JavaScript passed what the method takes? If not: which argument, and what would be right.
#pragma once

#include <napi.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace spillway {

/// The arguments of one call. A wrong type throws a TypeError, a value out of range a RangeError,
/// both like "play: channel must be an integer from 0 to 61, not 99".
class Arguments {
 public:
  Arguments(const Napi::CallbackInfo& info, const char* method) : info_(info), method_(method) {}

  int64_t Integer(size_t index, const char* name, int64_t least, int64_t most) const;
  double Number(size_t index, const char* name, double least, double most) const;
  bool Flag(size_t index, const char* name) const;
  /// Not empty, without NUL, at most `most` bytes of UTF-8.
  std::string Text(size_t index, const char* name, size_t most) const;
  /// Only characters of `allowed`; may be empty.
  std::string Characters(size_t index, const char* name, const char* allowed, size_t most) const;
  Napi::Array List(size_t index, const char* name, size_t least, size_t most) const;

  // The same for values inside of objects and lists; `name` says where: "steps[2].hertz".
  int64_t IntegerOf(Napi::Value value, const std::string& name, int64_t least, int64_t most) const;
  double NumberOf(Napi::Value value, const std::string& name, double least, double most) const;
  bool FlagOf(Napi::Value value, const std::string& name) const;
  std::string TextOf(Napi::Value value, const std::string& name, size_t most) const;
  std::string CharactersOf(Napi::Value value, const std::string& name, const char* allowed,
                           size_t most) const;
  Napi::Array ListOf(Napi::Value value, const std::string& name, size_t least, size_t most) const;
  Napi::Object ObjectOf(Napi::Value value, const std::string& name) const;
  /// One of `names`; its place among them.
  template <size_t N>
  int ChoiceOf(Napi::Value value, const std::string& name, const char* const (&names)[N]) const {
    return ChoiceOf(value, name, names, N);
  }

  Napi::Value At(size_t index) const { return info_[index]; }
  Napi::Env Env() const { return info_.Env(); }
  [[noreturn]] void WrongType(const std::string& name, const std::string& right,
                              Napi::Value value) const;
  [[noreturn]] void OutOfRange(const std::string& name, const std::string& right,
                               Napi::Value value) const;

 private:
  int ChoiceOf(Napi::Value value, const std::string& name, const char* const* names,
               size_t count) const;
  std::string Sentence(const std::string& name, const std::string& right, Napi::Value value) const;

  const Napi::CallbackInfo& info_;
  const char* const method_;
};

}  // namespace spillway
