// SPDX-License-Identifier: GPL-2.0-or-later
// Who follows the events and has been away too long is told GONE; who does not read is cut, told where he was, and costs nobody else anything.
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { askBox } from '../../../src/cli/control-client.js';
import { EventLog } from '../../../src/engine/views/index.js';
import { eventsMethod } from '../../../src/host/events-method.js';
import { ControlServer } from '../../../src/host/index.js';
import { Emitter, VirtualClock } from '../../../src/kernel/index.js';
import type { ToldEvent } from '../../../src/store/index.js';

const LAST = 20_000;
const event = (n: number): ToldEvent =>
  ({ n, type: 'call.offered', at: 0, actor: null, source: null, facts: { text: 'x'.repeat(1_000) } }) as never;

/** A log that keeps events from `first` to the last. */
function logFrom(first: number): { readonly log: EventLog; readonly asked: () => number } {
  let pages = 0;
  const store = {
    committed: new Emitter(),
    ask: async () => ({ first, last: LAST }),
    list: async (_name: string, { event: after }: { event: number }, { most }: { most: number }) => {
      pages++;
      const count = Math.min(most, LAST - after);
      return { rows: () => Array.from({ length: count }, (_, at) => event(after + 1 + at)) };
    },
  };
  return { log: new EventLog(store as never, new VirtualClock()), asked: () => pages };
}

t.test('away too long: the events after his last one are not all kept any more', async (t) => {
  const { log } = logFrom(101);
  const never = new AbortController().signal;
  await t.rejects(
    log.follow(99, () => true, never),
    { code: 'GONE', detail: /event 100: the first that is kept is 101/ },
  );
  await t.rejects(
    log.follow(LAST + 1, () => true, never),
    { code: 'GONE' },
  );
  const told: number[] = [];
  await log.follow(100, ({ n }) => told.push(n) < 3, never);
  t.same(told, [101, 102, 103], 'the one who has had all before the first misses none');
});

t.test('who does not read is cut and told after which event to go on; the log is asked for him no more', async (t) => {
  const { log, asked } = logFrom(1);
  const path = join(mkdtempSync(join(tmpdir(), 'spillway-events-')), 'box.sock');
  const server = await ControlServer.open(path, {
    events: eventsMethod({ log, status: () => ({}) as never }),
    status: () => 'well',
  });
  t.teardown(() => server.close());
  const socket = connect(path);
  socket.on('error', () => {});
  socket.pause();
  socket.write('{"id":1,"method":"events","params":{"since":0,"follow":false}}\n');
  for (let turn = 0; turn < 50; turn++) t.equal(await askBox(path, 'status'), 'well');
  t.ok(asked() < LAST / 250, `${asked()} pages were read for him, not all ${LAST / 250}`);
  const text = await new Promise<string>((resolve) => {
    let said = '';
    socket.on('data', (piece) => {
      said += piece;
      if (/"error".*\n$/.test(said) || /"result".*\n$/.test(said)) resolve(said);
    });
    socket.resume();
  });
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const last = lines.at(-1);
  const had = lines.flatMap(({ item }) => (item?.n === undefined ? [] : [item.n]));
  t.match(last.error, { code: 'REFUSED' });
  t.match(last.error.message ?? last.error.detail, new RegExp(`go on with since ${had.at(-1)}`));
  t.same(
    had,
    had.map((_: number, at: number) => at + 1),
    'none is left out of what he had',
  );
  socket.destroy();
});
