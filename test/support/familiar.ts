// SPDX-License-Identifier: GPL-2.0-or-later
// How does a caller become one whom an agent knows? He rings, that agent lifts, they talk, both put down.
import type { Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox, QUEUE } from './box.js';
import { hangUp, talk } from './floor.js';

export const NUMBER = '13912345678';
export const SECOND = 1_000;

/** A box whose queue remembers; agents have no pause after a call. */
export function openFamiliar(
  t: Test,
  queue: Readonly<Record<string, unknown>>,
  { telephones = 2, config = {} }: { telephones?: number; config?: Readonly<Record<string, unknown>> } = {},
): Promise<BoxWorld> {
  return openBox(t, { telephones, config: { queues: [{ name: QUEUE, wrapUp: '0s', ...queue }], ...config } });
}

/** The agent at `port`, who must be next, serves this number for so long. */
export async function serve(place: BoxWorld, port: number, calling = NUMBER, talked = 3 * SECOND): Promise<void> {
  const { caller, telephone } = await talk(place, { calling, port });
  await place.world.advance(talked);
  caller.clear();
  await place.world.advance(500);
  await hangUp(place.world, telephone);
  await place.box.settled();
}

/** He rings again, and whether he has heard the question by the time that somebody is rung, or it was asked. */
export async function ringAgain(
  { world }: BoxWorld,
  calling = NUMBER,
): Promise<{ readonly caller: TrunkLeg; readonly offer: { readonly heard: boolean } }> {
  const question = await world.load('zh-CN/last-agent-offer');
  const caller = world.network.call(ACCESS_NUMBER, calling);
  await world.until(() => caller.state === 'connected' || rung({ world }).length > 0);
  const offer = world.listen(caller.channel.index, question);
  return { caller, offer };
}

/** The ports whose telephones ring. */
export function rung({ world }: Pick<BoxWorld, 'world'>): readonly number[] {
  return world.telephones.flatMap((telephone, index) => (telephone.rings ? [index + 1] : []));
}

/** The port whose telephone rings next, within so long. */
export async function nextRung(place: Pick<BoxWorld, 'world'>, within = 20 * SECOND): Promise<number | undefined> {
  await place.world.until(() => rung(place).length > 0, within);
  return rung(place)[0];
}
