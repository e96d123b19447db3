// SPDX-License-Identifier: GPL-2.0-or-later
// Can an installer list his look-ups, ask one, and go through a flow that asks them, before a caller does?
import t from 'tap';
import { command } from '../support/command.js';

const FILE = ['--config', 'examples/ten-thousand-firms.yaml'];

t.test('the list says what each asks, with what, and what it gives', async (t) => {
  const { text } = await command('lookups', ...FILE, '--json');
  t.match(JSON.parse(text), [
    { name: 'firm', asks: /firms\.csv$/, with: ['key'], gives: ['name', 'page', 'queue', 'station', 'outside'] },
    { name: 'forwarded' },
  ]);
  t.match((await command('lookups', ...FILE)).text, /firm .*firms\.csv/);
});

t.test('one is asked in earnest: found, not found, wrongly asked, not there', async (t) => {
  const found = await command('lookups', 'try', 'firm', 'key=10001', ...FILE);
  t.match(found, { code: 0, text: /东方家电[\s\S]*retail[\s\S]*It took \d+ ms/ });
  const json = await command('lookups', 'try', 'firm', 'key=10003', ...FILE, '--json');
  t.match(JSON.parse(json.text), { outcome: 'found', values: { station: '803' }, milliseconds: Number });
  t.match(await command('lookups', 'try', 'firm', 'key=1', ...FILE), { code: 0, text: /nothing of that kind/ });
  t.match(await command('lookups', 'try', 'firm', ...FILE), { code: 1, complaint: /write key=\.\.\./ });
  t.match(await command('lookups', 'try', 'firm', 'key=1', 'x=2', ...FILE), { code: 1, complaint: /not asked with x/ });
  t.match(await command('lookups', 'try', 'firms', ...FILE), { code: 1, complaint: /did you mean "firm"/ });
  const chinese = await command('lookups', 'try', 'firm', 'key=1', ...FILE, { language: 'zh-CN' });
  t.match(chinese.text, /未找到[\s\S]*毫秒/);
});

t.test('a flow goes by what it finds', async (t) => {
  const lines = async (...more: readonly string[]) =>
    (await command('flows', 'try', 'firms', ...FILE, ...more)).text.split('\n');
  const keyed = await lines('--keys', '10002#');
  t.ok(
    keyed.some((line) => /look-up firm gives .*南山物业/.test(line)),
    keyed.join('\n'),
  );
  t.equal(keyed.at(-1), '→ to queue services');
  const unknown = await lines('--keys', '4711#,10003#');
  t.ok(unknown.includes('· look-up firm finds nothing'), unknown.join('\n'));
  t.equal(unknown.at(-1), '→ station 803 is rung');
  const forwarded = await lines('--keys', '', '--redirecting', '02162345678');
  t.equal(forwarded.at(-1), '→ to queue retail');
});
