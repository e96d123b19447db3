// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-44 002-26 003-33 001-39
// Does the box go on, whatever becomes of the web process; does a browser go on, whatever becomes of the box; are two hundred served at once?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import t from 'tap';
import { parse, stringify } from 'yaml';
import { ConfigFile } from '../../src/config/index.js';
import { ControlServer, controlMethods, webDoor } from '../../src/host/index.js';
import { WebChild } from '../../src/host/web-child.js';
import { SystemClock } from '../../src/kernel/index.js';
import { agentId, QUEUE } from '../support/box.js';
import { talk } from '../support/floor.js';
import { Browser, type Live, until, webBox } from '../support/web-box.js';

t.test('killed or hung, it costs no call a tick, and it comes back', async (t) => {
  const place = await webBox(t);
  const { world, during, socket, box } = place;
  await talk(place);
  const file = join(world.folder, 'own.yaml');
  const base = parse(readFileSync(join(world.folder, 'spillway.yaml'), 'utf8'));
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(file, stringify({ ...base, web: { port, address: '127.0.0.1' }, log: { level: 'info' } }));
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const child = new WebChild({ program: ['dist/cli/main.js', 'web'], file, socket, log });
  child.begin();
  t.teardown(() => child.stop());
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  const answers = async () => {
    const reply = await fetch(`https://127.0.0.1:${port}/api/v1/health`).catch(() => undefined);
    return reply?.status === 200;
  };
  const there = async () => {
    const clock = new SystemClock();
    for (const limit = clock.now() + 60_000; !(await answers()); await sleep(100))
      if (clock.now() > limit) return false;
    return true;
  };
  t.ok(await during(there()), 'it answers over TLS, with a certificate that it has made');
  const first = child.pid;
  t.ok(first);
  process.kill(Number(first), 'SIGSTOP');
  await world.advance(3_000);
  t.equal(box.status().queues[0]?.answered, 1);
  t.equal(box.status().agents.filter(({ state }) => state === 'talking').length, 1, 'they talk while it hangs');
  process.kill(Number(first), 'SIGKILL');
  await world.advance(1_000);
  t.equal(box.status().agents.filter(({ state }) => state === 'talking').length, 1, 'and when it is killed');
  t.ok(await during(there()), 'it is there again');
  t.not(child.pid, first);
  t.match(lines.join(''), /the web process has ended; the box goes on and starts it again/);
  t.notMatch(lines.join(''), /1391234/, 'no numbers in its log');
});

t.test('the box goes and comes: a banner meanwhile, and nothing is missed', async (t) => {
  const place = await webBox(t);
  const { world, during, browser, server, box, socket } = place;
  const chen = await browser('chen');
  const live = chen.live();
  await during(until(() => live.of('snapshot').length === 1));
  const n = live.of('snapshot')[0]?.n ?? 0;
  await server.close();
  await during(until(() => live.of('box').some(({ up }) => !up)));
  t.match(await during(chen.get('/api/v1/health')), { status: 503, body: { status: 'boxDown' } });
  t.match(await during(chen.post(`/api/v1/agents/${agentId(1)}/notReady`)), {
    status: 503,
    body: { code: 'BOX_NOT_RUNNING' },
  });
  t.match(await during(chen.get('/')), { status: 503, body: /does not answer now/ });
  box.agents.notReady(agentId(1), 'meal');
  await world.advance(200);
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'), { menus: [], functions: [] });
  const again = await ControlServer.open(
    socket,
    controlMethods(box, file, new AbortController()),
    webDoor(() => file.current),
  );
  t.teardown(() => again.close());
  await during(until(() => live.of('box').some(({ up }) => up)));
  await during(until(() => live.events('agent.changed').some(({ event }) => event.facts.reason === 'meal')));
  t.pass('what happened meanwhile is told');
  const back = chen.live(`?from=${n}`);
  await during(until(() => back.of('snapshot').length === 1));
  t.ok(back.events('agent.changed').length >= 1, 'and to who comes back with the last that he had');
  const order = back.of('event').map((message) => message.n);
  t.same(
    order,
    [...order].sort((a, b) => a - b),
    'in order, none twice',
  );
  const future = chen.live('?from=99999999');
  await during(until(() => future.of('gone').length === 1));
  t.equal(future.of('snapshot').length <= 1, true);
});

t.test('two hundred who reload at once are served within 5 s', async (t) => {
  const AGENTS = 200;
  const agents = Array.from({ length: AGENTS }, (_, i) => ({
    id: String(2001 + i),
    name: `A ${i}`,
    pin: '4711',
    queues: ['sales'],
  }));
  const { during, browser, web } = await webBox(t, { config: { agents }, signedIn: 0 });
  const { sessions, clock } = web.web;
  const clients = agents.map(({ id }) => {
    const made = new Browser(`http://127.0.0.1:${web.port}`);
    const at = Math.round(clock.now());
    made.cookie = `spillway=${sessions.begin(id, { at, mustChange: false, address: '127.0.0.1' })}`;
    return made;
  });
  const chen = await browser('chen');
  const began = clock.now();
  const before = process.cpuUsage();
  const reload = async (client: Browser): Promise<Live> => {
    const { status, body } = await client.get('/api/v1/session/start');
    if (status !== 200 || body.messages === undefined) throw new Error(`${status}`);
    const live = client.live();
    await until(() => live.of('snapshot').length === 1);
    return live;
  };
  const lives = await during(Promise.all([...clients, chen].map(reload)));
  const took = clock.now() - began;
  const { user, system } = process.cpuUsage(before);
  const work = Math.round((user + system) / 1_000);
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  t.comment(
    `${AGENTS} agents and a supervisor: start and snapshot in ${Math.round(took)} ms, ${work} ms of a processor`,
  );
  t.comment(`(web process, box, its world and all the browsers in this one process: ${memory} MB)`);
  t.ok(work < 10_000, `${work} ms of work, the browsers' own half among them: within 5 s on two cores`);
  t.equal(lives.flatMap(({ wrong }) => wrong).length, 0);
  for (const { socket } of lives) socket.terminate();
});

t.test(
  'reports and the page of today are made of the records by the web process: the box is not asked, and says the same',
  async (t) => {
    const place = await webBox(t, { signedIn: 1 });
    const { world, during, browser, web } = place;
    const { caller } = await talk(place);
    caller.clear();
    await world.advance(2_000);
    const chen = await browser('chen');
    const asked: string[] = [];
    const { box } = web.web;
    const ask = box.ask.bind(box);
    box.ask = (method, options) => {
      asked.push(method);
      return ask(method, options);
    };
    const day = await during(chen.get('/api/v1/reports/day?by=queue'));
    t.match(day, { status: 200, body: { calls: { offered: 1, ended: { answered: 1 } }, parts: [{ key: QUEUE }] } });
    const wave = await during(chen.get('/api/v1/reports/wave?day=today'));
    t.match(wave, { status: 200, body: { calls: { offered: 1 } } });
    const today = await during(chen.get('/api/v1/today'));
    t.match(today, { status: 200, body: { offered: { now: 1 }, answered: { now: 1 }, answeredShare: { now: 1 } } });
    t.same(
      asked.filter((method) => /^(report|calls)/.test(method)),
      [],
      'no report delays a call',
    );

    const boxes = (await during(ask('report', { person: 'chen', params: { name: 'day', by: 'queue' } }))) as Record<
      string,
      unknown
    >;
    // Agents' times and lines go on while it is asked.
    for (const part of ['calls', 'waits', 'callbacks', 'containment', 'codes', 'parts', 'from', 'to', 'zone'])
      t.same(day.body[part], JSON.parse(JSON.stringify(boxes[part])), `the box says the same of ${part}`);
    t.match(await during(chen.get('/api/v1/reports/decade')), { status: 409, body: { code: 'REFUSED' } });
    t.match(await during(chen.get('/api/v1/reports/day?by=nothing')), { body: { code: 'REFUSED' } });
  },
);
