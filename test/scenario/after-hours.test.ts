// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-09 002-08 002-53
// Does the sample of an office ring the extension that is dialled, stop a prompt at the key, take ten keys, and is what menus serve alone in the report?
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { parse } from 'yaml';
import { agent } from '../support/floor.js';
import { shop } from '../support/shop.js';
import { whoHears } from '../support/who-hears.js';

const sample = parse(readFileSync('examples/after-hours.yaml', 'utf8')) as { readonly flows: object };
const TEN = {
  main: {
    menu: 'menu-repair',
    choices: Object.fromEntries([...'0123456789'].map((key) => [key, `s${key}`])),
    attempts: 2,
    timeout: '2s',
    noinput: 'silent',
    nomatch: 'wrong',
  },
  ...Object.fromEntries([...'0123456789'].map((key) => [`s${key}`, { set: { key }, next: 'keep' }])),
  silent: { set: { key: 'none' }, next: 'keep' },
  wrong: { set: { key: 'wrong' }, next: 'keep' },
  keep: { attach: ['key'], next: 'bye' },
  bye: { say: 'goodbye', bargeIn: false, next: 'hangUp' },
};
const config = {
  flows: { ...sample.flows, ten: { steps: TEN } },
  accessNumbers: [
    { number: '4008880004', menu: 'office', afterHours: { flow: 'closed' } },
    { number: '4008880010', menu: 'ten' },
  ],
  queues: [{ name: 'reception', wrapUp: '0s' }],
  agents: [{ id: '1001', name: 'Li Na', pin: '4711', queues: ['reception'] }],
};

async function office(t: Test) {
  const place = await shop(t, { config, telephones: 2, signedIn: 1 }, 'en');
  const { world } = place;
  const calls = (number: string) => {
    const caller = world.network.call(number, '13912345678');
    const hears = async (prompt: string) => {
      const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
      await world.until(() => listened.heard, 60_000);
      await world.advance(300);
    };
    return { caller, hears };
  };
  return { ...place, calls };
}

t.test('the extension that he dials is rung, and they hear each other; an agent’s number does as well', async (t) => {
  const { world, box, calls } = await office(t);
  for (const [extension, port] of [
    ['802', 2],
    ['1001', 1],
  ] as const) {
    const { caller, hears } = calls('4008880004');
    await hears('ask-extension');
    caller.sendDigits(`${extension}#`);
    await world.until(() => world.telephone(port).rings, 20_000);
    world.telephone(port).lift();
    await world.advance(1_500);
    const ears = { caller: caller.channel.index, called: world.telephone(port).channel };
    t.same(await whoHears(world, ears), { caller: 'called', called: 'caller' }, extension);
    caller.clear();
    await world.until(() => caller.state === 'cleared');
    world.telephone(port).putDown();
    await world.advance(1_000);
  }
  t.equal(agent(box, 1).state, 'ready');
});

t.test('an extension that there is not, and one that nobody answers, lead to the reception', async (t) => {
  const { world, calls } = await office(t);
  const none = calls('4008880004');
  await none.hears('ask-extension');
  none.caller.sendDigits('777#');
  await none.hears('not-in-service');
  await world.until(() => world.telephone(1).rings, 20_000);
  none.caller.clear();
  await world.advance(1_000);
  const away = calls('4008880004');
  await away.hears('ask-extension');
  away.caller.sendDigits('802#');
  await world.until(() => world.telephone(2).rings, 20_000);
  await world.until(() => world.telephone(1).rings, 60_000);
  t.equal(away.caller.state, 'connected');
  away.caller.clear();
});

t.test(
  'ten keys, no key and a wrong key each have their branch; menus that serve alone are in the report',
  async (t) => {
    const { world, box, calls, reads, spillway } = await office(t);
    for (const key of [...'0123456789', '', '##']) {
      const { caller, hears } = calls('4008880010');
      await hears('menu-repair');
      for (const one of key) {
        caller.sendDigits(one);
        if (key === '##') await world.advance(9_000);
      }
      await world.until(() => caller.state === 'cleared', 60_000);
    }
    await box.settled();
    const rows = await reads.selectFrom('contact').selectAll().orderBy('startedAt').execute();
    t.same(
      rows.map(({ data }) => JSON.parse(data ?? '{}').key),
      [...'0123456789', 'none', 'wrong'],
    );
    t.ok(rows.every(({ disposition }) => disposition === 'selfServed'));
    const report = JSON.parse((await spillway('report', 'day', '--json')).text);
    t.equal(report.containment, 1);
    t.match((await spillway('report', 'day', '--csv')).text, /served by menus alone,(1|100)/);
  },
);

t.test('a prompt stops within 100 ms of the key', async (t) => {
  const { world, calls } = await office(t);
  const { caller } = calls('4008880010');
  await world.until(() => caller.state === 'connected');
  await world.advance(2_000);
  const before = world.facts.length;
  const pressed = world.clock.now();
  caller.sendDigits('3', { onMs: 60, offMs: 60 });
  const since = () => world.facts.slice(before);
  await world.until(() => since().some(({ type }) => type === 'finished'), 5_000);
  t.ok(world.clock.now() - pressed <= 60 + 100, `${world.clock.now() - pressed} ms from the beginning of the key`);
});
