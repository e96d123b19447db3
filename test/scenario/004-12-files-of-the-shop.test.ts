// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 004-12
// Agents and listed numbers out as CSV, edited as in a spreadsheet, and in again: the same comes back, and a wrong row is told by its line?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { QUEUE } from '../support/box.js';
import { shop } from '../support/shop.js';

t.setTimeout(120_000);

t.test('agents: what is exported comes in again and changes nothing; an edit changes that alone', async (t) => {
  const agents = [
    { id: '1001', name: '李小龙', queues: [QUEUE], skills: { english: 7, billing: 3 }, record: false },
    { id: '1002', name: '=HYPERLINK("http://x")', queues: [{ queue: QUEUE, penalty: 2 }] },
  ];
  const { spillway, box, events, path } = await shop(t, { config: { agents } });
  const folder = t.testdir({});
  const file = join(folder, 'agents.csv');
  const out = await spillway('agents', 'export');
  t.equal(out.code, 0);
  t.equal(
    out.text.replaceAll('\r', ''),
    `id,name,queues,skills\n1001,李小龙,${QUEUE},english=7;billing=3\n1002,"'=HYPERLINK(""http://x"")",${QUEUE},`,
    'a spreadsheet finds no formula in it, and no PIN',
  );
  writeFileSync(file, out.text);
  const same = await spillway('agents', 'import', file, '--json');
  t.match(JSON.parse(same.text), { taken: 2, of: 2, added: [], changed: [], removed: [], settings: undefined });
  t.equal((await events('settings.changed')).length, 0, 'nothing had to change');

  const edited = out.text.replace('李小龙', '李明').replace('billing=3', 'billing=0').concat(`\n1003,Wang,${QUEUE},`);
  writeFileSync(file, edited);
  const taken = await spillway('agents', 'import', file);
  t.match(taken, { code: 0, text: /1 agent added, 1 changed, 0 removed\n1003: PIN \d{6} \(shown only now\)/ });
  t.match(box.status().agents, [{ name: '李明' }, { name: '=HYPERLINK("http://x")' }, { id: '1003' }]);
  t.match(readFileSync(path, 'utf8'), /record: false/, 'what the file has no column for stays');
  t.match(readFileSync(path, 'utf8'), /penalty: 2/);
  const again = await spillway('agents', 'export', '--json');
  t.match(JSON.parse(again.text), [
    { id: '1001', name: '李明', skills: 'english=7' },
    { id: '1002', queues: QUEUE },
    { id: '1003', skills: '' },
  ]);
  t.match((await events('settings.changed'))[0], { source: 'shell' });
});

t.test('agents: rows that are wrong are told by line and reason, and none of them holds', async (t) => {
  const { spillway, box } = await shop(t, {}, 'zh-CN');
  const before = box.status().agents.map(({ id }) => id);
  const rows = [
    '工号,姓名,队列,技能',
    `x1,Li,${QUEUE},`,
    `1005,,${QUEUE},`,
    '1006,Wu,nowhere,',
    `1007,Ma,${QUEUE},fast`,
  ];
  const folder = t.testdir({
    'bad.csv': [...rows, `1008,Hu,${QUEUE},`, `1008,Hu,${QUEUE},`].join('\n'),
    'heading.csv': 'id,name,queues,color\n1,a,b,c\n',
    'nobody.csv': 'id,name,queues\n',
  });
  const bad = await spillway('agents', 'import', join(folder, 'bad.csv'));
  t.equal(bad.code, 1);
  for (const says of [
    /bad\.csv:2: id：x1/,
    /:3: name：/,
    /:4: queues：没有队列 nowhere/,
    /:5: skills：fast/,
    /:7: id：1008 重复/,
  ])
    t.match(bad.complaint, says);
  t.match(bad.complaint, /5 处错误：未导入任何内容/);
  t.match(await spillway('agents', 'import', join(folder, 'heading.csv')), {
    code: 1,
    complaint: /heading\.csv:1: .*color/,
  });
  t.match(await spillway('agents', 'import', join(folder, 'nobody.csv'), '--replace'), {
    code: 1,
    complaint: /删除全部座席/,
  });
  t.match(await spillway('agents', 'import'), { code: 2 });
  t.same(
    box.status().agents.map(({ id }) => id),
    before,
  );
});

t.test('blocked numbers and those that are never called go out and come in again', async (t) => {
  const { spillway, events } = await shop(t, { config: { blocked: ['13700000000'] } });
  const folder = t.testdir({});
  const file = join(folder, 'numbers.csv');
  await spillway('blocked', 'add', '13912345678', '--reason', '-pranks', '--for', '7d');
  await spillway('blocked', 'add', '13800000001');
  const out = await spillway('blocked', 'export');
  t.match(
    out.text,
    /^number,reason,until\r?\n\+8613800000001,asked,\r?\n\+8613912345678,'-pranks,\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
  );
  writeFileSync(file, out.text);
  const same = await spillway('blocked', 'import', file, '--replace', '--json');
  t.match(JSON.parse(same.text), { added: 0, changed: 0, removed: 0 });
  t.equal((await events('blocked.added')).length, 2, 'nothing was written anew');

  writeFileSync(file, 'number,reason\n13800000001,spam\n021 8888 0001,\n');
  t.match(await spillway('blocked', 'import', file, '--replace'), {
    code: 0,
    text: /1 number added, 1 changed, 1 removed/,
  });
  const now = JSON.parse((await spillway('blocked', '--json')).text);
  t.match(now, [
    { number: '13700000000', from: 'file' },
    { number: '+8613800000001', reason: 'spam' },
    { number: '+862188880001', reason: 'asked' },
  ]);
  writeFileSync(file, 'number,reason,until\n12,x,\n13800000002,x,2020-01-01\n13800000003,x,soon\n');
  const bad = await spillway('blocked', 'import', file);
  t.match(bad, {
    code: 1,
    complaint: /:2: number: 12 is no number.*:3: until: 2020-01-01 is over.*:4: until: soon is no time/s,
  });
  writeFileSync(file, 'number\n13600000001\n13600000001\n');
  t.match(await spillway('do-not-call', 'import', file), {
    code: 1,
    complaint: /:3: number: .* stands twice, first on line 2/,
  });
  writeFileSync(file, 'number\n13600000001\n');
  t.match(await spillway('do-not-call', 'import', file), { code: 0, text: /1 number added/ });
  t.match(await spillway('do-not-call', 'export'), { text: /\+8613600000001,asked,/ });
});
