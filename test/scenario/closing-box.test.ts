// SPDX-License-Identifier: GPL-2.0-or-later
// Does a box that is closed let go of everything, also when the exchange no longer answers?
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import { open } from '../../src/index.js';
import { VirtualClock } from '../../src/kernel/index.js';
import { sliceMedia } from '../../src/native/index.js';
import { createWorld } from '../support/world.js';

t.test('a box closed amid a call that nobody confirms the end of leaves no timer behind', async (t) => {
  const world = createWorld(t);
  const clock = new VirtualClock();
  const carrier = { type: 'listen', path: '/run/e1.sock' } as const; // never opened: the world's board is looped
  const box = await open({
    config: {
      data: join(world.folder, 'data'),
      board: { type: 'virtual', spans: [{ name: 'e1-1', kind: 'e1', carrier, signalling: { restartAtStart: false } }] },
      accessNumbers: [{ number: '88880001', queue: 'sales' }],
      queues: [{ name: 'sales' }],
    },
    media: sliceMedia(world.media, ['e1-1']),
    clock,
  });
  await world.up();
  const caller = world.network.call('88880001');
  await world.until(() => caller.state === 'connected');

  const closing = box.close();
  for (let gone = 0; gone < 2_500; gone += 20) {
    clock.advance(20); // but not the wire
    await setImmediate();
  }
  await closing;

  t.equal(clock.next(), undefined);
});
