// SPDX-License-Identifier: GPL-2.0-or-later
// How many facts a second reach JavaScript, none lost? Media threads do as many commands as they can take, each of which
// makes two facts; the handler checks that every one comes, once and in its order.
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { RECORD_BYTES } from '../../../dist/native/contract.js';
import { NativeMedia } from '../../../dist/native/index.js';
import { root } from '../../setup/run.mjs';
import { percent, rounded } from '../figures.mjs';
import { wiredPairs } from '../occupied.mjs';
import { processorTime } from '../threads.mjs';

export const about = 'facts a second to JavaScript without loss, their sequence checked';

const engines = 4;
const tickMs = 20;
const commandsPerTick = 1_024; // that a media thread takes
const channels = 480;
const mostPerEngine = ((commandsPerTick + channels) * 1000) / tickMs; // each command ends a play, each channel begins one
const mostWaiting = 4_096; // commands of an engine; its ring holds 8,192
const standstillTicks = 30; // 45,000 facts of each engine; its ring holds 65,536
const least = 200_000;
const handler = 'each id compared';

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds }) {
  const sources = await Promise.all(Array.from({ length: engines }, openSource));
  try {
    return [await steady(sources, seconds), await afterStandstill(sources)];
  } finally {
    for (const source of sources) source.media.close();
  }
}

/** An engine that is told to play on one channel after the other, and what it told of it. */
class Source {
  facts = 0;
  #told = 0;
  #ended = 0;
  /** By channel: the operation that must end next. @type {Map<number, number>} */
  #next;

  /**
   * @param {NativeMedia} media
   * @param {number} prompt
   */
  constructor(media, prompt) {
    this.media = media;
    this.prompt = prompt;
    this.channels = media.channels.filter(({ kind }) => kind === 'bearer').map(({ index }) => index);
    this.#next = new Map(this.channels.map((channel, place) => [channel, place + 1]));
    media.onFact((fact) => this.#take(fact));
  }

  /** Commands of which nothing was told yet; on each channel one goes on playing. */
  get waiting() {
    return this.#told - this.#ended - this.channels.length;
  }

  /** @param {number} commands */
  push(commands) {
    for (let i = 0; i < commands; i++) {
      const channel = this.channels[this.#told % this.channels.length] ?? 0;
      const operation = this.media.play(channel, [this.prompt]);
      if (operation !== ++this.#told) throw new Error(`operation ${operation} is not the next one`);
    }
  }

  /** Each play ends the one before on its channel; what a tick leaves playing has started. @param {import('../../../dist/native/index.js').Fact} fact */
  #take(fact) {
    this.facts++;
    if (fact.type !== 'finished') return;
    const expected = this.#next.get(fact.channel);
    if (fact.operation !== expected) throw new Error(`operation ${fact.operation} ended, not ${expected}`);
    this.#next.set(fact.channel, expected + this.channels.length);
    this.#ended++;
  }
}

async function openSource() {
  const media = new NativeMedia({ board: { type: 'virtual', spans: wiredPairs(channels) }, signalling: [] });
  const prompt = media.loadPrompt(path.join(root, 'prompts/zh-CN/surge.wav'));
  await new Promise((resolve) => {
    const end = media.onFact(({ type }) => {
      if (type !== 'promptLoaded') return;
      end();
      resolve(undefined);
    });
  });
  return new Source(media, prompt);
}

/**
 * @param {readonly Source[]} sources
 * @param {number} seconds
 */
async function steady(sources, seconds) {
  const [facts, used, begun] = [factsOf(sources), processorTime('self'), performance.now()];
  while (performance.now() - begun < seconds * 1000) {
    for (const source of sources) source.push(Math.min(commandsPerTick, mostWaiting - source.waiting));
    await turn();
  }
  const elapsed = (performance.now() - begun) / 1000;
  const count = factsOf(sources) - facts;
  const perSecond = count / elapsed;
  const processorShare = (processorTime('self').process - used.process) / elapsed;
  return {
    what: 'facts a second, commands given meanwhile',
    method: `${RECORD_BYTES} bytes, batches of 1,024; ${handler}`,
    figure: `${Math.round(perSecond)} /s, ${lostIn(sources)} lost; process ${percent(processorShare)} of a core`,
    toReach: `${least} /s, none lost`,
    reached: perSecond >= least && lostIn(sources) === 0,
    bound: `${engines * mostPerEngine} /s: what the media threads tell`,
    values: {
      perSecond: Math.round(perSecond),
      lost: lostIn(sources),
      n: count,
      recordBytes: RECORD_BYTES,
      processorShare: rounded(processorShare),
    },
  };
}

/**
 * JavaScript stands still for half a second while facts pile up, then reads them all.
 * @param {readonly Source[]} sources
 */
async function afterStandstill(sources) {
  await allRead(sources);
  const still = new Int32Array(new SharedArrayBuffer(4));
  for (let tick = 0; tick < standstillTicks; tick++) {
    for (const source of sources) source.push(commandsPerTick);
    Atomics.wait(still, 0, 0, tickMs);
  }
  Atomics.wait(still, 0, 0, 10 * tickMs); // until the last is done
  const [facts, begun] = [factsOf(sources), performance.now()];
  await allRead(sources);
  const [count, elapsed] = [factsOf(sources) - facts, performance.now() - begun];
  return {
    what: 'facts a second, read after a standstill',
    method: `${count} facts had piled up`,
    figure: `${Math.round((count / elapsed) * 1000)} /s, ${lostIn(sources)} lost`,
    values: { perSecond: Math.round((count / elapsed) * 1000), lost: lostIn(sources), n: count },
  };
}

/** @param {readonly Source[]} sources */
const factsOf = (sources) => sources.reduce((sum, { facts }) => sum + facts, 0);

/** @param {readonly Source[]} sources */
const lostIn = (sources) => sources.reduce((sum, { media }) => sum + media.counters().factsLost, 0);

/** @param {readonly Source[]} sources */
async function allRead(sources) {
  while (sources.some(({ waiting }) => waiting > 0)) await turn();
}
