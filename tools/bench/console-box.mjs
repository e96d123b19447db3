// SPDX-License-Identifier: GPL-2.0-or-later
// On which box do the benchmarks of the console run, and who sits at it? 200 agents and 20 wallboards, in a process of their own.
import { fork } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { talkingBox } from './conversations.mjs';

export const agents = 200;
export const walls = 20;
const pin = '1234';
const password = 'horse battery 9';
const port = 18_443;
const program = fileURLToPath(new URL('./web-crowd.mjs', import.meta.url));

/** @param {string} folder */
export function consoleBox(folder) {
  const box = talkingBox(folder);
  const seats = new Set(box.agents.map(({ id }) => id));
  const others = Array.from({ length: agents }, (_, i) => String(1001 + i)).filter((id) => !seats.has(id));
  const more = others.map((id) => ({ id, name: id, queues: box.queues.map(({ name }) => name) }));
  return {
    ...box,
    agents: [...box.agents, ...more].map((agent) => ({ ...agent, pin })),
    people: Array.from({ length: walls }, (_, i) => ({
      id: `wall${i + 1}`,
      name: `Wall ${i + 1}`,
      role: 'supervisor',
    })),
    web: { port, address: '127.0.0.1', proxy: true }, // each visitor has an address of his own, as in a house
  };
}

/** The process that is the visitors. */
export class Crowd {
  #child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  #asked = 0;

  /**
   * @param {'signIn' | 'open' | 'close' | 'reload' | 'figures'} act
   * @param {object} [of]
   * @returns {Promise<any>}
   */
  do(act, of) {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      const hear = (/** @type {any} */ told) => {
        if (told.id !== id) return;
        this.#child.off('message', hear);
        if (told.failed === undefined) resolve(told.answer);
        else reject(new Error(told.failed));
      };
      this.#child.on('message', hear);
      this.#child.send({ id, act, of });
    });
  }

  end() {
    this.#child.kill();
  }
}

/**
 * Everybody signs in; the people of the wallboards get a password first.
 * @param {Crowd} crowd
 * @param {string} folder of the box
 */
export async function signInAll(crowd, folder) {
  const socket = path.join(folder, 'data/box.sock');
  const names = Array.from({ length: walls }, (_, i) => `wall${i + 1}`);
  for (const id of names) await ask(socket, 'people.password', { id, password });
  const ids = Array.from({ length: agents }, (_, i) => String(1001 + i));
  await crowd.do('signIn', { base: `https://127.0.0.1:${port}`, agents: ids, walls: names, pin, password });
}

/** The web process of a box: its child that is called so. @param {number} box */
export async function webOf(box) {
  for (let tries = 0; tries < 600; tries++, await sleep(100)) {
    for (const task of readdirSync(`/proc/${box}/task`)) {
      const children = readFileSync(`/proc/${box}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter(Boolean)
        .map(Number);
      for (const child of children)
        if (readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0').includes('web') && (await answers()))
          return child;
    }
  }
  throw new Error('the web process does not answer');
}

function answers() {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true) ?? socket.destroy());
    socket.once('error', () => resolve(false));
  });
}

/**
 * One question at the operator's socket.
 * @param {string} file
 * @param {string} method
 * @param {object} params
 */
function ask(file, method, params) {
  return new Promise((resolve, reject) => {
    const socket = connect(file).setEncoding('utf8').once('error', reject);
    socket.write(`${JSON.stringify({ id: 1, method, params })}\n`);
    socket.once('data', (text) => {
      socket.destroy();
      const { error, result } = JSON.parse(String(text));
      if (error === undefined) resolve(result);
      else reject(new Error(`${method}: ${error.message}`));
    });
  });
}
