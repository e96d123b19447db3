// SPDX-License-Identifier: GPL-2.0-or-later
// What do conditions go by, for one call at one moment? Its caller, the time, the queues, the trunks; each fetched once, when it is asked for.

import type { Acd } from '../../acd/index.js';
import { isOpen, momentIn } from '../../dialling/index.js';
import { type ContactFacts, type CustomerFacts, type Facts, NOBODY, type QueueFacts } from '../../expression/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { OfferedCall } from '../../reception/index.js';
import { utilisation } from '../../report/index.js';
import { calendarOf, type Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config'>;

/** The moment that is asked about. */
export interface Moment {
  /** In calendars. */
  readonly utc: Instant;
  /** Of the B-channels, the call's own not among them. */
  readonly trunks: { readonly busy: number; readonly inService: number };
}

const DAY: Duration = 86_400_000;

/** The facts of calls at one moment. */
export function factsAt(
  { config }: Needs,
  acd: Acd,
  { utc, trunks }: Moment,
): (call: OfferedCall, queue: string) => Facts {
  const time = once(() => momentIn(config.zone, utc));
  const calendar = (name: string) => {
    const named = config.calendars[name];
    return named && calendarOf(config, named);
  };
  const queueNamed = (name: string): QueueFacts => {
    const { waiting = 0, longestWait = 0, ready = 0, signedIn = 0 } = acd.find(name) ?? {};
    return { name, waiting, longestWait: longestWait / 1_000, ready, signedIn };
  };
  const shared = {
    open: (name: string) => {
      const hours = calendar(name);
      return hours !== undefined && isOpen(hours, utc);
    },
    holiday: (name: string) => {
      const { holidays = [], workdays = [] } = calendar(name) ?? {};
      return holidays.includes(time().date) && !workdays.includes(time().date);
    },
    queueNamed,
  };
  return (call, queue) => ({
    ...shared,
    get contact() {
      return contactFacts(call);
    },
    get customer() {
      return customerFacts(call.customer, utc);
    },
    get queue() {
      return queueNamed(queue);
    },
    get time() {
      return time();
    },
    get trunks() {
      return { ...trunks, utilisation: utilisation(trunks) };
    },
  });
}

function contactFacts(call: OfferedCall): ContactFacts {
  const { accessNumber, number = '', withheld = false, area, data = {}, redirecting = '' } = call;
  const { code = '', province = '', city = '' } = area ?? {};
  return { number, withheld, accessNumber, area: code, province, city, data, redirecting };
}

function customerFacts(customer: OfferedCall['customer'], utc: Instant): CustomerFacts {
  if (customer === undefined) return NOBODY;
  const { lastContactAt, ...known } = customer;
  const daysSince = lastContactAt === undefined ? -1 : Math.floor(Math.max(0, utc - lastContactAt) / DAY);
  return { ...NOBODY, ...known, known: true, daysSince };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
