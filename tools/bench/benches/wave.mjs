// SPDX-License-Identifier: GPL-2.0-or-later
// How many callers a second does a wave's E1 take, each promised by a prompt of exactly 6 s?
import { capturingBox } from '../box-process.mjs';
import { press } from '../busy-exchange.mjs';
import { delays, percent, rounded } from '../figures.mjs';

export const about = 'captures a second of one E1 in a wave, prompt of 6.000 s, pacing 0, no channel kept free';

const promptSeconds = 6;
const channels = 30;
const leastShare = 0.95;
const normalClearing = 16;

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds }) {
  const box = (/** @type {string} */ folder) =>
    capturingBox(folder, { catch: { min: 0 }, prompt: 'surge-6s', grace: '0s' });
  // Two rounds of calls bring the channels apart; a round that is measured takes 6 s at least.
  const { calls, wire, ...pressed } = await press(box, { warmUp: 13, seconds: Math.max(seconds, 13) });
  const cycles = cyclesOf(calls);
  const perSecond = channels / (cycles.reduce((sum, cycle) => sum + cycle, 0) / cycles.length / 1000);
  const bound = channels / (promptSeconds + wire.exchangeSeconds());
  const share = perSecond / bound;
  const promised = calls.filter(({ cause }) => cause === normalClearing);
  const setUp = promised.flatMap(({ dialledAt, answeredAt }) => (answeredAt ? [answeredAt - dialledAt] : []));
  return [
    {
      what: 'captures a second of one E1',
      method: `SETUP to next SETUP, n ${cycles.length}`,
      figure: `${perSecond.toFixed(3)} /s, ${percent(share, 2)} of the bound; box ${percent(pressed.processorShare)} of a core`,
      bound: `${bound.toFixed(3)} /s: ${(wire.exchangeSeconds() * 1000).toFixed(1)} ms of frames`,
      toReach: `${percent(leastShare, 0)} of the bound`,
      reached: share >= leastShare,
      values: {
        perSecond: rounded(perSecond),
        share: rounded(share),
        boundPerSecond: rounded(bound),
        framesMs: rounded(wire.exchangeSeconds() * 1000),
        n: cycles.length,
        notPromised: calls.length - promised.length,
        processorShare: rounded(pressed.processorShare),
        databaseBytesPerCall: Math.round(pressed.databaseBytes / pressed.callsInAll),
      },
    },
    { what: 'SETUP to CONNECT, the commit between', method: 'at the exchange', ...delays(setUp) },
  ];
}

/**
 * Milliseconds from each SETUP to the next on its channel.
 * @param {readonly import('../busy-exchange.mjs').Seen[]} calls
 */
function cyclesOf(calls) {
  const last = new Map();
  const cycles = [];
  for (const { channel, dialledAt } of calls) {
    const before = last.get(channel);
    if (before !== undefined) cycles.push(dialledAt - before);
    last.set(channel, dialledAt);
  }
  return cycles;
}
