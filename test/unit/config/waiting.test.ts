// SPDX-License-Identifier: GPL-2.0-or-later
// Is what waiting callers hear and can do read, and told where it leads nowhere?
import t from 'tap';
import { type Config, parseConfig, promptsNamed } from '../../../src/config/index.js';
import { absolute } from '../../../src/config/places.js';

const BOARD = 'board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }\n';
const surroundings = { hasPrompt: (prompt: string) => prompt !== 'missing', menus: ['night'] };
const file = (rest: string) =>
  `${BOARD}queues:\n  - name: a\n    ${rest}\n  - name: other\naccessNumbers: [{ number: '1', queue: a }]\n`;

function read(rest: string): Config['queues'][number] {
  const parsed = parseConfig(file(rest), 'spillway.yaml', surroundings);
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ text }) => text).join('; '));
  const [queue] = parsed.config.queues;
  if (queue === undefined) throw new Error('no queue');
  return queue;
}

function problems(rest: string): string {
  const parsed = parseConfig(file(rest), 'spillway.yaml', surroundings);
  return 'problems' in parsed ? parsed.problems.map(({ text, line }) => `${line}: ${text}`).join('; ') : '';
}

t.test('nothing written: the position every half a minute, and nothing else', (t) => {
  const { announce, keys, resume } = read('wrapUp: 5s');
  t.same(announce, { position: true, wait: false, every: 30_000, messages: [] });
  t.same(keys, {});
  t.equal(resume, undefined);
  t.end();
});

t.test('everything written', (t) => {
  const { announce, keys, resume } = read(
    "announce: { position: 5, wait: true, every: 1min, messages: [{ prompt: offers, every: 60s }, { prompt: shop/x.wav, after: 5s }] }\n    keys: { 1: callback, '9': { queue: other }, '*': { flow: night }, '#': { announce: closed } }\n    resume: 2min",
  );
  t.same(announce.messages, [
    { prompt: 'offers', after: 20_000, every: 60_000 },
    { prompt: 'shop/x.wav', after: 5_000 },
  ]);
  t.match(announce, { position: 5, wait: true, every: 60_000 });
  t.same(keys, {
    1: { kind: 'callback' },
    9: { kind: 'queue', queue: 'other' },
    '*': { kind: 'flow', flow: 'night' },
    '#': { kind: 'announce', prompt: 'closed' },
  });
  t.equal(resume, 120_000);
  t.end();
});

t.test('what leads nowhere is told with its line', (t) => {
  const cases: [string, RegExp][] = [
    ["keys: { '1': { queue: nowhere } }", /^4: there is no queue "nowhere"/],
    ["keys: { '1': { flow: nowhere } }", /^4: there is no dialogue "nowhere"/],
    ["keys: { '1': { queue: a } }", /^4: "keys": he who presses 1 waits in queue a already/],
    ["keys: { '1': { announce: missing } }", /there is no prompt "missing"/],
    ["keys: { '12': callback }", /^4: .*is no key/],
    ['keys: { A: callback }', /is no key/],
    ["keys: { '1': { agent: '1001' } }", /^4: there is no agent "1001"/],
    ["keys: { '1': { message: box } }", /there is no box/],
    ['announce: { position: 0 }', /^4: "position": 0 is too small: at least 1/],

    ['announce: { position: near }', /write true, false, or 3/],
    ['announce: { messages: [{ prompt: missing }] }', /there is no prompt "missing"/],
    ['announce: { messages: [{ after: 5s }] }', /"prompt" is missing/],
    ['announce: { messages: [{ prompt: offers, every: 1s }] }', /too short: at least 10s/],
    ['resume: 2h', /too long: at most 1h/],
  ];
  for (const [text, told] of cases) t.match(problems(text), told, text);
  t.end();
});

t.test('prompts by their path lie beside the file, and are known to backups', (t) => {
  const text = file("announce: { messages: [{ prompt: shop/x.wav }] }\n    keys: { '7': { announce: shop/y.wav } }");
  const parsed = parseConfig(text, 'spillway.yaml', surroundings);
  if ('problems' in parsed) throw new Error('not read');
  const config = absolute(parsed.config, '/etc/spillway');
  const named = promptsNamed(config).map(([prompt]) => prompt);
  for (const prompt of ['/etc/spillway/shop/x.wav', '/etc/spillway/shop/y.wav']) t.ok(named.includes(prompt), prompt);
  t.end();
});
