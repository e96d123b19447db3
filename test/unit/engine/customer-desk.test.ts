// SPDX-License-Identifier: GPL-2.0-or-later
// Are customers on the disk before anybody is told so, does a file come in whole or not at all, and is a long one quick to load?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { SYSTEM } from '../../../src/bus/index.js';
import { PLAN_DEFAULTS } from '../../../src/dialling/index.js';
import { CustomerDesk } from '../../../src/engine/customers/index.js';
import { storedDirectory } from '../../../src/engine/rooms/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { readsOf } from '../../support/reads.js';

t.setTimeout(180_000);

const PLAN = { ...PLAN_DEFAULTS, areaCode: '21' };
const STAFF = { agents: ['1001'], queues: ['sales'] };

async function opened(t: Test, directory: string) {
  const store = await openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  const began = process.hrtime.bigint();
  const customers = await storedDirectory(store);
  const loaded = Number(process.hrtime.bigint() - began) / 1e6;
  const desk = new CustomerDesk({
    store,
    clock: new VirtualClock(),
    directory: customers,
    plan: () => PLAN,
    staff: () => STAFF,
  });
  return { store, customers, desk, loaded };
}

const rows = (count: number, name = 'one', from = 0) =>
  Array.from({ length: count }, (_, i) => ({
    line: i + 2,
    text: { id: `c${i + from}`, numbers: `139${String(i + from).padStart(8, '0')}`, name, grade: `${i % 3}` },
  }));

t.test('what is set is there after a restart, and what is removed is not', async (t) => {
  const directory = t.testdir();
  const first = await opened(t, directory);
  await first.desk.set('a', { numbers: '13912345678', name: 'Li', grade: '3', owner: '1001' }, SYSTEM);
  await first.desk.set('b', { numbers: '13912345679' }, SYSTEM);
  t.match(await first.desk.set('a', { grade: '', address: 'Mr Li', group: 'gold' }, SYSTEM), {
    ...{ id: 'a', name: 'Li', grade: 0, owner: '1001', address: 'Mr Li' },
    hints: ['group gold is no queue of the file (1)'],
  });
  await first.desk.remove('b', SYSTEM);
  await first.store.close();

  const { customers, store, desk } = await opened(t, directory);
  t.match(customers.find('+8613912345678'), { id: 'a', name: 'Li', grade: 0, owner: '1001', group: 'gold' });
  t.equal(customers.size, 1);
  const log = await readsOf(store).selectFrom('event').select(['type', 'detail']).orderBy('id').execute();
  t.same(
    log.map(({ type }) => type),
    ['customer.changed', 'customer.changed', 'customer.changed', 'customer.removed'],
  );
  t.notMatch(JSON.stringify(log), /Mr Li|1391234/, 'the log has the fields, not what stands in them');
  await t.rejects(desk.remove('b', SYSTEM), { code: 'NOT_FOUND' });
  await t.rejects(desk.set('a', { grade: '12' }, SYSTEM), { code: 'REFUSED', message: /0 \(usual\) to 9/ });
  await t.rejects(desk.set('a', { colour: 'red' } as object, SYSTEM), {
    code: 'REFUSED',
    message: /colour: numbers, name/,
  });
  await t.rejects(desk.history('nobody'), { code: 'NOT_FOUND' });
  t.same(await desk.history('13912345678'), []);
  await store.close();
});

t.test('a file comes in whole: added, changed, and with replace removed', async (t) => {
  const { desk, customers } = await opened(t, t.testdir());
  await desk.import({ at: 0, of: 3, rows: rows(3), replace: false }, SYSTEM);
  const whole = { at: 0, of: 2, rows: rows(2, 'two', 2) };
  t.match(await desk.import({ ...whole, replace: false }, SYSTEM), { added: 1, changed: 1, removed: 0 });
  t.equal(customers.size, 4);
  t.match(await desk.import({ ...whole, replace: true }, SYSTEM), { added: 0, changed: 2, removed: 2 });
  t.same(
    [...customers.all()].map(({ id, name }) => [id, name]),
    [
      ['c2', 'two'],
      ['c3', 'two'],
    ],
  );
  t.match(await desk.import({ at: 0, of: 0, rows: [], replace: false }, SYSTEM), { added: 0, changed: 0, removed: 0 });
});

t.test(
  'one row that is wrong, and nothing of the file is taken; a piece that does not follow is refused',
  async (t) => {
    const directory = t.testdir();
    const { desk, customers, store } = await opened(t, directory);
    const [one, two, three] = rows(3);
    if (!one || !two || !three) throw new Error('no rows');
    const piece = (at: number, ...of: (typeof one)[]) => desk.import({ at, of: 3, rows: of, replace: false }, SYSTEM);
    t.match(await piece(0, one, { ...two, text: { ...two.text, numbers: 'x' } }), { taken: 2, of: 3 });
    t.match(await piece(2, three), { wrong: 1, problems: [{ line: 3, says: { en: /x is no number/ } }] });
    t.equal(customers.size, 0);
    await t.rejects(piece(2, three), { code: 'REFUSED' });
    await piece(0, one);
    await t.rejects(piece(2, three), { code: 'REFUSED' }, 'a piece is missing');
    await store.close();
    const again = await opened(t, directory);
    t.equal(again.customers.size, 0, 'what was begun before a restart is nothing');
    await t.rejects(again.desk.import({ at: 1, of: 3, rows: [two, three], replace: false }, SYSTEM), {
      code: 'REFUSED',
    });
  },
);

t.test('100,000 customers: loaded at start within what 10,000 take, by the customer', async (t) => {
  const time = async (count: number) => {
    const directory = t.testdir();
    const first = await opened(t, directory);
    const began = process.hrtime.bigint();
    await first.desk.import({ at: 0, of: count, rows: rows(count), replace: false }, SYSTEM);
    const imported = Number(process.hrtime.bigint() - began) / 1e6;
    await first.store.close();
    const second = await opened(t, directory);
    t.equal(second.customers.size, count);
    await second.store.close();
    return { imported, loaded: second.loaded };
  };
  const [few, many] = [await time(10_000), await time(100_000)];
  const ms = ({ imported, loaded }: typeof few) =>
    `taken in within ${imported.toFixed(0)} ms, loaded within ${loaded.toFixed(0)} ms`;
  t.comment(`10,000 ${ms(few)}; 100,000 ${ms(many)}`);
  t.ok(many.loaded < 30 * few.loaded + 100);
  t.ok(many.imported < 30 * few.imported + 100);
});

t.test('a box that is killed amid imports has the whole of one file, none that was acknowledged lost', async (t) => {
  const directory = t.testdir();
  const script = fileURLToPath(new URL('./customer-child.js', import.meta.url));
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, [script, directory, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let acknowledged = '';
    let lines = 0;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (++lines > 2 + round) return;
      acknowledged = line;
      if (lines === 2 + round) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    const { customers, store } = await opened(t, directory);
    const names = new Set([...customers.all()].map(({ name }) => name));
    t.equal(customers.size, 3_000);
    t.equal(names.size, 1, `of one file: ${[...names]}`);
    t.ok(Number([...names][0]) >= Number(acknowledged), `${[...names]} is not before ${acknowledged}`);
    await store.close();
  }
});
