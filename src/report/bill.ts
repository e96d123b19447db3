// SPDX-License-Identifier: GPL-2.0-or-later
// What did calls cost? Each by the rate whose prefix fits it best, in units that are paid whole; sums for each part.

import { DateTime } from 'luxon';
import type { Duration } from '../kernel/index.js';
import type { BilledCall } from '../store/index.js';
import type { Period } from './metrics.js';
import { type Division, isOfTime, KEYS_OF_TIME } from './report-asked.js';

const MINUTE: Duration = 60_000;
/** Money is reckoned in these: no sum of fractions drifts. */
const PARTS = 10_000;

/** A price; see `rates` of the file. */
export interface Rate {
  readonly name: string;
  readonly direction: 'outbound' | 'inbound';
  readonly prefix: string;
  readonly perMinute: number;
  readonly unit: Duration;
  readonly perCall: number;
}

/** What is charged for: a line that was connected for so long. */
export type Charged = Omit<BilledCall, 'call' | 'leg'>;

/** Lengths are milliseconds; `charged` is what was paid for, in whole units. */
export interface BillSum {
  readonly calls: number;
  readonly lasted: Duration;
  readonly charged: Duration;
  readonly amount: number;
}

export interface BillPart extends BillSum {
  readonly key: string;
  readonly name?: string;
}

export interface Bill extends Period {
  readonly zone: string;
  readonly currency: string;
  readonly whole: BillSum;
  /** By the name of the rate. */
  readonly rates: readonly BillPart[];
  /** Calls that no rate fits. */
  readonly without: number;
  readonly by?: Division;
  readonly parts?: readonly BillPart[];
}

/** The rate of a call: of those in its direction the one with the longest prefix. */
export function rateOf(rates: readonly Rate[], { direction, number, accessNumber }: Charged): Rate | undefined {
  const of = (direction === 'inbound' ? accessNumber : number) ?? '';
  const fitting = rates.filter((rate) => rate.direction === direction && of.startsWith(rate.prefix));
  return fitting.reduce<Rate | undefined>(
    (best, rate) => (best === undefined || rate.prefix.length > best.prefix.length ? rate : best),
    undefined,
  );
}

/** The time that is paid: whole units, of a call at least one. */
export function chargedTime({ unit }: Pick<Rate, 'unit'>, lasted: Duration): Duration {
  return Math.max(1, Math.ceil(lasted / unit)) * unit;
}

/** In ten-thousandths of the money, rounded to the nearest. */
function chargeOf(rate: Rate, lasted: Duration): number {
  return Math.round(((rate.perMinute * chargedTime(rate, lasted)) / MINUTE + rate.perCall) * PARTS);
}

interface Sum {
  name?: string;
  calls: number;
  lasted: Duration;
  charged: Duration;
  parts: number;
}

/** A bill of calls that come one after the other. */
export class BillSums {
  readonly #asked: {
    readonly zone: string;
    readonly currency: string;
    readonly period: Period;
    readonly by?: Division | undefined;
  };
  readonly #rates: readonly Rate[];
  readonly #whole: Sum = nothing();
  readonly #byRate = new Map<string, Sum>();
  readonly #parts = new Map<string, Sum>();
  #without = 0;

  constructor(asked: BillSums['asked'], rates: readonly Rate[]) {
    this.#asked = asked;
    this.#rates = rates;
  }

  get asked() {
    return this.#asked;
  }

  call(call: Charged): void {
    const rate = rateOf(this.#rates, call);
    if (rate === undefined) {
      this.#without++;
      return;
    }
    const { by, zone } = this.#asked;
    const sums = [this.#whole, sumOf(this.#byRate, rate.name)];
    if (by !== undefined) {
      const part = sumOf(this.#parts, keyOf(call, by, zone));
      if (by === 'access-number' && call.accessName !== null) part.name = call.accessName;
      sums.push(part);
    }
    for (const sum of sums) {
      sum.calls++;
      sum.lasted += call.lasted;
      sum.charged += chargedTime(rate, call.lasted);
      sum.parts += chargeOf(rate, call.lasted);
    }
  }

  get bill(): Bill {
    const { zone, currency, period, by } = this.#asked;
    return {
      ...period,
      zone,
      currency,
      whole: told(this.#whole),
      rates: listed(this.#byRate),
      without: this.#without,
      ...(by === undefined ? {} : { by, parts: listed(this.#parts) }),
    };
  }
}

function keyOf({ queue, agent, accessNumber, offeredAt }: Charged, by: Division, zone: string): string {
  if (isOfTime(by)) return DateTime.fromMillis(offeredAt, { zone }).toFormat(KEYS_OF_TIME[by]);
  const of = { queue, agent, 'access-number': accessNumber }[by as 'queue' | 'agent' | 'access-number'];
  return of ?? '';
}

const nothing = (): Sum => ({ calls: 0, lasted: 0, charged: 0, parts: 0 });

function sumOf(sums: Map<string, Sum>, key: string): Sum {
  const sum = sums.get(key) ?? nothing();
  sums.set(key, sum);
  return sum;
}

function told({ calls, lasted, charged, parts }: Sum): BillSum {
  return { calls, lasted, charged, amount: parts / PARTS };
}

function listed(sums: ReadonlyMap<string, Sum>): readonly BillPart[] {
  const all = [...sums].map(([key, sum]) => ({
    key,
    ...(sum.name === undefined ? {} : { name: sum.name }),
    ...told(sum),
  }));
  return all.sort((a, b) => (a.key < b.key ? -1 : 1));
}
