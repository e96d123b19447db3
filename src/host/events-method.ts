// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program follow the box's events over the socket? A snapshot as of event n if it likes, then what comes after n.

import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ToldEvent } from '../store/index.js';
import type { ControlMethod } from './control-connection.js';

/**
 * Streams events `{ n, type, at, actor, source, facts }`. `since`: after that one (default: from now on); `types`: those that begin so;
 * `snapshot`: first `{ asOf, status }`; `follow: false`: only what is there. Who does not read is cut, never thinned.
 */
export function eventsMethod(box: Pick<Box, 'log' | 'status'>): ControlMethod {
  return async (params, { item, signal }) => {
    const last = await box.log.last();
    const since = typeof params.since === 'number' ? Math.trunc(params.since) : last;
    const types = Array.isArray(params.types) ? params.types.map(String) : [];
    if (params.snapshot === true) item({ asOf: last, status: box.status() });
    let [told, cut] = [since, false];
    const take = (event: ToldEvent) => {
      if (signal.aborted) return false; // nobody reads on
      cut = isWanted(event.type, types) && !item(event);
      if (!cut) told = event.n;
      return !cut;
    };
    if (params.follow === false) await box.log.tell(since, take);
    else await box.log.follow(since, take, signal);
    if (cut) throw new TelephonyError('REFUSED', `you do not read fast enough: go on with since ${told}`);
    return { last: told };
  };
}

const isWanted = (type: string, types: readonly string[]) =>
  types.length === 0 || types.some((begin) => type === begin || type.startsWith(`${begin}.`));
