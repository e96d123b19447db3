// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-27
// Does a shop put in and take out queues, agents, flows and trunk groups at the command line, checked and without a restart, and go back?
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { QUEUE } from '../support/box.js';
import { command } from '../support/command.js';
import { shop } from '../support/shop.js';

const NEW = '88880009';
const ALL = /all of it is in force/;
const FLOWS = { shop: { steps: { hello: { say: 'welcome' as const, next: 'hangUp' } } } };
const SMALL = `board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }
accessNumbers: [{ number: "88880001", queue: sales }]
queues: [{ name: sales }]
`;

t.test('by settings of the file, with the box running', async (t) => {
  const { spillway, file, path } = await shop(t, { config: { flows: FLOWS } });
  const settings = (...words: string[]) => spillway('settings', ...words);
  const written = () => readFileSync(path, 'utf8');
  const first = written();

  t.match(await settings('set', `queues.${QUEUE}.wrapUp`, '20s'), { code: 0, text: ALL });
  t.equal(file.current.queues.find(({ name }) => name === QUEUE)?.wrapUp, 20_000);
  t.match(written(), /^# the shop of Mr Li/, 'what people wrote stays');
  t.match(await settings('show', `queues.${QUEUE}`), { code: 0, text: /wrapUp: 20s/ });

  t.match(await settings('add', 'queues', '{ name: repairs, wrapUp: 10s }'), { code: 0, text: ALL });
  t.match(await settings('add', 'agents', '{ id: "1099", name: Ma, queues: [repairs] }'), { code: 0, text: ALL });
  t.match(await settings('set', 'flows.mend.steps', '{ queue: { queue: repairs } }'), { code: 0, text: ALL });
  t.match(await settings('add', 'accessNumbers', `{ number: "${NEW}", menu: mend }`), { code: 0, text: ALL });
  t.match(await spillway('route', 'try', '--to', NEW, '--from', '13912345678'), { code: 0, text: /mend/ });
  t.match(await spillway('agents'), { code: 0, text: /1099 +Ma/ });
  const later = /in force, but for trunkGroups/;
  t.match(await settings('set', 'trunkGroups.telecom.order', 'ascending'), { code: 0, text: later });

  const before = written();
  t.match(await settings('set', `queues.${QUEUE}.wrapUp`, 'soon'), { code: 1, complaint: /wrapUp/ });
  t.match(await settings('remove', 'queues.repairs'), { code: 1, complaint: /repairs/ }, 'somebody is in it');
  t.match(await settings('remove', 'queues.nowhere'), { code: 1, complaint: /nowhere/ });
  t.match(await settings('set', 'queues', '['), { code: 1, complaint: /YAML/ });
  t.match(await settings('change', 'x'), { code: 2, complaint: /show/ });
  t.equal(written(), before, 'what is wrong changes nothing');

  t.match(await settings('remove', 'agents.1099'), { code: 0 });
  t.notMatch(written(), /1099/);
  t.match(await settings('undo'), { code: 0 });
  t.equal(written(), before, 'the last step is undone');
  const kept = JSON.parse((await settings('revisions', '--json')).text) as readonly { readonly revision: string }[];
  t.match(await settings('undo', kept.at(-1)?.revision ?? ''), { code: 0, text: ALL });
  t.equal(written(), first, 'and all of them');
});

t.test('what a change would make of the file is shown first, in Chinese, too', async (t) => {
  const { spillway, path } = await shop(t, {}, 'zh-CN');
  const before = readFileSync(path, 'utf8');
  const dry = await spillway('settings', 'add', 'queues', '{ name: repairs, wrapUp: 10s }', '--dry-run');
  t.match(dry, { code: 0, text: /未写入任何内容/ });
  t.match(dry.text, /^\+ +- +(\{ )?name: repairs/m, 'the lines that come');
  const wrong = await spillway('settings', 'set', `queues.${QUEUE}.wrapUp`, 'soon', '--dry-run');
  t.match(wrong, { code: 1, text: /这样的修改会被拒绝/ });
  t.equal(readFileSync(path, 'utf8'), before);
  t.match(await spillway('settings', 'set', `queues.${QUEUE}.wrapUp`, '20s'), { code: 0, text: /全部生效/ });
});

t.test('where no box runs the file is written all the same', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-settings-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'spillway.yaml');
  writeFileSync(path, SMALL);
  const settings = (...words: string[]) => command({ language: 'en' }, 'settings', ...words, '--config', path);
  t.match(await settings('set', 'queues.sales.wrapUp', '20s', '--dry-run'), { code: 0, text: /\+ .*wrapUp: 20s/ });
  t.match(await settings('set', 'queues.sales.wrapUp', '20s'), {
    code: 0,
    text: /no box runs, the next start takes it/,
  });
  t.match(readFileSync(path, 'utf8'), /wrapUp: 20s/);
  t.match(await settings('undo'), { code: 0 });
  t.notMatch(readFileSync(path, 'utf8'), /wrapUp/);
});
