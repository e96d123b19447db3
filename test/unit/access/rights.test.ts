// SPDX-License-Identifier: GPL-2.0-or-later
// Does the one table know every command, and does the web process's door refuse what it must?
import t from 'tap';
import { COMMANDS, isOwn, personOf, refusalOf } from '../../../src/access/index.js';
import { SYSTEM } from '../../../src/bus/index.js';
import { controlMethods, webDoor } from '../../../src/host/index.js';

const config = {
  agents: [{ id: '1001', name: 'Li', queues: ['sales'], record: true }],
  people: [
    { id: 'wang', name: 'Wang', role: 'supervisor' as const, rights: [] },
    { id: 'zhao', name: 'Zhao', role: 'supervisor' as const, rights: ['lines.service' as const] },
    { id: 'root', name: 'Root', role: 'administrator' as const, rights: [] },
  ],
};
const door = webDoor(() => config);
const ask = (person: string | undefined, method: string, params: Readonly<Record<string, unknown>> = {}) =>
  door.admit({ id: 1, method, params, ...(person === undefined ? {} : { person }) }, SYSTEM);
const forbidden = { code: 'FORBIDDEN' };

t.test('every method of the box’s sockets stands in the table, and nothing else does', async (t) => {
  const methods = Object.keys(controlMethods({} as never, {} as never, new AbortController()));
  t.same(methods.sort(), Object.keys(COMMANDS).sort());
});

t.test(
  'a command without a person that is not the web process`s own, or of one that the box does not know, is refused',
  async (t) => {
    for (const method of Object.keys(COMMANDS)) {
      if (isOwn(method)) t.match(ask(undefined, method), { actor: 'program:web', source: 'web' }, method);
      else t.throws(() => ask(undefined, method), forbidden, method);
      t.throws(() => ask('nobody', method), forbidden, method);
      t.throws(() => ask('__proto__', method), forbidden, method);
    }
  },
);

t.test('an agent may do besides what his entry names, and nothing more', async (t) => {
  const rights = ['hours.change' as const];
  const person = personOf({ people: [], agents: [{ id: '7', name: 'Li', queues: [], record: true, rights }] }, '7');
  t.ok(person?.rights.has('hours.change') && person.rights.has('agents.self'));
  t.notOk(person?.rights.has('lines.service'));
});

t.test('what is in no table is refused, whoever asks', async (t) => {
  for (const method of ['', 'shutdown', 'constructor', 'toString', 'agents.', 'STOP'])
    t.throws(() => ask('root', method), forbidden, method);
});

t.test('stop, PINs and files are the operator’s, whoever asks', async (t) => {
  t.throws(() => ask('root', 'stop'), forbidden);
  t.throws(() => ask('root', 'agents.pin', { agent: '1001' }), forbidden);
  t.throws(() => ask('root', 'agents.add', { agent: '1002', pin: '4711' }), forbidden);
  const kept = ['', 'data', 'prompts', 'log', 'log.file', 'board', 'boards.0', 'recording', 'recording.directory'];
  const secret = ['agents', 'agents.0', 'agents.0.pin', 'agents.0.pinHash', 'queues.0.music', 'queues.0', 'queues'];
  const more = ['surge', 'surge.prompt', 'mail', 'mail.password', 'hooks', 'hooks.0.url', 'people', 'people.0'];
  for (const path of [...kept, ...secret, ...more]) {
    t.throws(() => ask('root', 'settings.change', { path }), forbidden, `change ${path}`);
    t.throws(() => ask('root', 'settings.read', { path }), forbidden, `read ${path}`);
  }
  for (const [path, value] of [
    ['accessNumbers.0.welcome', '/etc/shadow'],
    ['accessNumbers.0.afterHours', { announce: '../x.wav' }],
    ['accessNumbers', [{ number: '1', welcome: 'a/b' }]],
    ['queues.0.overflow', { callback: '/tmp/x.wav' }],
    ['queues.0.announce', { messages: [{ prompt: '/etc/shadow' }] }],
    ['queues.0.announce.messages', [{ prompt: '/etc/shadow' }]],
    ['queues.0.announce.messages.0', { prompt: '/etc/shadow' }],
    ['queues.0.announce.messages.0.prompt', '/etc/shadow'],
    ['queues.0.keys', { '7': { announce: '/etc/shadow' } }],
    ['queues.0.keys.7', { callback: '/etc/shadow' }],
    ['queues.0.keys.7.announce', '/etc/shadow'],
  ] as const)
    t.throws(() => ask('root', 'settings.change', { path, value }), forbidden, `a file in ${path}`);
  t.ok(ask('root', 'settings.change', { path: 'accessNumbers.0.welcome', value: 'welcome' }));
  t.ok(ask('root', 'settings.change', { path: 'accessNumbers.0.name', value: 'TV / radio' }));
  t.throws(() => ask('root', 'settings.change', { path: 7 }), forbidden);
  t.ok(ask('root', 'settings.change', { path: 'queues.0.wrapUp' }));
});

t.test('each command asks for its right', async (t) => {
  for (const [method, { right }] of Object.entries(COMMANDS)) {
    if (right === 'operator' || right === 'web') continue;
    const params = { path: 'surge.on' };
    t.same(ask('root', method, params), { actor: 'person:root', source: 'web' }, method);
    const agent = personOf(config, '1001');
    const may = agent?.rights.has(right) ?? false;
    t.equal(agent && refusalOf(agent, method, {}) !== undefined, !may, `an agent: ${method}`);
  }
  t.throws(() => ask('wang', 'busyOut'), forbidden);
  t.ok(ask('zhao', 'busyOut'), 'a right of his own');
  t.throws(() => ask('wang', 'settings.change', { path: 'surge.on' }), forbidden);
  t.ok(ask('wang', 'agentAction', { agent: '1001' }));
});

t.test('an agent may command himself, and nobody else', async (t) => {
  t.same(ask('1001', 'agentAction', { action: 'ready', agent: '1001' }), { actor: 'person:1001', source: 'web' });
  t.throws(() => ask('1001', 'agentAction', { action: 'ready', agent: '1002' }), forbidden);
  t.ok(ask('1001', 'callbackAction', { action: 'next', argument: '1001' }));
  t.throws(() => ask('1001', 'callbackAction', { action: 'next', argument: '1002' }), forbidden);
  t.throws(() => ask('1001', 'callbackAction', { action: 'cancel', argument: '1001' }), forbidden);
});
