// SPDX-License-Identifier: GPL-2.0-or-later
// Does an operator see what is wrong and what was, and does somebody outside hear of it, whatever happens meanwhile?
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { stringify } from 'yaml';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/control-methods.js';
import { ControlServer } from '../../src/host/index.js';
import { openReads } from '../../src/store/index.js';
import { command } from '../support/command.js';
import { HookServer } from '../support/hook-server.js';
import { LiveExchange, liveBox } from '../support/live-box.js';
import { spillway } from '../support/program.js';

async function hookServer(t: Test): Promise<HookServer> {
  const server = await new HookServer().listen();
  t.teardown(() => server.close());
  return server;
}

/** Codes and states in the order of their coming, but for what a busy machine does to ticks. */
function news(server: HookServer): readonly string[] {
  const lines = server.posts.filter(({ json }) => /SPAN|D_CHANNEL/.test(String(json.code)));
  return lines.map(({ json }) => `${json.state} ${json.code}`);
}

t.test('alarms are listed, shown, written down and posted, when they come and when they go', async (t) => {
  const server = await hookServer(t);
  const { box, file, exchange, next } = await liveBox(t, { alarms: { webHook: { url: server.url } } });
  const socket = join(dirname(file), 'data/box.sock');
  const control = await ControlServer.open(socket, controlMethods(box, ConfigFile.open(file), new AbortController()));
  t.teardown(() => control.close());
  const ask = (...args: string[]) => command(...args, '--socket', socket);
  const up = next('span.dChannelUp');
  await Promise.all([exchange.begin(), up]);

  const down = next('span.dChannelDown');
  exchange.die();
  await down;
  t.match((await ask('alarms')).text, /critical +20\S+ \S+ +1 +SPAN_LOSS_OF_SIGNAL +span e1-1: loss of signal/);
  t.match(
    (await command({ language: 'zh-CN' }, 'alarms', '--socket', socket)).text,
    /紧急 .* D_CHANNEL_DOWN +中继 e1-1/,
  );
  t.match((await ask('status')).text, /ALARM +span e1-1: D-channel down/);
  await Promise.all([exchange.begin(), next('span.dChannelUp')]);
  await box.settled();

  const all = JSON.parse((await ask('alarms', '--all', '--json')).text) as { code: string; clearedAt?: number }[];
  const lines = all.filter(({ code }) => /SPAN|D_CHANNEL/.test(code));
  t.ok(lines.length >= 2, 'at its start the box had no signal either');
  t.ok(lines.every(({ clearedAt }) => clearedAt !== undefined));
  t.same(JSON.parse((await ask('alarms', '--since', '2099-01-01', '--json')).text), []);
  t.match(await ask('alarms', '--since', 'noon'), { code: 2, complaint: /24h, 7d, 2026-10-01/ });
  while (!news(server).includes('cleared D_CHANNEL_DOWN')) await server.received(server.posts.length + 1);
  t.same([...new Set(news(server))].sort(), [
    'cleared D_CHANNEL_DOWN',
    'cleared SPAN_LOSS_OF_SIGNAL',
    'raised D_CHANNEL_DOWN',
    'raised SPAN_LOSS_OF_SIGNAL',
  ]);
  const raised = server.posts.find(({ json }) => json.code === 'D_CHANNEL_DOWN');
  t.match(raised?.json, {
    id: /^alarm-/,
    state: 'raised',
    subject: 'e1-1',
    severity: 'critical',
    at: /^20\d\d-.*Z$/,
    text: { en: 'span e1-1: D-channel down', zh: '中继 e1-1：D 信道中断' },
  });
});

/** A box as a process of its own, at an exchange of the test's. */
class BoxProcess {
  readonly folder = mkdtempSync(join(tmpdir(), 'spillway-alarms-'));
  readonly exchange = new LiveExchange(join(this.folder, 'e1.sock'));
  #process: ChildProcess | undefined;

  constructor(alarms: object) {
    const carrier = { type: 'connect', path: join(this.folder, 'e1.sock') };
    const configuration = {
      board: {
        type: 'virtual',
        spans: [{ name: 'e1', kind: 'e1', carrier, signalling: { restartAtStart: false } }],
      },
      accessNumbers: [{ number: '88880001', queue: 'sales' }],
      queues: [{ name: 'sales' }],
      alarms,
    };
    writeFileSync(join(this.folder, 'spillway.yaml'), stringify(configuration));
  }

  start(): void {
    const file = join(this.folder, 'spillway.yaml');
    this.#process = spawn(process.execPath, [spillway, 'start', file], { stdio: 'ignore' });
  }

  async kill(): Promise<void> {
    if (this.#process?.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await gone;
  }

  async close(): Promise<void> {
    await this.kill();
    this.exchange.die();
    rmSync(this.folder, { recursive: true });
  }
}

t.test('no alarm is lost when the box is killed while somebody has it in hand', async (t) => {
  const server = await hookServer(t);
  server.answer = 'hang';
  const box = new BoxProcess({ webHook: { url: server.url, secret: 'a secret of the shop' } });
  t.teardown(() => box.close());
  box.start();
  await box.exchange.begin();
  box.exchange.die();
  await server.received(1);
  await box.kill();
  const reads = openReads(join(box.folder, 'data'));
  t.teardown(() => reads.destroy());
  const kept = await reads.selectFrom('outbox').selectAll().orderBy('at').orderBy('id').execute();
  t.ok(kept.length >= 1, 'what was not taken is on the disk');
  const before = server.posts.length;

  server.answer = 204;
  box.start();
  await server.received(before + kept.length);

  const taken = server.posts.slice(before).map(({ headers }) => headers['spillway-delivery']);
  t.same(
    taken.slice(0, kept.length),
    kept.map(({ id }) => id.replace(/\/webHook$/, '')),
  );
  t.equal(server.posts[before]?.body, server.posts[0]?.body, 'to the byte what was posted before');
});
