// SPDX-License-Identifier: GPL-2.0-or-later
// How does a wave go over a whole box? Real Q.931 and sound on the stepped virtual board, real database; callers and agents by chance of a seed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { stringify } from 'yaml';
import { Calls } from '../../dist/call/index.js';
import { open } from '../../dist/engine/index.js';
import { Ids, VirtualClock } from '../../dist/kernel/index.js';
import { Lines } from '../../dist/line/index.js';
import { NativeMedia, sliceMedia, TICK_MS } from '../../dist/native/index.js';
import { Random } from '../../dist/sim/index.js';

const accessNumber = '88880001';
const rings = 2_000; // until an agent lifts
const pino = { level: 'silent' };

/**
 * @typedef {object} Wave
 * @property {number} callers
 * @property {number} duration milliseconds in which they come
 * @property {number} e1s
 * @property {number} agents
 * @property {number} talk mean, exponential
 * @property {number} patience mean, exponential
 * @property {{ readonly chance: number, readonly after: number }} redial of who was turned away, or gave up
 * @property {string} prompt that computer agents speak
 * @property {object} surge section of the file
 * @property {object} queue the queue's settings
 * @property {number} seed
 */

/**
 * What the far end saw of a call.
 * @typedef {{ readonly number: string, readonly from: number, to: number, answered: number | undefined }} Seen
 */

/** @param {Wave} wave @param {(text: string) => void} say */
export async function runWave(wave, say) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-wave-'));
  const place = await openPlace(wave, folder);
  try {
    const run = await play(place, wave, say);
    await place.close();
    return { ...run, records: readRecords(folder), channels: wave.e1s * 30 };
  } finally {
    place.media.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {Wave} wave @param {string} folder */
async function openPlace(wave, folder) {
  const numbers = Array.from({ length: wave.e1s }, (_, index) => index + 1);
  const loop = (/** @type {string} */ name, /** @type {string} */ peer) => ({ name, carrier: { type: 'loop', peer } });
  const e1s = numbers.map((n) => `e1-${n}`);
  const media = new NativeMedia(
    /** @type {any} */ ({
      stepped: true,
      board: {
        type: 'virtual',
        spans: [
          ...numbers.flatMap((n) => [
            { ...loop(`e1-${n}`, `net-${n}`), kind: 'e1' },
            { ...loop(`net-${n}`, `e1-${n}`), kind: 'e1' },
          ]),
          { ...loop('stations', 'telephones'), kind: 'analog', ports: wave.agents, side: 'station' },
          { ...loop('telephones', 'stations'), kind: 'analog', ports: wave.agents, side: 'telephone' },
        ],
      },
      signalling: numbers.flatMap((n) => [
        { span: `e1-${n}`, role: 'cpe', restartAtStart: false },
        { span: `net-${n}`, role: 'network' },
      ]),
    }),
  );
  const clock = new VirtualClock();
  const file = path.join(folder, 'spillway.yaml');
  writeFileSync(file, stringify(configuration(wave, e1s)));
  const { default: log } = await import('pino');
  const box = await open({ config: file, log: log(pino), media: sliceMedia(media, [...e1s, 'stations']), clock });
  const spans = numbers.map((n) => `net-${n}`);
  const lines = new Lines(media, clock, {
    spans: spans.map((name) => ({ name })),
    trunkGroups: [{ name: 'all', spans, order: 'ascending' }],
  });
  const network = new Calls(media, clock, lines, new Ids(clock, () => 1));
  const advance = async () => {
    media.step(1);
    clock.advance(TICK_MS);
    await setImmediate();
    await box.settled();
  };
  const close = async () => {
    let over = false;
    const closing = box.close().finally(() => {
      over = true;
    });
    for (let ticks = 0; ticks < 500 && !over; ticks++) await advance();
    await closing;
  };
  const ears = await openEars(media, advance, wave.prompt);
  return { media, clock, box, network, group: lines.trunkGroup('all'), advance, close, ...ears };
}

/**
 * What callers listen for: the promise and an agent's voice, bit by bit.
 * @param {NativeMedia} media @param {() => Promise<void>} advance @param {string} prompt
 */
async function openEars(media, advance, prompt) {
  const wanted = [`zh-CN/${prompt}`, 'en/welcome'].map((name) =>
    media.loadPrompt(fileURLToPath(new URL(`../../prompts/${name}.wav`, import.meta.url))),
  );
  const loaded = new Set();
  const served = new Set();
  media.onFact((fact) => {
    if (fact.type === 'promptLoaded') loaded.add(fact.prompt);
    if (fact.type === 'heard') served.add(fact.channel);
  });
  while (!wanted.every((one) => loaded.has(one))) await advance();
  return {
    voice: wanted[1],
    listen: (/** @type {number} */ channel) => {
      served.delete(channel);
      for (const one of wanted) media.listen(channel, /** @type {number} */ (one));
    },
    isServed: (/** @type {number} */ channel) => served.has(channel),
  };
}

/** @param {Wave} wave @param {readonly string[]} e1s */
function configuration({ agents, surge, queue, prompt }, e1s) {
  const carrier = (/** @type {string} */ name) => ({ type: 'listen', path: `/run/${name}.sock` }); // looped: never opened
  const ports = Array.from({ length: agents }, (_, index) => index + 1);
  return {
    areaCode: '21',
    prompts: fileURLToPath(new URL('../../prompts', import.meta.url)),
    board: {
      type: 'virtual',
      spans: [
        ...e1s.map((name) => ({ name, kind: 'e1', carrier: carrier(name), signalling: { restartAtStart: false } })),
        { name: 'stations', kind: 'analog', count: agents, carrier: carrier('stations') },
      ],
    },
    trunkGroups: [{ name: 'trunks', spans: e1s }],
    stations: ports.map((port) => ({ number: `${800 + port}`, span: 'stations', port })),
    accessNumbers: [{ number: accessNumber, name: 'station', queue: 'sales' }],
    queues: [{ name: 'sales', wrapUp: '0s', maxWait: '1h', nobodySignedIn: 'wait', ...queue }],
    agents: ports.map((port) => ({ id: `${1000 + port}`, name: `Agent ${port}`, queues: ['sales'] })),
    recording: { enabled: false },
    callback: { window: { hours: [{ from: '00:00', to: '00:01' }] }, promisedTodayUntil: '00:01' },
    surge: { ...surge, prompt },
  };
}

/** @param {Awaited<ReturnType<typeof openPlace>>} place @param {Wave} wave @param {(text: string) => void} say */
async function play(place, wave, say) {
  const { media, clock, box, network, group, advance } = place;
  const random = new Random(wave.seed);
  for (let ticks = 0; ticks < 150; ticks++) await advance();
  agentsAnswer(place, wave, random);
  for (let port = 1; port <= wave.agents; port++) box.agents.signIn(`${1000 + port}`, `${800 + port}`);
  for (let ticks = 0; ticks < 50; ticks++) await advance();

  const begins = clock.now();
  /** @type {Seen[]} */
  const seen = [];
  let blocked = 0;
  /** @type {number[]} */
  const attempts = [];
  let waiting = wave.callers;
  const again = (/** @type {string} */ number) => {
    if (random.chance(wave.redial.chance)) at(clock.now() + wave.redial.after, () => ring(number));
  };
  const at = (/** @type {number} */ when, /** @type {() => void} */ act) => {
    waiting++;
    clock.at(when, () => {
      waiting--;
      act();
    });
  };
  const ring = (/** @type {string} */ number) => {
    attempts.push(clock.now());
    if (group.idle === 0) {
      blocked++;
      again(number);
      return;
    }
    const leg = network.dial(group, {
      called: { digits: accessNumber, plan: 1 },
      calling: { digits: number, type: 'national', plan: 1, presentation: 'allowed', screening: 3 },
    });
    const call = { number, from: clock.now(), to: Number.NaN, answered: /** @type {number | undefined} */ (undefined) };
    seen.push(call);
    const patience = clock.now() + random.exponential(wave.patience);
    leg.answered.on(() => {
      call.answered = clock.now();
      place.listen(leg.channel.index);
    });
    let left = false;
    clock.at(patience, () => {
      if (leg.signal.aborted || place.isServed(leg.channel.index)) return; // a computer agent or a person speaks with him
      left = true;
      leg.clear();
    });
    const { channel } = leg;
    // Cleared down: RELEASE COMPLETE has come, and the channel can take the next call.
    const idle = channel.changed.on(({ to }) => {
      if (to.name !== 'idle') return;
      call.to = clock.now();
      idle();
    });
    leg.cleared.on(() => {
      if (left) again(number);
    });
  };
  for (let index = 0; index < wave.callers; index++) {
    waiting--;
    at(begins + random.between(0, wave.duration), () => ring(`139${String(10_000_000 + index)}`));
  }
  let minute = 0;
  while (waiting > 0 || group.idle < group.channels.length) {
    await advance();
    const now = Math.floor((clock.now() - begins) / 60_000);
    if (now > minute) say(`minute ${now}: ${seen.length} calls, ${blocked} turned away by the exchange`);
    minute = now;
  }
  await box.settled();
  media.counters();
  return { seen, attempts, blocked, begins, utc: clock.utc(begins) };
}

/** @param {Awaited<ReturnType<typeof openPlace>>} place @param {Wave} wave @param {Random} random */
function agentsAnswer({ media, clock, voice }, wave, random) {
  for (const { index } of media.channels.filter(({ kind }) => kind === 'fxo')) {
    let lifted = false;
    media.onFact((fact) => {
      if (fact.type !== 'ringStarted' || fact.channel !== index || lifted) return;
      lifted = true;
      clock.at(clock.now() + rings, () => {
        media.hook(index, true);
        media.play(index, [/** @type {number} */ (voice)], { loop: true });
        clock.at(clock.now() + random.exponential(wave.talk), () => {
          lifted = false;
          media.reset(index);
          media.hook(index, false);
        });
      });
    });
  }
}

/** @param {string} folder */
function readRecords(folder) {
  const database = new Database(path.join(folder, 'data', 'spillway.db'), { readonly: true });
  try {
    const contacts = database
      .prepare(
        `select c.calling as number, c.offered_at as at, c.ended_at as ended, k.disposition, p.played_ms as played, p.captured_at as captured
         from call c join contact k on k.id = c.id left join capture p on p.call = c.id`,
      )
      .all();
    const balance = database.prepare('select count(*) as n from contact where disposition is null').get();
    return { contacts: /** @type {readonly Record<string, any>[]} */ (contacts), open: /** @type {any} */ (balance).n };
  } finally {
    database.close();
  }
}
