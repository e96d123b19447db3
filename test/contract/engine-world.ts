// SPDX-License-Identifier: GPL-2.0-or-later
// Which engines do the boundary's tests run, and how do they wait for a fact without sleeping?

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineOptions, Fact, MediaPort } from '../../src/native/index.js';

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

/** One engine's facts as a test wants them: those already told, and those to come. */
export class Facts {
  readonly told: Fact[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(port: Pick<MediaPort, 'onFact'>) {
    port.onFact((fact) => {
      this.told.push(fact);
      for (const look of [...this.#waiting]) look();
    });
  }

  find<T extends Fact['type']>(type: T, where: Partial<Extract<Fact, { type: T }>> = {}) {
    const matches = (fact: Fact): fact is Extract<Fact, { type: T }> =>
      fact.type === type && Object.entries(where).every(([key, value]) => fact[key as keyof Fact] === value);
    return this.told.find(matches);
  }

  /** Of an engine with threads: resolves when the fact is told. */
  wait<T extends Fact['type']>(type: T, where: Partial<Extract<Fact, { type: T }>> = {}) {
    return new Promise<Extract<Fact, { type: T }>>((resolve) => {
      const look = () => {
        const fact = this.find(type, where);
        if (!fact) return;
        this.#waiting.delete(look);
        resolve(fact);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Of a stepped engine: steps until the fact is told; throws after `seconds` of its time. */
  until<T extends Fact['type']>(
    port: MediaPort,
    type: T,
    where: Partial<Extract<Fact, { type: T }>> = {},
    seconds = 30,
  ) {
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
