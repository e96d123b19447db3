// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of each span? Names, channels, and in which order clocks are taken; both files are written from it. Pure.

import { rangesOf } from '../../kernel/index.js';
import type { Module, SpanFacts } from './facts.js';

/** An E1 as the box is to have it. */
export interface TrunkPlan {
  readonly facts: SpanFacts;
  readonly name: string;
  readonly bearers: readonly number[];
  readonly dChannel: number;
  /** Order among the sources of the card's clock, from 1. */
  readonly clock: number;
  /** Cyclic redundancy check: as it is set now, else on. */
  readonly crc4: boolean;
}

/** The ports of one kind of one span: for telephones, or for lines to the exchange. */
export interface BankPlan {
  readonly facts: SpanFacts;
  readonly name: string;
  readonly channels: readonly number[];
}

export interface Plan {
  readonly trunks: readonly TrunkPlan[];
  readonly banks: readonly BankPlan[];
  /** FXO ports. */
  readonly lines: readonly BankPlan[];
  /** Every analog span, also those that have no port for a telephone. */
  readonly analog: readonly SpanFacts[];
  readonly unused: readonly SpanFacts[];
}

const E1_SLOTS = 31;
const D_INDEX = 15; // time slot 16

/** Sorts the spans out. */
export function planOf(spans: readonly SpanFacts[]): Plan {
  const e1s = spans.filter(({ type, channels }) => type === 'e1' && channels.length === E1_SLOTS);
  const analog = spans.filter(({ type }) => type === 'analog');
  // A span without signal gives no clock; among equals the first socket of the card is the first.
  const byClock = [...e1s].sort((a, b) => Number(a.alarms.includes('RED')) - Number(b.alarms.includes('RED')));
  return {
    trunks: e1s.map((facts, i) => ({
      facts,
      name: nameOf('e1', i, e1s.length),
      bearers: facts.channels.filter((_, slot) => slot !== D_INDEX).map(({ number }) => number),
      dChannel: facts.channels[D_INDEX]?.number ?? 0,
      clock: byClock.indexOf(facts) + 1,
      crc4: facts.lineConfig === '' || facts.lineConfig.includes('CRC4'),
    })),
    banks: banksOf(analog, 'fxs', 'phones'),
    lines: banksOf(analog, 'fxo', 'lines'),
    analog,
    unused: spans.filter((span) => !e1s.includes(span) && !analog.includes(span)),
  };
}

function banksOf(analog: readonly SpanFacts[], kind: Module, name: string): BankPlan[] {
  const spans = analog.filter(({ ports }) => ports.some(({ module }) => module === kind));
  return spans.map((facts, i) => ({
    facts,
    name: nameOf(name, i, spans.length),
    channels: facts.ports.filter(({ module }) => module === kind).map(({ channel }) => channel),
  }));
}

const nameOf = (name: string, index: number, count: number) => (count === 1 ? name : `${name}-${index + 1}`);

/** `1-15,17-31`, as both files have it. */
export function ranges(numbers: readonly number[]): string {
  return rangesOf(numbers).replaceAll(' ', '');
}
