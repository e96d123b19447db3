// SPDX-License-Identifier: GPL-2.0-or-later
// How many SETUPs does the exchange see? Every Q.850 cause, before and after ALERTING, in a whole box with its database.
import fc from 'fast-check';
import t from 'tap';
import { cases } from '../support/cases.js';
import { FakeBox, type Fate } from '../support/fake-box.js';
import { SetupLog } from '../support/setup-log.js';

const MINUTE = 60_000;
const MOBILE = '+8613912345678';
const LIMITS = [
  { calls: 1, within: '5min' },
  { calls: 3, within: '24h' },
];
const SHORT = [
  { calls: 2, within: '10s' },
  { calls: 5, within: '1min' },
];
const UNITS: Readonly<Record<string, number>> = { s: 1_000, min: MINUTE, h: 60 * MINUTE };
const inMs = (text: string) => Number.parseInt(text, 10) * (UNITS[text.replace(/\d+/, '')] ?? Number.NaN);

const fate: fc.Arbitrary<Fate> = fc.record({
  rings: fc.constantFrom('no' as const, 'alerting' as const, 'inBand' as const, 'answered' as const),
  cause: fc.oneof(fc.integer({ min: 1, max: 127 }), fc.constantFrom(1, 3, 6, 28, 34, 38, 41, 42, 44, 47)),
});
/** Each a box of its own: they wait for their disks and threads at the same time. */
const AT_ONCE = 5;

const how = fc.record({
  order: fc.constantFrom('customerFirst' as const, 'agentFirst' as const),
  mode: fc.constantFrom('push' as const, 'pull' as const),
  limits: fc.constantFrom(LIMITS, SHORT),
  setups: fc.integer({ min: 1, max: 6 }),
  attempts: fc.integer({ min: 1, max: 6 }),
  noChannel: fc.constantFrom(false, false, false, false, true),
});

interface Case {
  readonly how: typeof how extends fc.Arbitrary<infer How> ? How : never;
  readonly fates: readonly Fate[];
}

/** SETUPs of three lives of a box; throws when a limit was broken. */
async function setupsOf({ how: { limits, setups, attempts, noChannel, ...queue }, fates }: Case): Promise<number> {
  const spacing = { congestion: '1s', busy: '1s', noAnswer: '1s', hungUp: '1s', noAgent: '1s', protocol: '1s' };
  const callback = { perNumber: limits, setups, attempts, spacing };
  const box = new FakeBox({ ...queue, noChannel, number: MOBILE, callback });
  let turn = 0;
  box.fate = () => fates[turn++ % fates.length] ?? { rings: 'no', cause: 34 };
  try {
    for (const life of ['callback-1', 'callback-2', 'callback-3']) {
      await box.promise(life);
      await box.begin();
      await box.seconds(30);
      await box.end();
    }
    const log = new SetupLog({
      perNumber: limits.map(({ calls, within }) => ({ calls, within: inMs(within) })),
      setups,
    });
    for (const { at } of box.setups) {
      const broken = log.sent(MOBILE, undefined, at);
      if (broken !== undefined) throw new Error(broken);
    }
    if (noChannel && box.setups.length > 0) throw new Error('SETUP without a channel');
    return box.setups.length;
  } finally {
    box.remove();
  }
}

t.setTimeout(process.env.SPILLWAY_DEEP === undefined ? 600_000 : 0);
t.test(
  'whatever the exchange answers, no window holds more SETUPs than its limit, over requests and restarts',
  async (t) => {
    let seen = 0;
    const one = fc.record({ how, fates: fc.array(fate, { minLength: 1, maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (all) => {
        const sent = await Promise.all(all.map(setupsOf));
        seen += sent.reduce((sum, count) => sum + count, 0);
      }),
      cases(3),
    );
    t.ok(seen > 10, `${seen} SETUPs`);
  },
);
