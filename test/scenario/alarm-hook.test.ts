// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box tell its web hook of every alarm once, when lines flap, the hook fails, the file changes, the box restarts?
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type ConfigInput, readConfig } from '../../src/config/index.js';
import { type Box, open } from '../../src/engine/index.js';
import { SystemClock, sleep, VirtualClock } from '../../src/kernel/index.js';
import { openReads } from '../../src/store/index.js';
import { FakeMedia } from '../support/fake-media.js';
import { HookServer } from '../support/hook-server.js';

/** A box whose engine tells what the test wants it to, whose clock the test moves, and whose hook is a real server. */
async function hookedBox(t: Test) {
  const server = await new HookServer().listen();
  t.teardown(() => server.close());
  const folder = t.testdir({});
  const clock = new VirtualClock();
  const configuration = (url: string | undefined): ConfigInput => ({
    data: join(folder, 'data'),
    board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'listen', path: '/run/e1' } }] },
    accessNumbers: [{ number: '88880001', queue: 'sales' }],
    queues: [{ name: 'sales' }],
    ...(url === undefined ? {} : { hooks: [{ name: 'boss', form: 'web', url, timeout: '1min' }] }),
  });
  const begin = async () => {
    const media = new FakeMedia({ e1: 'e1' });
    const box = await open({ config: configuration(server.url), clock, media });
    media.tell({ type: 'dChannelUp', span: 0 });
    return { box, media };
  };
  const reads = () => openReads(join(folder, 'data'));
  return { server, clock, begin, configuration, reads };
}

const news = ({ posts }: HookServer) => posts.map(({ json }) => `${json.state} ${json.code} ${json.times}`);
const codes = (box: Box) => box.status().alarms.map(({ code }) => code);

/** The box clears its calls and waits for that by the clock. */
async function close(box: Box, clock: VirtualClock): Promise<void> {
  const closing = box.close();
  clock.advance(3_000);
  await closing;
}

t.test('a span that flaps is told a few times, with how often it came', async (t) => {
  const { server, clock, begin } = await hookedBox(t);
  const { box, media } = await begin();
  for (let times = 0; times < 20; times++) {
    media.tell({ type: 'alarmRaised', span: 0, alarm: 'yellow' });
    clock.advance(1_000);
    media.tell({ type: 'alarmCleared', span: 0, alarm: 'yellow' });
    clock.advance(1_000);
  }
  await server.received(5);
  t.same(codes(box), ['SPAN_YELLOW'], 'it stands until it has been quiet');
  clock.advance(30_000);
  await server.received(6);
  t.same(news(server), [
    'raised SPAN_YELLOW 1',
    'cleared SPAN_YELLOW 1',
    'raised SPAN_YELLOW 1',
    'cleared SPAN_YELLOW 1',
    'raised SPAN_YELLOW 1',
    'cleared SPAN_YELLOW 18',
  ]);
  await close(box, clock);
});

t.test('a web hook that takes nothing is an alarm itself, and gets everything in the end', async (t) => {
  const { server, clock, begin, reads } = await hookedBox(t);
  const { box, media } = await begin();
  server.answer = 503;
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'red' });
  await server.received(1);
  for (let tries = 2; tries <= 3; tries++) await again(server, clock, tries);
  while (!codes(box).includes('OUTBOX_FAILING')) await sleep(new SystemClock(), 5);
  media.tell({ type: 'alarmCleared', span: 0, alarm: 'red' });
  await box.settled();
  t.same(codes(box), ['OUTBOX_FAILING']);

  server.answer = 200;
  while (!news(server).includes('cleared SPAN_RED 1')) await again(server, clock, server.posts.length + 1);
  t.same(news(server).slice(-2), ['raised SPAN_RED 1', 'cleared SPAN_RED 1'], 'of itself a target hears elsewhere');
  while (codes(box).length > 0) await sleep(new SystemClock(), 5);
  await box.settled();
  const rows = reads();
  while ((await rows.selectFrom('outbox').selectAll().execute()).length > 0) await sleep(new SystemClock(), 5);
  await rows.destroy();
  await close(box, clock);
});

/** Lets the clock run ten times as fast as real time, which the server's answers take, until so many posts have come. */
async function again(server: HookServer, clock: VirtualClock, posts: number): Promise<void> {
  while (server.posts.length < posts) {
    clock.advance(50);
    await sleep(new SystemClock(), 5);
  }
}

t.test('an alarm that outlasts a restart stays the same one; one that does not is cleared', async (t) => {
  const { server, clock, begin } = await hookedBox(t);
  const first = await begin();
  first.media.tell({ type: 'alarmRaised', span: 0, alarm: 'red' });
  first.media.tell({ type: 'dChannelDown', span: 0 });
  await server.received(2);
  await close(first.box, clock);

  const { box, media } = await begin();
  t.same(codes(box).toSorted(), ['D_CHANNEL_DOWN', 'SPAN_RED'], 'from the first moment');
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'red' });
  while (!news(server).includes('cleared D_CHANNEL_DOWN 1')) await again(server, clock, server.posts.length + 1);
  // What the first run was about to forget may come again, as the same post.
  const posts = new Map(server.posts.map(({ headers, json }) => [headers['spillway-delivery'], json]));
  t.same(
    [...posts.values()].map(({ state, code }) => `${state} ${code}`),
    ['raised SPAN_RED', 'raised D_CHANNEL_DOWN', 'cleared D_CHANNEL_DOWN'],
  );
  t.match(box.status().alarms, [{ code: 'SPAN_RED', times: 2, id: server.posts[0]?.json.id }]);
  t.match(await box.alarms.list({ all: true }), [{ times: 1 }, { times: 2 }]);
  await close(box, clock);
});

t.test('the web hook of a file that is read again is used from then on; without one nothing is posted', async (t) => {
  const { server, clock, begin, configuration } = await hookedBox(t);
  const other = await new HookServer().listen();
  t.teardown(() => other.close());
  const { box, media } = await begin();
  const reconfigure = (url: string | undefined) => box.configure(readConfig(configuration(url)));

  reconfigure(other.url);
  media.tell({ type: 'alarmRaised', span: 0, alarm: 'blue' });
  await other.received(1);
  reconfigure(undefined);
  media.tell({ type: 'alarmCleared', span: 0, alarm: 'blue' });
  await box.settled();
  reconfigure(server.url);
  media.tell({ type: 'dChannelDown', span: 0 });
  await server.received(1);

  t.same(news(other), ['raised SPAN_BLUE 1']);
  t.same(news(server), ['raised D_CHANNEL_DOWN 1']);
  await close(box, clock);
});

t.test('an exchange that is not there when the box starts is an alarm after ten seconds', async (t) => {
  const { clock, configuration } = await hookedBox(t);
  const box = await open({ config: configuration(undefined), clock, media: new FakeMedia({ e1: 'e1' }) });
  clock.advance(9_000);
  t.same(codes(box), []);
  clock.advance(2_000);
  t.same(codes(box), ['D_CHANNEL_DOWN']);
  await close(box, clock);
});
