// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-29 004-33
// Does the sample lead callers of ten thousand firms to the page, queue or telephone of the one that they mean, by its code or by the number that was forwarded?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { type BoxWorld, openBox } from '../support/box.js';
import { nextRung } from '../support/familiar.js';
import { folderFor } from '../support/look-ups.js';

t.setTimeout(120_000);

/** Look-ups take real time, in which the made-up one goes on. */
const LONG = 900_000;
const NUMBER = '4008880001';
const QUEUES = ['operator', ...Array.from({ length: 3 }, (_, nth) => `branch-${nth}`)];
const sample = parse(readFileSync('examples/ten-thousand-firms.yaml', 'utf8'), { merge: true }) as {
  readonly flows: object;
  readonly lookups: Readonly<Record<'firm' | 'forwarded', object>>;
};

/** Firm n: code 10000 + n, and every seventh has a number of its own that is forwarded; 5 has a telephone, 6 a number outside. */
function firms(folder: string): string {
  const rows = Array.from({ length: 10_000 }, (_, n) =>
    [
      10_000 + n,
      n % 7 === 0 ? `0216${String(n).padStart(7, '0')}` : '',
      `企业${n}`,
      `https://crm.example.com/firms/${n}`,
      QUEUES[1 + (n % 3)],
      n === 5 ? '802' : '',
      n === 6 ? '13700000000' : '',
    ].join(','),
  );
  const file = join(folder, 'firms.csv');
  writeFileSync(file, `code,number,name,page,queue,station,outside\n${rows.join('\n')}\n`);
  return file;
}

/** Telephone 1 serves the operator, 2 and so on a branch each. */
async function open(t: Test, table = firms(folderFor(t))) {
  const lookups = { firm: { ...sample.lookups.firm, table }, forwarded: { ...sample.lookups.forwarded, table } };
  const place = await openBox(t, {
    telephones: 4,
    config: {
      flows: sample.flows,
      lookups,
      accessNumbers: [{ number: NUMBER, menu: 'firms' }],
      queues: QUEUES.map((name) => ({ name, wrapUp: '0s' })),
      agents: QUEUES.map((queue, nth) => ({ id: `${1001 + nth}`, name: queue, pin: '4711', queues: [queue] })),
    },
  });
  return { ...place, table };
}

async function calls({ world }: BoxWorld, more: object = {}) {
  const caller = world.network.call(NUMBER, '13912345678', more);
  const hears = async (prompt: string) => {
    const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
    await world.until(() => listened.heard, LONG);
    await world.advance(300);
  };
  return { caller, hears };
}

async function contact({ box, reads }: BoxWorld) {
  await box.settled();
  const row = await reads.selectFrom('contact').selectAll().orderBy('startedAt', 'desc').executeTakeFirstOrThrow();
  return JSON.parse(String(row.data ?? '{}'));
}

t.test('the code that he keys in picks the firm: its queue rings, and its page goes with the call', async (t) => {
  const place = await open(t);
  const { caller, hears } = await calls(place);
  await hears('ask-extension');
  caller.sendDigits('19999#');
  t.equal(await nextRung(place, LONG), 2, '9,999 is a firm of branch-0');
  t.match(await contact(place), { firm_name: '企业9999', firm_page: 'https://crm.example.com/firms/9999' });
});

t.test('a firm with a telephone of its own is rung there', async (t) => {
  const place = await open(t);
  const { caller, hears } = await calls(place);
  await hears('ask-extension');
  caller.sendDigits('10005#');
  t.equal(await nextRung(place, LONG), 2, 'station 802');
  place.world.telephone(2).lift();
  await place.world.until(() => caller.state === 'connected');
  t.match(await contact(place), { firm_name: '企业5' });
});

t.test('a firm with a number outside is called there', async (t) => {
  const place = await open(t);
  const { caller, hears } = await calls(place);
  await hears('ask-extension');
  const legs = place.world.network.answersAfter(place.world.clock, 1_000);
  caller.sendDigits('10006#');
  await place.world.until(() => legs.length === 1, LONG);
  t.match(legs[0]?.called.digits, /13700000000$/);
});

t.test('a code that no firm has is asked for again; then the operator has him', async (t) => {
  const place = await open(t);
  const { caller, hears } = await calls(place);
  await hears('ask-extension');
  caller.sendDigits('20000#');
  await hears('not-understood');
  await hears('ask-extension');
  caller.sendDigits('9999#');
  t.equal(await nextRung(place, LONG), 1, 'the operator');
});

t.test('the number that was forwarded to ours picks the firm at once, and is kept', async (t) => {
  const place = await open(t);
  const redirecting = {
    digits: '02160000014',
    type: 'national',
    plan: 1,
    presentation: 'allowed',
    screening: 3,
    reason: 15,
  };
  await calls(place, { redirecting });
  t.equal(await nextRung(place, LONG), 4, '14 is a firm of branch-2');
  t.match(await contact(place), { firm_name: '企业14' });
  t.match(await place.reads.selectFrom('call').selectAll().execute(), [
    { accessNumber: NUMBER, redirecting: '02160000014' },
  ]);
});
