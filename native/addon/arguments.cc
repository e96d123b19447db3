// SPDX-License-Identifier: GPL-2.0-or-later
#include "native/addon/arguments.h"

#include <cmath>
#include <cstring>
#include <sstream>

namespace spillway {
namespace {

constexpr size_t kQuotedCharacters = 40;

/// A value as an error message shows it.
std::string Shown(Napi::Value value) {
  if (value.IsUndefined()) return "missing";
  if (value.IsArray()) return "a list of " + std::to_string(value.As<Napi::Array>().Length());
  if (value.IsFunction()) return "a function";
  if (value.IsObject()) return "an object";
  if (value.IsSymbol()) return "a symbol";
  std::string text = value.ToString().Utf8Value();
  if (text.size() > kQuotedCharacters) text = text.substr(0, kQuotedCharacters) + "...";
  return value.IsString() ? "\"" + text + "\"" : text;
}

std::string Figure(double value) {
  std::ostringstream out;
  out.precision(16);
  out << value;
  return out.str();
}

std::string Between(double least, double most) {
  return "from " + Figure(least) + " to " + Figure(most);
}

}  // namespace

int64_t Arguments::Integer(size_t index, const char* name, int64_t least, int64_t most) const {
  return IntegerOf(info_[index], name, least, most);
}

double Arguments::Number(size_t index, const char* name, double least, double most) const {
  return NumberOf(info_[index], name, least, most);
}

bool Arguments::Flag(size_t index, const char* name) const { return FlagOf(info_[index], name); }

std::string Arguments::Text(size_t index, const char* name, size_t most) const {
  return TextOf(info_[index], name, most);
}

std::string Arguments::Characters(size_t index, const char* name, const char* allowed,
                                  size_t most) const {
  return CharactersOf(info_[index], name, allowed, most);
}

Napi::Array Arguments::List(size_t index, const char* name, size_t least, size_t most) const {
  return ListOf(info_[index], name, least, most);
}

int64_t Arguments::IntegerOf(Napi::Value value, const std::string& name, int64_t least,
                             int64_t most) const {
  const auto low = static_cast<double>(least);
  const auto high = static_cast<double>(most);
  const std::string right = "an integer " + Between(low, high);
  if (!value.IsNumber()) WrongType(name, right, value);
  const double number = value.As<Napi::Number>().DoubleValue();
  if (std::trunc(number) != number || !(number >= low && number <= high)) {
    OutOfRange(name, right, value);
  }
  return static_cast<int64_t>(number);
}

double Arguments::NumberOf(Napi::Value value, const std::string& name, double least,
                           double most) const {
  const std::string right = "a number " + Between(least, most);
  if (!value.IsNumber()) WrongType(name, right, value);
  const double number = value.As<Napi::Number>().DoubleValue();
  if (!(number >= least && number <= most)) OutOfRange(name, right, value);
  return number;
}

bool Arguments::FlagOf(Napi::Value value, const std::string& name) const {
  if (!value.IsBoolean()) WrongType(name, "true or false", value);
  return value.As<Napi::Boolean>().Value();
}

std::string Arguments::TextOf(Napi::Value value, const std::string& name, size_t most) const {
  const std::string right = "text of 1 to " + std::to_string(most) + " bytes without NUL";
  if (!value.IsString()) WrongType(name, right, value);
  std::string text = value.As<Napi::String>().Utf8Value();
  if (text.empty() || text.size() > most || text.find('\0') != std::string::npos) {
    OutOfRange(name, right, value);
  }
  return text;
}

std::string Arguments::CharactersOf(Napi::Value value, const std::string& name, const char* allowed,
                                    size_t most) const {
  const std::string right = "at most " + std::to_string(most) + " of the characters " + allowed;
  if (!value.IsString()) WrongType(name, right, value);
  std::string text = value.As<Napi::String>().Utf8Value();
  if (text.size() > most || text.find_first_not_of(allowed) != std::string::npos) {
    OutOfRange(name, right, value);
  }
  return text;
}

Napi::Array Arguments::ListOf(Napi::Value value, const std::string& name, size_t least,
                              size_t most) const {
  const std::string right =
      "a list of " + std::to_string(least) + " to " + std::to_string(most) + " entries";
  if (!value.IsArray()) WrongType(name, right, value);
  Napi::Array list = value.As<Napi::Array>();
  if (list.Length() < least || list.Length() > most) OutOfRange(name, right, value);
  return list;
}

Napi::Object Arguments::ObjectOf(Napi::Value value, const std::string& name) const {
  if (!value.IsObject() || value.IsFunction()) WrongType(name, "an object", value);
  return value.As<Napi::Object>();
}

int Arguments::ChoiceOf(Napi::Value value, const std::string& name, const char* const* names,
                        size_t count) const {
  std::string right = "one of";
  for (size_t i = 0; i < count; ++i) right += (i ? ", " : " ") + std::string(names[i]);
  if (!value.IsString()) WrongType(name, right, value);
  const std::string text = value.As<Napi::String>().Utf8Value();
  for (size_t i = 0; i < count; ++i) {
    if (text == names[i]) return static_cast<int>(i);
  }
  OutOfRange(name, right, value);
}

void Arguments::WrongType(const std::string& name, const std::string& right,
                          Napi::Value value) const {
  throw Napi::TypeError::New(info_.Env(), Sentence(name, right, value));
}

void Arguments::OutOfRange(const std::string& name, const std::string& right,
                           Napi::Value value) const {
  throw Napi::RangeError::New(info_.Env(), Sentence(name, right, value));
}

std::string Arguments::Sentence(const std::string& name, const std::string& right,
                                Napi::Value value) const {
  return std::string(method_) + ": " + name + " must be " + right +
         (value.IsUndefined() ? "; it is " : ", not ") + Shown(value);
}

}  // namespace spillway
