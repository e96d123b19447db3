// SPDX-License-Identifier: GPL-2.0-or-later
// What may be asked about a person's data (PIPL)? All that is known of a number, who has looked at it; a copy of it; its erasure.

import type { Config } from '../config/index.js';
import { listKey } from '../dialling/index.js';
import { type Box, numberPlan } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { Looked, PersonalData, Timeline } from '../store/index.js';
import type { ControlMethod } from './control-connection.js';
import type { Params, RecordKeeper } from './record-keeper.js';
import { text } from './shop-methods.js';

const MOST_EXPORTED = 2_000;

/** What is known of a number. */
export type ToldPersonalData = Pick<PersonalData, 'traces' | 'open' | 'forms'> & {
  readonly number: string;
  readonly calls: number;
  /** Who has looked at it, the newest first. */
  readonly looked: readonly Looked[];
};

/** What changes nothing. */
export function personalReads(keeper: RecordKeeper): Readonly<Record<string, (params: Params) => unknown>> {
  const asked = (params: Params) => numberOf(params, keeper.config());
  return {
    'personal.find': async (params): Promise<ToldPersonalData> => {
      const of = asked(params);
      const { calls, ...found } = await keeper.records().ask('personalData', of);
      return { number: of.number, ...found, calls: calls.length, looked: await lookedAt(keeper, found.forms, calls) };
    },
    'personal.export': async (params) => {
      const of = asked(params);
      const { calls, forms, traces } = await keeper.records().ask('personalData', of);
      const some = calls.slice(0, MOST_EXPORTED);
      const contacts: Timeline[] = [];
      const seen = new Set<string>();
      for (const call of some) {
        const timeline = await keeper.records().ask('timeline', { call });
        const contact = timeline?.contact?.id ?? call;
        if (timeline !== null && !seen.has(contact)) contacts.push(timeline);
        seen.add(contact);
      }
      const all = await keeper.records().ask('storedCustomers', null);
      const customers = all.filter(({ numbers }) => (JSON.parse(numbers) as string[]).includes(of.number));
      const looked = await lookedAt(keeper, forms, calls);
      const more = await keeper.records().ask('personalRows', { forms, calls: some });
      return {
        number: of.number,
        forms,
        traces,
        customers,
        contacts,
        ...more,
        left: calls.length - some.length,
        looked,
      };
    },
    'personal.erasures': async () =>
      (await keeper.records().ask('erasures', null)).map(({ n, at, by, reason }) => ({
        name: `erased-${n}`,
        at,
        by,
        reason,
      })),
  };
}

async function lookedAt(
  keeper: RecordKeeper,
  forms: readonly string[],
  calls: readonly string[],
): Promise<readonly Looked[]> {
  return keeper.records().ask('lookedAt', { subjects: forms, calls });
}

function numberOf(params: Params, config: Config): { readonly number: string; readonly digits: string } {
  const typed = text(params, 'number');
  const digits = typed.normalize('NFKC').replace(/[^\d+*#]/g, '');
  if (!/\d{3}/.test(digits))
    throw new TelephonyError('REFUSED', 'number: write its digits, such as 13912345678 or 02188880001');
  return { number: listKey(typed, numberPlan(config)), digits };
}

/** What changes something. */
export function personalMethods(
  { kept, customers, calling }: Pick<Box, 'calling' | 'customers' | 'kept'>,
  config: () => Config,
): Readonly<Record<string, ControlMethod>> {
  return {
    'personal.erase': async (params, { by }) => {
      const of = numberOf(params, config());
      const reason = text(params, 'reason');
      const { open, forms } = await kept.personal.find(of.number, of.digits);
      const isFree = Object.values(open).every((count) => count === 0);
      // His customer first, by the room that knows him in memory: its own events go with the rest.
      for (const { id, numbers } of isFree ? customers.find(of.number) : []) {
        const others = numbers.filter((one) => one !== of.number);
        if (others.length === numbers.length) continue;
        if (others.length === 0) await customers.remove(id, by);
        else await customers.set(id, { numbers: others.join(';') }, by);
      }
      if (isFree) calling.lastCallers.forget(forms);
      return kept.personal.erase(of, { reason, by: by.actor });
    },
  };
}
