// SPDX-License-Identifier: GPL-2.0-or-later
// "How many did we lose, who talked how long, which calls came from there, let me hear it": do the commands answer, in both
// languages, after a real day: calls answered, given up, captured, refused; two agents; a callback that was kept?
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { widthOf } from '../../src/cli/width.js';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods } from '../../src/host/index.js';
import type { Language } from '../../src/kernel/index.js';
import type { Report } from '../../src/report/index.js';
import type { ListedCall, ListedRecording, Timeline } from '../../src/store/index.js';
import { ACCESS_NUMBER, openBox, QUEUE } from '../support/box.js';
import { command, type Printed } from '../support/command.js';
import { shopDay } from '../support/shop-day.js';

const place = await openBox(t, {
  signedIn: 0,
  config: {
    accessNumbers: [
      { number: ACCESS_NUMBER, name: '东方卫视', queue: QUEUE },
      {
        number: '88880002',
        name: '湖南卫视',
        queue: QUEUE,
        hours: [{ from: '01:00', to: '02:00' }],
        afterHours: 'refuse',
      },
    ],
    blocked: ['13700000007'],
    queues: [
      { name: QUEUE, overflow: 'callback', wrapUp: '5s', wrapUpCodes: [{ name: 'order', digit: '1', sale: true }] },
    ],
    customReports: [{ name: 'evenings', title: 'Evenings', measures: ['offered'], by: ['hour'] }],
    reports: [{ name: 'boss', report: 'traffic', to: ['boss@example.com'] }],
    mail: { host: '127.0.0.1', from: 'box@example.com', to: ['boss@example.com'], dailyReport: false, alarms: 'none' },
  },
});
const { world, box } = place;
const data = join(world.folder, 'data');
const file = join(world.folder, 'spillway.yaml');
const socket = join(data, 'box.sock');
const control = await ControlServer.open(
  socket,
  controlMethods(box, ConfigFile.open(file, { menus: [] }), new AbortController()),
);
t.teardown(() => control.close());
const day = await shopDay(place);

interface Reader {
  readonly language?: Language;
  readonly columns?: number;
}

/** Types a command at the box, whose time stands still meanwhile. */
function type(line: string, { language = 'en', columns }: Reader = {}): Promise<Printed> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return command({ language, columns }, ...words, '--socket', socket);
}

async function json<T>(line: string): Promise<T> {
  const { code, text, complaint } = await type(`${line} --json`);
  t.equal(code, 0, complaint);
  return JSON.parse(text) as T;
}

t.test('report: the whole day in its first lines, which day, which zone, from when to when', async (t) => {
  const { code, text } = await type('report');
  t.equal(code, 0);
  t.match(text, /^Report of 2026-01-05, Asia\/Shanghai, from 00:00 to 24:00; so far, until 09:\d\d\n/);
  t.match(text, /Calls +offered 7 = answered 1 \+ abandoned 1 \+ callback promised 2 \+ refused 2 \+ in progress 1/);
  t.match(text, /Lost +2 \(29% of offered\)/, 'given up, and closed; who is blocked is not missed');
  t.match(text, /service level 50% \(answered within 20 s\), mean 0:0\d, longest 0:\d\d, who gave up 0:\d\d/);
  t.match(text, /promised 1 = kept 1 \+ failed 0 \+ open 0; recovery 100%, on the same day 100%; rang again 1/);
  t.match(text, /Lines +0\.\d\d Erlangs in the mean, utilisation \d+%, most at once \d, all busy for 0:00/);
  t.match(text, /agent +name +signed in +ready +not ready +talk/);
  t.match(text, /1001 not ready: meal \d+:\d\d/);
  t.match(text, /1002 not ready: break \d+:\d\d/);
});

t.test('the same in Chinese, with Chinese marks and words', async (t) => {
  const { code, text } = await type('report', { language: 'zh-CN' });
  t.equal(code, 0);
  t.match(text, /^2026-01-05 报表，时区 Asia\/Shanghai，00:00 至 24:00；截至 09:\d\d\n/);
  t.match(text, /来电 +呼入 7 = 接听 1 \+ 放弃 1 \+ 登记回呼 2 \+ 拒绝 2 \+ 进行中 1/);
  t.match(text, /流失 +2（占呼入 29%）/);
  t.match(text, /承诺 1 = 兑现 1 \+ 失败 0 \+ 未完成 0；挽回率 100%/);
  t.match(text, /1001 示忙：用餐 /);
  for (const by of ['queue', 'access-number', 'hour', 'agent'])
    t.notMatch(
      (await type(`report --by ${by}`, { language: 'zh-CN' })).text,
      /[,:;] *\p{Script=Han}|\p{Script=Han} *[,;]/u,
    );
});

t.test('by queue, access number, hour and agent', async (t) => {
  const queue = await json<Report>('report --by queue');
  t.match(queue.parts, [
    { key: '', calls: { offered: 2, lost: 1, ended: { refused: 2 } } },
    { key: QUEUE, calls: { offered: 5, ended: { captured: 2 } } },
  ]);
  const number = await json<Report>('report --by access-number');
  t.match(number.parts, [
    { key: ACCESS_NUMBER, name: '东方卫视', calls: { offered: 6, lost: 1 } },
    { key: '88880002', name: '湖南卫视', calls: { offered: 1, lost: 1, ended: { refused: 1 } } },
  ]);
  t.match((await type('report --by access-number')).text, /88880001 东方卫视 +6 +1 +1 +2/);
  t.match((await type('report --by hour')).text, /09:00-10:00 +7 +1 +1/);
  t.match((await type('report --by hour')).text, /all +7 +1 +1 +2/);
  const { agents } = await json<Report>('report --by agent');
  t.match(agents, [
    { agent: '1001', name: 'Agent 1', handled: 1 },
    { agent: '1002', name: 'Agent 2', handled: 1 },
  ]);
  for (const { signedIn, ready, notReady, talk } of agents) t.ok(signedIn >= ready + notReady + talk && talk > 9_000);
});

t.test('the figures are those that SQL counts in the event log', async (t) => {
  const report = await json<Report>('report');
  const span = { from: report.from, to: report.to, now: report.until };
  const contacts = await box.records.ask('recountedContacts', span);
  const { ended, inProgress } = report.calls;
  t.same(Object.fromEntries(contacts.map(({ disposition, count }) => [disposition, count])), { ...ended, inProgress });
  t.match(report.callbacks, await box.records.ask('recountedCallbacks', span));
  t.match(report.lines, await box.records.ask('recountedLines', span));
  const { calls, today } = box.status();
  t.match(
    [calls, today.calls],
    [
      { offered: 7, answered: 1, inProgress: 1 },
      { offered: 7, answered: 1, inProgress: 1 },
    ],
  );
});

t.test('other days: yesterday, a month, from and to; what is none is refused', async (t) => {
  t.match(
    (await type('report --day yesterday')).text,
    /^Report of 2026-01-04, .* from 00:00 to 24:00\n[\s\S]*offered 0 =/,
  );
  t.match(
    (await type('report month')).text,
    /^Report of 2026-01-01 - 2026-01-31, .*, from 2026-01-01 00:00 to 2026-02-01 00:00; so far/,
  );
  t.match(await json('report --month 2026-01'), { calls: { offered: 7 } });
  t.match(await json('report --year 2026'), { calls: { offered: 7 } });
  t.match((await type('report year --by month')).text, /2026-01 +7 +1 +1/);
  t.match((await type('report week --by weekday', { language: 'zh-CN' })).text, /星期[一二三四五六日] +7 +1 +1/);
  t.match(await json('report --from 2026-01-01 --to 2026-01-05'), { calls: { offered: 7 } });
  t.match(await json('report --from 2026-01-05T09:00 --to 2026-01-05T09:01'), { calls: { offered: 1 } });
  for (const [line, says] of [
    ['report --day tomorrow', /2026-10-01/],
    ['report --month 2026-13', /2026-10, this, last would be right/],
    ['report --from 2026-01-05 --to 2026-01-01', /ends before it begins/],
    ['report --day today --month this', /one of day, month/],
  ] as const)
    t.match(await type(line), { code: 1, complaint: says });
  for (const line of ['report decade', 'report --by moon', 'report --csv=ods', 'report --csv --json'])
    t.match((await type(line)).code, 2, line);
  t.match((await type('report --day 明天', { language: 'zh-CN' })).complaint, /正确写法如 2026-10-01/);
});

t.test('calls: newest first, one going on, agent, wait, talk, result and cause in words, recording', async (t) => {
  const { code, text } = await type('calls');
  t.equal(code, 0);
  const lines = text.split('\n');
  t.match(lines[0], /id +time +direction +number +dialled +queue +agent +wait +talk +result +cause +recording/);
  t.match(lines[1], /\+8613000000003 +88880001 +sales +0:0\d +0:00 +in progress/);
  t.match(text, /\+8613912345678 +88880001 +sales +100\d +0:0\d +0:1\d +answered +16 normal clearing +\w{7}/);
  t.match(text, /refused: on the block list +\d+ /);
  t.match(text, /refused: outside hours/);
  t.match(text, /outbound +\+8613900000001 .* answered/);
  t.match(text, /times: Asia\/Shanghai, 2026-01-05$/);
  const chinese = (await type('calls', { language: 'zh-CN' })).text;
  t.match(chinese, /\+8613912345678 .* 已接通 +16 正常/);
  t.match(chinese, /进行中/);
  t.match(chinese, /已拒绝：在黑名单中/);
});

t.test('calls by number in any form, agent, queue, time; lost ones', async (t) => {
  for (const form of ['13912345678', '+86 139 1234 5678', '0086-13912345678', '１３９１２３４５６７８', '013912345678'])
    t.match(await json(`calls --number "${form}"`), [{ calling: '+8613912345678' }], form);
  t.same(
    (await json<ListedCall[]>('calls --number 13900000001')).map(({ direction }) => direction),
    ['outbound', 'inbound', 'inbound'],
  );
  t.equal((await json<ListedCall[]>('calls --lost')).length, 2);
  t.equal((await json<ListedCall[]>(`calls --queue ${QUEUE}`)).length, 6);
  t.same((await json<ListedCall[]>('calls --agent 1001')).length, 1);
  t.equal((await json<ListedCall[]>('calls --last 3')).length, 3);
  t.equal((await json<ListedCall[]>('calls --since 2026-01-05 --until today')).length, 8);
  t.equal((await json<ListedCall[]>('calls --until yesterday')).length, 0);
  t.match(await type('calls --number hello'), { code: 1, complaint: /hello is no number/ });
  t.match(await type('calls --since sometime'), { code: 1, complaint: /would be right/ });
  t.match((await type('calls --until yesterday', { language: 'zh-CN' })).text, /没有通话/);
});

t.test('calls show: segments, who, when, how it ended, the callback, the recording', async (t) => {
  const answered = (await type(`calls show ${day.answered}`)).text;
  t.match(answered, /^call-\w+: inbound, 2026-01-05 09:\d\d:\d\d to 09:\d\d:\d\d \(0:\d\d\), Asia\/Shanghai/);
  t.match(answered, /from \+8613912345678 to 88880001 东方卫视\nended: answered; cause 16 normal clearing/);
  t.match(answered, /customer +waits: sales +answered +e1-1\/\d+/);
  t.match(answered, /agent 100\d \(80\d\) +rings +answered/);
  t.match(answered, /customer +talks: 100\d +hung up/);
  t.match(answered, /recording \w{7}: 09:\d\d:\d\d, 0:1\d, complete: .*recordings\/2026\/01\/05\/\S+\.wav/);
  const captured = (await type(`calls show ${day.captured}`)).text;
  t.match(captured, /ended: callback promised/);
  t.match(captured, /callback \w{7}: promised 2026-01-05 09:\d\d:\d\d, calls 2, kept/);
  t.match(captured, /tried 2026-01-05 09:\d\d:\d\d: connected, agent 100\d, call \w{7}/);
  const chinese = (await type(`calls show ${day.captured}`, { language: 'zh-CN' })).text;
  t.match(chinese, /结果：登记回呼/);
  t.match(chinese, /09:\d\d:\d\d 回呼：已接通，座席 100\d/);
  const whole = await json<Timeline>(`calls show ${day.answered}`);
  t.match(await json(`calls show ${whole.calls[0]?.id}`), { contact: { disposition: 'answered' } });
  t.match(await type('calls show nothing'), { code: 1, complaint: /call nothing/ });
  t.match((await type('calls show')).code, 2);
  t.match(
    (await type(`calls show ${day.answered} --csv`)).text,
    /^from,to,lasted \(s\),who,what,ended by,line\r\n2026-01-05 /,
  );
});

t.test('recordings: listed, of a number, an agent, a call', async (t) => {
  const all = await json<ListedRecording[]>('recordings');
  t.equal(all.length, 2);
  t.match(
    (await type('recordings')).text,
    /id +time +length +direction +number +agent +queue +call +tags +score +state\n\w{7} /,
  );
  t.match(
    (await type('recordings', { language: 'zh-CN' })).text,
    /编号 +时间 +时长 +方向 +号码 +座席 +队列 +通话 +标签 +评分 +状态\n[\s\S]*完整/,
  );
  t.equal((await json<ListedRecording[]>('recordings --number 13912345678')).length, 1);
  t.equal((await json<ListedRecording[]>('recordings --agent 1001')).length, 1);
  t.equal((await json<ListedRecording[]>(`recordings --call ${day.answered}`)).length, 1);
  t.equal((await json<ListedRecording[]>('recordings --since 24h --until today')).length, 2);
  t.match((await type('recordings --agent 4711')).text, /no recordings/);
});

t.test('recordings play: by a program that is there, else the path and what to install', async (t) => {
  const programs = t.testdir({ none: {}, some: {} });
  const played = join(programs, 'played');
  writeFileSync(join(programs, 'some/aplay'), `#!/bin/sh\necho "$@" >> ${played}\n`, { mode: 0o755 });
  const path = process.env.PATH;
  t.teardown(() => {
    process.env.PATH = path;
  });
  process.env.PATH = join(programs, 'none');
  const without = await type(`recordings play ${day.answered}`);
  t.match(without, { code: 1, text: /09:\d\d:\d\d \/.*\.wav/, complaint: /apt-get install alsa-utils/ });
  t.match(
    (await type(`recordings play ${day.answered}`, { language: 'zh-CN' })).complaint,
    /请执行 apt-get install alsa-utils/,
  );
  process.env.PATH = `${join(programs, 'some')}:${path}`;
  t.match(await type(`recordings play ${day.answered}`), { code: 0, text: /\.wav/, complaint: '' });
  t.match(readFileSync(played, 'utf8'), /^-q \/.*recordings\/2026\/01\/05\/.*\.wav\n$/);
  writeFileSync(join(programs, 'some/aplay'), '#!/bin/sh\nexit 3\n', { mode: 0o755 });
  t.match(await type(`recordings play ${day.answered}`), { code: 1, text: /aplay could not play it/ });
  t.match(await type('recordings play nothing'), { code: 1, complaint: /recording nothing/ });
  t.match((await type('recordings play')).code, 2);
});

t.test('recordings export: a new folder, a list, SHA256SUMS that sha256sum takes', async (t) => {
  const folder = join(t.testdir(), 'case-17');
  const { code, text, complaint } = await type(`recordings export ${folder} --number 13912345678`);
  t.match(
    { code, text },
    {
      code: 0,
      text: /^1 recording in .*; to check: spillway recordings check .*, or cd .* && sha256sum -c SHA256SUMS$/,
    },
  );
  t.match(complaint, /recordings 100 %/);
  const checked = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
  t.match(checked, /^2026\/01\/05\/.*\.wav: OK\nrecordings.csv: OK\n$/);
  t.match(readFileSync(join(folder, 'recordings.csv'), 'utf8'), /^\uFEFFid,time,.*\r\n.*,"=""\+8613912345678""",/);
  t.match(await type(`recordings export ${folder}`), { code: 1, complaint: /is not empty: name a new folder/ });
  t.match((await type(`recordings export ${folder}`, { language: 'zh-CN' })).complaint, /不是空目录/);
  t.match(await type(`recordings export ${folder}-2 --agent 4711`), { code: 1, complaint: /no recording is so/ });
  t.match((await type('recordings export')).code, 2);
  const made = join(t.testdir(), 'made');
  mkdirSync(made);
  t.match(await type(`recordings export ${made}`, { language: 'zh-CN' }), { code: 0, text: /^已导出 2 条录音到 / });
  t.equal(readdirSync(made).length, 3);
});

t.test('CSV: plain, and as Excel keeps numbers', async (t) => {
  const plain = (await type('calls --csv')).text;
  t.match(
    plain,
    /^id,time,direction,number,dialled,.*\r\ncall-\w+,2026-01-05 09:\d\d:\d\d,inbound,\+8613000000003,88880001,东方卫视,sales,/,
  );
  const excel = (await type('calls --csv=excel')).text;
  t.match(excel, /^\uFEFFid,/);
  t.match(excel, /,"=""\+8613912345678""","=""88880001""",东方卫视,/);
  t.match((await type('report --csv')).text, /^figure,value\r\n.*\r\n.*\r\nzone,Asia\/Shanghai\r\noffered,7\r\n/);
  t.match(
    (await type('report --by agent --csv', { language: 'zh-CN' })).text,
    /^座席,姓名,通话数,.*,示忙：小休（秒）,示忙：用餐（秒）\r\n1001,/,
  );
  t.match((await type('report --by hour --csv')).text, /^hour,offered,.*\r\n09:00-10:00,7,1,/);
  t.match((await type('recordings --csv')).text, /^id,time,length \(s\),.*file\r\n/);
});

t.test('on terminals of 80 and 60 columns no line is longer, in either language', async (t) => {
  const lines = [
    'report',
    'report --by queue',
    'report --by access-number',
    'report --by agent',
    'report month --by hour',
  ];
  for (const line of [
    ...lines,
    'calls',
    'calls --lost',
    `calls show ${day.answered}`,
    `calls show ${day.captured}`,
    'recordings',
  ])
    for (const columns of [80, 60])
      for (const language of ['en', 'zh-CN'] as const) {
        const { text } = await type(line, { language, columns });
        const long = text.split('\n').filter((row) => widthOf(row) > columns && !row.includes('/'));
        t.same(long, [], `${line}, ${columns} columns, ${language}`);
      }
});

/** They change recordings, or want a folder or rates that this shop has not: their own tests run them. */
const ELSEWHERE = /recordings (tag|mark|delete|new-key)|report bill/;

t.test('the examples of each help do what they say', async (t) => {
  const programs = t.testdir({ some: {} });
  writeFileSync(join(programs, 'some/aplay'), '#!/bin/sh\n', { mode: 0o755 }); // there may be no sound card
  const path = process.env.PATH;
  t.teardown(() => {
    process.env.PATH = path;
  });
  process.env.PATH = `${join(programs, 'some')}:${path}`;
  for (const name of ['report', 'calls', 'recordings'])
    for (const language of ['en', 'zh-CN'] as const) {
      const help = await type(`${name} --help`, { language });
      t.equal(help.code, 0);
      const examples = [...help.text.matchAll(/^ {2}\$ spillway (.*)$/gm)].map(([, line = '']) => line);
      t.ok(examples.length >= 4, `${examples.length} examples`);
      for (const example of examples.filter((one) => !ELSEWHERE.test(one))) {
        const [line = ''] = example.split(/ [|>] /);
        const here = line
          .replace('0a1b2c3', day.answered)
          .replace('case-17', join(programs, `case-17-${language}`))
          .replace('month.xlsx', join(programs, 'month.xlsx'));
        t.match(await type(here, { language }), { code: 0 }, here);
      }
    }
});

t.test('a recording whose file is gone is named, the others are exported, and the exit code tells', async (t) => {
  const [gone, there] = await json<ListedRecording[]>('recordings');
  rmSync(join(data, 'recordings', gone?.file ?? ''));
  const folder = join(t.testdir(), 'rest');
  const { code, text, complaint } = await type(`recordings export ${folder}`);
  t.equal(code, 1);
  t.match(text, /^1 recording in /);
  t.match(complaint, new RegExp(`not exported: ${gone?.file}: There is no such thing`));
  t.match(execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8' }), `${there?.file}: OK`);
  t.match(
    (await type(`recordings export ${folder}-2`, { language: 'zh-CN' })).complaint,
    /未导出：.*：找不到指定的对象/,
  );
  t.match(await type(`recordings play ${gone?.id}`), { code: 1, complaint: /no such thing. file / });
});

t.test('without a running box the same is read from the data directory', async (t) => {
  const closed = (line: string, language: Language = 'en') =>
    command({ language }, ...line.split(' '), '--config', file, '--socket', join(data, 'nobody.sock'));
  await control.close();
  t.match(await closed('calls --number 13912345678'), { code: 0, text: /\+8613912345678 .* answered/ });
  t.match((await closed(`calls show ${day.answered}`)).text, /customer +waits: sales/);
  t.match((await closed('report --day 2026-01-05')).text, /offered 7 = answered 1/);
  t.match((await closed('recordings --agent 1001', 'zh-CN')).text, /完整/);
  t.ok(existsSync(file));
});
