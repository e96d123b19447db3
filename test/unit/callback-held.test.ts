// SPDX-License-Identifier: GPL-2.0-or-later
// What is said to stand in the way of the next callback: the first thing that does.

import t from 'tap';
import { heldBy } from '../../src/callback/held.js';
import { noTrough, type TroughState } from '../../src/callback/trough-machine.js';

const settings = { maxTrunks: 10, reserve: 2 };
const pacing = { readyAgents: 5, withoutAgent: 1, callbackChannels: 4, freeChannels: 30 };
const busy: TroughState = {
  ...noTrough({ utilisation: 0.4, hold: 30_000 }),
  last: { busy: 50, inService: 60, callbackChannels: 0, waiting: 3, readyAgents: 2 },
};
const quiet: TroughState = { ...busy, phase: { name: 'trough', since: 0 } };
const asked = { window: 'open', trough: quiet, pacing, settings } as const;

t.test('nothing stands in the way in a trough with agents, channels and lines for callbacks', async (t) => {
  t.equal(heldBy(asked), undefined);
  t.equal(heldBy({ ...asked, window: 'promisedToday' }), undefined, 'promises of the day go on in the evening');
});

t.test('the hours for callbacks go before everything else, a surge before agents and lines', async (t) => {
  t.equal(heldBy({ ...asked, window: 'closed', trough: { ...busy, surging: true } }), 'window');
  t.equal(heldBy({ ...asked, trough: { ...quiet, surging: true } }), 'surge');
});

t.test('out of a trough it is that nobody is ready, or that it is not quiet', async (t) => {
  t.equal(heldBy({ ...asked, trough: { ...busy, last: { ...busy.last, readyAgents: 0 } } }), 'noAgent');
  t.equal(heldBy({ ...asked, trough: busy }), 'busy');
});

t.test('in a trough it is the lines of callbacks, the reserve of channels, or agents who are spoken for', async (t) => {
  t.equal(heldBy({ ...asked, pacing: { ...pacing, callbackChannels: 10 } }), 'trunks');
  t.equal(heldBy({ ...asked, pacing: { ...pacing, freeChannels: 2 } }), 'busy');
  t.equal(heldBy({ ...asked, pacing: { ...pacing, withoutAgent: 5 } }), 'noAgent');
});
