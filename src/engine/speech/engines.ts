// SPDX-License-Identifier: GPL-2.0-or-later
// Which engine does the configuration name? With its secrets read, as the threads are told it.

import type { HearConfig, SayConfig, WrittenSecret } from '../../config/index.js';
import { type Language, secretOf } from '../../kernel/index.js';
import type { HearingEngine, SpeakingEngine } from '../../speech/index.js';

/** Who speaks. Throws an Error when a secret cannot be read. */
export function speakingEngine({ engine, voices }: SayConfig, language: Language): SpeakingEngine {
  const voice = voices[language];
  if (engine === 'espeak') return { kind: 'espeak', voice };
  if ('command' in engine) return { kind: 'command', command: engine.command, voice };
  return { kind: 'http', url: engine.url, headers: readHeaders(engine.headers), voice };
}

export type HearingPlan = Pick<HearConfig, 'engine'>;

/** Who understands. Throws an Error when a secret cannot be read. */
export function hearingEngine({ engine }: HearingPlan): HearingEngine {
  if ('command' in engine) return { kind: 'command', ...engine };
  if ('sherpa' in engine) return { kind: 'sherpa', ...engine.sherpa };
  const { url, headers } = engine;
  return { kind: /^wss?:/.test(url) ? 'webSocket' : 'http', url, headers: readHeaders(headers) };
}

function readHeaders(written: Readonly<Record<string, WrittenSecret>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(written).map(([name, secret]) => [name, secretOf(secret) ?? '']));
}
