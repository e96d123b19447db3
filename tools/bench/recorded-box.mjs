// SPDX-License-Identifier: GPL-2.0-or-later
// How does a box do while its engine makes many recordings? A program of its own: a box with one E1, and on the same engine
// channels wired to each other that are recorded when its parent says so. `node recorded-box.mjs FOLDER CONFIGURATION CHANNELS`
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { open } from '../../dist/engine/index.js';
import { SystemClock } from '../../dist/kernel/index.js';
import { NativeMedia, sliceMedia } from '../../dist/native/index.js';
import { boxBoard } from './far-end.mjs';

const [folder = '', configuration = '', channels = '0'] = process.argv.slice(2);
const trunk = 'e1-1';
const mostPorts = 128;
const recordings = path.join(folder, 'many');
mkdirSync(recordings);

const board = /** @type {{ spans: any[] }} */ (boxBoard(folder, { spans: 1 }));
const carrier = board.spans[0].carrier;
/** Banks wired to each other, as large as they may be. @param {number} count @returns {any[]} */
function banks(count) {
  const pairs = Math.ceil(count / (2 * mostPorts));
  const ports = count / (2 * pairs);
  const bank = (/** @type {string} */ name, /** @type {string} */ peer, /** @type {string} */ side) => ({
    ...{ name, kind: 'analog', ports, side, carrier: { type: 'loop', peer } },
  });
  return Array.from({ length: pairs }, (_, i) => [
    bank(`a${i}`, `b${i}`, 'station'),
    bank(`b${i}`, `a${i}`, 'telephone'),
  ]).flat();
}

const media = new NativeMedia({
  board: { type: 'virtual', spans: [{ name: trunk, kind: 'e1', carrier }, ...banks(Number(channels))] },
  signalling: [{ span: trunk, role: 'cpe', restartAtStart: false }],
});
const box = await open({ config: configuration, media: sliceMedia(media, [trunk]), clock: new SystemClock() });

const own = media.spans.findIndex(({ name }) => name === trunk);
const recorded = media.channels.filter(({ span }) => span !== own);
/** Operations by channel. @type {Map<number, number>} */
const underWay = new Map();
const told = { begun: 0, finished: 0, gaps: 0, longestGapMs: 0, failed: 0 };
let [file, next] = [0, 0];

media.onFact((fact) => {
  if (fact.type === 'recordingGap') {
    told.gaps++;
    told.longestGapMs = Math.max(told.longestGapMs, fact.gapMs);
  }
  if (fact.type === 'recordingFailed') told.failed++;
  if (fact.type === 'finished') told.finished++;
});

/** @param {number} channel */
function begin(channel) {
  told.begun++;
  underWay.set(channel, media.record(channel, path.join(recordings, `${++file}.wav`)));
}

/** Ends so many and begins others in their place, as calls do. @param {number} count */
function replace(count) {
  for (let i = 0; i < count; i++) {
    const { index = 0 } = recorded[next++ % recorded.length] ?? {};
    media.stop(underWay.get(index) ?? 0);
    begin(index);
  }
}

function end() {
  for (const operation of underWay.values()) media.stop(operation);
  underWay.clear();
}

process.on('message', async (/** @type {{ do: string, count?: number }} */ order) => {
  if (order.do === 'record') for (const { index } of recorded) begin(index);
  if (order.do === 'replace') replace(order.count ?? 0);
  if (order.do === 'end') end();
  if (order.do === 'close') {
    await box.close();
    media.close();
  }
  process.send?.({ done: order.do, ...told });
  if (order.do === 'close') process.disconnect();
});
process.send?.({ done: 'open' });
