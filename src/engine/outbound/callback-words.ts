// SPDX-License-Identifier: GPL-2.0-or-later
// What do customer and agent hear when a callback comes to nothing?

import { CAUSE, type StationLeg } from '../../call/index.js';
import type { AttemptOutcome } from '../../callback/index.js';
import { Dialogue } from '../../ivr/index.js';
import type { Contact } from '../contacts/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'dialogues' | 'log'>;

/** What a customer hears when his call ends without an agent. */
const FAREWELL: Readonly<Partial<Record<AttemptOutcome, string>>> = {
  noAgent: 'callback-later',
  dropped: 'callback-later',
  declined: 'callback-declined',
  refused: 'callback-declined',
  notConfirmed: 'goodbye',
};

/** Clears a customer's leg, with a word before it if he can hear one. */
export function sayFarewell(rooms: Needs, contact: Contact, why: AttemptOutcome): void {
  const { leg } = contact;
  const farewell = leg.state === 'connected' ? FAREWELL[why] : undefined;
  if (farewell === undefined) leg.clear(CAUSE.normalClearing);
  else unattended(rooms, 'farewell', sayAndClear(contact.dialogue(), farewell));
}

/** Tells an agent who holds his telephone that nobody comes. */
export function tellAgent(rooms: Needs, leg: StationLeg, why: AttemptOutcome): void {
  if (leg.signal.aborted) return;
  const prompt = why === 'hungUp' ? 'agent-customer-gone' : 'agent-callback-failed';
  unattended(rooms, 'telling the agent', sayAndClear(new Dialogue(leg, rooms.dialogues), prompt));
}

async function sayAndClear(dialogue: Dialogue, prompt: string): Promise<void> {
  await dialogue.say(prompt, { bargeIn: false });
  dialogue.leg.clear(CAUSE.normalClearing);
}
