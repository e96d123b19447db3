// SPDX-License-Identifier: GPL-2.0-or-later
// Does JavaScript see the frames of a D-channel, only while it listens, and those of its own spans only?
import { setTimeout } from 'node:timers/promises';
import t from 'tap';
import { NativeMedia, sliceMedia, type TracedFrame } from '../../src/native/index.js';
import { Facts, joined, LOOP } from './engine-world.js';

t.test('frames are told in order, both ways, while somebody listens', (t) => {
  const port = new NativeMedia(LOOP);
  t.teardown(() => port.close());
  const facts = new Facts(port);
  const heard: TracedFrame[] = [];
  const end = port.onFrame(0, (frame) => heard.push(frame));
  facts.until(port, 'dChannelUp', { span: 0 });

  t.match(
    heard.filter(({ bytes }) => (bytes[2] ?? 0) % 4 === 3).slice(0, 2),
    [
      { span: 0, use: 'whole', fault: '', lostBefore: 0, size: 3 },
      { span: 0, size: 3 },
    ],
    'SABME and its like',
  );
  t.same(new Set(heard.map(({ direction }) => direction)), new Set(['sent', 'received']));
  t.ok(heard.every((frame, i) => frame.at >= (heard[i - 1]?.at ?? 0)));
  end();
  end();
  const before = heard.length;
  port.dial({ channel: 3, called: { digits: '100' } });
  port.step(50);
  t.equal(heard.length, before);
  t.end();
});

t.test('two listeners; one that throws keeps the other from nothing, and the tap stays for the last', (t) => {
  const port = new NativeMedia(LOOP);
  t.teardown(() => port.close());
  let count = 0;
  const end = port.onFrame(0, () => {
    throw new Error('mine');
  });
  port.onFrame(0, () => count++);
  t.throws(() => port.step(200), /mine/);
  t.ok(count > 0);
  end();
  count = 0;
  port.dial({ channel: 3, called: { digits: '100' } });
  port.step(200);
  t.ok(count > 0);
  t.end();
});

t.test('a span that is none is refused; a slice sees its own', (t) => {
  const port = new NativeMedia(LOOP);
  t.throws(() => port.onFrame(7, () => {}), /trace: span must be an integer from 0 to 1, not 7/);
  const slice = sliceMedia(port, ['box']);
  t.throws(() => slice.onFrame(1, () => {}), /span 1 is not of this slice/);
  const end = slice.onFrame(0, () => {});
  port.close();
  end();
  t.throws(() => port.onFrame(0, () => {}), { code: 'ENGINE_CLOSED' });
  t.end();
});

t.test('an engine with threads rings for a frame, with no fact beside it', async (t) => {
  const { net, netFacts, boxFacts, box } = joined(t);
  await Promise.all([netFacts.wait('dChannelUp'), boxFacts.wait('dChannelUp')]);
  const setup = new Promise<TracedFrame>((resolve) => {
    box.onFrame(0, (frame) => frame.bytes[8] === 0x05 && resolve(frame));
  });
  net.dial({ channel: 3, called: { digits: '100' } });
  const told = await Promise.race([setup, setTimeout(20_000, undefined, { ref: false })]);
  t.match(told, { direction: 'received', use: 'whole' });
});
