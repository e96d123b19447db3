// SPDX-License-Identifier: GPL-2.0-or-later
// Who lives around a box? Callers who leave their number, customers who are rung, agents who lift.
import { join } from 'node:path';
import type { TrunkLeg } from '../../src/call/index.js';
import { ACCESS_NUMBER } from './box.js';
import { wavChannels } from './wav.js';
import type { World } from './world.js';

/** A caller rings, hears the promise of a computer agent and is cleared. */
export async function leaveNumber(world: World, number: string): Promise<TrunkLeg> {
  const promise = await world.load('zh-CN/surge');
  const caller = world.network.call(ACCESS_NUMBER, number);
  await world.until(() => caller.state === 'connected');
  const heard = world.listen(caller.channel.index, promise);
  await world.until(() => caller.state === 'cleared');
  if (!heard.heard) throw new Error(`${number} heard no promise`);
  return caller;
}

/** The next customer whose telephone the box rings; he has not answered yet. */
export async function rungCustomer(world: World, within = 60_000): Promise<TrunkLeg> {
  const rung: TrunkLeg[] = [];
  const done = world.network.calls.offered.on((leg) => {
    rung.push(leg);
    leg.alert();
  });
  await world.until(() => rung.length > 0, within).finally(done);
  const [customer] = rung;
  if (customer === undefined) throw new Error('nobody was rung');
  return customer;
}

/** He answers, hears the whole greeting and the question, and presses a key. */
export async function confirm(world: World, customer: TrunkLeg, key = '1'): Promise<void> {
  const question = await world.load('zh-CN/callback-press-1');
  await world.during(customer.answer());
  const heard = world.listen(customer.channel.index, question);
  await world.until(() => heard.heard);
  await world.advance(1_000);
  customer.sendDigits(key);
}

/** Whether each hears the other's voice: the customer's leg, and the agent's telephone at that port. */
export async function hearEachOther(world: World, customer: TrunkLeg, port: number): Promise<boolean> {
  const { channel } = world.telephone(port);
  const [question, answer] = [await world.load('en/callback-greeting'), await world.load('en/welcome')];
  const atAgent = world.listen(channel, question);
  const atCustomer = world.listen(customer.channel.index, answer);
  customer.play([question]);
  world.media.play(channel, [answer]);
  await world.advance(2_000);
  return atAgent.heard && atCustomer.heard;
}

/** An agent lifts a second after each first ring and puts down after `talk` milliseconds. */
export function answersCalls(world: World, port: number, talk: number): void {
  const telephone = world.telephone(port);
  const later = (wait: number, act: () => void) => world.clock.at(world.clock.now() + wait, act);
  const answer = () => {
    if (!telephone.rings || telephone.isLifted) return;
    telephone.lift();
    later(talk, () => telephone.putDown());
  };
  world.media.onFact(({ type, channel }) => {
    if (type === 'ringStarted' && channel === telephone.channel) later(1_000, answer);
  });
}

/** Takes down what a far end hears, to its end; gives the bytes. */
export function takeDown(world: World, leg: TrunkLeg): { readonly bytes: () => Buffer } {
  const file = join(world.folder, `${leg.id}.wav`);
  world.media.record(leg.channel.index, file);
  return { bytes: () => wavChannels(file)[0] ?? Buffer.alloc(0) };
}

/** An agent lifts, dials a code and listens: whether he hears that prompt of the box. He stays on the line. */
export async function dialCode(world: World, port: number, code: string, answer: string): Promise<boolean> {
  const telephone = world.telephone(port);
  const prompt = await world.load(`zh-CN/${answer}`);
  telephone.lift();
  await world.advance(500);
  telephone.dial(code);
  const heard = world.listen(telephone.channel, prompt);
  await world.until(() => heard.heard, 5_000).catch(() => {});
  return heard.heard;
}
