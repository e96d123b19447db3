// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers lead past the queue, to one agent and to one telephone?
import { ACCESS_NUMBER, agentId, QUEUE, stationNumber } from './box.js';

export const DIRECT = ['88880011', '88880012'];
const NEVER = [{ from: '03:00', to: '03:01' }];

/** What the file says of them, and of the one that leads to the queue. */
export const DIRECT_NUMBERS = [
  { number: ACCESS_NUMBER, queue: QUEUE },
  { number: '88880011', queue: QUEUE, hours: NEVER, afterHours: { agent: agentId(1) } },
  { number: '88880012', queue: QUEUE, hours: NEVER, afterHours: { station: stationNumber(2) } },
];
