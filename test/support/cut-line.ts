// SPDX-License-Identifier: GPL-2.0-or-later
// What if the network between a browser and the web process fails? A line between the two that goes silent, swallows answers, or is cut.

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Test } from 'tap';

/** `silent`: open, and nothing goes either way, as when a cable is pulled out. `deaf`: what is asked arrives, no answer comes back. `cut`: gone. */
export type LineMood = 'passes' | 'silent' | 'deaf' | 'cut';

export class CutLine {
  readonly #server: Server;
  readonly #ends = new Set<Socket>();
  #mood: LineMood = 'passes';

  private constructor(server: Server) {
    this.#server = server;
  }

  /** To a port of this machine; ends with the test. */
  static async open(t: Test, port: number): Promise<CutLine> {
    const server = createServer();
    const line = new CutLine(server);
    server.on('connection', (near) => line.#join(near, port));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    t.teardown(() => line.close());
    return line;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What was lost meanwhile stays lost: connections that were silent are dead when the line passes again. */
  set mood(mood: LineMood) {
    if (mood === 'cut' || (mood === 'passes' && this.#mood !== 'passes')) this.#endAll();
    this.#mood = mood;
  }

  close(): void {
    this.#endAll();
    this.#server.close();
  }

  #join(near: Socket, port: number): void {
    if (this.#mood === 'cut') {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const end of [near, far]) {
      this.#ends.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => this.#ends.delete(end));
    }
    near.on('data', (bytes) => this.#mood !== 'silent' && far.write(bytes));
    far.on('data', (bytes) => this.#mood === 'passes' && near.write(bytes));
    near.on('close', () => this.#mood !== 'silent' && far.destroy());
    far.on('close', () => this.#mood !== 'silent' && near.destroy());
  }

  #endAll(): void {
    for (const end of this.#ends) end.destroy();
  }
}
