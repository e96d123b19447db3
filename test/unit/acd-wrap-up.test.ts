// SPDX-License-Identifier: GPL-2.0-or-later
// The work after a call: the agent's, whatever queue it was of, longer at his wish within a limit, and in no order of events lost.

import fc from 'fast-check';
import t from 'tap';
import { AcdWorld } from '../support/acd-world.js';
import { cases } from '../support/cases.js';

const ORDERS = { name: 'orders', agents: ['a'], wrapUp: 10_000, extendWrapUp: 30_000 };

/** In wrap-up after a call. */
function worked(queue = ORDERS): AcdWorld {
  const world = new AcdWorld(queue).staff('a');
  world.acd.enqueue('call-1', queue.name);
  world.answer('a');
  world.acd.agentReleased('a', 'call-1');
  return world;
}

t.test('wrap-up is made longer, again and again, up to the limit of the queue', async (t) => {
  const world = worked();
  const began = world.clock.now();
  world.acd.extendWrapUp('a', 20_000);
  t.match(world.acd.agent('a'), { name: 'wrapUp', until: began + 30_000, extendable: 10_000 });
  world.acd.extendWrapUp('a', 20_000);
  t.match(world.acd.agent('a'), { until: began + 40_000, extendable: 0 });
  world.acd.extendWrapUp('a', 20_000);
  world.clock.advance(39_999);
  t.equal(world.acd.agent('a').name, 'wrapUp');
  world.clock.advance(1);
  t.equal(world.acd.agent('a').name, 'ready');
  world.acd.extendWrapUp('a', 20_000);
  t.equal(world.acd.agent('a').name, 'ready', 'there is none to make longer');
});

t.test('a queue that allows nothing keeps its time; a reserved agent keeps his own', async (t) => {
  const world = worked({ ...ORDERS, extendWrapUp: 0 });
  world.acd.extendWrapUp('a', 20_000);
  world.clock.advance(10_000);
  t.equal(world.acd.agent('a').name, 'ready');

  const other = worked();
  other.acd.extendWrapUp('a', 20_000);
  other.acd.reserve('a', 'handset');
  other.clock.advance(25_000);
  other.acd.unreserve('a', 'handset');
  t.match(other.acd.agent('a'), { name: 'wrapUp', extendable: 10_000 });
  other.clock.advance(5_000);
  t.equal(other.acd.agent('a').name, 'ready');
});

t.test('a reservation that nobody takes back is over by itself, and he is offered calls again', async (t) => {
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.line('a', 'busy');
  t.ok(world.acd.reserve('a', 'lost', 60_000));
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(59_999);
  t.same(world.rung(), []);
  world.acd.line('a', 'free');
  world.clock.advance(1);
  t.same(world.rung(), ['call-1 a']);
});

const event = fc.oneof(
  fc.record({ do: fc.constant('extend' as const), by: fc.integer({ min: 0, max: 60_000 }) }),
  fc.record({ do: fc.constantFrom('reserve', 'unreserve', 'lineBusy', 'lineFree', 'notReady') }),
  fc.record({ do: fc.constant('wait' as const), by: fc.integer({ min: 0, max: 4_000 }) }),
);

t.test('whatever happens in it, wrap-up lasts its time and at most the limit more', async (t) => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const world = worked();
      const began = world.clock.now();
      for (const one of events) {
        if (one.do === 'extend') world.acd.extendWrapUp('a', one.by);
        else if (one.do === 'wait') world.clock.advance(one.by);
        else if (one.do === 'reserve') world.acd.reserve('a', 'token', 5_000);
        else if (one.do === 'unreserve') world.acd.unreserve('a', 'token');
        else if (one.do === 'notReady')
          continue; // that is a wish, and ends it
        else world.acd.line('a', one.do === 'lineBusy' ? 'busy' : 'free');
        const { name } = world.acd.agent('a');
        const at = world.clock.now() - began;
        if (name === 'ready' && at < 10_000) throw new Error(`over after ${at} ms`);
        if (name === 'wrapUp' && at >= 40_000) throw new Error(`still after ${at} ms`);
      }
      world.acd.close();
    }),
    cases(500),
  );
  t.pass();
});
