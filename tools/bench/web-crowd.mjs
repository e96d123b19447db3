// SPDX-License-Identifier: GPL-2.0-or-later
// Who sits at the console in a benchmark? A process of its own: agents and wallboards, each with a cookie, connections and an address of his own.
import { request as plainly } from 'node:http';
import { Agent, request } from 'node:https';
import { setPriority } from 'node:os';
import { WebSocket } from 'ws';

setPriority(10); // they have machines of their own in a house: here they give way to the box and to the web process

const togetherSigningIn = 6;
const connections = 6; // as browsers keep them
const api = '/api/v1';

/** @typedef {{ readonly type: string, readonly at: number, readonly facts: Record<string, unknown> }} Told */

/** One browser. */
class Visitor {
  cookie = '';
  agent;
  /** @type {WebSocket | undefined} */
  socket;

  /**
   * @param {string} base
   * @param {string} id
   * @param {string} address
   */
  constructor(base, id, address) {
    this.base = base;
    this.id = id;
    this.address = address;
    this.agent = this.#fresh();
  }

  #fresh() {
    return new Agent({ keepAlive: true, maxSockets: connections, rejectUnauthorized: false });
  }

  #headers() {
    const cookie = this.cookie === '' ? {} : { cookie: this.cookie };
    return { origin: this.base, 'x-forwarded-for': this.address, 'accept-encoding': 'br', ...cookie };
  }

  /**
   * @param {string} path
   * @param {object} [body] posted
   * @returns {Promise<{ status: number, text: string }>}
   */
  ask(path, body) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const method = text === undefined ? 'GET' : 'POST';
    const headers = { ...this.#headers(), ...(text !== undefined && { 'content-type': 'application/json' }) };
    const secure = this.base.startsWith('https');
    return new Promise((resolve, reject) => {
      const options = { method, headers, ...(secure && { agent: this.agent }) };
      const asked = (secure ? request : plainly)(`${this.base}${path}`, options, (response) => {
        /** @type {Buffer[]} */
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const [set] = response.headers['set-cookie'] ?? [];
          if (set !== undefined) this.cookie = set.split(';')[0] ?? '';
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() });
        });
      });
      asked.once('error', reject);
      asked.end(text);
    });
  }

  /** @param {string} password */
  async signIn(password) {
    const { status, text } = await this.ask(`${api}/session`, { id: this.id, password });
    if (status !== 200) throw new Error(`${this.id}: ${status} ${text}`);
  }

  /**
   * Follows live; resolves with the snapshot.
   * @param {(told: Told) => void} heard
   */
  follow(heard) {
    const url = `${this.base.replace('http', 'ws')}${api}/live`;
    const socket = new WebSocket(url, { headers: this.#headers(), rejectUnauthorized: false });
    this.socket = socket;
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', (code) => reject(new Error(`${this.id}: closed with ${code}`)));
      socket.on('message', (data) => {
        const text = String(data);
        if (text.startsWith('{"type":"event"')) heard(JSON.parse(text).event);
        if (text.startsWith('{"type":"snapshot"')) resolve(text.length);
      });
    });
  }

  /** The page is gone; the browser keeps its connections for a while. */
  leave() {
    this.socket?.removeAllListeners('close');
    this.socket?.on('close', () => {});
    this.socket?.terminate();
  }

  close() {
    this.leave();
    this.agent.destroy();
    this.agent = this.#fresh();
  }
}

class Crowd {
  /** @type {Visitor[]} */
  agents = [];
  /** @type {Visitor[]} */
  walls = [];
  /** Milliseconds from the instant of an event to the socket of a wallboard; from the offer to the page of the customer. */
  events = /** @type {number[]} */ ([]);
  pops = /** @type {number[]} */ ([]);

  /** @param {{ base: string, agents: readonly string[], walls: readonly string[], pin: string, password: string }} asked */
  async signIn({ base, agents, walls, pin, password }) {
    let address = 0;
    const visitor = (/** @type {string} */ id) => {
      address++;
      return new Visitor(base, id, `10.0.${Math.floor(address / 250)}.${1 + (address % 250)}`);
    };
    this.agents = agents.map(visitor);
    this.walls = walls.map(visitor);
    const all = [
      ...this.agents.map((one) => () => one.signIn(pin)),
      ...this.walls.map((one) => () => one.signIn(password)),
    ];
    const next = async () => {
      for (let work = all.shift(); work !== undefined; work = all.shift()) await work();
    };
    await Promise.all(Array.from({ length: togetherSigningIn }, next));
  }

  async open() {
    await Promise.all([
      ...this.agents.map((one) => one.follow((event) => this.#popped(one, event))),
      ...this.walls.map((one) => one.follow(({ at }) => this.events.push(Date.now() - at))),
    ]);
  }

  close() {
    for (const one of [...this.agents, ...this.walls]) one.close();
  }

  /** All agents reload in one instant; milliseconds until each had its page, what it begins with, and its snapshot. */
  async reload() {
    for (const one of this.agents) one.leave();
    const begun = Date.now();
    /** @type {Record<string, number>} the last of each, for whoever looks for the cause */
    const parts = {};
    const since = (/** @type {string} */ part) => {
      parts[part] = Date.now() - begun;
    };
    const all = await Promise.all(
      this.agents.map(async (one) => {
        await one.ask('/');
        since('page');
        const { status, text } = await one.ask(`${api}/session/start`);
        if (status !== 200) throw new Error(`${one.id}: ${status} ${text}`);
        since('start');
        await one.follow((event) => this.#popped(one, event));
        since('snapshot');
        return Date.now() - begun;
      }),
    );
    return { all, parts };
  }

  /**
   * @param {Visitor} one
   * @param {Told} event
   */
  async #popped(one, { type, at, facts }) {
    if (type !== 'offer.made' || facts.agent !== one.id) return;
    const { status } = await one.ask(`${api}/agents/${one.id}/calls/${facts.call}/pop`);
    if (status === 200) this.pops.push(Date.now() - at);
  }

  /** What was measured since it was asked last. */
  figures() {
    const told = { events: this.events, pops: this.pops };
    this.events = [];
    this.pops = [];
    return told;
  }
}

const crowd = new Crowd();
process.on('message', (/** @type {any} */ { id, act, of }) => {
  const work = /** @type {any} */ (crowd)[act];
  Promise.resolve()
    .then(() => work.call(crowd, of))
    .then(
      (answer) => process.send?.({ id, answer: answer ?? null }),
      (error) => process.send?.({ id, failed: String(error?.stack ?? error) }),
    );
});
process.on('disconnect', () => process.exit());
