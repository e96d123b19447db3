// SPDX-License-Identifier: GPL-2.0-or-later
// How long after a command's line on the socket does somebody at the far end hear another thing, while a hundred conversations are up?
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { BoxProcess } from '../box-process.mjs';
import { conversations, converse, size, talkingBox } from '../conversations.mjs';
import { FarEnd } from '../far-end.mjs';
import { delays } from '../figures.mjs';
import { Ear } from '../heard.mjs';

export const about =
  "a command's line on the socket to the first changed sample at the far end, with 100 conversations up";

const mostMs = 60;
const restMs = 300;
const flashMs = 1_200; // a telephone that is on its hook for longer is put down
const tone = [{ hertz: [1_000], milliseconds: 1_000 }];
const firstAgent = 1001;

/** @typedef {Readonly<Record<'hold' | 'retrieve' | 'join' | 'whisper', number[]>>} Waits */

/** @param {import('../figures.mjs').Run} run */
export async function run({ seconds, say }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'spillway-bench-'));
  const farEnd = new FarEnd(folder, size);
  const box = new BoxProcess(folder, talkingBox(folder));
  try {
    await box.running();
    await farEnd.up();
    say(`${conversations} conversations begin`);
    /** @type {number[]} */
    const rung = [];
    const listening = farEnd.media.onFact((fact) => fact.type === 'ringStarted' && rung.push(fact.channel));
    const scene = { over: false };
    await converse(farEnd, scene);
    listening();
    await sleep(restMs);
    const asker = await Asker.at(path.join(folder, 'data/box.sock'));
    const free = farEnd.telephones.filter((telephone) => !rung.includes(telephone));
    /** @type {Waits} */
    const waits = { hold: [], retrieve: [], join: [], whisper: [] };
    let nth = 0;
    for (const end = performance.now() + seconds * 1000; performance.now() < end; nth++) {
      const at = nth % conversations;
      const pair = { customer: farEnd.bearers[at] ?? 0, telephone: rung[at] ?? 0 };
      await round(farEnd, asker, { ...pair, third: free[nth % free.length] ?? 0 }, waits);
    }
    scene.over = true;
    asker.close();
    await box.stop();
    return Object.entries(waits).map(([verb, of]) => {
      const { figure, values } = delays(of);
      return {
        what: `${verb}: command to sound`,
        method: `${conversations} recorded conversations up`,
        figure,
        toReach: `p99 under ${mostMs} ms`,
        reached: values.p99Ms < mostMs,
        values,
      };
    });
  } finally {
    farEnd.close();
    await box.stop().catch(() => {});
    rmSync(folder, { recursive: true });
  }
}

/**
 * Each of the commands once, at a conversation where nobody speaks; afterwards it is as before.
 * @param {FarEnd} farEnd
 * @param {Asker} asker
 * @param {{ readonly customer: number, readonly telephone: number, readonly third: number }} who channels
 * @param {Waits} waits
 */
async function round(farEnd, asker, { customer, telephone, third }, waits) {
  const { media } = farEnd;
  const idOf = (/** @type {number} */ channel) => String(firstAgent + farEnd.telephones.indexOf(channel));
  const [agent, colleague] = [idOf(telephone), idOf(third)];
  const verb = (/** @type {string} */ name, more = {}) => asker.ask('callAction', { verb: name, agent, ...more });
  const supervise = (/** @type {string} */ how) => asker.ask('supervise', { supervisor: colleague, agent, how });

  const atCustomer = new Ear(media, customer);
  waits.hold.push(await heard(atCustomer, 'sound', () => verb('hold')));
  waits.retrieve.push(await heard(atCustomer, 'silence', () => verb('retrieve')));
  atCustomer.close();

  await answered(farEnd, third, () => verb('consult', { to: `agent:${colleague}` }));
  const atThird = new Ear(media, third);
  media.tone(customer, tone, { repeatFrom: 0 });
  waits.join.push(await heard(atThird, 'sound', () => verb('conference')));
  atThird.close();
  media.reset(customer);
  await putDown(media, third);

  await answered(farEnd, third, () => supervise('listen'));
  const atAgent = new Ear(media, telephone);
  media.tone(third, tone, { repeatFrom: 0 });
  waits.whisper.push(await heard(atAgent, 'sound', () => supervise('whisper')));
  atAgent.close();
  media.reset(third);
  await putDown(media, third);
}

/**
 * Milliseconds from the command to what is heard.
 * @param {Ear} ear
 * @param {'sound' | 'silence'} what
 * @param {() => Promise<unknown>} command
 */
async function heard(ear, what, command) {
  await sleep(restMs + Math.random() * 20); // of no period of ours
  ear.forget();
  const begun = performance.now();
  const asked = command();
  const at = await ear[what]();
  await asked;
  return at - begun;
}

/**
 * A telephone rings for it, and is lifted.
 * @param {FarEnd} farEnd
 * @param {number} telephone
 * @param {() => Promise<unknown>} command
 */
async function answered(farEnd, telephone, command) {
  let rings = false;
  const end = farEnd.media.onFact((fact) => {
    if (fact.type === 'ringStarted' && fact.channel === telephone) rings = true;
  });
  await command();
  await farEnd.until(() => rings);
  end();
  farEnd.media.hook(telephone, true);
  await sleep(restMs);
}

/** @param {import('../../../dist/native/index.js').NativeMedia} media @param {number} telephone */
async function putDown(media, telephone) {
  media.hook(telephone, false);
  await sleep(flashMs);
}

/** A program that keeps its connection, and asks one thing after the other. */
class Asker {
  #socket;
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  #open = new Map();
  #last = 0;

  /** @param {string} file */
  static async at(file) {
    const socket = connect(file);
    await once(socket, 'connect');
    return new Asker(socket);
  }

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('error', () => {}); // the box ends
    createInterface({ input: socket }).on('line', (line) => {
      const { id, result, error } = JSON.parse(line);
      const asked = this.#open.get(id);
      this.#open.delete(id);
      if (error === undefined) asked?.resolve(result);
      else asked?.reject(new Error(`${error.code}: ${error.message}`));
    });
  }

  /** @param {string} method @param {object} params */
  ask(method, params) {
    const id = ++this.#last;
    this.#socket.write(`${JSON.stringify({ id, method, params })}\n`);
    return new Promise((resolve, reject) => this.#open.set(id, { resolve, reject }));
  }

  close() {
    this.#socket.destroy();
  }
}
