// SPDX-License-Identifier: GPL-2.0-or-later
// Which engines run where one span is not enough? Box and exchange on the two E1s of tools/dahdi-vm/two-spans.conf, or
// (`virtual`) joined by sockets, each with the rooms that know lines and calls.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { Calls, type TrunkLeg } from '../../src/call/index.js';
import { Ids, SystemClock } from '../../src/kernel/index.js';
import { Lines, type TrunkGroupOptions } from '../../src/line/index.js';
import type { BoardOptions, EngineOptions } from '../../src/native/index.js';
import { End } from './dahdi-world.js';
import { e1, TWO_SPANS } from './spillway-conf.js';

export const SPANS = ['e1-1', 'e1-2'] as const;
/** B-channels of an E1. */
export const BEARERS = 30;
/** Whether to try it without the driver. */
export const virtual = process.argv[2] === 'virtual';

type SpanName = (typeof SPANS)[number];

/** Where both sides of some spans are. */
export class Wires {
  readonly #folder = virtual ? mkdtempSync(join(tmpdir(), 'spillway-spans-')) : undefined;

  constructor(t: Test) {
    const folder = this.#folder;
    if (folder) t.teardown(() => rmSync(folder, { recursive: true }));
  }

  /** An engine of the box on these spans. */
  box(spans: readonly SpanName[]): EngineOptions {
    return { board: this.#board(spans, 'connect'), signalling: spans.map((span) => ({ span, role: 'cpe' })) };
  }

  /** An engine of the exchange on these spans. */
  exchange(spans: readonly SpanName[]): EngineOptions {
    return { board: this.#board(spans, 'listen'), signalling: spans.map((span) => ({ span, role: 'network' })) };
  }

  #board(spans: readonly SpanName[], type: 'listen' | 'connect'): BoardOptions {
    const folder = this.#folder;
    if (folder) {
      const carrier = (name: string) => ({ type, path: join(folder, name) }) as const;
      return { type: 'virtual', spans: spans.map((name) => ({ name, kind: 'e1', carrier: carrier(name) })) };
    }
    const { e1s } = type === 'connect' ? TWO_SPANS.box : TWO_SPANS.exchange;
    return { type: 'dahdi', spans: spans.map((name) => e1(name, e1s[SPANS.indexOf(name)] ?? 0)) };
  }
}

/** One side with its lines and calls, closed when the test ends. */
export class Side extends End {
  readonly lines: Lines;
  readonly calls: Calls;
  /** Legs that the other side began, in the order of their coming. */
  readonly offered: TrunkLeg[] = [];

  constructor(t: Test, options: EngineOptions, trunkGroups: readonly TrunkGroupOptions[]) {
    super(t, options);
    const clock = new SystemClock();
    this.lines = new Lines(this.media, clock, { trunkGroups });
    this.calls = new Calls(this.media, clock, this.lines, new Ids(clock));
    this.calls.offered.on((leg) => this.offered.push(leg));
  }

  /** Ends at once, as a program that is killed does: nothing is said to the other side. */
  override close(): void {
    this.calls.close();
    this.lines.close();
    super.close();
  }

  /** Resolves when layer 2 of every E1 is up. */
  async up(): Promise<void> {
    const e1s = this.media.spans.filter(({ kind }) => kind === 'e1');
    await Promise.all(e1s.map(({ index }) => this.wait('dChannelUp', { span: index })));
  }

  /** Answers whatever comes. */
  answerAll(): this {
    this.calls.offered.on((leg) => {
      leg.answer().catch(() => {});
    });
    return this;
  }

  dial(group: string, called: string, calling = '13912345678'): TrunkLeg {
    return this.calls.dial(this.lines.trunkGroup(group), { called: { digits: called }, calling: { digits: calling } });
  }
}

/** Resolves when the leg is over and its channel free. */
export function over(leg: TrunkLeg): Promise<void> {
  if (leg.state === 'cleared') return Promise.resolve();
  return new Promise((resolve) => {
    leg.cleared.on(() => resolve());
  });
}

export const times = (count: number) => Array.from({ length: count }, (_, index) => index);
