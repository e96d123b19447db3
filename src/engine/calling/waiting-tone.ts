// SPDX-License-Identifier: GPL-2.0-or-later
// What does somebody who talks hear of one who waits? The tone over the talk, and behind its first burst what his telephone shows of him.

import type { StationLeg } from '../../call/index.js';
import type { Cancel } from '../../kernel/index.js';
import type { Tone } from '../../native/index.js';
import type { ShownCaller, Station } from '../../station/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** GF002-9002 (and ITU-T E.180 for others): 450 Hz, 0.4 s of 4.4; for a country whose plan has none. */
const USUAL: Tone = {
  steps: [
    { hertz: [450], milliseconds: 400 },
    { hertz: [], milliseconds: 4_000 },
  ],
  repeatFrom: 0,
};

/** Sounds until it is ended. */
export function waitingTone(
  rooms: Pick<Rooms, 'log'>,
  station: Station,
  {
    leg,
    caller,
    tone = USUAL,
  }: { readonly leg: StationLeg; readonly caller: ShownCaller; readonly tone?: Tone | undefined },
): Cancel {
  if (!station.showsWaiting) {
    const sounding = leg.tone(tone, { over: 'mix' });
    return () => sounding.stop();
  }
  const over = new AbortController();
  const { signal } = over;
  const told = tell(station, { leg, caller, tone, signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  unattended(rooms, 'telling of one who waits', told);
  return () => over.abort();
}

/** GR-575: the alerting signal follows the first burst; what it says takes the place of the talk for a moment. */
async function tell(
  station: Station,
  {
    leg,
    caller,
    tone,
    signal,
  }: { readonly leg: StationLeg; readonly caller: ShownCaller; readonly tone: Tone; readonly signal: AbortSignal },
): Promise<void> {
  const [burst, pause] = parted(tone);
  await leg.tone({ steps: burst, repeatFrom: -1 }, { over: 'mix', signal }).finished;
  await station.announceWaiting(caller, signal);
  const { steps, repeatFrom } = tone;
  const later = repeatFrom < 0 ? repeatFrom : repeatFrom + pause.length;
  await leg.tone({ steps: [...pause, ...steps], repeatFrom: later }, { over: 'mix', signal }).finished;
}

/** Up to its first pause, and that pause. */
function parted({ steps }: Tone): readonly [burst: Tone['steps'], pause: Tone['steps']] {
  const at = steps.findIndex(({ hertz }) => hertz.length === 0);
  return at < 0 ? [steps, []] : [steps.slice(0, at), steps.slice(at, at + 1)];
}
