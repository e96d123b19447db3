// SPDX-License-Identifier: GPL-2.0-or-later
// Has the moment of a kill come? Waits for what it is aimed at, and then for as long as the plan says.
import { type Duration, sleep } from '../../src/kernel/index.js';
import type { Fact } from '../../src/native/index.js';
import type { BoxProcess } from './box.js';
import { TRUNK } from './files.js';
import type { Aim, Kill } from './plan.js';
import type { CrashTown } from './town.js';

/** A wave comes every seven seconds; what has not happened by then may not happen. */
const PATIENCE: Duration = 7_500;
const STEP: Duration = 5;

/** Resolves when it is time; `hit`: what the kill is aimed at has come. */
export async function moment(
  town: CrashTown,
  box: BoxProcess,
  { aim, after }: Kill,
): Promise<{ readonly hit: boolean }> {
  const { clock } = town;
  const seen = new Sight(town, aim);
  const until = clock.now() + PATIENCE;
  while (!seen.it && clock.now() < until && !box.over) await sleep(clock, STEP);
  seen.close();
  await sleep(clock, after);
  return { hit: seen.it };
}

/** Watches the exchange for one thing. */
class Sight {
  it: boolean;
  readonly #end: () => void;

  constructor({ media }: CrashTown, aim: Aim) {
    this.it = aim === 'start' || aim === 'anything';
    const trunk = media.spans.find(({ name }) => name === TRUNK)?.index;
    this.#end = media.onFact((fact) => {
      const channel = media.channels[fact.channel];
      this.it ||= isIt(aim, fact, channel?.span === trunk);
    });
  }

  close(): void {
    this.#end();
  }
}

function isIt(aim: Aim, fact: Fact, onTrunk: boolean): boolean {
  switch (aim) {
    case 'restart':
      return fact.type === 'dChannelUp';
    case 'capture':
      // The box works on a caller's SETUP; some of them are given to people, most of a wave to computer agents.
      return fact.type === 'proceeding' && onTrunk;
    case 'callback':
      return fact.type === 'offered';
    case 'talk':
      return fact.type === 'heard' && !onTrunk;
    default:
      return false;
  }
}
