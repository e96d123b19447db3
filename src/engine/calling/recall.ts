// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a customer on hold whose agent has put down? The agent is rung again, then the queue has him at his old place.

import type { StationLeg } from '../../call/index.js';
import type { Duration } from '../../kernel/index.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import type { Part, Parts } from './parts.js';
import { type ReachRooms, reach } from './reach.js';

/** How long he who put somebody on hold, or parked him, is rung. */
export const RECALL_RINGS: Duration = 30_000;
/** A telephone that was put down just now cannot be rung yet. */
const BREATH: Duration = 1_000;

/** Rings the station from which somebody was held; if nobody lifts there, who is held waits in his queue again. */
export function recall(rooms: ReachRooms & Pick<Rooms, 'log'>, agentLines: AgentLines, parts: Parts, held: Part): void {
  const { conversation, station, contact } = held;
  if (conversation.isOver) return;
  const { clock } = rooms;
  const giveUp = () => {
    if (conversation.isOver) return;
    if (contact === undefined) for (const { id } of conversation.parties) conversation.legOf(id)?.clear();
    else {
      conversation.leave(contact.leg);
      contact.send({ type: 'requeued' });
    }
  };
  clock.at(clock.now() + BREATH, () => {
    if (conversation.isOver) return;
    const options = { call: held.key, calling: contact?.leg.calling ?? { digits: '' }, ringFor: RECALL_RINGS };
    const cancel = reach(rooms, agentLines, { station }, options, {
      began: ({ leg }) => {
        held.record.follow(leg, { station, agent: held.agent });
        conversation.call.add(leg);
      },
      answered: ({ leg }) => {
        const back = takeUp(parts, held, { agent: held.agent, station, leg: leg as StationLeg });
        unattended(rooms, 'a held call comes back', back);
      },
      failed: giveUp,
    });
    conversation.over.on(cancel);
  });
}

/** Somebody comes for one who is alone: who held or parked him, or another. */
export async function takeUp(parts: Parts, held: Part, who: AtTelephone): Promise<void> {
  const { conversation, record, contact } = held;
  const { agent, station, leg } = who;
  if (conversation.isOver) {
    leg.clear();
    return;
  }
  record.follow(leg, { station, agent });
  conversation.call.add(leg);
  parts.take(who, held);
  await conversation.join([{ leg, role: 'agent', agent }]);
  if (agent !== undefined) contact?.handed(agent);
}
