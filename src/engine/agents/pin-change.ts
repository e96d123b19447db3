// SPDX-License-Identifier: GPL-2.0-or-later
// How does an agent change his own PIN at a telephone? The old one, then the new one twice; nobody hears or keeps what he keys in.

import { type Access, isPossiblePin, isWeakPin, type Verdict } from '../../access/index.js';
import type { Origin } from '../../bus/index.js';
import type { Dialogue } from '../../ivr/index.js';
import type { Rooms } from '../rooms/index.js';
import { FEEDBACK_PROMPTS, type Feedback } from './agent-prompts.js';
import { KEYED_WITHIN, LONGEST_KEYED } from './known-by-pin.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'records' | 'store'>;

const TRIES = 3;

/** Asks, and changes it. Rejects with LEG_CLEARED when he puts down: then it is as before. */
export async function changePin(
  { store, records }: Needs,
  access: Access,
  { agent, dialogue }: { readonly agent: string; readonly dialogue: Dialogue },
): Promise<Feedback> {
  const by: Origin = { actor: `agent:${agent}`, source: 'telephone' };
  const old = await keyedIn(dialogue, 'agent-key-in-old-pin');
  if (old === undefined || !/^\d+$/.test(old)) return 'notPossible'; // keys of another code are no guess
  const verdict = await store.actingFor(by, () => access.verify(agent, old, records.now()));
  if (!verdict.granted) return refusalSaid(verdict);

  let wrong: Feedback = 'notPossible';
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await dialogue.say(FEEDBACK_PROMPTS[wrong]);
    const pin = await keyedIn(dialogue, 'agent-key-in-new-pin');
    if (pin === undefined) return 'notPossible';
    if (!isPossiblePin(pin) || isWeakPin(pin, agent) || pin === old) {
      wrong = 'pinWeak';
      continue;
    }
    if ((await keyedIn(dialogue, 'agent-key-in-pin-again')) !== pin) {
      wrong = 'pinsDiffer';
      continue;
    }
    await store.actingFor(by, () => access.setPin(agent, pin, records.now()));
    return 'pinChanged';
  }
  return wrong;
}

function keyedIn(dialogue: Dialogue, prompt: string): Promise<string | undefined> {
  return dialogue.collect({ prompt, max: LONGEST_KEYED, timeout: KEYED_WITHIN, attempts: 2, mask: 'PIN' });
}

/** Who is locked out is told so: he may dial the right PIN now and be refused all the same. */
export function refusalSaid(verdict: Exclude<Verdict, { readonly granted: true }>): Feedback {
  return verdict.reason === 'lockedOut' ? 'pinLocked' : 'wrongPin';
}
