// SPDX-License-Identifier: GPL-2.0-or-later
// Four telephones lie on their hooks: what is dialled there, and who hears whom at them?
import type { Test } from 'tap';
import { type BoxOptions, openBox } from './box.js';
import { whoHears } from './who-hears.js';

/** `dial` lifts, and dials; `ears` says who hears whom of `t1`, `t2` ... at these ports. */
export async function telephonesAtRest(t: Test, options: BoxOptions = {}) {
  const place = await openBox(t, { telephones: 4, ...options });
  const { world } = place;
  const dial = async (port: number, digits: string) => {
    world.telephone(port).lift();
    await world.advance(600);
    world.telephone(port).dial(digits);
    await world.advance(digits.length * 160 + 800);
  };
  const ears = (...ports: readonly number[]) =>
    whoHears(world, Object.fromEntries(ports.map((port) => [`t${port}`, world.telephone(port).channel])));
  return { ...place, dial, ears };
}
