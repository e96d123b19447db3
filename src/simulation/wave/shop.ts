// SPDX-License-Identifier: GPL-2.0-or-later
// Whose policy is simulated, and who is there? The shop's own file, with the people and channels that the wave names in the place of its own. Pure.

import { DateTime } from 'luxon';
import { type Config, trunkChannelCount } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration, Instant } from '../../kernel/index.js';
import { Random } from '../../sim/index.js';
import type { WaveFile } from './wave-file.js';

/** An agent, and when he is there, after the beginning. */
export interface Shift {
  readonly agent: string;
  readonly from: Duration;
  readonly to: Duration;
}

export interface Shop {
  readonly config: Config;
  readonly begins: Instant;
  readonly length: Duration;
  readonly after: Duration;
  readonly channels: number;
  readonly shifts: readonly Shift[];
  /** What the computer agent says; undefined: as long as the shop's own prompt. */
  readonly promise: Duration | undefined;
  readonly putsDown: Duration;
  readonly presses: Duration;
  /** Seconds between two moments that are kept for the curve. */
  readonly moment: number;
  /** How long the next agent lets it ring. */
  lifts(): Duration;
}

/**
 * What a captured call holds a channel for beside what is spoken and until he hangs up, as the stepped engine shows it on two E1 (means of 100
 * calls): 70 ms from SETUP until the caller is answered, 60 ms until he hears that a promise is spoken, 50 ms from his DISCONNECT to RELEASE
 * COMPLETE. The box clears no faster: 204 ms in all.
 */
export const SIGNALLING: Duration = 180;

const MOMENTS = 240;
const LONGEST = 4; // of the mean: nobody at his desk lets it ring for ever
const LIFTS_SEED = 9_000;

/** Throws REFUSED when the file has no such queue or access number, or no channels. */
export function shopOf(config: Config, wave: WaveFile, seed: number): Shop {
  const { length, after, begins } = wave;
  const whole = length + after;
  const chance = new Random(seed * 1_000 + LIFTS_SEED);
  const agents = agentsOf(config, wave);
  const channels = wave.channels ?? trunkChannelCount(config);
  if (channels === 0) throw new TelephonyError('REFUSED', 'the file has no E1: write `channels` in the wave');
  return {
    config: { ...config, agents: agents.map(({ entry }) => entry) },
    begins: DateTime.fromISO(begins.replace(' ', 'T'), { zone: config.zone }).toMillis(),
    ...{ length, after, channels, promise: wave.promise, putsDown: wave.putsDown, presses: wave.presses },
    shifts: agents.map(({ entry, from, to }) => ({ agent: entry.id, from, to: Math.min(to, whole) })),
    moment: Math.max(1, Math.round(whole / 1_000 / MOMENTS)),
    lifts: () => Math.min(chance.exponential(wave.lifts), wave.lifts * LONGEST),
  };
}

/** By which numbers callers come, with their weights. Throws REFUSED for one that the file has not. */
export function accessNumbersOf({ accessNumbers }: Config, wave: WaveFile): Readonly<Record<string, number>> {
  const [first] = accessNumbers;
  if (first === undefined) throw new TelephonyError('REFUSED', 'the file has no access number');
  if (wave.accessNumbers === undefined) return { [first.number]: 1 };
  const stray = Object.keys(wave.accessNumbers).find((one) => !accessNumbers.some(({ number }) => number === one));
  if (stray === undefined) return wave.accessNumbers;
  throw new TelephonyError(
    'REFUSED',
    `access number ${stray} is not in the file: ${accessNumbers.map(({ number }) => number).join(', ')} are`,
  );
}

type AgentEntry = Config['agents'][number];

function agentsOf(
  { agents, queues }: Config,
  wave: WaveFile,
): readonly { readonly entry: AgentEntry; readonly from: Duration; readonly to: Duration }[] {
  const whole = wave.length + wave.after;
  if (wave.agents === undefined) return agents.map((entry) => ({ entry, from: 0, to: whole }));
  const all = queues.map(({ name }) => name);
  return wave.agents.flatMap(({ count, from, to = whole, queues: own = all }, group) => {
    const stray = own.find((one) => !all.includes(one));
    if (stray !== undefined)
      throw new TelephonyError('REFUSED', `queue ${stray} is not in the file: ${all.join(', ')} are`);
    return Array.from({ length: count }, (_, nth) => ({
      entry: standIn(agents, `${group + 1}-${nth + 1}`, own),
      from,
      to,
    }));
  });
}

/** Like the first of the file, with a name of its own. */
function standIn([first]: readonly AgentEntry[], id: string, queues: readonly string[]): AgentEntry {
  const usual = { id, name: id } as unknown as AgentEntry;
  const entry = { ...(first ?? usual), id, name: id, queues: [...queues] };
  return entry as unknown as AgentEntry;
}
