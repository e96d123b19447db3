// SPDX-License-Identifier: GPL-2.0-or-later
// Does a leg's sound get to a worker and back, whoever ends first? Real engines over the virtual board.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import t, { type Test } from 'tap';
import { loadAddon, NativeMedia, openStream, type StreamEnd, type StreamHandle } from '../../src/native/index.js';
import { Facts, LOOP } from './engine-world.js';

const [BOX, NET] = [0, 31] as const; // the two ends of one line
const NATIVE = new URL('../../src/native/index.js', import.meta.url).href;

/** 20 ms that nobody else says. */
const say = (seed: number) =>
  Uint8Array.from({ length: 160 }, (_, i) => (seed * 101 + i * 7 + ((seed * i) >> 3)) & 0xff);

/** Streams of this process: descriptors, and maps of their memory. */
function kept() {
  const files = readdirSync('/proc/self/fd').length;
  const maps = readFileSync('/proc/self/maps', 'utf8').split('memfd:spillway-stream').length - 1;
  return { files, maps };
}

function open(t: Test, options = LOOP) {
  const media = new NativeMedia(options);
  t.teardown(() => media.close());
  return { media, facts: new Facts(media) };
}

/** Opens a stream; closed at the end, for its memory is counted. */
function opened(t: Test, handle: StreamHandle): StreamEnd {
  const end = openStream(handle);
  t.teardown(() => end.close());
  return end;
}

/** Each end of the line hears its own stream, and what changed has faded. */
async function echoing(media: NativeMedia, facts: Facts): Promise<void> {
  const ears = [BOX, NET].map((channel) => ({ channel, hears: [{ channel, what: 'stream' as const }] }));
  await facts.wait('routed', { operation: media.route(ears) });
}

/** Runs `body` in a worker that has opened the stream as `end`. */
function startWorker(handle: StreamHandle, body: string): Worker {
  const source = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { openStream, loadAddon } = await import(workerData.native);
    ${body}`;
  const url = new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  return new Worker(url, { workerData: { native: NATIVE, handle } });
}

const ECHO = `
  const end = openStream(workerData.handle);
  parentPort.postMessage('open');
  for (let frame = end.next(); frame; frame = end.next()) end.write(frame.sound, { tick: frame.tick + workerData.delay });`;

t.test('out of one leg, over the line, into another: to the last bit, each with its time', async (t) => {
  const { media, facts } = open(t);
  const [near, far] = [media.stream(BOX), media.stream(NET)];
  const [box, net] = [opened(t, near), opened(t, far)];
  media.route([{ channel: NET, hears: [{ channel: NET, what: 'stream' }] }]);
  media.step(3);
  while (box.read());

  for (let i = 0; i < 40; i++) {
    t.ok(net.write(say(i)));
    media.step(1);
  }
  const heard = Array.from({ length: 40 }, () => box.read());
  const from = heard.findIndex((frame) => frame && Buffer.compare(frame.sound, say(0)) === 0);
  t.ok(from >= 0 && from <= 2, 'the line takes its time');
  for (let i = 0; from + i < 40; i++) {
    t.same(heard[from + i]?.sound, say(i));
    t.equal(heard[from + i]?.tick, (heard[0]?.tick ?? 0) + from + i);
    t.equal(heard[from + i]?.at, (heard[from + i]?.tick ?? 0) * 20);
  }
  t.notOk(facts.find('stalled', { channel: BOX }));
  t.equal(facts.find('started', { operation: near.operation })?.channel, BOX);
});

t.test('a stream is an ear with a list, and a source in the lists of others', async (t) => {
  const { media } = open(t);
  const [neighbour, other] = [BOX + 1, NET + 1];
  const end = opened(t, media.stream(BOX));
  const [talks, hears] = [opened(t, media.stream(NET)), opened(t, media.stream(other))];
  media.route([
    { channel: NET, hears: [{ channel: NET, what: 'stream' }] },
    { channel: BOX, side: 'stream', hears: [{ channel: BOX, gainDb: -6 }, { channel: neighbour }] },
    { channel: neighbour, hears: [{ channel: BOX, what: 'stream' }] },
  ]);
  media.step(3);
  for (const each of [end, talks, hears]) while (each.read());
  talks.write(new Uint8Array(160).fill(0xaa)); // loud
  end.write(say(5));
  media.step(3);

  t.same([hears.read(), hears.read(), hears.read()].filter((frame) => frame?.sound[0] === say(5)[0]).length, 1);
  const levels = [end.read(), end.read(), end.read()].map((frame) => frame?.sound[80]);
  t.ok(
    levels.some((byte) => byte !== undefined && byte !== 0xaa && byte !== 0xd5),
    '6 dB softer',
  );
});

t.test('who does not read is told of once a second, and what was lost is seen by the ticks', async (t) => {
  const { media, facts } = open(t);
  const handle = media.stream(BOX, { frames: 10 }); // 16
  const end = opened(t, handle);
  media.step(216);
  const told = facts.told.filter((fact) => fact.type === 'stalled');
  t.same(
    told.map(({ lost }) => lost),
    [1, 50, 50, 50],
  );
  media.stop(handle.operation);
  media.step(1);
  const { reason, lost, heard } = facts.until(media, 'ended', { operation: handle.operation });
  t.same({ reason, lost, heard }, { reason: 'stopped', lost: 200, heard: 16 });
  let frames = 0;
  while (end.next()) frames++;
  t.equal(frames, 16, 'what it had heard is still there');
  t.equal(end.next(), undefined);
  t.notOk(end.write(say(1)));
});

t.test('a worker echoes a line that has threads, whole and half a second later', async (t) => {
  const { media, facts } = open(t, { ...LOOP, stepped: false });
  const handle = media.stream(BOX);
  const echo = startWorker(handle, ECHO.replace('workerData.delay', '25'));
  await once(echo, 'message');
  const net = opened(t, media.stream(NET, { frames: 256 }));
  await echoing(media, facts);
  for (let i = 0; i < 25; i++) net.write(say(i), { last: i === 24 });
  const heard = Buffer.concat(Array.from({ length: 150 }, () => net.next()?.sound ?? new Uint8Array()));
  const said = Buffer.concat(Array.from({ length: 25 }, (_, i) => say(i)));
  t.ok(heard.includes(said), 'half a second, without a gap');
  const gone = once(echo, 'exit'); // it may be gone before we hear that its stream has ended
  media.reset(BOX);
  const ended = await facts.wait('ended', { operation: handle.operation });
  t.equal(ended.reason, 'cleared');
  await gone;
});

t.test('another process echoes, by the descriptor', async (t) => {
  const { media, facts } = open(t, { ...LOOP, stepped: false });
  const { operation, descriptor } = media.stream(BOX);
  const source = `
    const { openStream } = await import(${JSON.stringify(NATIVE)});
    const end = openStream({ operation: ${operation}, descriptor: 3 });
    console.log('open');
    for (let frame = end.next(); frame; frame = end.next()) end.write(frame.sound.map((byte) => byte ^ 0x80));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit', descriptor],
  });
  if (child.stdout !== null) await once(child.stdout, 'data');
  const net = opened(t, media.stream(NET, { frames: 256 }));
  await echoing(media, facts);
  net.write(say(3), { last: true });
  const turned = Buffer.from(say(3).map((byte) => byte ^ 0x80));
  let heard = net.next();
  for (let i = 0; i < 250 && heard && !turned.equals(heard.sound); i++) heard = net.next();
  t.same(heard?.sound, new Uint8Array(turned));
  media.stop(operation);
  const [code] = await once(child, 'exit');
  t.equal(code, 0, 'it hears that the stream is over');
});

t.test('it can be opened once, as long as it lasts, and by its own handle', async (t) => {
  const { media, facts } = open(t);
  const handle = media.stream(BOX);
  t.throws(() => openStream({ ...handle, operation: handle.operation + 1 }), { code: 'REFUSED' });
  t.throws(() => openStream({ ...handle, descriptor: 0 }), { code: 'REFUSED' });
  t.throws(() => openStream({ ...handle, descriptor: -1 }), RangeError);
  const end = opened(t, handle);
  t.throws(() => openStream(handle), { code: 'REFUSED', message: /somebody else/ });
  t.throws(() => end.write(new Uint8Array(159)), RangeError);
  t.throws(() => end.write(say(1), { tick: -1 }), RangeError);
  const second = media.stream(BOX);
  t.equal(facts.until(media, 'ended', { operation: second.operation }).reason, 'failed', 'one a channel');
  end.close();
  end.close();
  t.equal(end.ended, true);
  t.equal(end.read(), undefined);
  t.notOk(end.write(say(1)));
  t.equal(facts.until(media, 'ended', { operation: handle.operation }).reason, 'completed');
  t.throws(() => openStream(handle), { code: 'REFUSED' });
});

t.test('nothing is left, whoever ends first: the leg, the worker, the engine', async (t) => {
  const before = kept();
  const world = () => {
    const media = new NativeMedia({ ...LOOP, stepped: false });
    return { media, facts: new Facts(media), handle: media.stream(BOX) };
  };
  const closed = async (name: string, media: NativeMedia) => {
    media.close();
    t.same(kept(), before, name);
  };

  const leg = world();
  const follows = startWorker(leg.handle, ECHO.replace('workerData.delay', '1'));
  await once(follows, 'message');
  leg.media.reset(BOX);
  await once(follows, 'exit');
  t.equal((await leg.facts.wait('ended')).reason, 'cleared');
  await closed('leg', leg.media);

  const died = world();
  const worker = startWorker(died.handle, ECHO.replace('workerData.delay', '1'));
  await once(worker, 'message');
  await worker.terminate();
  t.equal((await died.facts.wait('ended')).reason, 'failed', 'a worker that dies ends its stream');
  await closed('worker', died.media);

  const engine = world();
  const last = startWorker(engine.handle, ECHO.replace('workerData.delay', '1'));
  await once(last, 'message');
  const gone = once(last, 'exit');
  engine.media.close();
  t.equal((await engine.facts.wait('ended')).reason, 'cleared', 'told before the engine is gone');
  await gone;
  await closed('engine', engine.media);
});

t.test('a descriptor is given back when the stream has ended, not when the engine does', async (t) => {
  const { media, facts } = open(t);
  const before = kept();
  for (let i = 0; i < 300; i++) {
    const { operation, descriptor } = media.stream(BOX);
    if (i % 2 === 0) openStream({ operation, descriptor }).close();
    else media.stop(operation);
    facts.until(media, 'ended', { operation });
  }
  media.step(1);
  t.same(kept(), before);
});

t.test('a worker that writes nonsense into the memory harms nobody but its own stream', async (t) => {
  const { media, facts } = open(t, { ...LOOP, stepped: false });
  const handle = media.stream(BOX, { frames: 8 });
  media.route([{ channel: BOX, hears: [{ channel: BOX, what: 'stream' }] }]);
  const vandal = startWorker(
    handle,
    `
    const { memory } = loadAddon().attachStream(workerData.handle.descriptor, workerData.handle.operation);
    const bytes = new Uint8Array(memory);
    for (let round = 0; round < 2000; round++) for (let i = 0; i < bytes.length; i += 4096) bytes.fill(round * 31 + i, i);
    parentPort.postMessage('done');`,
  );
  await once(vandal, 'message');
  t.equal((await facts.wait('ended', { operation: handle.operation })).reason, 'failed');
  const next = opened(t, media.stream(BOX));
  t.ok(next.next(), 'the next one works');
  next.close();
});

t.test('a worker that throws ends its stream as failed', async (t) => {
  const { media, facts } = open(t, { ...LOOP, stepped: false });
  const handle = media.stream(BOX);
  const worker = startWorker(handle, 'openStream(workerData.handle); throw new Error("no more");');
  const [error] = await once(worker, 'error');
  t.equal(error.message, 'no more');
  t.equal((await facts.wait('ended', { operation: handle.operation })).reason, 'failed');
});

t.test('the addon maps nothing but streams', async (t) => {
  const addon = loadAddon();
  t.throws(() => addon.attachStream(2 ** 31, 1), RangeError);
  t.throws(() => addon.attachStream(0, 0), RangeError);
  const { media } = open(t);
  const { descriptor, operation } = media.stream(BOX);
  const { memory, release } = addon.attachStream(descriptor, operation);
  t.throws(() => release(new ArrayBuffer(memory.byteLength)), TypeError);
  release(memory);
  release(memory);
  t.equal(memory.byteLength, 0);
});
