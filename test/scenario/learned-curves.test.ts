// SPDX-License-Identifier: GPL-2.0-or-later
// Is the curve of each station's showings learned from its earlier ones, minute by minute, the newest counting most, and shown beside what came?
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { curvePicture } from '../../src/cli/wave-page.js';
import { ConfigFile } from '../../src/config/index.js';
import { recordMethods } from '../../src/host/record-methods.js';
import { VirtualClock } from '../../src/kernel/index.js';
import type { WaveReport } from '../../src/report/index.js';
import { openStore } from '../../src/store/index.js';
import { aCall } from '../unit/store/rows.js';

const [FIRST, SECOND] = ['88880001', '88880002'];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SHOWN = Date.parse('2026-10-20T20:00:00+08:00');
const folder = t.testdir();
const data = join(folder, 'data');
const file = join(folder, 'spillway.yaml');
mkdirSync(data);
writeFileSync(
  file,
  `zone: Asia/Shanghai
data: data
board: { type: virtual, spans: [{ name: e1-1, kind: e1, carrier: { type: listen, path: ./e1-1.sock } }] }
queues: [{ name: orders }]
accessNumbers: [{ number: '${FIRST}', queue: orders }, { number: '${SECOND}', queue: orders }]
agents: [{ id: '8001', name: A, queues: [orders] }]
surge:
  slots:
    - { name: first, accessNumbers: ['${FIRST}'], from: '20:00', to: '20:10' }
    - { name: second, accessNumbers: ['${SECOND}'], from: '20:00', to: '20:10' }
`,
);

/** Callers by day before the last showing, station and minute. Nobody two days before: the station had a break. */
const CAME: readonly (readonly [days: number, number: string, byMinute: readonly number[]])[] = [
  [3, FIRST, [8, 4]],
  [1, FIRST, [2, 1, 3]],
  [1, SECOND, [0, 0, 0, 7]],
  [0, FIRST, [5]],
  [70, FIRST, [900]],
];

const clock = new VirtualClock(SHOWN + 30 * MINUTE);
const store = await openStore({ directory: data, clock, reserveBytes: 1 << 16 });
t.teardown(() => store.close());
let nth = 0;
for (const [days, accessNumber, byMinute] of CAME) {
  const batch = store.batch();
  for (const [minute, callers] of byMinute.entries())
    for (let caller = 0; caller < callers; caller++) {
      const id = `call-${nth++}`;
      const at = SHOWN - days * DAY + minute * MINUTE + caller * 10;
      batch.insert('call', aCall(id, { offeredAt: at, accessNumber }));
      const end = { startedAt: at, endedAt: at + 5_000, disposition: 'abandoned', accessNumber } as const;
      batch.insert('contact', { id, direction: 'inbound', ...end });
    }
  await store.commit(batch);
}

async function report(day: string): Promise<WaveReport> {
  const config = ConfigFile.open(file).current;
  const keeper = { records: () => store, config: () => config, now: () => clock.utc(clock.now()) };
  return (await recordMethods(keeper)['report.wave']?.({ day })) as WaveReport;
}

const rounded = (curve: readonly number[] = []) => curve.map((value) => Math.round(value * 100) / 100);

t.test(
  'each earlier showing counts half of the one after it; one without callers, or long ago, counts nothing',
  async (t) => {
    const { slots } = await report('2026-10-20');
    const of = (key: string) => slots.find((slot) => slot.key === key);
    t.same(rounded(of('first')?.learned).slice(0, 4), [(2 + 8 / 2) / 1.5, (1 + 4 / 2) / 1.5, 3 / 1.5, 0]);
    t.same(rounded(of('second')?.learned).slice(0, 5), [0, 0, 0, 7, 0], 'each station has its own');
    t.match(of('first')?.came, [5], 'beside what came');
  },
);

t.test('the first showing of all has learned nothing; the picture has the curve where there is one', async (t) => {
  const first = await report('2026-08-11');
  t.equal(first.slots.find(({ key }) => key === 'first')?.learned, undefined);
  const { slots } = await report('2026-10-19');
  t.same(rounded(slots.find(({ key }) => key === 'first')?.learned).slice(0, 2), [8, 4]);
  const picture = curvePicture(await report('2026-10-20'), 'en');
  t.match(picture, /first/);
  t.not(picture, curvePicture(first, 'en'));
});
