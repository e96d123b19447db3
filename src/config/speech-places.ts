// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the files lie that `speech` names? Beside the configuration: models, files of secrets, prompts.

import type { SpeechConfig, WrittenSecret } from './speech-schema.js';

interface Placing {
  readonly file: (path: string) => string;
  readonly prompt: (prompt: string) => string;
}

/** The same with every file in its place. A module without a slash is a package and stays a name. */
export function placedSpeech({ say, hear }: SpeechConfig, placing: Placing): SpeechConfig {
  return {
    say: { ...say, engine: placedEngine(say.engine, placing), filler: placing.prompt(say.filler) },
    ...(hear && { hear: { ...hear, engine: placedHearing(hear.engine, placing) } }),
  };
}

function placedHearing(engine: NonNullable<SpeechConfig['hear']>['engine'], { file }: Placing): typeof engine {
  if (!('sherpa' in engine)) return placedEngine(engine, { file });
  const { model, module, ...others } = engine.sherpa;
  return { sherpa: { ...others, model: file(model), module: module.includes('/') ? file(module) : module } };
}

function placedEngine<Engine extends string | object>(engine: Engine, { file }: Pick<Placing, 'file'>): Engine {
  if (typeof engine !== 'object' || !('headers' in engine)) return engine;
  const headers = Object.entries(engine.headers as Readonly<Record<string, WrittenSecret>>).map(([name, secret]) => [
    name,
    typeof secret === 'object' && 'file' in secret ? { file: file(secret.file) } : secret,
  ]);
  return Object.assign({}, engine, { headers: Object.fromEntries(headers) });
}
