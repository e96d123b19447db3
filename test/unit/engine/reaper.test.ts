// SPDX-License-Identifier: GPL-2.0-or-later
// A port that loses what it should tell: is every agent found whose state does not go with his telephone, and put right once, and nobody else?
import fc from 'fast-check';
import t from 'tap';
import { type AgentLine, type AgentLineEvent, agentLine, agentLineMachine } from '../../../src/control/index.js';
import type { Duties } from '../../../src/engine/agents/duties.js';
import { mismatchOf, Reaper } from '../../../src/engine/agents/reaper.js';
import type { StationLines } from '../../../src/engine/agents/station-lines.js';
import type { Rooms } from '../../../src/engine/rooms/index.js';
import { Emitter } from '../../../src/kernel/index.js';
import { AcdWorld } from '../../support/acd-world.js';
import { cases } from '../../support/cases.js';

const ORDERS = { name: 'orders', agents: ['a', 'b'], wrapUp: 0, ringTimeout: 100_000 };

/** Agents a and b at lines of their own. What `loses` names is not told. */
function floor(loses: readonly string[] = []) {
  const world = new AcdWorld(ORDERS);
  const lines = new Map(['a', 'b'].map((agent) => [agent, agentLine({ inService: true, atRest: true })]));
  const legs = new Map(['a', 'b'].map((agent) => [agent, false]));
  const send = (agent: string, event: AgentLineEvent) => {
    const line = lines.get(agent);
    if (line === undefined) return;
    const step = agentLineMachine.transition(line, event, 0);
    lines.set(agent, step.state);
    for (const effect of step.effects) {
      if (loses.includes(effect.type)) continue;
      if (effect.type === 'accepted') {
        legs.set(agent, true);
        world.answer(agent);
      }
      if (effect.type === 'released') world.acd.agentReleased(agent, effect.call);
      if (effect.type === 'line') world.acd.line(agent, effect.is);
    }
  };
  const logged: string[] = [];
  const told: string[] = [];
  const rooms = {
    clock: world.clock,
    closing: false,
    lines: { dChannelUp: new Emitter() },
    log: { error: (facts: { what: string }) => void logged.push(facts.what) },
    records: {
      event: (type: string, { agent, what }: { agent: string; what: string }) =>
        void told.push(`${type} ${agent} ${what}`),
    },
    stations: { each: () => {} },
  } as unknown as Rooms;
  const stationOf = (agent: string) => ({
    number: agent,
    atRest: legs.get(agent) !== true,
    leg: legs.get(agent) === true ? { signal: { aborted: false } } : undefined,
  });
  const duties = { stationOf } as unknown as Duties;
  const stationLines = { state: (agent: string) => lines.get(agent), send } as unknown as StationLines;
  const reaper = new Reaper(rooms, world.acd, duties, stationLines);
  world.staff('a', 'b');
  const ring = (agent: string) => {
    const offer = world.ringing.get(agent);
    if (offer !== undefined) send(agent, { type: 'ring', offer: offer.offer, call: offer.call });
  };
  const answer = (agent: string) => {
    ring(agent);
    send(agent, { type: 'answered', offer: world.ringing.get(agent)?.offer ?? '' });
  };
  const hangUp = (agent: string) => {
    legs.set(agent, false);
    send(agent, { type: 'atRest' });
  };
  return {
    ...{ world, lines, legs, send, logged, told, reaper, ring, answer, hangUp },
    dChannelUp: rooms.lines.dChannelUp,
  };
}

t.test(
  'a port that loses the end of a call: he is released by the second look, told, logged and counted',
  async (t) => {
    const { world, reaper, answer, hangUp, logged, told } = floor(['released']);
    world.acd.enqueue('call-1', 'orders');
    answer('a');
    world.clock.advance(60_000);
    t.equal(reaper.repaired, 0, 'he talks');
    hangUp('a');
    t.equal(world.acd.agent('a').name, 'talking');
    world.clock.advance(20_000);
    t.equal(world.acd.agent('a').name, 'ready');
    t.equal(reaper.repaired, 1);
    t.same(logged, ['talksAlone']);
    t.same(told, ['agent.repaired a talksAlone']);
    world.clock.advance(600_000);
    t.equal(reaper.repaired, 1);
  },
);

t.test('a port that does not ring: the next agent has the call, and he is tried again later', async (t) => {
  const { world, reaper, told } = floor();
  world.acd.enqueue('call-1', 'orders');
  t.same(world.rung(), ['call-1 a']);
  world.clock.advance(20_000);
  t.same(world.rung(), ['call-1 b']);
  t.match(world.acd.agent('a'), { name: 'busy', misses: 0 });
  t.equal(told[0], 'agent.repaired a ringsAlone');
  t.equal(reaper.repaired, 1);
});

t.test('a line whose leg is gone is freed, and the call with it', async (t) => {
  const { world, reaper, answer, legs, lines } = floor();
  world.acd.enqueue('call-1', 'orders');
  answer('a');
  legs.set('a', false); // nobody tells
  world.clock.advance(20_000);
  t.match(lines.get('a'), { name: 'free' });
  t.equal(world.acd.agent('a').name, 'ready');
  t.equal(reaper.repaired, 1);
});

t.test('when a D-channel comes up it is looked at once, and a second later', async (t) => {
  const { world, answer, hangUp, dChannelUp } = floor(['released']);
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(1_000);
  answer('a');
  hangUp('a');
  dChannelUp.emit({} as never);
  world.clock.advance(2_000);
  t.equal(world.acd.agent('a').name, 'ready');
});

t.test('what was wrong for a moment only is let be', async (t) => {
  const { world, reaper, ring } = floor();
  world.acd.enqueue('call-1', 'orders');
  world.clock.advance(8_000); // the first look finds that it does not ring yet
  ring('a');
  world.clock.advance(60_000);
  t.equal(reaper.repaired, 0);
});

t.test('the pure comparison: every state against every line', async (t) => {
  const line = (state: AgentLine) => ({ inService: true, quiet: false, ...state });
  const engaged = line({ name: 'engaged', active: 'c', held: [], consulting: false, served: 'c' });
  const always = { agent: 'a', handled: 0, misses: 0, line: 'free' } as const;
  const world = new AcdWorld(ORDERS).staff('a');
  world.acd.engage('a', 'c');
  const talking = world.acd.agent('a');
  t.equal(mismatchOf(talking, engaged, true), undefined);
  t.match(mismatchOf(talking, engaged, false), { what: 'lineAlone' });
  for (const name of ['free', 'barred', 'ownUse'] as const) {
    t.match(mismatchOf(talking, line({ name }), true), { what: 'talksAlone', call: 'c' });
    t.equal(mismatchOf({ ...always, name: 'ready', since: 0 }, line({ name }), false), undefined);
  }
  t.match(mismatchOf(talking, undefined, false), { what: 'talksAlone' });
});

const act = fc.oneof(
  fc.record({ do: fc.constantFrom('call', 'ring', 'answer', 'hangUp', 'ready'), agent: fc.constantFrom('a', 'b') }),
  fc.record({ do: fc.constant('wait'), agent: fc.constantFrom('a', 'b') }),
);

t.test('on ports that lose nothing it never acts, whatever happens', async (t) => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const { world, reaper, ring, answer, hangUp } = floor();
      let calls = 0;
      for (const one of acts) {
        if (one.do === 'call') world.acd.enqueue(`call-${calls++}`, 'orders');
        else if (one.do === 'answer') answer(one.agent);
        else if (one.do === 'hangUp') hangUp(one.agent);
        else if (one.do === 'ready') world.acd.ready(one.agent);
        else world.clock.advance(7_000);
        for (const agent of ['a', 'b']) ring(agent); // a port rings at once
      }
      if (reaper.repaired > 0) throw new Error(`${reaper.repaired} repairs`);
      world.acd.close();
    }),
    cases(500),
  );
  t.pass();
});
