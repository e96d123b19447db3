// SPDX-License-Identifier: GPL-2.0-or-later
// Is a file that is read again taken whole, or said to need a restart, or refused with file and line? And is nobody left where nothing is any more?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parse, stringify } from 'yaml';
import { ConfigFile, problemLine } from '../../src/config/index.js';
import { ACCESS_NUMBER, agentId, openBox, QUEUE, stationNumber } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { confirm, leaveNumber, rungCustomer } from '../support/people.js';

async function running(t: Test, options: Parameters<typeof openBox>[1] = {}) {
  const place = await openBox(t, options);
  const path = join(place.world.folder, 'spillway.yaml');
  const file = ConfigFile.open(path);
  const change = async (edit: (raw: Record<string, unknown>) => void) => {
    const raw = parse(readFileSync(path, 'utf8'));
    edit(raw);
    writeFileSync(path, stringify(raw));
    const problems = (await file.reload()).map(problemLine);
    if (problems.length === 0) await place.box.configure(file.current);
    return { problems, restart: file.restart };
  };
  return { ...place, file, change };
}

t.test(
  'a trunk group that is there after a restart only cannot be named yet: refused with file and line',
  async (t) => {
    const { change, file } = await running(t);
    const { problems } = await change((raw) => {
      raw.trunkGroups = [{ name: 'unicom', spans: ['e1-1'], presentable: [`021${ACCESS_NUMBER}`] }];
      raw.callback = { trunkGroup: 'unicom' };
    });
    t.match(problems, [/spillway\.yaml:\d+:\d+: there is no trunk group "unicom".*trunkGroups.*after a restart/]);
    t.equal(file.current.callback.trunkGroup, undefined);
  },
);

t.test('what needs a restart is named, and stays as it is until then', async (t) => {
  const { change, file } = await running(t);
  const before = file.current;
  const { problems, restart } = await change((raw) => {
    Object.assign(raw, { language: 'en', country: 'GB', zone: 'Europe/London', dtmf: { profile: 'etsi' } });
    raw.recording = { directory: 'elsewhere', announce: 'during' };
    raw.stations = [{ number: '901', span: 'stations', port: 1 }];
  });
  t.same(problems, []);
  t.same([...restart].sort(), ['country', 'dtmf', 'language', 'recording.directory', 'stations', 'zone']);
  t.match(file.current, { language: before.language, zone: before.zone, stations: before.stations });
  t.match(file.current.recording, { directory: before.recording.directory, announce: 'during' });
});

t.test('callers in a queue that is taken away are not kept in it for ever', async (t) => {
  const queues = [{ name: QUEUE, overflow: 'refuse' }, { name: 'other' }];
  const { world, box, change } = await running(t, { signedIn: 0, config: { queues } });
  const caller = world.network.call(ACCESS_NUMBER, '13811112222');
  await world.until(() => box.status().queues[0]?.waiting === 1);
  const { problems } = await change((raw) => {
    raw.queues = [{ name: 'other' }];
    raw.accessNumbers = [{ number: ACCESS_NUMBER, queue: 'other' }];
    raw.agents = [];
  });
  t.same(problems, []);
  t.same(
    box.status().queues.map(({ name }) => name),
    ['other'],
  );
  await world.until(() => caller.state === 'cleared', 60_000);
});

t.test(
  'an agent who is taken out of the file is signed out, at once or after his call, and cannot sign in',
  async (t) => {
    const place = await running(t, { telephones: 2 });
    const { box, world, change } = place;
    const { telephone } = await talk(place);
    await change((raw) => {
      raw.agents = [{ id: '2001', name: 'New', pin: '4711', queues: [QUEUE] }];
    });
    t.equal(agent(box, 2).state, 'signedOut');
    t.equal(agent(box, 1).state, 'talking');
    await hangUp(world, telephone);
    t.equal(agent(box, 1).state, 'signedOut');
    t.throws(() => box.agents.signIn(agentId(1), stationNumber(1)), { code: 'NOT_FOUND' });
    box.agents.signIn('2001', stationNumber(1));
  },
);

t.test(
  'promises of a queue that is taken away are kept by the first queue of the file, and the box says so',
  async (t) => {
    const { world, box, change } = await running(t, {
      signedIn: 0,
      config: { queues: [{ name: 'other' }, { name: QUEUE }] },
    });
    await leaveNumber(world, '13912345678');
    const { problems } = await change((raw) => {
      raw.queues = [{ name: 'other' }];
      raw.accessNumbers = [{ number: ACCESS_NUMBER, queue: 'other' }];
      raw.agents = [{ id: '1001', name: 'Li', pin: '4711', queues: ['other'] }];
    });
    t.same(problems, []);
    t.same(box.callbacks.inherited(), [{ queue: QUEUE, open: 1, by: 'other' }]);

    box.agents.signIn(agentId(1), stationNumber(1));
    const customer = await rungCustomer(world);
    await confirm(world, customer);
    await world.until(() => world.telephone(1).rings);
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
  },
);

t.test('an agent who pulls gets the promises of a queue that is no more from the one that keeps them', async (t) => {
  const queues = [
    { name: 'other', callback: { mode: 'pull' } },
    { name: QUEUE, callback: { mode: 'pull' } },
  ];
  const { world, box, change } = await running(t, { signedIn: 0, config: { queues } });
  await leaveNumber(world, '13912345678');
  await change((raw) => {
    raw.queues = [{ name: 'other', callback: { mode: 'pull' } }];
    raw.accessNumbers = [{ number: ACCESS_NUMBER, queue: 'other' }];
    raw.agents = [{ id: '1001', name: 'Li', pin: '4711', queues: ['other'] }];
  });
  box.agents.signIn(agentId(1), stationNumber(1));
  t.ok(box.callbacks.next(agentId(1)));
});
