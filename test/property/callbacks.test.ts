// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever comes, late, twice or cut off by a crash: one open request and one attempt per number, and an end for each?

import fc from 'fast-check';
import t from 'tap';
import type { AttemptOutcome } from '../../src/callback/index.js';
import { normalise, PLAN_DEFAULTS } from '../../src/dialling/index.js';
import { TelephonyError } from '../../src/faults.js';
import { CallbackWorld, settle } from '../support/callback-world.js';

t.setTimeout(3_600_000);

/** Some 60 acts each: more than 10,000 on every change, more than a million in `npm run check:deep`. */
const RUNS = { numRuns: process.env.SPILLWAY_DEEP === undefined ? 300 : 17_000 };
const HOUR = 3_600_000;
const NUMBERS = ['13800138000', '13800138001', '13800138002'];
const OUTCOMES: AttemptOutcome[] = ['busy', 'noAnswer', 'rejected', 'congestion', 'badNumber', 'hungUp', 'withdrawn'];

type Act =
  | { readonly do: 'call'; readonly number: number; readonly promised: boolean; readonly later: boolean }
  | { readonly do: 'speak'; readonly which: number }
  | { readonly do: 'repeatCall'; readonly which: number }
  | { readonly do: 'write' | 'refuse' | 'sample' | 'surge' | 'next' | 'restart' | 'trough' }
  | { readonly do: 'wait'; readonly seconds: number }
  | { readonly do: 'fuse'; readonly length: number }
  | { readonly do: 'dial' | 'release' | 'reached' | 'asked' | 'connected' | 'keep'; readonly which: number }
  | { readonly do: 'digit'; readonly which: number; readonly digit: string }
  | { readonly do: 'failed'; readonly which: number; readonly outcome: AttemptOutcome }
  | { readonly do: 'served' | 'cancel'; readonly number: number }
  | { readonly do: 'ask' | 'change'; readonly number: number; readonly agent: boolean; readonly hours: number };

const which = fc.nat({ max: 9 });
const number = fc.nat({ max: NUMBERS.length - 1 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('call' as const), number, promised: fc.boolean(), later: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('speak' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('repeatCall' as const), which }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constantFrom('write' as const, 'write' as const, 'sample' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('refuse' as const, 'surge' as const, 'next' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('keep' as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('trough' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 2_000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fuse' as const), length: fc.integer({ min: 1, max: 12 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'dial' as const,
        'release' as const,
        'reached' as const,
        'asked' as const,
        'connected' as const,
      ),
      which,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('digit' as const), which, digit: fc.constantFrom('1', '1', '2', '9', '5') }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('failed' as const), which, outcome: fc.constantFrom(...OUTCOMES) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('served' as const, 'served' as const, 'cancel' as const), number }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('ask' as const, 'change' as const),
      number,
      agent: fc.boolean(),
      hours: fc.integer({ min: 0, max: 40 }),
    }),
  },
);

/** Plays acts against a world; old attempts and leases are acted on as well as live ones. */
class Player {
  readonly world: CallbackWorld;
  readonly calls: string[] = [];
  readonly leases: string[] = [];
  #surging = false;

  constructor(order: 'customerFirst' | 'agentFirst') {
    this.world = new CallbackWorld({ standard: { order, push: true } });
    this.world.prompt = false;
  }

  async play(acts: readonly Act[]): Promise<void> {
    for (const next of acts) {
      this.#act(next);
      await settle();
      if (this.world.dead) this.world.restart();
      this.#check();
    }
  }

  /** Writes everything and waits until the last promise must have ended. */
  async finish(): Promise<void> {
    this.world.fuse = Number.POSITIVE_INFINITY;
    this.world.callbacks.surge(false);
    for (let hour = 0; hour < 120; hour++) {
      for (let i = 0; i < 50 && this.world.pending > 0; i++) {
        this.world.write();
        await settle();
      }
      for (const call of this.world.promising) this.world.speak(call);
      this.#check();
      this.world.clock.advance(HOUR);
    }
  }

  #act(act: Act): void {
    const { world } = this;
    const { callbacks } = world;
    switch (act.do) {
      case 'call':
        this.calls.push(`call-${this.calls.length}`);
        world.call(NUMBERS[act.number] ?? '', { ...act, id: this.calls.at(-1) ?? '' });
        return;
      case 'speak':
        world.speak([...world.promising][act.which % Math.max(1, world.promising.size)] ?? '');
        return;
      case 'repeatCall':
        if (this.calls.length > 0) this.#again(this.calls[act.which % this.calls.length] ?? '');
        return;
      case 'write':
      case 'refuse':
        world.write(act.do === 'write');
        return;
      case 'sample':
        world.sample();
        return;
      case 'trough':
        world.trough();
        for (let i = 0; i < 5; i++) world.write();
        return;
      case 'surge':
        this.#surging = !this.#surging;
        callbacks.surge(this.#surging);
        return;
      case 'restart':
        world.restart();
        return;
      case 'wait':
        world.clock.advance(act.seconds * 1_000);
        return;
      case 'fuse':
        world.fuse = act.length;
        return;
      case 'next': {
        const claim = callbacks.next('1001', ['orders']);
        if (claim !== undefined) this.leases.push(claim.lease);
        return;
      }
      case 'dial':
      case 'release':
        this.#lease(act.do, act.which);
        return;
      case 'ask':
      case 'change':
        this.#wish(act);
        return;
      case 'cancel':
        this.#refusable(() => callbacks.cancel(callbacks.ofNumber(`+86${NUMBERS[act.number]}`)?.id ?? ''));
        return;
      case 'served':
        callbacks.served(`+86${NUMBERS[act.number]}`, 'call-in');
        return;
      default:
        this.#attempt(act);
    }
  }

  /** The event of a call's capture comes again, as long as the call is one of this life. */
  #again(id: string): void {
    const row = this.world.captures.get(id);
    if (row === undefined || row.request !== this.world.callbacks.ofNumber(row.number)?.id) return;
    const { captures } = this.world.callbacks.ofNumber(row.number) ?? { captures: 0 };
    const again = this.world.call(row.raw, { id });
    if (again.changes.length === 0 && this.world.callbacks.ofNumber(row.number)?.captures !== captures) {
      this.world.wrongs.push('a call was counted twice');
    }
  }

  /** Somebody puts a request in, or wants an open one otherwise. */
  #wish({ do: what, number: index, agent, hours }: Extract<Act, { do: 'ask' | 'change' }>): void {
    const { callbacks, clock } = this.world;
    const from = clock.now() + hours * HOUR;
    const slot = hours === 0 ? {} : { slot: { from, until: from + 12 * HOUR } };
    const digits = NUMBERS[index] ?? '';
    if (what === 'change') {
      const wish = { agent: agent ? '1001' : null, ...slot };
      this.#refusable(() => callbacks.change(callbacks.ofNumber(`+86${digits}`)?.id ?? '', wish));
      return;
    }
    const number = normalise(digits, PLAN_DEFAULTS);
    if (number === undefined) return;
    const about = { origin: 'command' as const, ...(agent && { agent: '1001' }) };
    callbacks.create({ number, queue: 'orders', promised: agent, about, ...slot }).catch(() => {});
  }

  #refusable(command: () => unknown): void {
    try {
      command();
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
    }
  }

  #lease(kind: 'dial' | 'release', index: number): void {
    const leases = [...this.leases, ...this.world.offers.keys()];
    const lease = leases[index % Math.max(1, leases.length)];
    if (lease === undefined) return;
    if (kind === 'dial') this.world.callbacks.dial(lease, '1001');
    else this.world.callbacks.release(lease);
  }

  #attempt(act: Extract<Act, { which: number }>): void {
    const { callbacks, live } = this.world;
    const now = [...live.keys()];
    const attempts = [...now, ...now, ...now, ...now, ...this.world.attempts.keys()];
    const attempt = attempts[act.which % Math.max(1, attempts.length)];
    if (attempt === undefined) return;
    if (act.do === 'reached') callbacks.reached(attempt);
    if (act.do === 'asked') callbacks.asked(attempt);
    if (act.do === 'digit') callbacks.digit(attempt, act.digit);
    if (act.do === 'keep') {
      callbacks.reached(attempt);
      callbacks.digit(attempt, '1');
    }
    if (act.do === 'connected' || act.do === 'keep') {
      live.delete(attempt);
      callbacks.connected(attempt, '1001');
    }
    if (act.do === 'failed') {
      live.delete(attempt);
      callbacks.failed(attempt, act.outcome);
    }
  }

  #check(): void {
    const open = this.world.callbacks.list();
    if (new Set(open.map(({ number }) => number)).size < open.length) this.world.wrongs.push('two open requests');
    if (this.world.wrongs.length > 0) throw new Error(this.world.wrongs.join(', '));
  }
}

const order = fc.constantFrom('customerFirst' as const, 'agentFirst' as const);

t.test('never two open requests nor two attempts at once for a number, and every request reaches an end', async (t) => {
  await fc.assert(
    fc.asyncProperty(order, fc.array(act, { minLength: 5, maxLength: 120, size: 'max' }), async (order, acts) => {
      const player = new Player(order);
      await player.play(acts);
      await player.finish();

      const left = [...player.world.requests.values()].filter(({ closedAt }) => closedAt === undefined);
      if (left.length > 0) throw new Error(`${left.length} requests have no end: ${JSON.stringify(left[0])}`);
      if (player.world.callbacks.list().length > 0) throw new Error('open in memory');
      const unended = [...player.world.attempts.values()].filter(({ outcome }) => outcome === undefined);
      if (unended.length > 0) throw new Error('an attempt has no end');
      player.world.callbacks.close();
    }),
    RUNS,
  );
  t.pass();
});

t.test('every capture on disk belongs to a request on disk that was not closed before it', async (t) => {
  await fc.assert(
    fc.asyncProperty(order, fc.array(act, { minLength: 5, maxLength: 120, size: 'max' }), async (order, acts) => {
      const player = new Player(order);
      await player.play(acts);

      for (const { call, request, capturedAt } of player.world.captures.values()) {
        const row = player.world.requests.get(request);
        if (row === undefined) throw new Error(`${call} has no request`);
        if (row.createdAt > capturedAt) throw new Error(`${call} came before its request`);
        if (row.closedAt !== undefined && row.closedAt < capturedAt) throw new Error(`${call} came after its end`);
      }
      player.world.callbacks.close();
    }),
    RUNS,
  );
  t.pass();
});
