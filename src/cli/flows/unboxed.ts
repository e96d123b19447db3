// SPDX-License-Identifier: GPL-2.0-or-later
// What does a flow get at the keyboard of what a box has? Its look-ups, made in earnest; conditions by the clock and by whose call it would be.

import type { Config } from '../../config/index.js';
import { isOpen, momentIn } from '../../dialling/index.js';
import { calendarOf, FlowConditions, placeOf, placesOf } from '../../engine/index.js';
import { type Facts, NOBODY, withValues } from '../../expression/index.js';
import type { Clock } from '../../kernel/index.js';
import { LookUps } from '../../lookup/index.js';
import type { Parties, Unboxed } from './terminal-call.js';

/** By the file; close it when the call is over. */
export function unboxed(
  config: Config,
  clock: Clock,
  parties: Parties,
  tell: (text: string) => void,
): Unboxed & { readonly close: () => void } {
  const lookUps = new LookUps({ config, clock, places: placesOf(() => config) });
  const conditions = new FlowConditions({ log: { warn: (fields) => tell(JSON.stringify(fields)) } });
  const facts = factsOf(config, clock, parties);
  return {
    lookUp: (name, values) => lookUps.ask(name, values),
    decide: (flow, texts, values) => conditions.decide(config, flow, texts, withValues(facts, values)),
    place: (kind, to) => placeOf(config, kind, to),
    close: () => lookUps.close(),
  };
}

/** Nobody waits, nobody is signed in, and he is no customer: there is no box. */
function factsOf(config: Config, clock: Clock, { calling, called, redirecting }: Parties): Facts {
  const utc = clock.utc(clock.now());
  const time = momentIn(config.zone, utc);
  const queueNamed = (name: string) => ({ name, waiting: 0, longestWait: 0, ready: 0, signedIn: 0 });
  const calendar = (name: string) => {
    const named = config.calendars[name];
    return named && calendarOf(config, named);
  };
  return {
    contact: {
      ...{ number: calling, withheld: calling === '', accessNumber: called, redirecting },
      ...{ area: '', province: '', city: '', data: {} },
    },
    customer: NOBODY,
    queue: queueNamed(''),
    time,
    trunks: { utilisation: 0, busy: 0, inService: 0 },
    open: (name) => {
      const hours = calendar(name);
      return hours !== undefined && isOpen(hours, utc);
    },
    holiday: (name) => {
      const { holidays = [], workdays = [] } = calendar(name) ?? {};
      return holidays.includes(time.date) && !workdays.includes(time.date);
    },
    queueNamed,
  };
}
