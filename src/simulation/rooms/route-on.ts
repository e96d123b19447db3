// SPDX-License-Identifier: GPL-2.0-or-later
// Where does reception send a call of the wave? By the real one, of a box that has room on its disk and nothing said by hand.

import type { Acd } from '../../acd/index.js';
import type { Config } from '../../config/index.js';
import { receptionSnapshot } from '../../engine/index.js';
import type { Instant } from '../../kernel/index.js';
import { type OfferedCall, type Route, receive, type SurgeVerdict } from '../../reception/index.js';

const NOTHING_SAID = { of: () => undefined };
const NO_NUMBERS: ReadonlySet<string> = new Set();

/** What the moment is like for it. */
interface Moment {
  readonly surge: SurgeVerdict;
  readonly trunks: { readonly busy: number; readonly inService: number };
  readonly utc: Instant;
}

export function routeOn(config: Config, acd: Acd, call: OfferedCall, moment: Moment): Route {
  const rooms = { config, blocked: NO_NUMBERS, closing: false, hours: NOTHING_SAID, records: { canPromise: true } };
  const { accessNumber } = call;
  const { surge, trunks, utc } = moment;
  return receive(call, receptionSnapshot(rooms, acd, { surge, trunks, utc, rules: [], accessNumber }), utc);
}
