// SPDX-License-Identifier: GPL-2.0-or-later
// What happens in a shop on a day? One of each: promised, rang again, kept, answered, given up, blocked, closed, still going on.
import { ACCESS_NUMBER, agentId, type BoxWorld, stationNumber } from './box.js';
import { agent, hangUp } from './floor.js';
import { confirm, leaveNumber, rungCustomer } from './people.js';

/** Short ids of calls of that day. */
export interface ShopDay {
  readonly captured: string;
  readonly answered: string;
}

/** A box with two agents, nobody signed in, who closes `88880002` and blocks 13700000007. Ends with a caller who waits. */
export async function shopDay({ world, box, reads }: BoxWorld): Promise<ShopDay> {
  await leaveNumber(world, '13900000001');
  await world.advance(60_000);
  await leaveNumber(world, '13900000001');
  for (const number of [1, 2]) box.agents.signIn(agentId(number), stationNumber(number));

  const customer = await rungCustomer(world);
  await confirm(world, customer);
  await lifted(1_000);
  await world.advance(20_000);
  customer.clear();
  await put();

  const caller = world.network.call(ACCESS_NUMBER, '13912345678');
  await lifted(2_000);
  await world.advance(10_000);
  caller.clear();
  await put();
  await world.advance(8_000);

  box.agents.notReady(agentId(1), 'meal');
  box.agents.notReady(agentId(2), 'break');
  const impatient = world.network.call(ACCESS_NUMBER, '13800000002');
  await world.advance(25_000);
  impatient.clear();
  await world.advance(1_000);
  for (const [called, calling] of [
    [ACCESS_NUMBER, '13700000007'],
    ['88880002', '13600000006'],
  ] as const) {
    const unwanted = world.network.call(called, calling);
    await world.until(() => unwanted.state === 'cleared');
  }
  world.network.call(ACCESS_NUMBER, '13000000003');
  await world.advance(2_000);
  await box.settled();
  const calls = await reads.selectFrom('call').select(['id', 'calling', 'disposition']).orderBy('offeredAt').execute();
  const ofNumber = (number: string) => (calls.find(({ calling }) => calling === number)?.id ?? '').slice(-7);
  return { captured: ofNumber('+8613900000001'), answered: ofNumber('+8613912345678') };

  function lifts(): number {
    return [1, 2].find((port) => world.telephone(port).rings) ?? 0;
  }

  async function lifted(after: number): Promise<void> {
    await world.until(() => lifts() > 0);
    const port = lifts();
    await world.advance(after);
    world.telephone(port).lift();
    await world.until(() => agent(box, port).state === 'talking');
  }

  async function put(): Promise<void> {
    await world.advance(500);
    for (const port of [1, 2]) if (world.telephone(port).isLifted) await hangUp(world, world.telephone(port));
  }
}
