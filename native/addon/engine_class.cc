// SPDX-License-Identifier: GPL-2.0-or-later
// Under which names does JavaScript find the methods of an engine?
#include "native/addon/engine_object.h"

namespace spillway {

Napi::Function EngineObject::Class(Napi::Env env) {
  using E = EngineObject;
  return DefineClass(env, "Engine",
                     {
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

                         InstanceMethod<&E::LoadPrompt>("loadPrompt"),
                         InstanceMethod<&E::DropPrompt>("dropPrompt"),
                         InstanceMethod<&E::Play>("play"),
                         InstanceMethod<&E::Tone>("tone"),
                         InstanceMethod<&E::SendDigits>("sendDigits"),
                         InstanceMethod<&E::Listen>("listen"),
                         InstanceMethod<&E::Record>("record"),
                         InstanceMethod<&E::Release>("release"),
                         InstanceMethod<&E::Stop>("stop"),
                         InstanceMethod<&E::Detect>("detect"),
                         InstanceMethod<&E::HearTones>("hearTones"),
                         InstanceMethod<&E::HearSpeech>("hearSpeech"),
                         InstanceMethod<&E::JudgeAnswerer>("judgeAnswerer"),
                         InstanceMethod<&E::Mask>("mask"),
                         InstanceMethod<&E::Meter>("meter"),
                         InstanceMethod<&E::Join>("join"),
                         InstanceMethod<&E::Leave>("leave"),
                         InstanceMethod<&E::Reset>("reset"),

                         InstanceMethod<&E::Dial>("dial"),
                         InstanceMethod<&E::NumberComplete>("numberComplete"),
                         InstanceMethod<&E::Proceed>("proceed"),
                         InstanceMethod<&E::Alert>("alert"),
                         InstanceMethod<&E::Progress>("progress"),
                         InstanceMethod<&E::Answer>("answer"),
                         InstanceMethod<&E::Clear>("clear"),
                         InstanceMethod<&E::Restart>("restart"),
                         InstanceMethod<&E::SetService>("setService"),
                         InstanceMethod<&E::Ring>("ring"),
                         InstanceMethod<&E::Hook>("hook"),
                         InstanceMethod<&E::Flash>("flash"),
                         InstanceMethod<&E::Polarity>("polarity"),
                         InstanceMethod<&E::Audit>("audit"),

                         InstanceMethod<&E::Trace>("trace"),
                         InstanceMethod<&E::ReadFrames>("readFrames"),
                     });
}

}  // namespace spillway
