// SPDX-License-Identifier: GPL-2.0-or-later
// When does the shop's own program know that a telephone rings? By a web hook with the contact, and by the events of the socket.
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** What is attached to each caller. */
export const attached = { order: 'A-17', member: '老客户', note: 'x'.repeat(200) };
const secret = 'at-least-8-characters';

/** Milliseconds from the offer, as its event has it, to the program. */
export class ToldRings {
  /** @type {number[]} */
  byHook = [];
  /** @type {number[]} */
  bySocket = [];
  /** Posts in which something was missing that a page pops up by. */
  incomplete = 0;
  #server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      response.end();
      const now = Date.now();
      const { at, facts, contact } = JSON.parse(text);
      this.byHook.push(now - new Date(at).getTime());
      const known = [facts?.call, facts?.agent, facts?.queue, contact?.calling, contact?.accessNumber, contact?.data];
      const data = Object.entries(attached).every(([key, value]) => contact?.data?.[key] === value);
      if (!data || known.some((one) => one === undefined || one === null)) this.incomplete++;
    });
  });
  /** @type {import('node:net').Socket | undefined} */
  #socket;

  /** Listens; what the box's file says of it. */
  async hooks() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const address = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    const url = `http://127.0.0.1:${address.port}/hook`;
    return [{ name: 'pop', form: 'web', url, secret, alarms: 'none', events: ['offer.made'] }];
  }

  /** Follows the events of a box that runs. @param {string} socketFile */
  follow(socketFile) {
    const socket = connect(socketFile);
    const params = { types: ['offer'], follow: true };
    socket.on('connect', () => socket.write(`${JSON.stringify({ id: 1, method: 'events', params })}\n`));
    socket.on('error', () => {}); // the box ends
    createInterface({ input: socket }).on('line', (line) => {
      const { item } = JSON.parse(line);
      if (item?.type === 'offer.made') this.bySocket.push(Date.now() - item.at);
    });
    this.#socket = socket;
  }

  /** Those of before do not count. */
  forget() {
    this.byHook = [];
    this.bySocket = [];
    this.incomplete = 0;
  }

  close() {
    this.#socket?.destroy();
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
