// SPDX-License-Identifier: GPL-2.0-or-later
// Can whoever may open the box's local socket do harm by what he sends? A real box is attacked in every way of
// attacks.ts: it must answer or end each connection, go on, keep its memory bounded, and stop in order.
import { sleep } from '../../src/kernel/index.js';
import { attacks, letGo } from './attacks.js';
import { readBudget } from './budget.js';
import { FuzzedBox } from './fuzzed-box.js';

const MOST_RESIDENT = 500; // MiB

async function fuzz(): Promise<number> {
  const { random, seconds, clock, isOver } = readBudget();
  const box = new FuzzedBox(clock);
  const names = Object.keys(attacks);
  let runs = 0;
  let most = 0;
  let last = '';
  try {
    await box.answer();
    for (; runs < names.length || !isOver(); runs++) {
      // Each once, then mostly those whose input changes.
      last = names[runs] ?? random.of([...names, 'badLines', 'badLines', 'badLines', 'deepJson', 'inPieces']);
      await attacks[last]?.(box.socket, random);
      most = Math.max(most, box.resident);
      if (runs % 25 === 24) await box.answer();
    }
    letGo();
    await box.answer();
    await sleep(clock, 500);
    if (most > MOST_RESIDENT) throw new Error(`the box took ${most.toFixed()} MiB`);
  } catch (error) {
    console.log(`control: FAILED after ${runs} attacks, in ${last}: ${(error as Error).message}`);
    console.log(box.lives ? 'the box lives' : 'the box is dead');
    console.log(box.log.split('\n').slice(-30).join('\n'));
    letGo();
    await box.stop();
    return 1;
  }
  const code = await box.stop();
  if (code === 0) console.log(`control: ok, ${runs} attacks in ${seconds} s, at most ${most.toFixed()} MiB`);
  else console.log(`control: FAILED: the box stopped with ${code}\n${box.log}`);
  return code === 0 ? 0 : 1;
}

process.exitCode = await fuzz();
