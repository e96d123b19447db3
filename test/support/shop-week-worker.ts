// SPDX-License-Identifier: GPL-2.0-or-later
// A thread in which a week goes by: a test runner follows every promise in its own thread, and would take longer for that than the week does.
import { parentPort, workerData } from 'node:worker_threads';
import type { AgentLedger } from './shop-callers.js';
import { ShopWeek } from './shop-week.js';

/** Where the database is, and how many days. */
export interface WeekAsked {
  readonly data: string;
  readonly days: number;
}

/** What the people remember of it. */
export interface WeekLived {
  readonly came: number;
  readonly talked: number;
  readonly cutOff: number;
  readonly agents: ReadonlyMap<string, AgentLedger>;
  readonly now: number;
  readonly trouble: readonly string[];
}

async function live({ data, days }: WeekAsked): Promise<WeekLived> {
  const week = new ShopWeek(data);
  await week.live(days);
  const { came, talked, cutOff } = week.ledger;
  const agents = new Map([...week.ledger.agents].map(([agent, ledger]) => [`${1000 + agent}`, ledger]));
  return { came, talked, cutOff, agents, ...(await week.end()) };
}

const port = parentPort;
if (port !== null) port.postMessage(await live(workerData as WeekAsked));
