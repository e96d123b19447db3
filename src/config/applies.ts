// SPDX-License-Identifier: GPL-2.0-or-later
// When does a changed setting apply? At once, to the next call, or after a restart: each says which, and nothing lies in between. Pure.

import { isDeepStrictEqual } from 'node:util';
import { withNewTones } from './line-tones.js';
import { type Applies, type BoardConfig, type Config, type JsonSchema, jsonSchema } from './schema.js';

let whole: JsonSchema | undefined;

/** Only when asked, and once: making it costs a sixth of a command's start. */
function wholeSchema(): JsonSchema {
  whole ??= jsonSchema();
  return whole;
}

let known: Readonly<Record<string, Applies>> | undefined;

/** By path, as the schema has it: each section, and what below it goes by another word than the section. */
export function allApplies(): Readonly<Record<string, Applies>> {
  known ??= Object.fromEntries(marks(wholeSchema(), '', undefined));
  return known;
}

function marks({ properties = {} }: JsonSchema, at: string, above: Applies | undefined): [string, Applies][] {
  return Object.entries(properties).flatMap(([key, child]) => {
    const path = at === '' ? key : `${at}.${key}`;
    const own: [string, Applies][] =
      child.applies === undefined || child.applies === above ? [] : [[path, child.applies]];
    return [...own, ...marks(child, path, child.applies)];
  });
}

let sooner: Readonly<Record<string, ReadonlyMap<string, Applies>>> | undefined;

/** Lists that apply after a restart, and what of each of their entries applies sooner. */
function soonerOf(list: string): ReadonlyMap<string, Applies> | undefined {
  sooner ??= Object.fromEntries(
    Object.entries(wholeSchema().properties ?? {}).flatMap(([key, { applies, items }]) => {
      const of = Object.entries(items?.properties ?? {}).map(
        ([name, one]) => [name, one.applies ?? 'restart'] as const,
      );
      const early = new Map(of.filter(([, when]) => when !== 'restart'));
      return applies === 'restart' && early.size > 0 ? [[key, early]] : [];
    }),
  );
  return sooner[list];
}

/** `board.spans.lines.exchange.0.tones`, and what stands in it. */
const LINE_TONES = /^boards?\b.*\.exchange(\.\d+)?\.tones\b/;

/** When the setting at a path applies: `recording.directory`, `queues`; of an entry of a list, `trunkGroups.earlyMedia`. */
export function appliesOf(path: string): Applies | undefined {
  if (LINE_TONES.test(path)) return 'nextCall';
  const [list = '', key = ''] = path.split('.');
  const early = soonerOf(list)?.get(key);
  if (early !== undefined) return early;
  const marked = allApplies();
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const applies = marked[at];
    if (applies !== undefined) return applies;
  }
  return undefined;
}

/** A new configuration as far as a running box takes it. */
export interface Reloaded {
  readonly config: Config;
  /** Settings that were changed and apply after a restart; the configuration has them as they were. */
  readonly restart: readonly string[];
}

type Section = Readonly<Record<string, unknown>>;

/** The new configuration with what needs a restart as it is `running`. */
export function keepRunning(running: Config, next: Config): Reloaded {
  const restart: string[] = [];
  const marked = allApplies();
  const kept = (old: Section, now: Section, at: string): Section => {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
    const entries = keys.flatMap((key): [string, unknown][] => {
      const path = at === '' ? key : `${at}.${key}`;
      const [before, after] = [old[key], now[key]];
      if (marked[path] === 'restart') {
        const taken = isBoard(path)
          ? boardsWith(before, after)
          : withSooner(before, after, [...(soonerOf(path)?.keys() ?? [])]);
        if (!isDeepStrictEqual(taken, after)) restart.push(path);
        return key in old ? [[key, taken]] : [];
      }
      const deeper = Object.keys(marked).some((inner) => inner.startsWith(`${path}.`));
      if (deeper) return [[key, kept(before as Section, after as Section, path)]];
      return key in now ? [[key, after]] : [];
    });
    return Object.fromEntries(entries);
  };
  return { config: kept(running, next, '') as unknown as Config, restart };
}

const isBoard = (path: string) => path === 'board' || path === 'boards';

/** One board or several, with the tones of their lines. */
function boardsWith(before: unknown, after: unknown): unknown {
  if (before === undefined || after === undefined) return before;
  if (!Array.isArray(before)) return withNewTones(before as BoardConfig, after as BoardConfig);
  return before.map((board: BoardConfig, index) => withNewTones(board, (after as readonly BoardConfig[])[index]));
}

/** The entries as they run, by their names, with what of the new ones applies before a restart. */
function withSooner(before: unknown, after: unknown, sooner: readonly string[]): unknown {
  if (sooner.length === 0 || !Array.isArray(before) || !Array.isArray(after)) return before;
  return before.map((entry: Section) => {
    const now: Section | undefined = after.find(({ name }: Section) => name === entry.name);
    if (now === undefined) return entry;
    return { ...entry, ...Object.fromEntries(sooner.filter((key) => key in now).map((key) => [key, now[key]])) };
  });
}
