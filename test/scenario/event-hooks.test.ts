// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-58
// Do the shop's own programs hear of calls by a web hook: signed, in order, with what is known of the contact; and does one that is dead cost nothing?
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { open } from '../../src/engine/index.js';
import { VirtualClock } from '../../src/kernel/index.js';
import { agentId, openBox } from '../support/box.js';
import { FakeMedia } from '../support/fake-media.js';
import { agent, talk } from '../support/floor.js';
import { HookServer } from '../support/hook-server.js';

const SECRET = 'at-least-8-characters';

async function hookServer(t: Test): Promise<HookServer> {
  const server = await new HookServer().listen();
  t.teardown(() => server.close());
  return server;
}

const hook = (name: string, url: string, events: readonly string[]) => ({
  ...{
    name,
    form: 'web' as const,
    url,
    secret: SECRET,
    alarms: 'none' as const,
    events: [...events],
    timeout: '500ms',
  },
});

t.test(
  'a ring comes with calling and access number, queue, agent and what is attached, which no event has',
  async (t) => {
    const server = await hookServer(t);
    const place = await openBox(t, {
      telephones: 1,
      config: { hooks: [hook('crm', server.url, ['offer.made', 'call'])] },
    });
    const { world, box, reads } = place;
    box.agents.notReady(agentId(1), 'meeting');
    const caller = world.network.call('88880001', '13912345678');
    await world.advance(1_000);
    const [{ call } = { call: '' }] = box.calling.supervision.waiting.list();
    box.attach(call, { order: 'A-17' });
    box.agents.ready(agentId(1));
    await world.until(() => world.telephone(1).rings);
    await box.settled();
    await server.received(6);
    world.telephone(1).lift();
    await world.until(() => agent(box, 1).state === 'talking');
    caller.clear();
    await world.advance(1_000);
    await server.received(9);

    const types = server.posts.map(({ json }) => json.type);
    const ringing = ['call.offered', 'call.routed', 'call.queued', 'call.dataAttached', 'call.matched', 'offer.made'];
    t.same(types.slice(0, 6), ringing, types.join(' '));
    t.same(types.slice(-1), ['call.ended']);
    const ring = server.posts.find(({ json }) => json.type === 'offer.made');
    t.match(ring?.json, {
      kind: 'event',
      facts: { call, agent: agentId(1), queue: 'sales' },
      contact: {
        id: call,
        calling: '+8613912345678',
        accessNumber: '88880001',
        queue: 'sales',
        data: { order: 'A-17' },
      },
    });
    const {
      'spillway-delivery': delivery,
      'spillway-time': time,
      'spillway-signature': signature,
    } = ring?.headers ?? {};
    t.equal(delivery, `event-${ring?.json.n}`);
    t.equal(signature, `v1=${createHmac('sha256', SECRET).update(`${delivery}.${time}.${ring?.body}`).digest('hex')}`);
    const ns = server.posts.map(({ json }) => Number(json.n));
    t.same(
      ns,
      [...ns].sort((a, b) => a - b),
      'those of one contact in their order',
    );
    const logged = await reads.selectFrom('event').selectAll().execute();
    t.notOk(JSON.stringify(logged).includes('A-17'), 'what is attached stands in no event');
  },
);

/** A hook that breaks every connection off. */
async function resetting(t: Test): Promise<{ readonly url: string; readonly tries: () => number }> {
  let tries = 0;
  const server: Server = createServer((socket) => {
    tries++;
    socket.on('error', () => {});
    socket.resetAndDestroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, tries: () => tries };
}

t.test(
  'a hook that never answers and one that resets: 10,000 events, calls go on, memory is bounded, and later all is told',
  async (t) => {
    const [silent, broken, well] = [await hookServer(t), await resetting(t), await hookServer(t)];
    silent.answer = 'hang';
    const events = ['settings.changed'];
    const place = await openBox(t, {
      telephones: 1,
      config: {
        hooks: [hook('silent', silent.url, events), hook('broken', broken.url, events), hook('well', well.url, events)],
      },
    });
    const { world, box } = place;
    for (let i = 0; i < 10_000; i++) {
      box.note('settings.changed', { paths: [String(i)], revision: 'a', before: 'b' });
      if (i % 1_000 === 0) await world.advance(20);
    }
    await box.settled();
    const { caller } = await talk(place);
    t.equal(agent(box, 1).state, 'talking', 'a call is taken meanwhile');
    for (const { hook: name, held } of box.outbox.behind) t.ok(held < 500, `${name} holds ${held}`);
    await silent.received(1);
    await well.received(10_000);
    const told = well.posts.map(({ json }) => (json.facts as { readonly paths: readonly string[] }).paths[0]);
    t.same(
      told,
      Array.from({ length: 10_000 }, (_, i) => String(i)),
      'the one that is well has had all, in order',
    );
    t.ok(broken.tries() >= 1);

    silent.answer = 204;
    const before = silent.posts.length;
    for (let tries = 0; tries < 200 && silent.posts.length < before + 10; tries++) await world.advance(1_000);
    const [first] = silent.posts;
    t.equal(silent.posts[before]?.json.n, first?.json.n, 'it goes on with what it has not taken');
    caller.clear();
    await world.advance(500);
  },
);

t.test('what a hook did not take before the box was stopped it is told after the start', async (t) => {
  const server = await hookServer(t);
  server.answer = 503;
  const clock = new VirtualClock();
  const data = join(t.testdir(), 'data');
  const begin = () =>
    open({
      config: {
        data,
        board: { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'listen', path: '/run/e1' } }] },
        accessNumbers: [{ number: '88880001', queue: 'sales' }],
        queues: [{ name: 'sales' }],
        hooks: [hook('crm', server.url, ['settings.changed'])],
      },
      clock,
      media: new FakeMedia({ e1: 'e1' }),
    });
  const close = async (box: Awaited<ReturnType<typeof begin>>) => {
    const closing = box.close();
    clock.advance(3_000);
    await closing;
  };
  const first = await begin();
  await first.settled();
  await first.log.last();
  for (const path of ['one', 'two']) first.note('settings.changed', { paths: [path], revision: 'a', before: 'b' });
  await server.received(1);
  await close(first);
  const before = server.posts.length;
  server.answer = 204;
  const second = await begin();
  await server.received(before + 2);
  t.same(
    server.posts.slice(before).map(({ json }) => (json.facts as { readonly paths: readonly string[] }).paths[0]),
    ['one', 'two'],
  );
  await close(second);
});
