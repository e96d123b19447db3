// SPDX-License-Identifier: GPL-2.0-or-later
// What is left of a box that is killed in the middle of calls, and what does its next start make of that?
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { BoxStatus } from '../../src/engine/index.js';
import { sleep } from '../../src/kernel/index.js';
import { openReads } from '../../src/store/index.js';
import { surroundings } from '../support/surroundings.js';
import { timedCalls } from '../support/times.js';
import { wavChannels } from '../support/wav.js';

t.test(
  'a box killed in the middle of calls: nothing promised is lost, and the next start ends it all honestly',
  async (t) => {
    const around = surroundings(t);
    const { facts, media } = around;
    await around.start();

    // One caller is promised a callback, one talks and is recorded, and an agent is rung for the callback.
    await facts.wait('cleared', { call: around.call(0, '13900000001') });
    await around.ask('agentAction', { action: 'sign-in', agent: '1001', argument: '801' });
    const talk = around.call(1, '13900000002');
    await facts.wait('ringStarted', { channel: around.telephone(1) });
    media.hook(around.telephone(1), true);
    await around.until(({ recordings }) => recordings.underWay === 1);
    await around.ask('agentAction', { action: 'sign-in', agent: '1002', argument: '802' });
    await around.until(({ callbacks }) => callbacks.open === 1);
    const request = await around.ask('callbackAction', { action: 'next', argument: '1002' });
    await facts.wait('ringStarted', { channel: around.telephone(2) });
    await sleep(around.clock, 2_000);
    await around.end('SIGKILL');
    media.hook(around.telephone(1), false);

    await around.start();

    t.match(around.log, /repaired what the last run left/);
    const reads = openReads(around.database);
    t.teardown(() => reads.destroy());
    const calls = await timedCalls(reads);
    t.match(calls, [
      { calling: '+8613900000001', disposition: 'captured', cause: 16 },
      { calling: '+8613900000002', disposition: 'interrupted', agent: '1001' },
    ]);
    t.ok(calls.every(({ endedAt, bridgedAt, offeredAt }) => (endedAt ?? 0) >= (bridgedAt ?? offeredAt)));
    t.same(await reads.selectFrom('leg').select('id').where('endedAt', 'is', null).execute(), []);
    t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [
      { id: request, number: '+8613900000001', state: 'open', leaseOwner: null, leaseUntil: null, closedAt: null },
    ]);
    const [recording, ...more] = await reads.selectFrom('recording').selectAll().execute();
    t.same(more, []);
    t.match(recording, { state: 'repaired', reason: 'interrupted' });
    const [left] = wavChannels(join(around.database, 'recordings', recording?.file ?? ''));
    t.ok((left?.length ?? 0) >= 8_000, `${(left?.length ?? 0) / 8} ms of the conversation are there`);
    t.equal(recording?.durationMs, (left?.length ?? 0) / 8);
    const repairs = await reads
      .selectFrom('event')
      .selectAll()
      .where('type', '=', 'box.repaired')
      .orderBy('id')
      .execute();
    t.match(JSON.parse(repairs.at(-1)?.detail ?? '{}'), { calls: 1, leases: 1, recordings: 1, orphans: 0 });
    const status = (await around.ask('status')) as BoxStatus;
    t.match(status.calls, { offered: 2, captured: 1, interrupted: 1, inProgress: 0 });
    t.match(status.callbacks, { created: 1, open: 1 });
    t.ok(facts.find('cleared', { call: talk }), 'the exchange has no ghost of the call');
  },
);

t.test(
  'SIGHUP: a wrong file is logged with its line and the old one stays; SIGTERM ends the box in order',
  async (t) => {
    const around = surroundings(t);
    await around.start();
    writeFileSync(join(around.folder, 'spillway.yaml'), 'queues: 1\n');
    around.signal('SIGHUP');
    await around.until(() => around.log.includes('keeps the old one'));
    t.match(around.log, /spillway.yaml:1:9: \\"queues\\": 1 is not a list/);

    await around.facts.wait('cleared', { call: around.call(0, '13900000001') });
    t.equal(await around.end('SIGTERM'), 0);
    t.match(around.log, /the box has stopped/);
  },
);
