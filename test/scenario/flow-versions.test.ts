// SPDX-License-Identifier: GPL-2.0-or-later
// A flow is changed while callers are in it: does each stay in the one that he began with, and does a wrong file change nothing?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parse, stringify } from 'yaml';
import { ConfigFile, problemLine } from '../../src/config/index.js';
import { LONGEST_IN_FLOWS } from '../../src/ivr/index.js';
import { openBox } from '../support/box.js';

const menu = (last: string) => ({
  main: { menu: 'menu-main', choices: { '1': 'more' }, timeout: '10s', attempts: 9 },
  more: { say: last, next: { flow: 'end' } },
});
const FLOWS = {
  shop: { steps: menu('menu-repair') },
  end: { steps: { bye: { say: 'goodbye', bargeIn: false, next: 'hangUp' } } },
};

async function shop(t: Test) {
  const config = { accessNumbers: [{ number: '88880001', menu: 'shop' }], flows: FLOWS };
  const place = await openBox(t, { config, signedIn: 0 });
  const { world, box } = place;
  const path = join(world.folder, 'spillway.yaml');
  const file = ConfigFile.open(path, { menus: [] });
  const change = async (flows: object) => {
    writeFileSync(path, stringify({ ...parse(readFileSync(path, 'utf8')), flows }));
    const problems = (await file.reload()).map(problemLine);
    if (problems.length === 0) await box.configure(file.current);
    return problems;
  };
  const calls = () => {
    const caller = world.network.call('88880001', '13912345678');
    const hears = async (prompt: string) => {
      const listened = world.listen(caller.channel.index, await world.load(`zh-CN/${prompt}`));
      await world.until(() => listened.heard, 60_000);
      await world.advance(300);
    };
    return { caller, hears };
  };
  return { ...place, change, calls };
}

t.test(
  'who is in a flow goes through it as it was, also into another; who comes after goes by the new one',
  async (t) => {
    const { world, change, calls } = await shop(t);
    const before = calls();
    await before.hears('menu-main');
    const end = { steps: { bye: { say: 'closed', bargeIn: false, next: 'hangUp' } } };
    t.same(await change({ shop: { steps: menu('menu-after-sale') }, end }), []);
    const after = calls();
    await after.hears('menu-main');
    before.caller.sendDigits('1');
    await before.hears('menu-repair');
    await before.hears('goodbye');
    await world.until(() => before.caller.state === 'cleared');
    after.caller.sendDigits('1');
    await after.hears('menu-after-sale');
    await after.hears('closed');
    await world.until(() => after.caller.state === 'cleared');
  },
);

t.test('who is in a flow that is there no more comes to its end', async (t) => {
  const { world, change, calls } = await shop(t);
  const { caller, hears } = calls();
  await hears('menu-main');
  t.same(await change({ shop: { steps: { bye: { say: 'closed', next: 'hangUp' } } } }), []);
  caller.sendDigits('1');
  await hears('menu-repair');
  await hears('goodbye');
  await world.until(() => caller.state === 'cleared');
});

t.test('a wrong file is told with its line, and callers go by the right one that was there', async (t) => {
  const { world, change, calls } = await shop(t);
  const wrong = { shop: { steps: { main: { say: 'welcome', next: 'nowhere' } } } };
  t.match(await change(wrong), [/spillway\.yaml:\d+:\d+: there is no step "nowhere"/]);
  const { caller, hears } = calls();
  await hears('menu-main');
  caller.sendDigits('1');
  await hears('menu-repair');
  await world.until(() => caller.state === 'cleared', 30_000);
});

t.test(
  'who is in flows for four hours goes to the fallback of the one that he began with; who calls then goes by the new one',
  async (t) => {
    const round = (last: string) => ({
      fallback: { announce: last },
      steps: { music: { menu: 'queue-music', choices: { '1': 'repeat' } } },
    });
    const { world, change, calls } = await shop(t);
    t.same(await change({ shop: round('closed') }), []);
    const { caller, hears } = calls();
    await world.until(() => caller.state === 'connected');
    t.same(await change({ shop: round('goodbye') }), []);
    await world.advance(2_000);
    world.clock.advance(LONGEST_IN_FLOWS - 4_000); // the music stands still meanwhile
    await world.advance(1_000);
    t.equal(caller.state, 'connected', 'until then he hears music');
    await hears('closed');
    await world.until(() => caller.state === 'cleared');
  },
);
