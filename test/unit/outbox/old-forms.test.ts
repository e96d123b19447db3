// SPDX-License-Identifier: GPL-2.0-or-later
// Is what an older version knew taken up: the key of its web hook, the news that it had not been told? And has every answer a Chinese form?
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import ts from 'typescript';
import { hintLine, parseConfig, problemLine } from '../../../src/config/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { MIGRATIONS } from '../../../src/store/migrations.js';
import { OUTBOX } from '../../../src/store/operating-schema.js';
import { CATALOGUE } from '../../../src/words/index.js';
import { readsOf } from '../../support/reads.js';
import { sourcesOf, spokenIn } from '../words/spoken.js';

const SMALLEST = `board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: /run/e1 } }] }
accessNumbers: [{ number: '88880001', queue: sales }]
queues: [{ name: sales, music: hold, overflow: refuse }]
`;
const parsed = (text: string) => parseConfig(SMALLEST + text, 'f', { hasPrompt: () => true });

t.test('the key of the one web hook is read as one of the hooks, with a hint in both languages', async (t) => {
  const read = parsed("alarms:\n  webHook: { url: 'https://example.com/x', secret: eight or more, timeout: 3s }\n");
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join('\n'));
  t.match(read.config.hooks, [
    {
      name: 'webHook',
      form: 'web',
      url: 'https://example.com/x',
      secret: 'eight or more',
      timeout: 3_000,
      alarms: 'minor',
    },
  ]);
  const [hint, ...more] = read.hints;
  t.same(more, []);
  t.match(hint, { line: 5, column: 3 });
  t.match(hint && hintLine(hint, 'en'), /^f:5:3: hint: "alarms: webHook" is read as one of "hooks"/);
  t.match(hint && hintLine(hint, 'zh-CN'), /请改写为 hooks/);

  const both = parsed(
    "alarms: { webHook: { url: 'https://a.example/' } }\nhooks: [{ name: b, form: web, url: 'https://b.example/' }]\n",
  );
  if ('problems' in both) throw new Error(both.problems.map(problemLine).join('\n'));
  t.same(
    both.config.hooks.map(({ name }) => name),
    ['b', 'webHook'],
  );
  t.ok('config' in parsed('alarms: {}\n'));
});

t.test('what is wrong below the old key is told where it stands', async (t) => {
  const problems = (text: string) => {
    const read = parsed(text);
    return 'problems' in read ? read.problems.map(problemLine) : [];
  };
  t.match(problems("alarms:\n  webHook: { url: 'ftp://x', secret: short }\n"), [
    /^f:5:19: "url": ftp:\/\/x is not a web address/,
    /^f:5:38: "secret"/,
  ]);
  t.match(problems('alarms:\n  webhook: { url: x }\n'), [/^f:4:1: "alarms" is not known here/]);
});

t.test('targets contradict nothing', async (t) => {
  const problems = (text: string) => {
    const read = parsed(text);
    return 'problems' in read ? read.problems.map(problemLine) : [];
  };
  const hook = (name: string) => `{ name: ${name}, form: web, url: 'https://x.example/' }`;
  t.match(problems(`hooks: [${hook('a')}, ${hook('a')}]\n`), [/stands twice/]);
  t.match(problems(`hooks: [${hook('mail')}]\n`), [/mail is the mail's own/]);
  t.match(problems('mail: { host: h, from: a@b.example, to: [c@d.example], password: x }\n'), [
    /"password" without "user"/,
  ]);
  t.match(problems('mail: { host: h, from: nobody, to: [] }\n'), [
    /"from": nobody is not a mail address/,
    /"to": a list is too short/,
  ]);
  t.match(problems("hooks: [{ name: a, form: web, url: 'https://u:p@x.example/' }]\n"), [/with a user in it/]);
  t.match(problems("hooks: [{ name: a, form: wechat, url: 'https://x.example/' }]\n"), [/wecom/]);
});

t.test('news of alarms that were not told go to the hook that is read from the old key', async (t) => {
  const directory = t.testdir();
  const old = new Database(join(directory, 'spillway.db'));
  const before = MIGRATIONS.indexOf(OUTBOX);
  for (const step of MIGRATIONS.slice(0, before)) {
    old.unsafeMode(true);
    old.exec(step);
  }
  old.pragma(`user_version = ${before}`);
  const body = {
    id: 'alarm-1',
    code: 'SPAN_RED',
    state: 'raised',
    subject: 'e1',
    severity: 'critical',
    text: { en: 'a', zh: '一' },
  };
  old.prepare('insert into alarm_post values (?, ?, ?)').run('alarm-1.1', 7, JSON.stringify(body));
  old.exec(
    "insert into alarm (id, code, subject, severity, raised_at) values ('alarm-2', 'WEB_HOOK_FAILING', '', 'minor', 5)",
  );
  old.close();

  const store = await openStore({ directory, clock: new VirtualClock(), reserveBytes: 1 << 16 });
  t.teardown(() => store.close());
  const [row, ...more] = await readsOf(store).selectFrom('outbox').selectAll().execute();
  t.same(more, []);
  t.match(row, { id: 'alarm-1.1/webHook', target: 'webHook', at: 7, tries: 0, deadAt: null });
  t.same(JSON.parse(row?.message ?? ''), { ...body, kind: 'alarm' });
  t.match(await readsOf(store).selectFrom('alarm').selectAll().execute(), [
    { code: 'OUTBOX_FAILING', subject: 'webHook' },
  ]);
});

t.test('every answer of a target has a Chinese form', async (t) => {
  const said = spokenIn(sourcesOf('src/outbox'), (node, source) => {
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === 'says') return [node.initializer];
    if (ts.isVariableDeclaration(node) && ['says', 'reason'].includes(node.name.getText(source)) && node.initializer)
      return [node.initializer];
    if (ts.isNewExpression(node) && node.expression.getText(source) === 'Error')
      return node.arguments?.slice(0, 1) ?? [];
    return ts.isReturnStatement(node) && source.fileName.endsWith('post.ts') && node.expression
      ? [node.expression]
      : [];
  }).filter(({ text }) => / /.test(text));
  t.ok(said.length >= 18, `${said.length}`);
  t.same(
    said
      .filter(({ text }) => CATALOGUE.say(text.replaceAll('{}', 'x'), 'zh-CN') === text.replaceAll('{}', 'x'))
      .map(({ at, text }) => `${at} ${text}`),
    [],
  );
});
