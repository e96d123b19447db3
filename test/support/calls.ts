// SPDX-License-Identifier: GPL-2.0-or-later
// What do tests of the call rooms begin with? A box with one E1 that is up and four telephones, on the fake engine.
import { Calls, type TrunkLeg } from '../../src/call/index.js';
import { Ids, VirtualClock } from '../../src/kernel/index.js';
import { Lines } from '../../src/line/index.js';
import { FakeMedia } from './fake-media.js';

/** Channels 0 to 30 are the E1's, 31 to 34 the telephones'. */
export function box() {
  const media = new FakeMedia({ e1: 'e1', phones: 4 });
  const clock = new VirtualClock();
  const lines = new Lines(media, clock, { trunkGroups: [{ name: 'pstn', spans: ['e1'], order: 'ascending' }] });
  const calls = new Calls(media, clock, lines, new Ids(clock, () => 0));
  media.tell({ type: 'dChannelUp', span: 0 });
  let handle = 1000;

  /** An incoming call on a channel; the leg that was made of it. */
  function offer(channel: number, called = '4008889999', calling = '13912345678'): TrunkLeg {
    const offered: TrunkLeg[] = [];
    const done = calls.offered.on((leg) => offered.push(leg));
    media.tell({ type: 'offered', channel, span: 0, call: ++handle, called, calling });
    done();
    const [leg] = offered;
    if (leg === undefined) throw new Error('no leg was offered');
    return leg;
  }

  /** An incoming call that was answered. */
  function answered(channel: number): TrunkLeg {
    const leg = offer(channel);
    void leg.answer();
    media.tell({ type: 'answered', channel, call: leg.handle });
    return leg;
  }

  return { media, clock, lines, calls, offer, answered, group: lines.trunkGroup('pstn') };
}

/** Lets every promise that can go on do so. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
