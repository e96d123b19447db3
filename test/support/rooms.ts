// SPDX-License-Identifier: GPL-2.0-or-later
// Which rooms of the box do tests below the engine need? Lines, calls and stations over a world, without anything above.
import { Calls, type TrunkLeg, tonesOf } from '../../src/call/index.js';
import { Ids } from '../../src/kernel/index.js';
import { Lines } from '../../src/line/index.js';
import { Stations, type StationsOptions } from '../../src/station/index.js';
import type { World } from './world.js';

interface RoomsOptions extends Omit<StationsOptions, 'stations' | 'tones'> {
  /** As the world's: its channels are out of service until their RESTART is acknowledged. */
  readonly restartAtStart?: boolean;
}

/** The box's lower rooms; stations 8001, 8002 ... are at ports 1, 2 ... */
export function rooms(world: World, { restartAtStart = false, ...options }: RoomsOptions = {}) {
  const { media, clock } = world;
  const lines = new Lines(media, clock, {
    spans: [...world.e1s.map((name) => ({ name, restartAtStart })), { name: 'stations' }],
    trunkGroups: [{ name: 'pstn', spans: world.e1s }],
  });
  // In a world that was opened first, the D-channels came up before these rooms were there to hear it.
  for (const span of lines.spans) if (world.told('dChannelUp', { span: span.index }).length > 0) span.layerTwo(true);
  const calls = new Calls(media, clock, lines, new Ids(clock, () => 0));
  const places = world.telephones.map((_, i) => ({ number: `${8001 + i}`, span: 'stations', port: i + 1 }));
  const stations = new Stations(media, clock, lines, calls, { ...options, stations: places, tones: tonesOf('CN') });
  return { lines, calls, stations, group: lines.trunkGroup('pstn') };
}

/** A caller and the box's leg of his call, both connected. */
export async function answeredCall(world: World, calls: Calls): Promise<{ caller: TrunkLeg; leg: TrunkLeg }> {
  const offered: TrunkLeg[] = [];
  const done = calls.offered.on((leg) => offered.push(leg));
  const caller = world.network.call('4008880001');
  await world.until(() => offered.length > 0);
  done();
  const [leg] = offered;
  if (leg === undefined) throw new Error('nothing was offered');
  void leg.answer();
  await world.until(() => leg.state === 'connected' && caller.state === 'connected');
  return { caller, leg };
}
