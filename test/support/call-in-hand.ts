// SPDX-License-Identifier: GPL-2.0-or-later
// A customer talks with agent 1, and agent 2 is there too: how every scenario of calls in hand begins.
import type { Test } from 'tap';
import { agentId, type BoxOptions, openBox, stationNumber } from './box.js';
import { talk } from './floor.js';
import { whoHears } from './who-hears.js';

export const [FIRST, SECOND] = [agentId(1), agentId(2)];

/** `hears` says who hears whom; the second agent is called `name` there. */
export async function callInHand(t: Test, options: BoxOptions = {}, name = 'second') {
  const place = await openBox(t, { telephones: 3, signedIn: 1, ...options });
  const { world, box } = place;
  const { caller, telephone } = await talk(place);
  box.agents.signIn(SECOND, stationNumber(2));
  await world.advance(200);
  const second = world.telephone(2);
  const ears = { customer: caller.channel.index, agent: telephone.channel, [name]: second.channel };
  return { ...place, caller, telephone, second, hears: () => whoHears(world, ears) };
}
