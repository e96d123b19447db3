// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in an object that JavaScript passed? Its fields, checked, each with its path.
#pragma once

#include <string>

#include "native/addon/arguments.h"

namespace spillway {

/// An options object. Fields with a fallback may be missing; all others must be there.
class Fields {
 public:
  /// A missing object has no fields. `path`: how errors name it.
  Fields(const Arguments& arguments, Napi::Value value, std::string path)
      : arguments_(arguments),
        object_(value.IsUndefined() ? Napi::Object::New(arguments.Env())
                                    : arguments.ObjectOf(value, path)),
        path_(std::move(path)) {}

  bool Has(const char* key) const { return !Get(key).IsUndefined(); }
  Napi::Value Get(const char* key) const { return object_.Get(key); }
  std::string Path(const char* key) const { return path_ + "." + key; }
  Fields Inner(const char* key) const { return {arguments_, Get(key), Path(key)}; }

  int64_t Integer(const char* key, int64_t least, int64_t most) const {
    return arguments_.IntegerOf(Get(key), Path(key), least, most);
  }
  int64_t Integer(const char* key, int64_t least, int64_t most, int64_t fallback) const {
    return Has(key) ? Integer(key, least, most) : fallback;
  }
  float Number(const char* key, double least, double most, double fallback) const {
    return static_cast<float>(Has(key) ? arguments_.NumberOf(Get(key), Path(key), least, most)
                                       : fallback);
  }
  bool Flag(const char* key, bool fallback) const {
    return Has(key) ? arguments_.FlagOf(Get(key), Path(key)) : fallback;
  }
  std::string Text(const char* key, size_t most) const {
    return arguments_.TextOf(Get(key), Path(key), most);
  }
  std::string Characters(const char* key, const char* allowed, size_t most) const {
    return arguments_.CharactersOf(Get(key), Path(key), allowed, most);
  }
  Napi::Array List(const char* key, size_t least, size_t most) const {
    return arguments_.ListOf(Get(key), Path(key), least, most);
  }
  template <size_t N>
  int Choice(const char* key, const char* const (&names)[N]) const {
    return arguments_.ChoiceOf(Get(key), Path(key), names);
  }
  /// `fallback` is the place among `names`.
  template <size_t N>
  int Choice(const char* key, const char* const (&names)[N], int fallback) const {
    return Has(key) ? Choice(key, names) : fallback;
  }

 private:
  const Arguments& arguments_;
  Napi::Object object_;
  std::string path_;
};

}  // namespace spillway
