// SPDX-License-Identifier: GPL-2.0-or-later
// Does what the file says about the wave agree with itself? Thresholds, ways, slots and the question.

import type { Finding, Path } from './problems.js';
import { duplicates, unknownName } from './references.js';
import type { Config } from './schema.js';

/** Every prompt that the wave is caught with, the usual one first. */
export function promptsOfSurge({ surge }: Pick<Config, 'surge'>): readonly (readonly [string, Path])[] {
  const { prompt, prompts = [], slots = [], question } = surge;
  return [
    [prompt, ['surge', 'prompt']],
    ...prompts.map((one, index) => [one.prompt, ['surge', 'prompts', index, 'prompt']] as const),
    ...slots.flatMap((slot, index) =>
      slot.prompt === undefined ? [] : [[slot.prompt, ['surge', 'slots', index, 'prompt']] as const],
    ),
    ...(question === undefined ? [] : [[question.prompt, ['surge', 'question', 'prompt']] as const]),
  ];
}

/** The same section with each of its prompts in another place. */
export function placedSurge(surge: Config['surge'], placed: (prompt: string) => string): Config['surge'] {
  const { prompts, slots, question } = surge;
  const moved = <Item extends { readonly prompt?: string }>(item: Item): Item =>
    item.prompt === undefined ? item : { ...item, prompt: placed(item.prompt) };
  return {
    ...moved(surge),
    prompts: prompts.map(moved),
    slots: slots.map(moved),
    ...(question && { question: moved(question) }),
  };
}

/** Everything in it that contradicts something else. */
export function checkSurge(config: Config): Finding[] {
  const { accessNumbers, surge } = config;
  return [
    ...thresholds(surge, ['surge']),
    ...accessNumbers.flatMap(({ surge: own }, index) =>
      thresholds({ ...surge, ...own }, ['accessNumbers', index, 'surge'], own),
    ),
    ...checkWait(config),
    ...checkWays(config),
    ...checkSlots(config),
    ...surge.prompts.flatMap(({ accessNumbers: numbers = [] }, index) =>
      known(config, numbers, ['surge', 'prompts', index, 'accessNumbers']),
    ),
  ];
}

interface Thresholds {
  readonly on: number;
  readonly off: number;
  readonly full: number;
}

/** `own`: what stands at this place; the fault is told where it can be mended. */
function thresholds({ on, off, full }: Thresholds, path: Path, own: Partial<Thresholds> = { off, full }): Finding[] {
  const at = (...names: readonly (keyof Thresholds)[]) => {
    const name = names.find((one) => own[one] !== undefined);
    return name === undefined ? undefined : [...path, name];
  };
  const findings: Finding[] = [];
  const low = at('off', 'on');
  if (off >= on && low !== undefined)
    findings.push({ path: low, text: `"off": ${off} must be below "on" (${on}), or surge flutters` });
  const high = at('full', 'on');
  if (full < on && high !== undefined)
    findings.push({ path: high, text: `"full": ${full} must not be below "on" (${on})` });
  return findings;
}

function checkWait({ surge: { wait } }: Config): Finding[] {
  if (wait === undefined) return [];
  const findings: Finding[] = [];
  if (wait.off >= wait.on)
    findings.push({ path: ['surge', 'wait', 'off'], text: '"off" must be shorter than "on", or surge flutters' });
  if (wait.full < wait.on)
    findings.push({ path: ['surge', 'wait', 'full'], text: '"full" must not be shorter than "on"' });
  return findings;
}

function checkWays({ queues, surge: { ways }, trunkGroups }: Config): Finding[] {
  return ways.flatMap(({ from, way }, index): Finding[] => {
    const path: Path = ['surge', 'ways', index];
    const before = ways[index - 1];
    if (before !== undefined && before.from >= from)
      return [{ path: [...path, 'from'], text: `"from": ${from} must be above the one before (${before.from})` }];
    if (way === 'earlyMedia' && !trunkGroups.some(({ earlyMedia }) => earlyMedia)) {
      const text =
        'no trunk group has "earlyMedia": try it with spillway lines test-early-media, then switch it on there';
      return [{ path: [...path, 'way'], text }];
    }
    const hasKey = queues.some(({ keys }) => Object.values(keys).some(({ kind }) => kind === 'callback'));
    if (way === 'keepPlace' && !hasKey) {
      const text = 'no queue has a key that leads to "callback": write keys: { "1": callback } at the queue';
      return [{ path: [...path, 'way'], text }];
    }
    return [];
  });
}

function checkSlots(config: Config): Finding[] {
  const { surge } = config;
  return [
    ...duplicates(surge.slots, ['surge', 'slots'], 'name'),
    ...surge.slots.flatMap((slot, index) => {
      const path: Path = ['surge', 'slots', index];
      const findings = [
        ...known(config, slot.accessNumbers, [...path, 'accessNumbers']),
        ...thresholds({ ...surge, ...slot }, path, slot),
      ];
      if (slot.from === slot.to) findings.push({ path: [...path, 'to'], text: 'it ends when it begins' });
      return findings;
    }),
  ];
}

function known({ accessNumbers }: Config, numbers: readonly string[], path: Path): Finding[] {
  const all = accessNumbers.map(({ number }) => number);
  return numbers.flatMap((number, place) => unknownName(number, 'access number', all, [...path, place]));
}
