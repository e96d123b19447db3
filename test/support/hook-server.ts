// SPDX-License-Identifier: GPL-2.0-or-later
// Who takes the messages that a box posts? A real HTTP server that answers as a test tells it, or not at all.
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One POST as it came. */
export interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body, read. */
  readonly json: Readonly<Record<string, unknown>>;
}

export class HookServer {
  /** A status, or `hang`: no answer; used for every POST until it is changed. */
  answer: number | 'hang' = 204;
  /** What every answer says. */
  says = 'whatever';
  readonly posts: Posted[] = [];
  readonly #server: Server;
  readonly #hung: ServerResponse[] = [];
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  #port = 0;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const body = await text(request);
      this.posts.push({ path: request.url ?? '', headers: request.headers, body, json: JSON.parse(body) });
      if (this.answer === 'hang') this.#hung.push(response);
      else response.writeHead(this.answer, { connection: 'close', location: '/elsewhere' }).end(this.says);
      this.#tell();
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/alarms?shop=7`;
  }

  /** Listens, at the same port as before. */
  async listen(): Promise<this> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  /** From now on connections are refused. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Resolves when so many POSTs have come altogether. */
  async received(count: number): Promise<void> {
    if (this.posts.length >= count) return;
    await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }));
  }

  #tell(): void {
    for (const { count, resolve } of this.#waiting) if (this.posts.length >= count) resolve();
    this.#waiting = this.#waiting.filter(({ count }) => this.posts.length < count);
  }
}
