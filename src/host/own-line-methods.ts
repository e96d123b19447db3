// SPDX-License-Identifier: GPL-2.0-or-later
// How does the web process know what each agent's telephone does? It asks for one, or follows all: each whole, whenever it has changed.

import type { BusinessEvent } from '../bus/index.js';
import type { Config } from '../config/index.js';
import type { Box, LineCall, OwnLine } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { type Cancel, every } from '../kernel/index.js';
import type { ControlMethod } from './control-connection.js';
import { type Enabled, enabledOf } from './line-words.js';
import { text } from './shop-methods.js';

/** As the phone bar shows it. */
export interface ShownLine extends Omit<OwnLine, 'refused' | 'calls'> {
  readonly calls: readonly (LineCall & { readonly recording: boolean })[];
  readonly verbs: Readonly<Record<string, Enabled>>;
  /** Reasons for not being ready. */
  readonly reasons: readonly string[];
}

type Needs = Pick<Box, 'calling' | 'clock' | 'bus' | 'records'>;

/** Events of a moment come together. */
const GATHERED = 20;
/** What nothing tells of is seen within so long for all, a slice of them at a time. */
const SLICE = 50;
const SLICES = 10;

/** `line.now { agent }`, `contact.now { agent, call }`, and the stream `console.lines`. */
export function ownLineMethods(box: Needs, config: () => Config): Readonly<Record<string, ControlMethod>> {
  const shown = (agent: string) => shownLine(box, config(), agent);
  return {
    'line.now': (params) => shown(text(params, 'agent')),
    'console.lines': (_, { item, signal }) => {
      const told = new Map<string, string>();
      const tell = (agent: string): boolean => {
        const line = shown(agent);
        const now = JSON.stringify(line);
        if (told.get(agent) === now) return true;
        told.set(agent, now);
        return item(line);
      };
      return follow(box, () => config().agents.map(({ id }) => id), tell, signal);
    },
  };
}

function shownLine({ calling }: Pick<Needs, 'calling'>, { notReadyReasons }: Config, agent: string): ShownLine {
  const { refused, ...line } = calling.stations.own.of(agent);
  const recording = refused.record === undefined && calling.sounds.isRecording(agent);
  const reasons = notReadyReasons.map(({ name }) => name);
  const calls = line.calls.map((call) => ({ ...call, recording: recording && call.state === 'active' }));
  return { ...line, calls, verbs: enabledOf({ ...line, refused }, recording), reasons };
}

/** Tells each agent's line now, and whenever something concerns him; who does not read is cut. */
async function follow(
  { calling, clock, bus }: Needs,
  agents: () => readonly string[],
  tell: (agent: string) => boolean,
  signal: AbortSignal,
): Promise<null> {
  const dirty = new Set(agents());
  await new Promise<void>((resolve, reject) => {
    const ends: Cancel[] = [];
    let slow = false;
    const end = () => {
      for (const stop of ends.splice(0)) stop();
      if (slow && !signal.aborted) reject(new TelephonyError('REFUSED', 'you do not read fast enough: ask again'));
      else resolve();
    };
    const look = () => {
      const known = new Set(agents());
      for (const agent of dirty) if (known.has(agent) && !tell(agent)) slow = true;
      dirty.clear();
      if (slow) end();
    };
    let slice = 0;
    const sweep = () => {
      const all = agents();
      slice = (slice + 1) % SLICES;
      for (let i = slice; i < all.length; i += SLICES) dirty.add(all[i] ?? '');
    };
    ends.push(calling.stations.changed.on(({ agent }) => agent !== undefined && dirty.add(agent)));
    ends.push(bus.onAny((event) => concerned(event, dirty)));
    ends.push(every(clock, GATHERED, () => dirty.size > 0 && look()));
    ends.push(every(clock, SLICE, sweep));
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    else look();
  });
  return null;
}

function concerned({ facts }: BusinessEvent, dirty: Set<string>): void {
  if ('agent' in facts && typeof facts.agent === 'string') dirty.add(facts.agent);
}
