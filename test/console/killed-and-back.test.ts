// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-44
// The web process is killed in the middle of a call, two tabs open: is nothing lost, is it said, and does the agent go on when it is back?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import t from 'tap';
import { parse, stringify } from 'yaml';
import { WebChild } from '../../src/host/web-child.js';
import { agentId } from '../support/box.js';
import { agent, talk } from '../support/floor.js';
import { until } from '../support/web-box.js';
import { whoHears } from '../support/who-hears.js';
import { type Office, office } from './support/seat.js';

const LI = agentId(1);
const LONG = { timeout: 90_000 }; // of a busy machine: a process begins

/** The web process as the box has it: a child that begins again when it dies. */
async function child(place: Office): Promise<{ readonly web: WebChild; readonly address: string }> {
  const { world, socket, at } = place;
  const file = join(world.folder, 'own.yaml');
  const base = parse(readFileSync(join(world.folder, 'spillway.yaml'), 'utf8'));
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(file, stringify({ ...base, web: { port, address: '127.0.0.1', certificate: 'none' } }));
  const web = new WebChild({ program: ['dist/cli/main.js', 'web'], file, socket, log: pino({ level: 'silent' }) });
  web.begin();
  const address = `http://127.0.0.1:${port}`;
  const answers = async () => {
    const reply = () => fetch(`${address}/api/v1/health`).catch(() => undefined);
    while ((await reply())?.status !== 200) await pause(100);
  };
  await at(answers());
  return { web, address };
}

t.test('killed in a call: both tabs say so, the call goes on; back, the note is kept and verbs are done', async (t) => {
  const place = await office(t, 'zh-CN', { signedIn: 1 });
  const { world, box, at } = place;
  const { web, address } = await child(place);
  t.teardown(() => web.stop());
  const li = await place.seat(LI, address);
  const second = await place.tab(li, address);
  const { caller, telephone } = await talk(place);
  const ears = { customer: caller.channel.index, li: telephone.channel };
  for (const { sees } of [li, second]) await sees('.call.talking');
  const note = li.page.locator('textarea[name=note]');
  await at(note.fill('要两台'));
  await li.sees('.muted, .caption', /已保存/);

  process.kill(Number(web.pid), 'SIGKILL');
  for (const { sees } of [li, second]) await sees('.banner[role=alert]');
  await at(note.fill('要两台，周五送'));
  t.same(await whoHears(world, ears), { customer: 'li', li: 'customer' }, 'they talk on');
  t.equal(
    await at(li.page.locator('.verbs button.verb').first().getAttribute('aria-disabled')),
    'true',
    'no verb that does nothing',
  );

  for (const { page } of [li, second])
    await at(page.locator('.banner[role=alert]').waitFor({ state: 'detached', ...LONG }));
  await at(
    li.page
      .locator('.muted, .caption')
      .filter({ hasText: /已保存/ })
      .first()
      .waitFor(LONG),
  );
  await second.sees('.call.talking');
  await second.press('hold');
  for (const { sees } of [li, second]) await sees('.call.held');
  await world.advance(300);
  t.match(await whoHears(world, ears), { customer: 'music', li: '' }, 'held from the second tab');
  await li.press('retrieve');
  for (const { sees } of [li, second]) await sees('.call.talking');
  await li.press('clear');
  await at(until(() => caller.signal.aborted));
  t.equal(agent(box, 1).state, 'wrapUp');
  await at(li.page.reload());
  await at(note.waitFor(LONG));
  t.equal(await at(note.inputValue()), '要两台，周五送', 'nothing of it is lost');
  t.same([...li.complaints, ...second.complaints], []);
});
