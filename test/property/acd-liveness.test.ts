// SPDX-License-Identifier: GPL-2.0-or-later
// With ageing, is everybody served before all who come long enough after him, whatever their priority and their queue's weight?

import fc from 'fast-check';
import t from 'tap';
import { byScore } from '../../src/acd/index.js';
import { AcdWorld } from '../support/acd-world.js';
import { cases } from '../support/cases.js';

const MINUTE = 60_000;
const LARGEST = 10 + 5;

const comes = fc.record({
  after: fc.integer({ min: 0, max: 90_000 }),
  queue: fc.constantFrom('orders', 'sales'),
  priority: fc.integer({ min: 0, max: 10 }),
  /** How long the agent who takes it talks. */
  talks: fc.integer({ min: 1_000, max: 240_000 }),
});

t.test('a call is served before any that came more than (largest base - its base) / rate later', async (t) => {
  let overtaken = 0;
  fc.assert(
    fc.property(fc.array(comes, { minLength: 5, maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (calls, ageing) => {
      const weights: Record<string, number> = { orders: 0, sales: 5 };
      const queues = Object.entries(weights).map(([name, weight]) => {
        return { name, weight, agents: ['a', 'b'], maxWait: Number.POSITIVE_INFINITY };
      });
      const world = new AcdWorld(...queues).choosing({ order: byScore(ageing) }).staff('a', 'b');
      const came = calls.map((call) => {
        world.clock.advance(call.after);
        serve(world, calls);
        world.acd.enqueue(`${world.calls++}`, call.queue, { priority: call.priority });
        return { at: world.clock.now(), base: call.priority + (weights[call.queue] ?? 0) };
      });
      for (let turn = 0; turn < 2 * calls.length; turn++) {
        world.clock.advance(4 * MINUTE);
        serve(world, calls);
      }
      const order = world.connected.map((line) => Number(line.split(' ')[0]));
      if (order.length < calls.length) throw new Error(`${order.length} of ${calls.length} were served`);
      for (const [nth, late] of order.entries()) {
        for (const other of order.slice(nth + 1)) {
          const [first, second] = [came[late], came[other]];
          if (first === undefined || second === undefined || first.at <= second.at) continue;
          overtaken++;
          if ((first.at - second.at) * ageing > (LARGEST - second.base) * MINUTE)
            throw new Error(`${late} before ${other}`);
        }
      }
      world.acd.close();
    }),
    cases(200),
  );
  t.ok(overtaken > 100, `${overtaken} calls were served after one that came later`);
});

/** Whoever is rung answers, and talks as long as the call wants; wrap-up is left out. */
function serve(world: AcdWorld, calls: readonly { readonly talks: number }[]): void {
  for (const agent of ['a', 'b']) {
    const state = world.acd.agent(agent);
    if (state.name === 'notReady') world.acd.ready(agent);
    if (state.name === 'talking' && world.clock.now() - state.since >= (calls[Number(state.call)]?.talks ?? 0)) {
      world.acd.agentReleased(agent, state.call);
      world.acd.finishWrapUp(agent);
    }
    if (world.ringing.has(agent)) world.answer(agent);
  }
}
