// SPDX-License-Identifier: GPL-2.0-or-later
// Does the surge begin, share, pace and end by the figures of the specification (000-40 to 000-44, D.3)?

import t from 'tap';
import {
  calm,
  decideSurge,
  SURGE_DEFAULTS,
  Surge,
  type SurgeDecision,
  type SurgeEffect,
  type SurgeEvent,
  type SurgeSettings,
  type SurgeState,
  shareAt,
  surgeMachine,
  targetShare,
} from '../../src/callback/index.js';
import { Actor, channelsAt, VirtualClock } from '../../src/kernel/index.js';

const SETTINGS: SurgeSettings = { ...SURGE_DEFAULTS, human: { min: 0 }, catch: { min: 0, captureOnly: false } };

/** A surge control on a clock moved by hand. */
class Control {
  readonly clock = new VirtualClock(0);
  readonly effects: SurgeEffect[] = [];
  readonly #actor: Actor<SurgeState, SurgeEvent, SurgeEffect>;

  constructor(settings: Partial<SurgeSettings> = {}) {
    const initial = calm({ ...SETTINGS, ...settings });
    this.#actor = new Actor(surgeMachine, initial, this.clock, (effect) => this.effects.push(effect));
  }

  get state(): SurgeState {
    return this.#actor.state;
  }

  sample(busy: number, inService = 30): void {
    this.#actor.send({ type: 'sampled', busy, inService });
  }

  send(event: SurgeEvent): void {
    this.#actor.send(event);
  }

  configure(settings: Partial<SurgeSettings>): void {
    this.#actor.send({ type: 'configured', settings: { ...this.state.settings, ...settings } });
  }

  /** Decides the next call and carries it out. */
  take(people = 99): SurgeDecision {
    const decision = decideSurge(this.state, { people }, this.clock.now());
    this.#actor.send({ type: 'taken', decision });
    return decision;
  }

  takers(calls: number): string {
    return Array.from({ length: calls }, () => this.take().taker[0]).join('');
  }
}

t.test(
  'at one channel below the threshold no computer agent answers; at the threshold the next call gets one',
  async (t) => {
    const control = new Control();

    control.sample(23);
    t.equal(control.take().taker, 'human');
    t.same(control.effects, []);

    control.sample(24);
    t.match(control.effects, [{ type: 'surgeOn', busy: 24, inService: 30, threshold: 24 }]);
    t.match(control.take(), { taker: 'computerAgent', reason: 'share', answerAt: 0 });
  },
);

t.test('thresholds are whole channels for every span size, without the rounding of binary fractions', async (t) => {
  t.equal(channelsAt(0.8, 30), 24);
  t.equal(channelsAt(0.55, 20), 11); // 0.55 * 20 is 11.000000000000002
  t.equal(channelsAt(0.95, 30), 29);
  t.equal(channelsAt(0.8, 23), 19);
  const wrong: string[] = [];
  for (let inService = 1; inService <= 480; inService++) {
    for (let percent = 1; percent <= 100; percent++) {
      const right = Math.ceil((percent * inService) / 100);
      if (channelsAt(percent / 100, inService) !== right) wrong.push(`${percent} % of ${inService}`);
    }
  }
  t.same(wrong, []);
});

t.test('the surge ends when utilisation has been at most off for the whole hold', async (t) => {
  const control = new Control();
  control.sample(30);

  control.sample(18);
  control.clock.advance(9_000);
  control.sample(19);
  control.clock.advance(5_000);
  control.sample(18);
  control.clock.advance(9_999);
  t.equal(control.state.phase.name, 'surging', 'one sample above off starts the hold again');

  control.clock.advance(1);
  t.equal(control.state.phase.name, 'calm');
  t.match(control.effects[1], {
    type: 'surgeOff',
    since: 0,
    lasted: 24_000,
    peak: { busy: 30, inService: 30 },
    busy: 18,
  });
});

t.test('between off and on nothing changes: that is the hysteresis', async (t) => {
  const control = new Control();
  control.sample(23);
  control.clock.advance(60_000);
  t.equal(control.state.phase.name, 'calm');

  control.sample(24);
  control.sample(20);
  control.clock.advance(600_000);
  t.equal(control.state.phase.name, 'surging');
});

t.test('the target share rises in a straight line from ratio.min at on to 1 at full', async (t) => {
  t.equal(targetShare(SETTINGS, { busy: 700, inService: 1_000 }), 0.5);
  t.equal(targetShare(SETTINGS, { busy: 800, inService: 1_000 }), 0.5);
  t.ok(Math.abs(targetShare(SETTINGS, { busy: 875, inService: 1_000 }) - 0.75) < 1e-9);
  t.equal(targetShare(SETTINGS, { busy: 950, inService: 1_000 }), 1);
  t.equal(targetShare(SETTINGS, { busy: 1000, inService: 1_000 }), 1);
});

t.test('the share moves at most ratio.step per second, up and down', async (t) => {
  const control = new Control({ ratio: { min: 0.5, step: 0.1 } });
  control.sample(30);
  t.equal(shareAt(control.state, 0), 0.5);

  control.clock.advance(1_000);
  control.sample(30);
  t.ok(Math.abs(shareAt(control.state, 1_000) - 0.6) < 1e-9);
  control.clock.advance(60_000);
  t.equal(shareAt(control.state, 61_000), 1);

  control.sample(24);
  control.clock.advance(2_000);
  t.ok(Math.abs(shareAt(control.state, 63_000) - 0.8) < 1e-9);
});

t.test('a ramp of 50 to 100 to 40 percent gives shares that follow it up and down, and ends calm', async (t) => {
  const control = new Control({ ratio: { min: 0.2, step: 0.5 } });
  const shares: number[] = [];
  for (const busy of [15, 18, 21, 24, 26, 28, 30, 28, 26, 24, 21, 18, 15, 12]) {
    control.sample(busy);
    control.clock.advance(5_000);
    shares.push(Math.round(shareAt(control.state, control.clock.now()) * 100));
  }

  t.same(shares, [0, 0, 0, 20, 56, 91, 100, 91, 56, 20, 20, 20, 0, 0]);
});

t.test('half a share gives every second call to a computer agent, the first one first', async (t) => {
  const control = new Control();
  control.sample(24);
  t.equal(control.takers(8), 'chchchch');
});

t.test("with ratio.min 0 the first call after the threshold is still a computer agent's", async (t) => {
  const control = new Control({ ratio: { min: 0, step: 1 } });
  control.sample(24);
  t.equal(control.takers(5), 'chhhh');
});

t.test('as long as fewer than human.min calls are with people, people win over the share', async (t) => {
  const control = new Control({ human: { min: 4 } });
  control.sample(29);
  control.clock.advance(10_000);

  t.match(control.take(3), { taker: 'human', reason: 'humanReserve' });
  t.match(control.take(4), { taker: 'computerAgent', reason: 'share', share: 1 });
});

t.test('calls of the human reserve do not draw on the share', async (t) => {
  const control = new Control({ human: { min: 4 } });
  control.sample(24);
  for (let i = 0; i < 5; i++) control.take(0);
  t.equal(control.takers(4), 'chch');
});

t.test('computer agents answer one call per interval, in the order of the calls', async (t) => {
  const control = new Control({ interval: 500, ratio: { min: 1, step: 1 } });
  control.sample(24);
  const answers = Array.from({ length: 4 }, () => control.take()).map((d) =>
    d.taker === 'computerAgent' ? d.answerAt : -1,
  );
  t.same(answers, [0, 500, 1_000, 1_500]);

  control.clock.advance(5_000);
  t.match(control.take(), { answerAt: 5_000 });
});

t.test('an interval of 0 paces nothing, also when it is set while answers wait', async (t) => {
  const control = new Control({ interval: 1_000, ratio: { min: 1, step: 1 } });
  control.sample(24);
  control.takers(3);
  control.configure({ interval: 0 });
  t.match(control.take(), { answerAt: 0 });
  t.match(control.take(), { answerAt: 0 });
});

t.test('the last channels are for computer agents, or for capture only where that is allowed', async (t) => {
  const careful = new Control({ catch: { min: 2, captureOnly: false } });
  careful.sample(27);
  careful.takers(1);
  t.match(careful.take(), { taker: 'human', reason: 'share' });
  careful.sample(28);
  t.match(careful.take(), { taker: 'computerAgent', reason: 'lastChannels' });

  const last = new Control({ catch: { min: 2, captureOnly: true } });
  last.sample(27);
  t.equal(last.take().taker, 'computerAgent');
  last.sample(28);
  t.match(last.take(), { taker: 'captureOnly', reason: 'lastChannels' });
});

t.test('without a surge the last channel of a small span goes to a person', async (t) => {
  const control = new Control({ on: 1, catch: { min: 2, captureOnly: true } });
  control.sample(3, 4);
  t.match(control.take(), { taker: 'human', reason: 'calm' });
});

t.test('with no channel in service there is no surge, and one that was on ends after the hold', async (t) => {
  const control = new Control();
  control.sample(0, 0);
  t.equal(control.state.phase.name, 'calm');

  control.sample(30);
  control.sample(0, 0);
  control.clock.advance(10_000);
  t.equal(control.state.phase.name, 'calm');
});

t.test('spans that fail raise utilisation and can begin a surge', async (t) => {
  const control = new Control();
  control.sample(24, 60);
  control.sample(24, 30);
  t.equal(control.state.phase.name, 'surging');
});

t.test('a changed threshold counts at once, without a new sample', async (t) => {
  const control = new Control();
  control.sample(20);
  control.configure({ on: 0.6, off: 0.5 });
  t.equal(control.state.phase.name, 'surging');

  control.configure({ on: 0.9, off: 0.7 });
  t.equal(control.state.phase.name, 'surging');
  control.clock.advance(10_000);
  t.equal(control.state.phase.name, 'calm');
});

t.test('switching the surge off ends it at once', async (t) => {
  const control = new Control();
  control.sample(30);
  control.take();
  control.configure({ enabled: false });
  t.match(control.effects[1], { type: 'surgeOff', computerAgents: 1 });
  control.sample(30);
  t.equal(control.state.phase.name, 'calm');
});

t.test('looking at a decision changes nothing', async (t) => {
  const control = new Control();
  control.sample(24);
  t.same(decideSurge(control.state, { people: 9 }, 0), decideSurge(control.state, { people: 9 }, 0));
});

t.test('a call is decided by what it finds: 23 other channels give a person, 24 a computer agent', async (t) => {
  const clock = new VirtualClock(0);
  const surge = new Surge(clock, SETTINGS);
  const news: string[] = [];
  surge.news.on(({ type }) => news.push(type));

  t.match(surge.decide({ busy: 23, inService: 30 }, { people: 23 }), { taker: 'human', reason: 'calm' });
  const decision = surge.decide({ busy: 24, inService: 30 }, { people: 24 });
  t.match(decision, { taker: 'computerAgent' });
  surge.took(decision);
  t.same(news, ['surgeOn']);
  t.match(surge.decide({ busy: 24, inService: 30 }, { people: 24 }), { taker: 'human', reason: 'share' });
});

t.test('the wait of the next caller begins a surge by itself, holds it, and moves the share', async (t) => {
  const wait = { on: 60_000, off: 20_000, full: 180_000 };
  const control = new Control({ wait, ratio: { min: 0.5, step: 10 } });
  const waits = (seconds: number) => control.send({ type: 'sampled', busy: 5, inService: 30, wait: seconds * 1_000 });

  waits(59);
  t.equal(control.state.phase.name, 'calm');
  waits(60);
  t.equal(control.state.phase.name, 'surging');
  waits(120);
  control.clock.advance(1_000);
  t.equal(shareAt(control.state, control.clock.now()), 0.75);
  waits(200);
  control.clock.advance(1_000);
  t.equal(shareAt(control.state, control.clock.now()), 1);
  waits(21);
  control.clock.advance(60_000);
  t.equal(control.state.phase.name, 'surging', '5 of 30 channels, but 21 s are above off');
  waits(20);
  control.clock.advance(10_000);
  t.equal(control.state.phase.name, 'calm');
});

t.test('what is said by hand goes before the thresholds until its end, and then they hold again', async (t) => {
  const control = new Control();
  control.send({ type: 'said', manual: { is: 'on', until: 60_000 } });
  t.equal(control.state.phase.name, 'surging', 'on at once, with no channel busy');
  control.sample(2);
  control.clock.advance(59_999);
  t.equal(control.state.phase.name, 'surging', 'nor does the hold end it');
  control.clock.advance(1);
  t.equal(control.state.phase.name, 'calm', 'its end ends it when the thresholds would not have begun it');

  control.sample(30);
  t.equal(control.state.phase.name, 'surging');
  control.send({ type: 'said', manual: { is: 'off' } });
  t.equal(control.state.phase.name, 'calm');
  control.sample(30);
  t.equal(control.take().taker, 'human');
  control.send({ type: 'said', manual: undefined });
  t.equal(control.state.phase.name, 'surging', 'the thresholds hold again at once');
  control.configure({ enabled: false });
  control.send({ type: 'said', manual: { is: 'on' } });
  t.equal(control.state.phase.name, 'calm', 'a box that may not use computer agents does not by hand either');
});

t.test('how a call is caught goes by how full the trunk group is', async (t) => {
  const ways = [
    { from: 0.5, way: 'keepPlace' as const },
    { from: 0.8, way: 'earlyMedia' as const },
    { from: 0.95, way: 'captureOnly' as const },
  ];
  const control = new Control({ on: 0.1, off: 0.05, full: 0.1, ratio: { min: 1, step: 10 }, ways });
  const caught = (busy: number) => {
    control.sample(busy);
    const decision = control.take();
    return decision.taker === 'computerAgent' ? decision.way : decision.taker;
  };
  t.same([14, 15, 23, 24, 28, 29].map(caught), [
    'spoken',
    'keepPlace',
    'keepPlace',
    'earlyMedia',
    'earlyMedia',
    'captureOnly',
  ]);
});

t.test(
  'a person who is there for another number is not given to this one, but no more are kept than are owed',
  async (t) => {
    const control = new Control({ human: { min: 2 }, ratio: { min: 1, step: 10 } });
    control.sample(24);
    const ask = (people: number, owed: number) => decideSurge(control.state, { people, owed }, 0);
    t.match(ask(0, 1), { taker: 'human', reason: 'humanReserve' });
    t.match(ask(1, 1), { taker: 'computerAgent', reason: 'keptForOthers' });
    t.match(ask(1, 0), { taker: 'human', reason: 'humanReserve' });
    t.match(ask(2, 0), { taker: 'computerAgent', reason: 'share' });
  },
);
