// SPDX-License-Identifier: GPL-2.0-or-later
// Where do the paths of a file lead? Relative ones begin at the file; recordings at the data directory.

import { dirname, isAbsolute, join, resolve } from 'node:path';
import { TelephonyError } from '../faults.js';
import { destinationsOfFlows, promptsOfFlows } from './check-flows.js';
import { placedSurge, promptsOfSurge } from './check-surge.js';
import { type Destination, isRung, type Place, QUEUE_DESTINATIONS } from './destination-schema.js';
import { placedFlows, placedRelax } from './flow-places.js';
import { absoluteLookups } from './lookup-places.js';
import { configText, parseConfig, problemLine } from './parse.js';
import type { BoardConfig, Config, QueueConfig } from './schema.js';
import { placedSpeech } from './speech-places.js';

/** The same configuration with absolute paths; `base` is the file's directory. Pure. */
export function absolute(config: Config, base: string): Config {
  const data = resolve(base, config.data);
  return {
    ...config,
    data,
    ...(config.backups.directory && {
      backups: { ...config.backups, directory: resolve(base, config.backups.directory) },
    }),
    ...(config.areas === undefined ? {} : { areas: resolve(base, config.areas) }),
    ...(config.prompts === undefined ? {} : { prompts: resolve(base, config.prompts) }),
    ...(config.board && { board: absoluteSockets(config.board, base) }),
    boards: config.boards.map((board) => absoluteSockets(board, base)),
    accessNumbers: config.accessNumbers.map((entry) => ({
      ...entry,
      ...(entry.welcome && { welcome: absolutePrompt(entry.welcome, base) }),
      byArea: absoluteAreas(entry.byArea, base),
      ...(entry.afterHours && { afterHours: absoluteDestination(entry.afterHours, base) }),
      ...absoluteSteps(entry, base),
    })),
    queues: config.queues.map((queue) => ({
      ...queue,
      music: absolutePrompt(queue.music, base),
      ...Object.fromEntries(
        QUEUE_DESTINATIONS.flatMap((key) => {
          const to = queue[key];
          return typeof to === 'object' ? [[key, absoluteDestination(to, base)]] : [];
        }),
      ),
      ...absoluteSteps(queue, base),
      byArea: absoluteAreas(queue.byArea, base),
      announce: {
        ...queue.announce,
        messages: queue.announce.messages.map((message) => ({
          ...message,
          prompt: absolutePrompt(message.prompt, base),
        })),
      },
      keys: Object.fromEntries(Object.entries(queue.keys).map(([key, to]) => [key, absoluteDestination(to, base)])),
      ...(queue.spoken && { spoken: absolutePrompt(queue.spoken, base) }),
    })),
    flows: placedFlows(config.flows, {
      prompt: (prompt) => absolutePrompt(prompt, base),
      destination: (to) => absoluteDestination(to, base),
    }),
    mailboxes: config.mailboxes.map((box) => ({
      ...box,
      greeting: absolutePrompt(box.greeting, base),
      full: absoluteDestination(box.full, base) as Place,
    })),
    rules: config.rules.map(({ to, byArea, ...rule }) => ({
      ...rule,
      ...(to && { to: absoluteDestination(to, base) }),
      byArea: absoluteAreas(byArea, base),
    })),
    profiles: Object.fromEntries(
      Object.entries(config.profiles).map(([name, profile]) => [name, { ...profile, ...absoluteSteps(profile, base) }]),
    ),
    clips: config.clips.map((clip) => ({ ...clip, prompt: absolutePrompt(clip.prompt, base) })),
    surge: placedSurge(config.surge, (prompt) => absolutePrompt(prompt, base)),
    recording: placedRecording(config.recording, data, base),
    log: { ...config.log, ...(config.log.file !== undefined && { file: resolve(base, config.log.file) }) },
    speech: placedSpeech(config.speech, {
      file: (file) => resolve(base, file),
      prompt: (prompt) => absolutePrompt(prompt, base),
    }),
    ...(config.mail && { mail: absoluteSecret(config.mail, 'password', base) }),
    hooks: config.hooks.map((hook) => absoluteSecret(hook, 'secret', base)),
    ...absoluteLookups(config, base),
  };
}

function placedRecording(given: Config['recording'], data: string, base: string): Config['recording'] {
  const { encryption, archive } = given;
  return {
    ...given,
    directory: resolve(data, given.directory),
    ...(encryption && { encryption: { ...encryption, keys: resolve(base, encryption.keys) } }),
    ...(archive && { archive: { ...archive, directory: resolve(base, archive.directory) } }),
  };
}

/** What is given up as a call waits, where a step may name a prompt. */
function absoluteSteps(relaxing: Pick<Config['queues'][number], 'relax'>, base: string) {
  return placedRelax(relaxing, (to) => absoluteDestination(to, base));
}

function absoluteSockets(board: BoardConfig, base: string): BoardConfig {
  if (board.type === 'dahdi') return board;
  const spans = board.spans.map((span) => {
    if (span.carrier.type === 'loop') return span;
    return { ...span, carrier: { ...span.carrier, path: resolve(base, span.carrier.path) } };
  });
  return { ...board, spans };
}

function absoluteDestination<T extends Destination>(to: T, base: string): T {
  if (isRung(to) && to.otherwise !== undefined) return { ...to, otherwise: absoluteDestination(to.otherwise, base) };
  return 'prompt' in to && to.prompt !== undefined ? { ...to, prompt: absolutePrompt(to.prompt, base) } : to;
}

function absoluteAreas(rules: QueueConfig['byArea'], base: string): QueueConfig['byArea'] {
  return rules.map((rule) => ({ ...rule, to: absoluteDestination(rule.to, base) }));
}

/** Where the shop's own prompts lie, a folder for each language in it: data of the shop unless the file says otherwise. */
export function ownPrompts({ prompts, data }: Pick<Config, 'prompts' | 'data'>): string {
  return prompts ?? join(data, 'prompts');
}

/** Every prompt that the configuration names, by its name or its path, and where it is named. */
export function promptsNamed({
  accessNumbers,
  flows,
  queues,
  rules,
  surge,
  mailboxes = [],
  profiles = {},
  clips = [],
  speech,
}: Pick<Config, 'accessNumbers' | 'flows' | 'queues' | 'rules' | 'surge'> &
  Partial<Pick<Config, 'mailboxes' | 'profiles' | 'clips' | 'speech'>>): readonly (readonly [string, string])[] {
  const of = (at: string, to: Destination | 'wait' | boolean | undefined): [string, string][] => {
    if (typeof to !== 'object') return [];
    if (isRung(to)) return of(`${at}.otherwise`, to.otherwise);
    return 'prompt' in to && to.prompt !== undefined ? [[to.prompt, at]] : [];
  };
  // Music and surge come first: backups number files in this order, and older ones have only these.
  return [
    ...queues.map(({ name, music }) => [music, `queues.${name}.music`] as const),
    ...queues.flatMap(({ name, spoken }) => (spoken === undefined ? [] : [[spoken, `queues.${name}.spoken`] as const])),
    [surge.prompt, 'surge.prompt'],
    ...(speech === undefined ? [] : [[speech.say.filler, 'speech.say.filler'] as const]),
    ...accessNumbers.flatMap(({ number, welcome, afterHours, byArea }) => [
      ...(welcome === undefined ? [] : ([[welcome, `accessNumbers.${number}.welcome`]] as const)),
      ...of(`accessNumbers.${number}.afterHours`, afterHours),
      ...byArea.flatMap(({ to }) => of(`accessNumbers.${number}.byArea`, to)),
    ]),
    ...queues.flatMap((queue) => QUEUE_DESTINATIONS.flatMap((key) => of(`queues.${queue.name}.${key}`, queue[key]))),
    ...queues.flatMap(({ name, announce, byArea, keys }) => [
      ...announce.messages.map(({ prompt }): [string, string] => [prompt, `queues.${name}.announce.messages`]),
      ...Object.entries(keys).flatMap(([key, to]) => of(`queues.${name}.keys.${key}`, to)),
      ...byArea.flatMap(({ to }) => of(`queues.${name}.byArea`, to)),
    ]),
    ...promptsOfFlows({ flows }).map(([prompt, path]) => [prompt, path.join('.')] as const),
    ...[...destinationsOfFlows({ flows })].flatMap(([to, path]) => of(path.join('.'), to)),
    ...rules.flatMap(({ name, to, byArea }) => [
      ...of(`rules.${name}.to`, to),
      ...byArea.flatMap((area) => of(`rules.${name}.byArea`, area.to)),
    ]),
    ...mailboxes.flatMap(({ name, greeting, full }): [string, string][] => [
      [greeting, `mailboxes.${name}.greeting`],
      ...of(`mailboxes.${name}.full`, full),
    ]),
    ...asking({ accessNumbers, queues, profiles }).flatMap(([at, relax = []]) =>
      relax.flatMap(({ to }, step) => of(`${at}.relax.${step + 1}`, to)),
    ),
    ...clips.map(({ code, prompt }) => [prompt, `clips.${code}`] as const),
    ...promptsOfSurge({ surge })
      .slice(1)
      .map(([prompt, path]) => [prompt, path.join('.')] as const),
  ];
}

type Relax = Config['queues'][number]['relax'];

function asking({ accessNumbers, queues, profiles }: Pick<Config, 'accessNumbers' | 'queues' | 'profiles'>) {
  return [
    ...accessNumbers.map(({ number, relax }): [string, Relax] => [`accessNumbers.${number}`, relax]),
    ...queues.map(({ name, relax }): [string, Relax] => [`queues.${name}`, relax]),
    ...Object.entries(profiles).map(([name, { relax }]): [string, Relax] => [`profiles.${name}`, relax]),
  ];
}

/** A section whose secret may stand in a file. */
function absoluteSecret<K extends string, T extends { readonly [key in K]?: unknown }>(
  section: T,
  key: K,
  base: string,
): T {
  const secret: unknown = section[key];
  if (typeof secret !== 'object' || secret === null || !('file' in secret)) return section;
  return { ...section, [key]: { file: resolve(base, String(secret.file)) } };
}

/** A prompt with a slash is a file; one without is a name, and stays one. */
function absolutePrompt(prompt: string, base: string): string {
  return prompt.includes('/') ? resolve(base, prompt) : prompt;
}

/**
 * Where a prompt may lie, the best place first: its own path, or `<language>/<name>.wav` and `common/<name>.wav` of the
 * installer's prompts, then of the package's.
 */
export function promptPlaces(config: Config, prompt: string, packaged: string): string[] {
  if (isAbsolute(prompt)) return [prompt];
  return [ownPrompts(config), packaged].flatMap((root) =>
    [config.language, 'common'].map((folder) => join(root, folder, `${prompt}.wav`)),
  );
}

/** Where everything lies that a configuration file names: absolute paths. */
export interface Places {
  readonly data: string;
  readonly recordings: string;
  /** Where old recordings go; undefined: nowhere. */
  readonly archive?: string;
  /** The keys that open sealed recordings; undefined: none are sealed. */
  readonly keys?: string;
  /** The shop's own prompts. */
  readonly prompts: string;
  /** Prompts that are named by their path. */
  readonly promptFiles: readonly string[];
  /** CSV files in which look-ups look. */
  readonly tables: readonly string[];
}

/** The text of the configuration in these bytes. Throws CONFIG_INVALID when they are no UTF-8. Pure. */
export function textOfConfig(bytes: Uint8Array, file: string): string {
  const read = configText(bytes, file);
  if ('text' in read) return read.text;
  throw new TelephonyError('CONFIG_INVALID', `\n${read.problems.map(problemLine).join('\n')}\n`);
}

/**
 * The places of a configuration whose file lies, or is to lie, at `file`; whether the files are there does not matter.
 * Throws CONFIG_INVALID. Pure.
 */
export function placesOf(text: string, file: string): Places {
  const parsed = parseConfig(text, file, { hasPrompt: () => true });
  if ('problems' in parsed) {
    throw new TelephonyError('CONFIG_INVALID', `\n${parsed.problems.map(problemLine).join('\n')}\n`);
  }
  const config = absolute(parsed.config, dirname(resolve(file)));
  const named = promptsNamed(config)
    .map(([prompt]) => prompt)
    .filter(isAbsolute);
  const { data, lookups, recording } = config;
  const tables = Object.values(lookups).flatMap((lookup) => ('table' in lookup ? [lookup.table] : []));
  return {
    ...{ data, recordings: recording.directory, prompts: ownPrompts(config) },
    ...(recording.archive && { archive: recording.archive.directory }),
    ...(recording.encryption && { keys: recording.encryption.keys }),
    ...{ promptFiles: [...new Set(named)], tables: [...new Set(tables)] },
  };
}
