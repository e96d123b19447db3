// SPDX-License-Identifier: GPL-2.0-or-later
// Does web.sock do for a person what his right allows, and nothing else, on a box that runs?
import { statSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { COMMANDS, isOwn, ROLES } from '../../src/access/index.js';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods, OPERATOR_DOOR, webDoor } from '../../src/host/index.js';
import { agentId, openBox } from '../support/box.js';
import { askLine } from '../support/web-client.js';

const people = [
  { id: 'wang', name: 'Wang', role: 'supervisor' },
  { id: 'zhao', name: 'Zhao', role: 'administrator' },
];

async function webSocket(t: Test) {
  const place = await openBox(t, { config: { people } });
  const { world, box } = place;
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'));
  const stop = new AbortController();
  const path = join(world.folder, 'web.sock');
  const server = await ControlServer.open(
    path,
    controlMethods(box, file, stop),
    webDoor(() => file.current),
  );
  t.teardown(() => server.close());
  const ask = (method: string, request: object = {}) => askLine(path, { method, ...request });
  return { ...place, ask, stop, path };
}

t.test('each command is refused without a person, to one nobody knows, and to one without the right', async (t) => {
  const { ask, stop, box } = await webSocket(t);
  for (const [method, { right }] of Object.entries(COMMANDS)) {
    const refused = { error: { code: 'FORBIDDEN' } };
    if (!isOwn(method)) t.match(await ask(method), refused, `${method}: nobody`);
    t.match(await ask(method, { person: 'stranger' }), refused, `${method}: a stranger`);
    if (!ROLES.agent.some((own) => own === right))
      t.match(await ask(method, { person: agentId(1) }), refused, `${method}: an agent`);
    if (right === 'operator') t.match(await ask(method, { person: 'zhao' }), refused, `${method}: an administrator`);
  }
  t.notOk(stop.signal.aborted, 'nobody stopped it');
  t.equal(box.drain.status, undefined);
});

t.test('what a person may do is done, and told as his', async (t) => {
  const { ask, box, events } = await webSocket(t);
  t.match(await ask('hello'), { result: { events: 2, socket: 'web' } });
  t.match(await ask('status', { person: 'wang' }), { result: { board: 'virtual' } });
  const params = { action: 'not-ready', agent: agentId(1), argument: 'meal' };
  t.match(await ask('agentAction', { person: 'wang', params }), { result: null });
  t.match(await ask('busyOut', { person: 'wang', params: { targets: ['e1-1/3'] } }), { error: { code: 'FORBIDDEN' } });
  t.match(await ask('busyOut', { person: 'zhao', params: { targets: ['e1-1/3'] } }), {
    result: [{ name: 'e1-1/3' }],
  });
  const own = { action: 'ready', agent: agentId(1) };
  t.match(await ask('agentAction', { person: agentId(1), params: own }), { result: null });
  t.match(await ask('agentAction', { person: agentId(2), params: own }), { error: { code: 'FORBIDDEN' } });
  t.match(await ask('settings.read', { person: 'zhao', params: { path: 'agents' } }), { error: { code: 'FORBIDDEN' } });
  const added = await ask('agents.add', { person: 'zhao', params: { agent: '1009', name: 'New', queues: ['sales'] } });
  t.match(added, { result: { agent: '1009', problems: [] } });
  t.notOk('pin' in (added.result as object), 'no PIN goes over this socket');
  const removed = await ask('agents.remove', { person: 'zhao', params: { agent: '1009' } });
  t.match(removed, { result: { agent: '1009', problems: [] } });
  await box.settled();
  t.match(await events('channels.busiedOut'), [{ actor: 'person:zhao', source: 'web' }]);
  const actors = (await events('agent.changed')).map(({ actor }) => actor);
  t.ok(actors.includes('person:wang') && actors.includes(`person:${agentId(1)}`), actors.join());
});

t.test('a setting is changed by its revision, read before', async (t) => {
  const { ask, box, events } = await webSocket(t);
  const path = 'queues.sales.wrapUp';
  const read = (await ask('settings.read', { person: 'zhao', params: { path } })).result as {
    readonly revision: string;
  };
  t.match(await ask('settings.change', { person: 'zhao', params: { path, value: '25s' } }), {
    error: { code: 'REFUSED' },
  });
  const change = { person: 'zhao', params: { path, value: '25s', revision: read.revision } };
  t.match(await ask('settings.change', change), {
    result: { problems: [], restart: [], running: true, before: read.revision },
  });
  t.match(await ask('settings.change', change), { error: { code: 'REFUSED', message: /was changed since/ } });
  const wrong = await ask('settings.read', { person: 'zhao', params: { path } });
  t.match(wrong, { result: { value: '25s' } });
  await box.settled();
  t.match(await events('settings.changed'), [{ actor: 'person:zhao', source: 'web' }]);
  t.match(await events('configuration.loaded'), [{ actor: 'person:zhao', source: 'web', detail: /spillway\.yaml/ }]);
});

t.test(
  'a socket is its group’s where the machine has it and the box may give it away',
  { skip: process.getuid?.() !== 0 && 'only root may' },
  async (t) => {
    const { path, world } = await webSocket(t);
    t.equal(statSync(path).mode & 0o007, 0);
    const given = join(world.folder, 'given.sock');
    const server = await ControlServer.open(given, {}, { ...OPERATOR_DOOR, group: 'daemon' });
    t.match([statSync(given).mode & 0o777, statSync(given).gid > 0], [0o660, true]);
    await server.close();
    const own = await ControlServer.open(given, {}, { ...OPERATOR_DOOR, group: 'no-such-group' });
    t.equal(statSync(given).mode & 0o777, 0o600);
    await own.close();
  },
);
