// SPDX-License-Identifier: GPL-2.0-or-later
// Is nobody rung back abroad or at a dear number, however the number came into the list: and does his request say why it ended?
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { agentId, openBox, stationNumber } from '../support/box.js';
import { leaveNumber } from '../support/people.js';

const LEFT = '13912345678';
/** Abroad; abroad and dear; a satellite; in the country. */
const NUMBERS = [
  ['+12125551234', 'barredByClass'],
  ['+19005551234', 'barredByClass'],
  ['+881612345678', undefined], // no number that the plan knows, or a dear one: never dialled
  ['+8613912345679', 'dialled'],
] as const;

for (const [number, end] of NUMBERS)
  t.test(`a promise to ${number}`, async (t) => {
    const data = mkdtempSync(join(tmpdir(), 'spillway-barred-'));
    t.teardown(() => rmSync(data, { recursive: true }));
    const first = await openBox(t, { data, signedIn: 0 });
    await leaveNumber(first.world, LEFT);
    await first.world.during(first.box.close());
    const database = new Database(join(data, 'spillway.db'));
    database.prepare('update callback_request set number = ?').run(number);
    database.close();

    const { world, box } = await openBox(t, { data, signedIn: 0 });
    const dialled: string[] = [];
    world.network.calls.offered.on((leg) => {
      dialled.push(leg.called.digits);
      leg.alert();
    });
    box.agents.signIn(agentId(1), stationNumber(1));
    await world.advance(90_000);
    const [request] = await box.callbacks.list({ all: true });
    if (end === 'dialled') t.same(dialled, [LEFT.replace('678', '679')]);
    else {
      t.same(dialled, [], 'nothing goes out');
      t.match(request, { state: 'givenUp', ...(end === undefined ? {} : { reason: end, attempts: 0 }) });
    }
  });
