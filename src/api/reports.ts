// SPDX-License-Identifier: GPL-2.0-or-later
// Who makes the reports that the console shows? The web process, of the records that it reads beside the box: no report delays a call.

import type { Clock } from '../kernel/index.js';
import type { ReportKeeper } from '../report/index.js';
import type { RecordsBeside } from '../store/index.js';
import type { Feed } from './live/feed.js';
import type { People } from './people.js';

interface Parts {
  readonly people: People;
  readonly records: RecordsBeside;
  readonly feed: Feed;
  readonly clock: Clock;
}

/** What reports are made of. Its time is the box's, as it last told: of what came after there are no records that are known to be whole. */
export function reportKeeper({ people, records, feed, clock }: Parts): ReportKeeper {
  return {
    records: () => records,
    now: () => Math.round(feed.now?.at ?? clock.now()),
    shop: () => {
      const { zone, queues, people: all, accessNumbers, reports } = people.directory;
      return {
        ...{ zone, accessNumbers, ...reports },
        queues: queues.map(({ name, within }) => ({ name, serviceLevel: within })),
        agents: all.filter(({ isAgent }) => isAgent),
      };
    },
  };
}
