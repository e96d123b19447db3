// SPDX-License-Identifier: GPL-2.0-or-later
// What if the web process is attacked: connections that say nothing, requests by the thousand, bodies without end, what is no HTTP? The call goes on, the box is not asked, and who comes afterwards is served.
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import t from 'tap';
import { parse, stringify } from 'yaml';
import { WebChild } from '../../src/host/web-child.js';
import { talk } from '../support/floor.js';
import { Browser, webBox } from '../support/web-box.js';

const SILENT = 300;
const REQUESTS = 1_500;
const AT_ONCE = 40;

t.test('attacked, it costs no call anything and asks the box for nothing', async (t) => {
  const place = await webBox(t, { signedIn: 1 });
  const { world, during, socket, box } = place;
  const { caller } = await talk(place);
  const file = join(world.folder, 'own.yaml');
  const base = parse(readFileSync(join(world.folder, 'spillway.yaml'), 'utf8'));
  const port = 20_000 + (process.pid % 20_000);
  writeFileSync(file, stringify({ ...base, web: { port, address: '127.0.0.1', certificate: 'none' } }));
  const child = new WebChild({ program: ['dist/cli/main.js', 'web'], file, socket, log: pino({ level: 'silent' }) });
  child.begin();
  t.teardown(() => child.stop());
  const visitor = new Browser(`http://127.0.0.1:${port}`);
  const health = () => visitor.get('/api/v1/health').catch(() => undefined);
  for (let tries = 0; (await during(health()))?.status !== 200; tries++) {
    if (tries > 400) throw new Error('it did not come');
    await sleep(100);
  }
  const pid = child.pid;

  const open: Socket[] = [];
  const raw = (text: string) => {
    const one = connect(port, '127.0.0.1');
    one.on('error', () => one.destroy());
    one.write(text);
    open.push(one);
  };
  for (let i = 0; i < SILENT; i++)
    raw(i % 3 === 0 ? '' : i % 3 === 1 ? 'GET /api/v1/live HTTP/1.1\r\nUpgrade: x' : '\0\x16\x03');
  raw(`POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n${'x'.repeat(2_000_000)}`);
  const statuses = new Map<number, number>();
  const worker = async () => {
    for (let i = 0; i < REQUESTS / AT_ONCE; i++) {
      const path =
        i % 3 === 0 ? '/api/v1/standing' : i % 3 === 1 ? `/api/v1/calls/${'9'.repeat(200)}` : '/api/v1/start%00';
      const answer = await visitor.get(path, { cookie: `spillway=${'A'.repeat(43)}` }).catch(() => undefined);
      statuses.set(answer?.status ?? 0, (statuses.get(answer?.status ?? 0) ?? 0) + 1);
    }
  };
  const refusedBefore = box.status().spans[0]?.busy;
  await during(Promise.all(Array.from({ length: AT_ONCE }, worker)));
  t.ok((statuses.get(429) ?? 0) > REQUESTS / 2, `most are told to wait: ${JSON.stringify([...statuses])}`);
  t.notOk(statuses.has(500) || statuses.has(200));
  t.equal(caller.state, 'connected', 'the call goes on');
  t.equal(box.status().spans[0]?.busy, refusedBefore);
  t.equal(child.pid, pid, 'it never ended');
  for (const one of open) one.destroy();
  const after = await during(new Browser(`http://localhost:${port}`).get('/'));
  t.ok([200, 404, 503].includes(after.status), 'who opens the console is answered');
  caller.clear();
  await world.advance(300);
});
