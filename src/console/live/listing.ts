// SPDX-License-Identifier: GPL-2.0-or-later
// How does a list come, page by page? One life for all lists: loading, there, failed, no right.

import { computed, type Ref, reactive, ref, shallowRef } from 'vue';
import { t } from '../words/index.js';
import { problemOf } from './faults.js';
import { turns } from './turns.js';

const NO_RIGHT = 403;

/** How a list is, without its rows: what `ListStates` shows. */
export interface ListState {
  readonly state: 'loading' | 'there' | 'failed' | 'noRight';
  readonly count: number;
  readonly why?: string | undefined;
  readonly right?: string | undefined;
  readonly unwritten?: { readonly batches: number; readonly since: number } | undefined;
}

/** A page as the API gives it. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string | undefined;
  readonly unwritten?: { readonly batches: number; readonly since: number } | undefined;
}

export interface Listing<Row, Got extends Page<Row> = Page<Row>> {
  readonly rows: Ref<readonly Row[]>;
  readonly status: ListState;
  readonly hasMore: Ref<boolean>;
  /** From the beginning; what is shown stays until the answer is there. */
  load(): Promise<void>;
  more(): Promise<void>;
  /** What has come another way. */
  take(page: Got): void;
}

/** `page` is given the cursor of the next page. `shown` hears of each that is shown: one that was overtaken is not. */
export function listing<Row, Got extends Page<Row> = Page<Row>>(
  page: (after?: string) => Promise<Got>,
  shown: (page: Got) => void = () => {},
): Listing<Row, Got> {
  const rows = shallowRef<readonly Row[]>([]) as Ref<readonly Row[]>;
  const next = ref<string>();
  const status = reactive<{ -readonly [K in keyof ListState]: ListState[K] }>({ state: 'loading', count: 0 });
  const begin = turns();

  async function fetchPage(after?: string): Promise<void> {
    const isNewest = begin();
    if (after === undefined) status.state = 'loading';
    try {
      const got = await page(after);
      if (!isNewest()) return; // somebody has asked for something else meanwhile
      show(after === undefined ? got : { ...got, rows: [...rows.value, ...got.rows] });
      shown(got);
    } catch (thrown) {
      if (!isNewest()) return;
      Object.assign(status, stateOf(thrown));
    }
  }

  function show(page: Page<Row>): void {
    rows.value = page.rows;
    next.value = page.next;
    Object.assign(status, { state: 'there', count: page.rows.length, unwritten: page.unwritten });
  }
  function take(page: Got): void {
    begin();
    show(page);
    shown(page);
  }

  return {
    rows,
    status,
    hasMore: computed(() => next.value !== undefined),
    load: () => fetchPage(),
    take,
    more: () => (next.value === undefined ? Promise.resolve() : fetchPage(next.value)),
  };
}

/** Why there is no list. */
export function stateOf(thrown: unknown): Pick<ListState, 'state' | 'why' | 'right'> {
  const problem = problemOf(thrown);
  if (problem.status === NO_RIGHT) {
    const right = /(?:right|权限) ([a-z]+\.[a-z]+)/i.exec(problem.message)?.[1];
    return { state: 'noRight', right };
  }
  return { state: 'failed', why: problem.status === 0 ? t('list.notReachable') : problem.message };
}
