// SPDX-License-Identifier: GPL-2.0-or-later
// Which telephones tell that messages wait? Those that the box names, and those at which somebody is signed in who hears it.

import type { Unsubscribe } from '../../kernel/index.js';
import type { AgentLines } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Boxes } from './boxes.js';

/** Keeps the lamps and dial tones of all telephones as they should be; gives the end of that. */
export function keepLamps(
  rooms: Pick<Rooms, 'bus' | 'config' | 'stations'>,
  agentLines: AgentLines,
  boxes: Boxes,
): Unsubscribe {
  const look = () => {
    const lit = rooms.config.mailboxes.filter(({ name }) => boxes.messages.counts(name).new > 0);
    for (const { number } of rooms.stations.all) {
      const agent = agentLines.agentAt(number);
      const his = agent === undefined ? [] : boxes.heardBy(agent);
      const on = lit.some((box) => box.stations.includes(number) || his.includes(box));
      rooms.stations.find(number)?.showMessages(on);
    }
  };
  look();
  const ends = [
    boxes.changed.on(look),
    rooms.bus.on('agent.signedIn', look),
    rooms.bus.on('agent.signedOut', look),
    rooms.bus.on('configuration.loaded', look),
  ];
  return () => {
    for (const end of ends) end();
  };
}
