// SPDX-License-Identifier: GPL-2.0-or-later
// A box with boxes for messages, callers who speak, and an agent who hears them at his telephone.
import type { Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import type { ConfigInput } from '../../src/config/index.js';
import { ACCESS_NUMBER, type BoxOptions, type BoxWorld, openBox, QUEUE } from './box.js';

export const BOX_NUMBER = '88880099';
export const HEARING_NUMBER = '88880098';
export const CALLER = '13912345678';
const SPEECH = 'zh-CN/surge'; // some seconds of a voice

export const service = (more: object = {}) => ({
  name: 'service',
  number: '600',
  queues: [QUEUE],
  silence: '2s',
  ...more,
});

/** What stands in the file of such a box; `more` goes before it. */
export function withBoxes(more: Partial<ConfigInput> = {}, box: object = {}): Partial<ConfigInput> {
  return {
    accessNumbers: [
      { number: ACCESS_NUMBER, queue: QUEUE },
      { number: BOX_NUMBER, message: 'service' },
      { number: HEARING_NUMBER, menu: 'voicemail' },
    ],
    mailboxes: [service(box)],
    ...more,
  };
}

/** The box, and what people do there. */
export async function mailboxHouse(t: Test, options: BoxOptions = {}, settings: object = {}) {
  const place = await openBox(t, {
    telephones: 2,
    signedIn: 1,
    ...options,
    config: withBoxes(options.config, settings),
  });
  return { ...place, ...atBoxes(place) };
}

/** What people do at boxes of a house that is open already. */
export function atBoxes({ world, box, reads }: BoxWorld) {
  let begun = 0;
  box.bus.on('recording.started', ({ facts }) => {
    if (facts.agent === undefined) begun++; // a conversation has an agent
  });
  const hears = async (leg: TrunkLeg | { readonly channel: number }, prompt: string, within = 30_000) => {
    const channel = typeof leg.channel === 'number' ? leg.channel : leg.channel.index;
    const listened = world.listen(channel, await world.load(prompt));
    await world.until(() => listened.heard, within);
    await world.advance(400); // his last key is over
  };
  /** He speaks after the tone, and hangs up, or ends it by a key. */
  const speaks = async (caller: TrunkLeg, { key = '#', greeting = 'zh-CN/leave-a-message' } = {}) => {
    const before = begun;
    await hears(caller, greeting);
    await world.until(() => begun > before, 30_000);
    const voice = await world.load(SPEECH);
    await world.during(caller.play([voice]).finished);
    await world.advance(500);
    if (key === 'none') return;
    if (key !== '') {
      await world.during(caller.sendDigits(key).finished);
      await hears(caller, 'zh-CN/message-saved');
      await world.until(() => caller.state === 'cleared');
    } else caller.clear();
    await world.advance(1_000);
  };
  const leaves = async (number = BOX_NUMBER, from = CALLER) => {
    const caller = world.network.call(number, from);
    await speaks(caller);
    return caller;
  };
  const messages = () => reads.selectFrom('message').selectAll().orderBy('at').execute();
  const recordings = () => reads.selectFrom('recording').selectAll().orderBy('startedAt').execute();
  return { hears, speaks, leaves, messages, recordings };
}
