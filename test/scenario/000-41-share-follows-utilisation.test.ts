// SPDX-License-Identifier: GPL-2.0-or-later
// Row 000-41: does the computer agents' share of the calls follow the utilisation of the trunks, up and down, with hysteresis?
import t, { type Test } from 'tap';
import type { TrunkLeg } from '../../src/call/index.js';
import { ACCESS_NUMBER, type BoxWorld, openBox } from '../support/box.js';

const PROBES = 12;
const HOLD = 3_000;

/** A box whose trunks are held at any number of busy channels by callers who wait for an agent. */
class Trunks {
  readonly #held: TrunkLeg[] = [];
  #number = 0;
  #probe = 0;
  readonly box: BoxWorld;

  constructor(box: BoxWorld) {
    this.box = box;
  }

  /** Callers come or go, one after the other, until so many channels are busy. */
  async hold(busy: number): Promise<void> {
    const { world } = this.box;
    for (; this.#held.length < busy; await world.advance(100)) {
      const leg = world.network.call(ACCESS_NUMBER, `1370000${1000 + this.#number++}`);
      this.#held.push(leg);
      await world.until(() => leg.state === 'connected');
    }
    for (; this.#held.length > busy; await world.advance(100)) this.#held.pop()?.clear();
    await world.advance(200);
  }

  /** Twelve calls one after the other, each of which finds the same: how many does a computer agent answer? */
  async captured(): Promise<number> {
    const { world, reads } = this.box;
    const first = this.#probe;
    for (; this.#probe < first + PROBES; this.#probe++) {
      const leg = world.network.call(ACCESS_NUMBER, `1390000${1000 + this.#probe}`);
      await world.until(() => leg.state === 'connected');
      leg.clear();
      await world.advance(400);
    }
    const captures = await reads.selectFrom('capture').select('number').execute();
    return captures.filter(({ number }) => {
      const probe = Number(number.slice(-4)) - 1000;
      return number.startsWith('+861390000') && probe >= first;
    }).length;
  }

  get share(): number {
    return this.box.box.status().surge.share;
  }
}

/** The product's curve: half of the calls at 80 % of the channels, all of them at 95 %; but without a limit to its slope. */
async function trunks(t: Test): Promise<Trunks> {
  const queues = [{ name: 'sales', maxWait: '1h' }];
  // Callers who are given to computer agents while the trunks are being filled stay as long as they can.
  const surge = { hold: '3s', ratio: { min: 0.5, step: 10 }, catch: { min: 0 }, grace: '30s' };
  return new Trunks(await openBox(t, { telephones: 1, config: { queues, surge } }));
}

function shareOf(busy: number): number {
  const used = busy / 30;
  return used >= 0.95 ? 1 : 0.5 + (0.5 * Math.max(0, used - 0.8)) / 0.15;
}

t.test('from 50 to 100 % and back to 40 % the share follows the curve, and lets go later than it began', async (t) => {
  const ramp = await trunks(t);
  const follows = async (busy: number, share: number) => {
    await ramp.hold(busy);
    t.ok(Math.abs(ramp.share - share) < 0.01, `the share at ${busy} channels is ${ramp.share}, by the curve ${share}`);
    const captured = await ramp.captured();
    t.ok(Math.abs(captured - PROBES * share) <= 1, `computer agents took ${captured} of ${PROBES} calls`);
  };

  for (const busy of [15, 21]) await follows(busy, 0);
  for (const busy of [24, 26, 27, 29]) await follows(busy, shareOf(busy));
  await ramp.hold(30);
  t.equal(ramp.share, 1);
  for (const busy of [27, 24]) await follows(busy, shareOf(busy));
  await follows(21, 0.5); // 70 %: on the way up there was no surge here
  await ramp.hold(12);
  await ramp.box.world.advance(HOLD + 200);
  await follows(12, 0);
  await follows(21, 0);
  t.equal((await ramp.box.events('surge.on')).length, 1);
  t.equal((await ramp.box.events('surge.off')).length, 1);
});
