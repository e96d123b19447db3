// SPDX-License-Identifier: GPL-2.0-or-later
// Agent 1 talks at a mobile; who is called outside answers after a second. How every scenario of agents outside begins.
import type { Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { ACCESS_NUMBER, agentId, type BoxOptions, type BoxWorld, openBox, QUEUE, stationNumber } from './box.js';
import { agent } from './floor.js';

export const MOBILE = '13900000001';
export const SIGN_IN = '88880009';
export const [FAR, NEAR] = [agentId(1), agentId(2)];

/** `outside`: what stands in the file of agent 1. Agent 2 has a telephone of the house. */
export async function outsideAgent(t: Test, outside: object = { number: MOBILE }, options: BoxOptions = {}) {
  const config = {
    accessNumbers: [
      { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
      { number: SIGN_IN, name: 'agents', menu: 'signIn' },
    ],
    agents: [
      { id: FAR, name: 'Far', pin: '4711', queues: [QUEUE], outside },
      { id: NEAR, name: 'Near', pin: '4712', queues: [QUEUE] },
    ],
    ...options.config,
  };
  const place = await openBox(t, { telephones: 3, signedIn: 0, ...options, config });
  const { world, box } = place;
  const mobiles = world.network.answersAfter(world.clock, 1_000);
  const busy = () => box.status().spans.reduce((sum, span) => sum + (span.kind === 'e1' ? span.busy : 0), 0);
  /** The last one who was called outside. */
  const mobile = () => {
    const leg = mobiles.at(-1);
    if (leg === undefined) throw new Error('nobody was called outside');
    return leg;
  };
  const signNearIn = async () => {
    box.agents.signIn(NEAR, stationNumber(2));
    await world.advance(100);
  };
  return { ...place, mobiles, mobile, busy, signNearIn };
}

/** Presses keys, and waits until they have been heard. */
export async function press({ world }: Pick<BoxWorld, 'world'>, leg: TrunkLeg, keys: string): Promise<void> {
  if (keys !== '') world.media.sendDigits(leg.channel.index, keys, { onMs: 80, offMs: 80 });
  await world.advance(keys.length * 160 + 300);
}

/** The one who was called hears what he is asked, and presses. */
export async function answer(place: BoxWorld, leg: TrunkLeg, keys: string): Promise<void> {
  const { world } = place;
  const asked = world.listen(leg.channel.index, await world.load('zh-CN/agent-call-press-1'));
  await world.until(() => asked.heard, 10_000);
  await press(place, leg, keys);
}

/** A caller is joined to the agent outside, who has pressed 1. */
export async function talkOutside(place: Awaited<ReturnType<typeof outsideAgent>>) {
  const { world, box, mobile, mobiles } = place;
  const before = mobiles.length;
  const caller = world.network.call(ACCESS_NUMBER);
  await world.until(() => mobiles.length > before);
  await answer(place, mobile(), '1');
  await world.until(() => agent(box, 1).state === 'talking');
  await world.advance(200);
  return { caller, ears: { customer: caller.channel.index, mobile: mobile().channel.index } };
}

/** Somebody rings the number for signing in, keys in who he is, and hears what comes of it. */
export async function signInByCalling(
  { world }: BoxWorld,
  calling: string | undefined,
  { pin = '4711', keys = '' } = {},
): Promise<TrunkLeg> {
  const leg =
    calling === undefined
      ? world.network.call(SIGN_IN, '', { calling: { digits: '', presentation: 'restricted' } })
      : world.network.call(SIGN_IN, calling);
  await world.until(() => leg.state === 'connected');
  for (const [prompt, typed] of [
    ['agent-key-in-number', `${FAR}#`],
    ['agent-key-in-pin', `${pin}#`],
  ] as const) {
    const asked = world.listen(leg.channel.index, await world.load(`zh-CN/${prompt}`));
    await world.until(() => asked.heard, 10_000);
    await press({ world }, leg, typed);
  }
  if (keys !== '') {
    const asked = world.listen(leg.channel.index, await world.load('zh-CN/key-in-your-number'));
    await world.until(() => asked.heard, 10_000);
    await press({ world }, leg, keys);
  }
  return leg;
}
