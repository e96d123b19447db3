// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever callers and agents do: is nobody left waiting beside an agent who could take him, or rung for nobody?

import fc from 'fast-check';
import t from 'tap';
import { AcdWorld } from '../support/acd-world.js';
import { cases } from '../support/cases.js';

const QUEUES = [
  { name: 'orders', agents: ['a', 'b', 'c'], maxWait: 60_000, misses: 2 },
  { name: 'service', agents: ['b', 'c', 'd'], wrapUp: 0, misses: 3, announce: { position: false, every: 30_000 } },
];
const AGENTS = ['a', 'b', 'c', 'd'];
const NAMES = ['orders', 'service'];

const verb = fc.constantFrom(
  ...(['signIn', 'signOut', 'ready', 'notReady', 'answer', 'decline', 'release', 'finish'] as const),
  ...(['timedOut', 'busy', 'failed', 'lineBusy', 'lineFree', 'lineFree', 'extend'] as const),
  ...(['reserve', 'unreserve', 'engage', 'lateAnswer', 'answer', 'answer', 'release', 'ready', 'signIn'] as const),
);
const act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: verb, agent: fc.constantFrom(...AGENTS) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('enqueue' as const),
      queue: fc.constantFrom(...NAMES),
      priority: fc.nat({ max: 2 }),
      only: fc.option(fc.constantFrom(...AGENTS), { freq: 8, nil: undefined }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('abandon' as const), call: fc.nat({ max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 40 }) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Plays acts and checks after each. */
class Player {
  readonly world = new AcdWorld(...QUEUES);
  readonly told = new Map<string, number>();
  #calls = 0;
  #late = '';

  play(acts: readonly Act[]): void {
    for (const next of acts) {
      this.#act(next);
      this.check();
    }
  }

  #act(act: Act): void {
    const { world } = this;
    if (act.do === 'wait') world.clock.advance(act.seconds * 1_000);
    else if (act.do === 'abandon') world.acd.abandon(`call-${act.call}`);
    else if (act.do === 'enqueue') {
      const options = { priority: act.priority, ...(act.only === undefined ? {} : { only: act.only }) };
      world.acd.enqueue(`call-${this.#calls++}`, act.queue, options);
    } else this.#agent(act.do, act.agent);
  }

  #agent(verb: Extract<Act, { agent: string }>['do'], agent: string): void {
    const { acd, ringing } = this.world;
    const state = acd.agent(agent);
    const offer = ringing.get(agent);
    if (offer !== undefined) this.#late = offer.offer;
    if (verb === 'signIn' || verb === 'signOut' || verb === 'ready') acd[verb](agent);
    if (verb === 'notReady') acd.notReady(agent, 'break');
    if (verb === 'answer' && offer !== undefined) this.world.answer(agent);
    if (verb === 'decline' && offer !== undefined) acd.agentDeclined(offer.offer);
    if ((verb === 'timedOut' || verb === 'busy' || verb === 'failed') && offer !== undefined)
      acd.agentRefused(offer.offer, verb);
    if (verb === 'lineBusy' || verb === 'lineFree') acd.line(agent, verb === 'lineBusy' ? 'busy' : 'free');
    if (verb === 'extend') acd.extendWrapUp(agent, 7_000);
    if (verb === 'lateAnswer' && ![...ringing.values()].some((other) => other.offer === this.#late)) {
      acd.agentAnswered(this.#late);
    }
    if (verb === 'release' && state.name === 'talking') acd.agentReleased(agent, state.call);
    if (verb === 'finish') acd.finishWrapUp(agent);
    if (verb === 'reserve') acd.reserve(agent, 'token');
    if (verb === 'unreserve') acd.unreserve(agent, 'token');
    if (verb === 'engage') acd.engage(agent, 'own-call');
  }

  check(): void {
    const { acd, ringing } = this.world;
    const offers = [...ringing.values()];
    const states = new Map(acd.agents().map((state) => [state.agent, state]));
    for (const { name, waiting } of acd.queues()) {
      const members = QUEUES.find((queue) => queue.name === name)?.agents ?? [];
      for (const { call, offers: out, only } of waiting) {
        if (!out.every((offer) => offers.some((other) => other.offer === offer)))
          throw new Error(`${call} is offered to nobody`);
        if (out.length > 0) continue;
        const takers = only === undefined ? members : [only];
        const idle = takers.find((agent) => states.get(agent)?.name === 'ready');
        if (idle !== undefined) throw new Error(`${call} waits although ${idle} is ready`);
      }
    }
    for (const { agent, offer } of offers) {
      const state = states.get(agent);
      if (state?.name !== 'ringing' || state.offer !== offer) throw new Error(`${agent} is rung for nothing`);
    }
    if (new Set(offers.map(({ call }) => call)).size < offers.length) throw new Error('a call is offered twice');
    this.#checkPositions();
  }

  #checkPositions(): void {
    for (const line of this.world.announced.splice(0)) {
      const [call = '', position = ''] = line.split(' ');
      const before = this.told.get(call) ?? Number.POSITIVE_INFINITY;
      if (Number(position) > before || Number(position) < 1)
        throw new Error(`${call} was told ${position} after ${before}`);
      this.told.set(call, Number(position));
    }
  }
}

t.test(
  'no caller waits beside a ready agent of his queue, no agent is rung for nobody, no position grows',
  async (t) => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 5, maxLength: 150 }), (acts) => {
        const player = new Player();
        player.play(acts);
        player.world.acd.close();
      }),
      cases(500),
    );
    t.pass();
  },
);

t.test('every caller is answered, gives up or overflows once; the counts add up', async (t) => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 150 }), (acts) => {
      const player = new Player();
      player.play(acts);
      for (const { name, tally, waiting } of player.world.acd.queues()) {
        const ended = tally.answered + tally.abandoned + tally.overflowed;
        if (tally.enqueued !== ended + waiting.length) throw new Error(`${name}: ${JSON.stringify(tally)}`);
      }
      player.world.acd.close();
    }),
    cases(300),
  );
  t.pass();
});
