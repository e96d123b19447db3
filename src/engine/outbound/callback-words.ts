// SPDX-License-Identifier: GPL-2.0-or-later
// What do customer and agent hear when a callback comes to nothing?

import { CAUSE, type StationLeg, type TrunkLeg } from '../../call/index.js';
import type { AttemptOutcome } from '../../callback/index.js';
import { Dialogue } from '../../ivr/index.js';
import { type Office, unattended } from '../rooms/index.js';

/** What a customer hears when his call ends without an agent. */
const FAREWELL: Readonly<Partial<Record<AttemptOutcome, string>>> = {
  noAgent: 'callback-later',
  declined: 'callback-declined',
  refused: 'callback-declined',
  notConfirmed: 'goodbye',
};

/** Clears a customer's leg, with a word before it if he can hear one. */
export function sayFarewell(office: Office, leg: TrunkLeg, why: AttemptOutcome): void {
  const farewell = leg.state === 'connected' ? FAREWELL[why] : undefined;
  if (farewell === undefined) leg.clear(CAUSE.normalClearing);
  else unattended(office, 'farewell', sayAndClear(office, leg, farewell));
}

/** Tells an agent who holds his telephone that nobody comes. */
export function tellAgent(office: Office, leg: StationLeg, why: AttemptOutcome): void {
  if (leg.signal.aborted) return;
  const prompt = why === 'hungUp' ? 'agent-customer-gone' : 'agent-callback-failed';
  unattended(office, 'telling the agent', sayAndClear(office, leg, prompt));
}

async function sayAndClear(office: Office, leg: TrunkLeg | StationLeg, prompt: string): Promise<void> {
  await new Dialogue(leg, office.dialogues).say(prompt, { bargeIn: false });
  leg.clear(CAUSE.normalClearing);
}
