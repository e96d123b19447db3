// SPDX-License-Identifier: GPL-2.0-or-later
// Does a web server get every alarm, signed, whatever it answers, and when it does not answer at all?
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import t, { type Test } from 'tap';
import { WebHook } from '../../../src/alarm/index.js';
import { VirtualClock } from '../../../src/kernel/index.js';
import { HookServer } from '../../support/hook-server.js';

const SECRET = 'eight or more';

async function hooked(t: Test) {
  const server = await new HookServer().listen();
  const clock = new VirtualClock();
  const hook = new WebHook(clock, { url: server.url, secret: SECRET, timeout: 5_000 });
  const forgotten: string[] = [];
  const working: boolean[] = [];
  const news = new EventTarget();
  hook.forgotten.on(({ id }) => {
    forgotten.push(id);
    news.dispatchEvent(new Event('forgotten'));
  });
  hook.working.on((works) => working.push(works));
  hook.failed.on(({ reason }) => news.dispatchEvent(new CustomEvent('failed', { detail: reason })));
  const failed = async () => {
    const [event] = (await once(news, 'failed')) as [CustomEvent<string>];
    return event.detail;
  };
  const taken = () => once(news, 'forgotten');
  t.teardown(async () => {
    hook.close();
    await server.close();
  });
  const post = (id: string) => hook.queue({ id, body: JSON.stringify({ id, text: { zh: '告警' } }), at: clock.now() });
  return { server, clock, hook, post, forgotten, working, failed, taken };
}

t.test('a post has the body, its id, and a signature by which the sender is known', async (t) => {
  const { server, post, taken } = await hooked(t);
  const done = taken();
  post('alarm-1.1');
  await done;

  const [posted] = server.posts;
  t.match(posted, { path: '/alarms?shop=7', json: { id: 'alarm-1.1', text: { zh: '告警' } } });
  t.equal(posted?.headers['content-type'], 'application/json; charset=utf-8');
  t.equal(posted?.headers['spillway-delivery'], 'alarm-1.1');
  const mac = createHmac('sha256', SECRET)
    .update(posted?.body ?? '')
    .digest('hex');
  t.equal(posted?.headers['spillway-signature'], `sha256=${mac}`);
});

t.test('an error of the server is tried again, and the next post waits its turn', async (t) => {
  const { server, clock, post, forgotten, working, failed, taken } = await hooked(t);
  server.answer = 500;
  let failure = failed();
  for (const id of ['a', 'b']) post(id);
  for (const wait of [1_000, 2_000]) {
    t.equal(await failure, 'status 500');
    failure = failed();
    clock.advance(wait);
  }
  await failure;
  t.same(working, [false], 'told after the third failure');
  server.answer = 200;
  const first = taken();
  clock.advance(4_000);
  await first;
  if (forgotten.length < 2) await taken();

  t.same(forgotten, ['a', 'b']);
  t.same(
    server.posts.map(({ json }) => json.id),
    ['a', 'a', 'a', 'a', 'b'],
  );
  t.same(working, [false, true]);
});

t.test('a redirect is not followed: nobody configured that address', async (t) => {
  const { server, post, failed } = await hooked(t);
  server.answer = 307;
  const failure = failed();
  post('a');
  t.equal(await failure, 'status 307');
  t.equal(server.posts.length, 1);
});

t.test('a server that hangs is given up after the time-out', async (t) => {
  const { server, clock, post, failed, taken } = await hooked(t);
  server.answer = 'hang';
  const failure = failed();
  post('a');
  await server.received(1);
  clock.advance(5_000);
  t.equal(await failure, 'no answer within 5000 ms');

  server.answer = 204;
  const done = taken();
  clock.advance(1_000);
  await done;
  t.equal(server.posts.length, 2);
});

t.test('a server that is down is tried again until it is up', async (t) => {
  const { server, clock, post, failed, taken } = await hooked(t);
  await server.close();
  const failure = failed();
  post('a');
  t.match(await failure, /ECONNREFUSED/);

  await server.listen();
  const done = taken();
  clock.advance(1_000);
  await done;
  t.match(server.posts, [{ json: { id: 'a' } }]);
});

t.test('without an address what is queued is forgotten; closing breaks off what is under way', async (t) => {
  const { server, hook, post, taken, forgotten } = await hooked(t);
  hook.configure(undefined);
  const done = taken();
  post('nobody');
  await done;
  t.same(server.posts, []);

  hook.configure({ url: server.url, timeout: 5_000 });
  server.answer = 'hang';
  post('cut');
  await server.received(1);
  t.equal(server.posts[0]?.headers['spillway-signature'], undefined);
  hook.close();
  t.same(forgotten, ['nobody']);
});
