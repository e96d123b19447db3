// SPDX-License-Identifier: GPL-2.0-or-later
// Is a trace honest about what it could not show, and does it stop when nobody reads it?
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import { SYSTEM } from '../../../src/bus/index.js';
import { FrameLines } from '../../../src/cli/trace/frame-lines.js';
import { faultWords } from '../../../src/cli/trace/words.js';
import type { WireFrame } from '../../../src/engine/index.js';
import { ControlServer } from '../../../src/host/index.js';
import { traceMethod } from '../../../src/host/trace-method.js';
import { decodeFrame } from '../../../src/line/index.js';

const FRAME: WireFrame = {
  at: 0,
  span: 'e1',
  role: 'cpe',
  direction: 'received',
  use: 'whole',
  fault: '',
  size: 4,
  lostBefore: 0,
  octets: '02010102',
};

const show = (frame: Partial<WireFrame>, language: 'en' | 'zh-CN' = 'en') => {
  const wire = { ...FRAME, ...frame };
  return new FrameLines(language).show(wire, decodeFrame(Buffer.from(wire.octets, 'hex')));
};

t.test('what the filter refused is marked, with its octets; what it used in part, too', async (t) => {
  const refused = show({ octets: 'feff030f', use: 'none', fault: 'a frame has an unknown address' });
  t.match(refused, [/<- {2}UI/, /!! REFUSED: a frame has an unknown address/, /feff030f/]);
  const part = show({
    octets: '020100000802000145080980',
    use: 'part',
    fault: 'an information element runs over the end of the message',
  });
  t.match(part, [/DISCONNECT {2}call 1 \(theirs\)$/, /cause: 80 \(runs over the end\)/, /!! used in part: /, /0201/]);
  t.match(show({ octets: '02010000080200016200', use: 'none' }).at(-1), /\(not used by this box\)/);
  t.match(show({ size: 0, octets: '', use: 'none', fault: 'a frame was damaged on the line' }, 'zh-CN'), [
    /（受损）/,
    /已拒绝：帧在线路上受损/,
  ]);
});

t.test('two ends of one role are told: their SABME are no commands to each other', async (t) => {
  t.match(show({ octets: '00017f', size: 3 }), [
    /<- {2}SABME F/,
    /the far end has our own role \(cpe\): one end must be/,
  ]);
  t.equal(show({ octets: '02017f', size: 3 }).length, 1);
  t.match(show({ octets: '02017f', size: 3, role: 'network' }, 'zh-CN').at(-1), /角色相同（network）/);
  t.equal(show({ octets: '00017f', size: 3, direction: 'sent' }).length, 1);
});

t.test('every reason that the engine gives is told in Chinese, too', async (t) => {
  const files = ['native/line/frame_filter.cc', 'native/line/span_trace.cc'];
  const reasons = files.flatMap((file) => readFileSync(file, 'utf8').match(/"(?:an?|the) [^"]+(?=")/g) ?? []);
  t.ok(reasons.length > 10);
  for (const reason of reasons.map((quoted) => quoted.slice(1)))
    t.match(faultWords(reason).zh, /[\u4e00-\u9fff]/, reason);
});

t.test('frames that are missing are told where they are missing', async (t) => {
  t.match(show({ lostBefore: 3 }), [/^-- 3 frames are missing here/, /RR/]);
});

t.test('a reader that does not follow costs frames, and is told how many', async (t) => {
  const told: unknown[] = [];
  let follows = true;
  let tell = (_: WireFrame) => {};
  const gone = new AbortController();
  let ended = false;
  const box = {
    onWire: (_: string | undefined, listener: (frame: WireFrame) => void) => {
      tell = listener;
      return () => {
        ended = true;
      };
    },
  };
  const item = (frame: unknown) => follows && told.push((frame as WireFrame).lostBefore) > 0;
  const running = traceMethod(box)({}, { item, signal: gone.signal, by: SYSTEM });

  tell(FRAME);
  follows = false;
  tell(FRAME);
  tell({ ...FRAME, lostBefore: 5 });
  follows = true;
  tell(FRAME);
  tell(FRAME);
  gone.abort();
  await running;

  t.same(told, [0, 7, 0]);
  t.ok(ended);
});

t.test('a client that reads nothing does not fill the memory of the box', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-flood-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'box.sock');
  const left: number[] = [];
  const control = await ControlServer.open(path, {
    flood: async (_, { item }) => {
      const text = 'x'.repeat(10_000);
      for (let n = 0; n < 1_000; n++) {
        if (!item(text)) left.push(n);
        await setImmediate();
      }
    },
  });
  t.teardown(() => control.close());
  const client = connect(path);
  const end = new Promise((resolve) => client.once('close', resolve));
  await new Promise<void>((resolve) => client.once('connect', resolve));
  client.pause();
  client.write('{"id":1,"method":"flood"}\n');

  while (left.length < 500) await setImmediate();

  t.ok((left[0] ?? 0) > 10, 'what the socket holds is sent');
  client.destroy();
  await end;
});
