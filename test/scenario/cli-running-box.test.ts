// SPDX-License-Identifier: GPL-2.0-or-later
// Does the command line show a running box and act on it, for people and for scripts?
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/control-methods.js';
import { ControlServer } from '../../src/host/index.js';
import { ACCESS_NUMBER, type BoxOptions, openBox } from '../support/box.js';
import { command } from '../support/command.js';
import { agent, talk } from '../support/floor.js';

/** A box that listens on its local socket, and the command line at it. */
async function atSocket(t: Test, options: BoxOptions = {}) {
  const place = await openBox(t, options);
  const { world, box } = place;
  const stop = new AbortController();
  const file = ConfigFile.open(join(world.folder, 'spillway.yaml'));
  const socket = join(world.folder, 'data/box.sock');
  const control = await ControlServer.open(socket, controlMethods(box, file, stop));
  t.teardown(() => control.close());
  const spillway = (...args: string[]) => world.during(command(...args, '--socket', socket));
  return { ...place, spillway, socket, stop };
}

t.test('status: a page for people, the snapshot for scripts', async (t) => {
  const { spillway } = await atSocket(t);

  const page = await spillway('status');
  const json = await spillway('status', '--json');

  t.equal(page.code, 0);
  t.match(page.text, /Span e1-1 +busy 0 \/ in service 30, D up/);
  t.match(page.text, /Queue sales +waiting 0/);
  t.match(page.text, /Agents +ready 2/);
  t.match(JSON.parse(json.text), { board: 'virtual', calls: { offered: 0 }, queues: [{ name: 'sales', ready: 2 }] });
});

t.test('status speaks Chinese to those who read it', async (t) => {
  const { socket, world } = await atSocket(t);
  const { text } = await world.during(command({ language: 'zh-CN' }, 'status', '--socket', socket));
  t.match(text, /座席 +示闲 2/);
});

t.test('calls: those in progress and those that ended, newest first', async (t) => {
  const place = await atSocket(t);
  const { spillway, world } = place;
  const first = await talk(place, { calling: '13900000001' });
  first.caller.clear();
  await world.advance(200);
  await talk(place, { calling: '13900000002', port: 2 });

  const table = (await spillway('calls')).text.split('\n');
  t.match(table[0], /id +time +direction +number +dialled/);
  t.match(table[1], /\+8613900000002 +88880001 +sales/);
  t.match(table[2], /\+8613900000001 +88880001 +sales +100\d +0:00 +0:0\d +answered +16/);
  const [last, ...none] = JSON.parse((await spillway('calls', '--last', '1', '--json')).text);
  t.match(last, { calling: '+8613900000002', disposition: null });
  t.same(none, []);
});

t.test('agents: list, sign in and out, ready and not ready, end of wrap-up', async (t) => {
  const { spillway, box } = await atSocket(t, { signedIn: 0 });

  t.match(await spillway('agents', 'sign-in', '1001', '801'), { code: 0, text: 'done' });
  t.match(agent(box, 1), { state: 'ready', station: '801' });
  await spillway('agents', 'not-ready', '1001', 'meal');
  t.match((await spillway('agents')).text, /1001 +Agent 1 +not ready +meal +.* 801/);
  t.match(await spillway('agents', 'not-ready', '1001', 'meel'), {
    code: 1,
    complaint: /no reason "meel": did you mean "meal"/,
  });
  t.match(await spillway('agents', 'not-ready', '1001', 'lunch'), {
    code: 1,
    complaint: /right would be unspecified, break, meal/,
  });
  t.match(await spillway('agents', 'not-ready', '1001', 'constructor'), { code: 1 });
  await spillway('agents', 'ready', '1001');
  t.equal(agent(box, 1).state, 'ready');
  t.match(JSON.parse((await spillway('agents', '--json')).text), [{ id: '1001', state: 'ready', station: '801' }]);
  await spillway('agents', 'sign-out', '1001');
  t.equal(agent(box, 1).state, 'signedOut');
  t.match(await spillway('agents', 'not-ready', '1001', 'meal'), { code: 1, complaint: /1001 is not signed in/ });
});

t.test('what cannot be done is refused in words, with exit code 1', async (t) => {
  const { spillway } = await atSocket(t, { signedIn: 1 });
  t.match(await spillway('agents', 'ready', '7777'), { code: 1, complaint: /There is no such thing. agent 7777/ });
  t.match(await spillway('agents', 'dance', '1001'), { code: 1, complaint: /dance: sign-in, sign-out, ready/ });
  t.match(await spillway('agents', 'ready'), { code: 1, complaint: /agent is missing/ });
  t.match(await spillway('agents', 'sign-in', '1002'), { code: 1, complaint: /name the station too/ });
  t.match(await spillway('agents', 'sign-in', '1002', '801'), {
    code: 1,
    complaint: /1001 is signed in at station 801/,
  });
  t.match(await spillway('agents', 'sign-in', '1002', '899'), { code: 1, complaint: /station 899/ });
  t.match(await spillway('callbacks', 'cancel', 'callback-1'), { code: 1, complaint: /There is no such thing/ });
  t.match(await spillway('callbacks', 'next', '7777'), { code: 1, complaint: /agent 7777/ });
});

t.test('callbacks: what is promised to whom, how often it was tried, and striking one', async (t) => {
  const { spillway, world, reads } = await atSocket(t, { signedIn: 0 });
  const caller = world.network.call(ACCESS_NUMBER, '13900000003');
  await world.until(() => caller.state === 'cleared');
  await world.advance(200);

  const [head, row] = (await spillway('callbacks')).text.split('\n');
  t.match(head, /id +number +state +calls +attempts +created +due +outcome/);
  t.match(row, /\+8613900000003 +open +1 +0 +2026-01-05 \d\d:\d\d:\d\d +2026-01-05 \d\d:\d\d:\d\d/);
  const [request] = JSON.parse((await spillway('callbacks', '--json')).text);
  const [headings, evidence] = (await spillway('callbacks', 'evidence', request.id)).text.split('\n');
  t.match(
    headings,
    /^number,accessNumber,arrived,captured,source,promised,way,.*prompt,promptSha256,playedMs,recordings/,
  );
  t.match(
    evidence,
    new RegExp(`8613900000003.*,${ACCESS_NUMBER},.*,callingNumber,yes,spoken,no,surge,[0-9a-f]{64},\\d+`),
  );
  t.match(await spillway('callbacks', 'cancel', request.id), { code: 0 });
  await world.advance(200);
  t.same(JSON.parse((await spillway('callbacks', '--json')).text), []);
  t.match(JSON.parse((await spillway('callbacks', '--all', '--json')).text), [{ state: 'givenUp' }]);
  t.match(await reads.selectFrom('callbackRequest').selectAll().execute(), [{ state: 'givenUp' }]);
});

t.test('callbacks next: the telephone of the agent rings, or it says that there is none', async (t) => {
  const { spillway, world, box } = await atSocket(t, {
    signedIn: 0,
    config: { queues: [{ name: 'sales', callback: { mode: 'pull', order: 'agentFirst' } }] },
  });
  const caller = world.network.call(ACCESS_NUMBER, '13900000003');
  await world.until(() => caller.state === 'cleared');
  box.agents.signIn('1001', '801');
  await world.advance(40_000);

  const { code, text } = await spillway('callbacks', 'next', '1001');
  t.equal(code, 0);
  t.match(text, /^callback-/);
  await world.until(() => world.telephone(1).rings);
  t.match(await spillway('callbacks', 'next', '1001'), { code: 1 }, 'it rings already');
  box.agents.signIn('1002', '802');
  t.match(await spillway('callbacks', 'next', '1002'), { code: 0, text: /none/ });
});

t.test('watch --json: one object a second until it is stopped', async (t) => {
  const { world, socket, stop } = await atSocket(t);
  const watching = command('watch', '--json', '--interval', '1', '--socket', socket);
  await world.advance(3_500);
  process.emit('SIGINT');
  const { text } = await world.during(watching);

  const objects = text.split('\n').map((line) => JSON.parse(line));
  t.ok(objects.length >= 3 && objects.length <= 5, `${objects.length} objects`);
  t.match(objects[0], { board: 'virtual', spans: [{ name: 'e1-1' }] });
  t.notOk(stop.signal.aborted);
});
