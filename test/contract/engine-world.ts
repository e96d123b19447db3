// SPDX-License-Identifier: GPL-2.0-or-later
// Which engines do the boundary's tests run, and how do they wait for a fact without sleeping?

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { type EngineOptions, type Fact, type MediaPort, NativeMedia } from '../../src/native/index.js';

/** Two E1 spans wired to each other: the box (`cpe`) and the network. */
export const LOOP: EngineOptions = {
  stepped: true,
  board: {
    type: 'virtual',
    spans: [
      { name: 'box', kind: 'e1', carrier: { type: 'loop', peer: 'net' } },
      { name: 'net', kind: 'e1', carrier: { type: 'loop', peer: 'box' } },
    ],
  },
  signalling: [
    { span: 'box', role: 'cpe' },
    { span: 'net', role: 'network' },
  ],
};

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>;

function isLike<T extends Fact['type']>(fact: Fact, type: T, where: Partial<FactOf<T>>): fact is FactOf<T> {
  return fact.type === type && Object.entries(where).every(([key, value]) => fact[key as keyof Fact] === value);
}

/** One engine's facts as a test wants them: those already told, and those to come. */
export class Facts {
  readonly told: Fact[] = [];
  readonly #waiting = new Set<(fact: Fact) => void>();

  constructor(port: Pick<MediaPort, 'onFact'>) {
    port.onFact((fact) => {
      this.told.push(fact);
      for (const look of [...this.#waiting]) look(fact);
    });
  }

  find<T extends Fact['type']>(type: T, where: Partial<FactOf<T>> = {}): FactOf<T> | undefined {
    return this.told.find((fact) => isLike(fact, type, where));
  }

  /** Of an engine with threads: resolves when the fact is told, or was. */
  wait<T extends Fact['type']>(type: T, where: Partial<FactOf<T>> = {}): Promise<FactOf<T>> {
    return new Promise((resolve) => {
      const past = this.find(type, where);
      if (past) {
        resolve(past);
        return;
      }
      const look = (fact: Fact) => {
        if (!isLike(fact, type, where)) return;
        this.#waiting.delete(look);
        resolve(fact);
      };
      this.#waiting.add(look);
    });
  }

  /** Of a stepped engine: steps until the fact is told; throws after `seconds` of its time. */
  until<T extends Fact['type']>(port: MediaPort, type: T, where: Partial<FactOf<T>> = {}, seconds = 30): FactOf<T> {
    for (let tick = 0; tick < seconds * 50; tick++) {
      const fact = this.find(type, where);
      if (fact) return fact;
      port.step(1);
    }
    const told = this.told.map((fact) => fact.type).join(' ');
    throw new Error(`no ${type} ${JSON.stringify(where)} within ${seconds} s; told: ${told}`);
  }
}

/** A file of the project, from wherever the test was compiled to. */
export function projectFile(...path: string[]): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return join(folder, ...path);
}

/** Stops this thread, and with it all JavaScript, for a while. */
export function stopJavaScript(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Two engines with threads of their own, joined by Unix sockets: the network (listens) and the box. */
export function joined(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-joined-'));
  const engine = (type: 'listen' | 'connect', role: 'network' | 'cpe') =>
    new NativeMedia({
      board: { type: 'virtual', spans: [{ name: role, kind: 'e1', carrier: { type, path: join(folder, 'e1') } }] },
      signalling: [{ span: role, role }],
    });
  const net = engine('listen', 'network');
  const box = engine('connect', 'cpe');
  t.teardown(() => {
    box.close();
    net.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, net, netFacts: new Facts(net), box, boxFacts: new Facts(box) };
}
