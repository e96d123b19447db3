// SPDX-License-Identifier: GPL-2.0-or-later
// What do callers and agents do in a scenario? A caller rings in, an agent lifts, dials codes, talks, puts down.
import type { TrunkLeg } from '../../src/call/index.js';
import type { AgentStatus } from '../../src/engine/index.js';
import { ACCESS_NUMBER, agentId, type BoxWorld } from './box.js';
import type { Telephone } from './telephone.js';
import type { World } from './world.js';

export interface Conversation {
  readonly caller: TrunkLeg;
  readonly telephone: Telephone;
}

/** A caller is given to an agent, who lifts: they hear each other when this resolves. The agent at `port` must be next. */
export async function talk(
  { world, box }: BoxWorld,
  { called = ACCESS_NUMBER, calling = '13912345678', port = 1 } = {},
): Promise<Conversation> {
  const telephone = world.telephone(port);
  const caller = world.network.call(called, calling);
  await world.until(() => telephone.rings);
  telephone.lift();
  await world.until(() => agent(box, port).state === 'talking');
  await world.advance(100);
  return { caller, telephone };
}

/** How agent 1, 2 ... is. */
export function agent(box: BoxWorld['box'], number: number): AgentStatus {
  const found = box.status().agents.find(({ id }) => id === agentId(number));
  if (found === undefined) throw new RangeError(`the box has no agent ${agentId(number)}`);
  return found;
}

/** Lifts, dials a code, hears the prompt that answers it, and puts down. Throws when it is not heard. */
export async function dialCode({ world }: BoxWorld, port: number, code: string, prompt: string): Promise<void> {
  const telephone = world.telephone(port);
  const answer = world.listen(telephone.channel, await world.load(`zh-CN/${prompt}`));
  telephone.lift();
  await world.advance(500);
  telephone.dial(code);
  await world.until(() => answer.heard, 15_000);
  await world.advance(200);
  await hangUp(world, telephone);
}

/** Listens at a telephone for prompts of the box, in their order. */
export async function hears(world: World, channel: number, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const listening = world.listen(channel, await world.load(`zh-CN/${name}`));
    await world.until(() => listening.heard, 40_000);
  }
}

/** Puts a telephone down, for longer than a flash. */
export async function hangUp(world: World, telephone: Telephone): Promise<void> {
  telephone.putDown();
  await world.advance(1_200);
}
