// SPDX-License-Identifier: GPL-2.0-or-later
// Which report is shown, of which time, divided how? Asked when somebody wants it; figures lead to their calls.

import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef } from 'vue';
import type { Answered, CustomReport } from '../../api/contract/index.js';
import { spoken } from '../words/index.js';
import { address, ask, contract } from './client.js';
import { type ListState, stateOf } from './listing.js';
import { DIVIDED, type Division, type Kind, type Query } from './report-lists.js';
import { turns } from './turns.js';

export type { CustomReport };
export type Table = Answered<typeof contract.reports.show>;
export const TIMES = {
  today: { day: 'today' },
  yesterday: { day: 'yesterday' },
  thisMonth: { month: 'this' },
  lastMonth: { month: 'last' },
  thisYear: { year: 'this' },
  days: {},
} as const satisfies Record<string, Query>;
export type TimeName = keyof typeof TIMES;

/** Whose calls alone are listed. */
export type Only = Pick<Query, 'queue' | 'agent' | 'accessNumber'>;

/** A part of what was answered, as a chart and a drill go by it. */
export interface Part {
  readonly key?: string;
  readonly agent?: string;
  readonly calls?: { readonly traffic?: Readonly<Record<string, number>> };
}

export const useReports = defineStore('reports', () => {
  const asked = reactive({
    kind: 'traffic' as Kind,
    time: 'today' as TimeName,
    from: '',
    to: '',
    by: 'hour' as Division | '',
    name: '',
  });
  const only = ref<Only>({});
  const table = shallowRef<Table>();
  const status = reactive<{ -readonly [K in keyof ListState]: ListState[K] }>({ state: 'loading', count: 0 });
  const begin = turns();

  const query = computed<Query>(() => {
    const days = asked.time === 'days' ? { from: asked.from, to: asked.to || asked.from } : TIMES[asked.time];
    const divided = DIVIDED[asked.kind]?.find((one) => one === asked.by);
    return {
      ...Object.fromEntries(Object.entries(days).filter(([, value]) => value !== '')),
      ...(divided !== undefined && { by: divided }),
      ...(asked.kind === 'custom' && { name: asked.name }),
      ...(isDetail(asked.kind) && only.value),
      language: spoken(),
    };
  });

  const customs = shallowRef<readonly CustomReport[]>([]);
  async function loadCustoms(): Promise<void> {
    customs.value = await ask(contract.reports.customs, {});
    if (!customs.value.some(({ name }) => name === asked.name)) asked.name = customs.value[0]?.name ?? '';
  }
  async function define({ name, ...body }: CustomReport): Promise<void> {
    await ask(contract.reports.define, { params: { name }, body });
    await loadCustoms();
    Object.assign(asked, { kind: 'custom', name });
    await load();
  }
  async function forget(name: string): Promise<void> {
    await ask(contract.reports.forget, { params: { name } });
    await loadCustoms();
    await load();
  }

  async function load(): Promise<void> {
    const isNewest = begin();
    if (asked.kind === 'custom' && customs.value.length === 0) await loadCustoms();
    if (asked.kind === 'custom' && asked.name === '') {
      table.value = undefined;
      Object.assign(status, { state: 'there', count: 0 });
      return;
    }
    status.state = 'loading';
    try {
      const got = await ask(contract.reports.show, { params: { kind: asked.kind }, query: query.value });
      if (!isNewest()) return;
      table.value = got;
      Object.assign(status, { state: 'there', count: got.rows.length });
    } catch (thrown) {
      if (isNewest()) Object.assign(status, stateOf(thrown));
    }
  }

  /** Where its file is; the browser fetches it itself. */
  function file(format: 'csv' | 'xlsx' | 'pdf'): string {
    const params = { kind: asked.kind };
    if (format === 'pdf') return address(contract.reports.paper, { params, query: query.value });
    return address(contract.reports.document, { params, query: { ...query.value, format } });
  }

  /** What a row is of: its calls can be listed, unless it is an hour or a weekday of many days. */
  const drills = computed(() => {
    const { by, parts, agents } = (table.value?.answer ?? {}) as Divided;
    const rows = asked.kind === 'agents' ? agents : asked.kind === 'traffic' ? parts : undefined;
    return rows?.map((part) => drillOf(asked.kind === 'agents' ? 'agent' : by, part)) ?? [];
  });

  async function drill({ time, ...those }: Drill): Promise<void> {
    asked.kind = 'incoming';
    only.value = those;
    if (time !== undefined) Object.assign(asked, { time: 'days', from: time.from, to: time.to });
    await load();
  }
  async function all(): Promise<void> {
    only.value = {};
    await load();
  }

  return { customs, define, forget, asked, only, table, status, query, load, file, drills, drill, all };
});

interface Divided {
  readonly by?: string;
  readonly parts?: readonly Part[];
  readonly agents?: readonly Part[];
}

/** What narrows a list of calls to those of a figure. */
export interface Drill extends Only {
  readonly time?: { readonly from: string; readonly to: string };
}

export const isDetail = (kind: Kind): boolean => kind === 'incoming' || kind === 'outgoing';

function drillOf(by: string | undefined, { key, agent }: Part): Drill | undefined {
  if (agent !== undefined) return { agent };
  if (key === undefined || key === '') return undefined;
  if (by === 'queue') return { queue: key };
  if (by === 'access-number') return { accessNumber: key };
  return by === 'day' ? { time: { from: key, to: key } } : undefined;
}
