// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program follow the box's events over the socket? A snapshot as of event n if it likes, then what comes after n.

import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
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
    const end = new AbortController();
    signal.addEventListener('abort', () => end.abort(), { once: true });
    if (params.follow === false) return { last: await tellWhatIsThere(box, { since, last, types }, item) };
    let told = since;
    let cut = false;
    await box.log.follow(
      since,
      (event) => {
        if (isWanted(event.type, types) && !item(event)) cut = true;
        else told = event.n;
        return !cut;
      },
      end.signal,
    );
    if (cut) throw new TelephonyError('REFUSED', `you do not read fast enough: go on with since ${told}`);
    return { last: told };
  };
}

async function tellWhatIsThere(
  box: Pick<Box, 'log'>,
  { since, last, types }: { readonly since: number; readonly last: number; readonly types: readonly string[] },
  item: (item: unknown) => boolean,
): Promise<number> {
  for (let after = since; after < last; ) {
    const events = await box.log.after(after);
    if (events.length === 0) return after;
    for (const event of events) {
      if (isWanted(event.type, types) && !item(event))
        throw new TelephonyError('REFUSED', `you do not read fast enough: go on with since ${after}`);
      after = event.n;
    }
  }
  return last;
}

const isWanted = (type: string, types: readonly string[]) =>
  types.length === 0 || types.some((begin) => type === begin || type.startsWith(`${begin}.`));
