// SPDX-License-Identifier: GPL-2.0-or-later
// How many numbers a second can one E1 bring to the disk? Capture-only: SETUP, PROCEEDING, committed, cleared with cause 17.
import { capturingBox } from '../box-process.mjs';
import { press } from '../busy-exchange.mjs';
import { percent, rounded } from '../figures.mjs';
import { bitsPerSecond } from '../wire.mjs';

export const about = 'committed requests a second on one E1, capture-only';

const leastShare = 0.9; // of what the D-channel carries
const userBusy = 17;
const octetsPerSecond = bitsPerSecond / 8;

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const rows = [];
  for (const redirecting of [undefined, '13900000000']) {
    say(redirecting ? 'with a redirecting number' : 'without a redirecting number');
    rows.push(await measure(seconds, redirecting));
  }
  return rows;
}

/**
 * @param {number} seconds
 * @param {string | undefined} redirecting
 */
async function measure(seconds, redirecting) {
  const box = (/** @type {string} */ folder) => capturingBox(folder, { catch: { min: 31, captureOnly: true } });
  const warmUp = Math.min(5, seconds);
  const { calls, wire, ...pressed } = await press(box, { warmUp, seconds, redirecting });
  const captured = calls.filter(({ cause }) => cause === userBusy).length;
  const perSecond = captured / pressed.seconds;
  const octets = wire.busierOctets / calls.length;
  const bound = octetsPerSecond / octets;
  const share = perSecond / bound;
  return {
    what: `captures a second, ${redirecting ? 'with' : 'without'} a redirecting number`,
    method: `capture-only, n ${captured}`,
    figure: `${perSecond.toFixed(1)} /s, ${percent(share)} of the bound; box ${percent(pressed.processorShare)} of a core`,
    bound: `${bound.toFixed(1)} /s: ${octets.toFixed(1)} octets a call ${wire.busierDirection}`,
    toReach: `${percent(leastShare, 0)} of the bound`,
    reached: share >= leastShare,
    values: {
      perSecond: rounded(perSecond),
      share: rounded(share),
      boundPerSecond: rounded(bound),
      octetsPerCall: rounded(octets),
      n: captured,
      otherCauses: calls.length - captured,
      processorShare: rounded(pressed.processorShare),
      databaseBytesPerCall: Math.round(pressed.databaseBytes / pressed.callsInAll),
      residentMiB: Math.round(pressed.residentBytes / 2 ** 20),
    },
  };
}
