// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls and recordings were there? Searched by number, person, queue and time; one contact in full.

import { defineStore } from 'pinia';
import { reactive, ref, shallowRef } from 'vue';
import type { Answered, CallRow, Timeline } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { type Listing, listing, stateOf } from './listing.js';
import { useSession } from './session.js';
import { turns } from './turns.js';

export type RecordingRow = Answered<typeof contract.recordings.list>['rows'][number];

/** What is searched for; empty texts ask nothing. */
export interface Filter {
  number: string;
  agent: string;
  queue: string;
  since: string;
  lost: boolean;
  /** Of recordings. */
  tag: string;
  customer: string;
  accessNumber: string;
  /** Seconds. */
  longer: string;
  shorter: string;
  scoreTo: string;
}

/** Nothing is asked of recordings besides. */
export const NO_MORE = { tag: '', customer: '', accessNumber: '', longer: '', shorter: '', scoreTo: '' };

export const useRecords = defineStore('records', () => {
  const session = useSession();
  const filter = reactive<Filter>({ number: '', agent: '', queue: '', since: 'today', lost: false, ...NO_MORE });
  const given = (after: string | undefined) => ({
    ...(after !== undefined && { after }),
    ...(filter.number !== '' && { number: filter.number }),
    ...(filter.agent !== '' && { agent: filter.agent }),
    ...(filter.since !== '' && { since: filter.since }),
  });

  const ofRecordings = () => ({
    ...(filter.queue !== '' && { queue: filter.queue }),
    ...(filter.tag !== '' && { tag: filter.tag }),
    ...(filter.customer !== '' && { customer: filter.customer }),
    ...(filter.accessNumber !== '' && { accessNumber: filter.accessNumber }),
    ...(filter.longer !== '' && { minMs: Number(filter.longer) * 1_000 }),
    ...(filter.shorter !== '' && { maxMs: Number(filter.shorter) * 1_000 }),
    ...(filter.scoreTo !== '' && { maxScore: filter.scoreTo }),
  });

  /** All by right; without it one's own. */
  const calls: Listing<CallRow> = listing((after) => {
    const me = session.me?.id ?? '';
    if (!session.may('calls.read')) {
      const query = { ...(after !== undefined && { after }), since: filter.since };
      return ask(contract.calls.mine, { params: { agent: me }, query });
    }
    const query = {
      ...given(after),
      ...(filter.queue !== '' && { queue: filter.queue }),
      ...(filter.lost && { lost: 'true' }),
    };
    return ask(contract.calls.list, { query });
  });
  const recordings: Listing<RecordingRow> = listing((after) =>
    ask(contract.recordings.list, { query: { ...given(after), ...ofRecordings() } }),
  );

  const timeline = shallowRef<Timeline>();
  const why = ref<string>();
  const begin = turns();
  async function open(call: string): Promise<void> {
    const isNewest = begin();
    timeline.value = undefined;
    why.value = undefined;
    try {
      const got = await ask(contract.calls.timeline, { params: { call } });
      if (isNewest()) timeline.value = got;
    } catch (thrown) {
      if (!isNewest()) return;
      const state = stateOf(thrown);
      why.value = state.why ?? state.state;
    }
  }

  return { filter, calls, recordings, timeline, why, open };
});
