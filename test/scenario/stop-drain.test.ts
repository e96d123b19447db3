// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box that is to be stopped let the calls that are up end first, and take no new ones meanwhile?
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import t from 'tap';
import { CAUSE } from '../../src/call/index.js';
import { statusPage } from '../../src/cli/status-page.js';
import { ACCESS_NUMBER, openBox } from '../support/box.js';
import { agent, hangUp, talk } from '../support/floor.js';
import { leaveNumber } from '../support/people.js';
import { run, spillway } from '../support/program.js';
import { surroundings } from '../support/surroundings.js';

t.test('a drain lets conversations and queues go on, refuses new calls, and is over with the last one', async (t) => {
  const place = await openBox(t, { telephones: 1 });
  const { world, box, events } = place;
  let over = false;
  box.drain.over.on(() => {
    over = true;
  });
  const { caller, telephone } = await talk(place);
  const waiting = world.network.call(ACCESS_NUMBER, '13900000002');
  await world.until(() => waiting.state === 'connected');

  box.drain.begin();
  await world.advance(1_000);
  t.match(box.status().draining, { calls: 2 });
  t.match(statusPage(box.status(), 'en'), /^DRAINING +no new calls; still up: 2, then the box stops\n/);
  const refused = world.network.call(ACCESS_NUMBER, '13900000003');
  await world.until(() => refused.state === 'cleared');
  t.equal(refused.cause, CAUSE.noChannelAvailable);

  caller.clear();
  await hangUp(world, telephone);
  await world.until(() => telephone.rings, 30_000);
  telephone.lift();
  await world.until(() => agent(box, 1).state === 'talking');
  t.notOk(over, 'who waited in the queue is served');
  waiting.clear();
  await world.until(() => over);

  t.equal(box.status().draining, undefined);
  await box.settled();
  t.equal((await events('box.draining')).length, 1);
});

t.test('no callback is begun while the box is drained; when that is cancelled they are', async (t) => {
  const place = await openBox(t, { signedIn: 0, config: { callback: { trough: { hold: '1s' } } } });
  const { world, box } = place;
  await leaveNumber(world, '13900000001');
  const caller = world.network.call(ACCESS_NUMBER, '13900000002', { called: { digits: ACCESS_NUMBER } });
  await world.until(() => caller.state === 'connected');
  box.drain.begin();
  box.agents.signIn('1001', '801');
  await world.advance(2_000);

  t.match(box.status().callbacks, { attempted: 0 });
  t.equal(box.callbacks.next('1001'), undefined, 'nor when an agent asks for one');
  box.drain.cancel();
  t.throws(() => box.drain.cancel(), { code: 'REFUSED' });
  await world.until(() => box.status().callbacks.attempted > 0, 60_000);
  t.match(box.status().spans[0], { inService: 30, busiedOut: 0 });
});

t.test('what was busied out before stays so when a drain is cancelled', async (t) => {
  const place = await openBox(t);
  const { world, box } = place;
  await talk(place);
  await world.during(box.lines.busyOut(['1/20-31']));
  box.drain.begin();
  await world.advance(100);
  box.drain.cancel();
  await world.advance(100);
  t.match(box.status().spans[0], { inService: 18, busiedOut: 12 });
});

t.test('after the time that was given the drain is over, whatever is up', async (t) => {
  const place = await openBox(t);
  const { world, box } = place;
  let over = false;
  box.drain.over.on(() => {
    over = true;
  });
  await talk(place);
  box.drain.begin({ within: 600_000 });
  await world.advance(1_000);
  box.drain.begin({ within: 5_000 });
  await world.advance(4_500);
  t.notOk(over);
  await world.advance(1_000);
  t.ok(over);
});

t.test('spillway stop --drain ends the process after its last call; Ctrl-C leaves that going', async (t) => {
  const place = surroundings(t);
  await place.start();
  const socket = join(place.database, 'box.sock');
  await place.ask('agentAction', { action: 'sign-in', agent: '1001', argument: '801' }); // so that he waits in the queue
  const call = place.call(3, '13912345678');
  await place.until(({ calls }) => calls.inProgress === 1);
  const cleared = place.facts.wait('cleared', { call });

  const first = spawn(process.execPath, [spillway, 'stop', '--drain', '--socket', socket], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: first.stdout }).on('line', (line) => lines.push(line));
  await place.until(({ draining }) => draining?.calls === 1);
  while (lines.length === 0) await once(first.stdout, 'data');
  first.kill('SIGINT');
  t.same(await once(first, 'close'), [1, null]);
  t.same(lines, [
    'draining: 1 call left',
    'no longer waiting; the box stops all the same (spillway stop --cancel ends a drain)',
  ]);

  const second = run(spillway, ['stop', '--drain', '--within', '10m', '--json', '--socket', socket]);
  await place.until(({ draining }) => draining?.until !== undefined);
  place.media.clear(call, 16);
  await cleared;
  t.match(await second, { code: 0, lines: ['{"result":"stopped"}'] });
  t.throws(() => process.kill(place.process, 0), { code: 'ESRCH' });
  t.match(await run(spillway, ['stop', '--socket', socket]), { code: 3 });
});

t.test(
  'spillway stop clears what is up and waits until the box is gone; options that do not fit are refused',
  async (t) => {
    const place = surroundings(t);
    await place.start();
    const socket = join(place.database, 'box.sock');
    const call = place.call(3, '13912345678');
    await place.until(({ calls }) => calls.inProgress === 1);
    const cleared = place.facts.wait('cleared', { call });

    t.match(await run(spillway, ['stop', '--within', '10m', '--socket', socket]), {
      code: 2,
      complaints: /--within belongs to --drain/,
    });
    t.match(await run(spillway, ['stop', '--drain', '--within', 'soon', '--socket', socket]), {
      code: 2,
      complaints: /90s, 10m, 2h or 7d/,
    });
    t.match(await run(spillway, ['stop', '--cancel', '--socket', socket]), {
      code: 1,
      complaints: /not being drained/,
    });
    t.match(await run(spillway, ['stop', '--socket', socket]), { code: 0, lines: ['the box has stopped'] });
    await cleared;
    t.throws(() => process.kill(place.process, 0), { code: 'ESRCH' });
  },
);
