// SPDX-License-Identifier: GPL-2.0-or-later
// Under which names does JavaScript find the methods of an engine?
#include "native/addon/engine_object.h"

namespace spillway {

Napi::Function EngineObject::Class(Napi::Env env) {
  using E = EngineObject;
  std::vector<Property> methods = CommandMethods();
  methods.insert(methods.end(), {
                                    InstanceAccessor<&E::Spans>("spans"),
                                    InstanceAccessor<&E::Channels>("channels"),
                                    InstanceAccessor<&E::Batch>("batch"),
                                    InstanceMethod<&E::ReadFacts>("readFacts"),
                                    InstanceMethod<&E::ReadMeters>("readMeters"),
                                    InstanceMethod<&E::Step>("step"),
                                    InstanceMethod<&E::Time>("time"),
                                    InstanceMethod<&E::Counters>("counters"),
                                    InstanceMethod<&E::Halt>("halt"),
                                    InstanceMethod<&E::Close>("close"),

                                    InstanceMethod<&E::Trace>("trace"),
                                    InstanceMethod<&E::ReadFrames>("readFrames"),

                                    InstanceMethod<&E::Stream>("stream"),
                                    InstanceMethod<&E::UseTones>("useTones"),
                                });
  return DefineClass(env, "Engine", methods);
}

}  // namespace spillway
