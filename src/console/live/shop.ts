// SPDX-License-Identifier: GPL-2.0-or-later
// How does a page change the file? It proposes; what the file would be is checked and shown; then it is applied, or not. One proposal at a time.

import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef } from 'vue';
import { parse } from 'yaml';
import type { Answered } from '../../api/contract/index.js';
import { t } from '../words/index.js';
import { ask, contract } from './client.js';
import { problemOf } from './faults.js';
import { type ListState, stateOf } from './listing.js';

const CONFLICT = 409;

/** `path` such as `calendars.service`, `queues.+` (one more); `remove`: it goes. */
export interface ShopChange {
  readonly path: string;
  readonly value?: unknown;
  readonly remove?: boolean;
}
type Checked = Answered<typeof contract.settings.check>;
type Section = Readonly<Record<string, unknown>>;

export const useShop = defineStore('shop', () => {
  const status = reactive<{ -readonly [K in keyof ListState]: ListState[K] }>({ state: 'loading', count: 0 });
  const file = shallowRef<Section>({});
  const revision = ref('');
  const proposed = shallowRef<{ readonly changes: readonly ShopChange[]; readonly checked: Checked }>();
  const said = ref('');
  const failed = ref('');
  const isRight = computed(() => proposed.value !== undefined && proposed.value.checked.problems.length === 0);

  async function load(): Promise<void> {
    try {
      const written = await ask(contract.settings.text, {});
      file.value = (parse(written.text) ?? {}) as Section;
      revision.value = written.revision;
      Object.assign(status, { state: 'there', count: 1 });
    } catch (thrown) {
      Object.assign(status, stateOf(thrown));
    }
  }

  /** What the file would be; nothing is written. */
  async function propose(changes: readonly ShopChange[]): Promise<void> {
    said.value = '';
    failed.value = '';
    try {
      const checked = await ask(contract.settings.check, { body: { changes: [...changes] } });
      proposed.value = { changes, checked };
    } catch (thrown) {
      failed.value = problemOf(thrown).message;
    }
  }
  function drop(): void {
    proposed.value = undefined;
    failed.value = '';
  }

  /** Writes what is proposed. Somebody was quicker: what stands now is read in, and the proposal checked against it. */
  async function apply(): Promise<boolean> {
    const changes = proposed.value?.changes ?? [];
    try {
      const done = await ask(
        contract.settings.change,
        { body: { changes: [...changes] } },
        { ifMatch: revision.value },
      );
      drop();
      said.value =
        done.problems.length > 0 ? done.problems.join(' ') : t('settings.applied', { revision: done.revision });
      await load();
      return true;
    } catch (thrown) {
      const problem = problemOf(thrown);
      failed.value = problem.status === CONFLICT ? t('settings.conflict') : problem.message;
      if (problem.status === CONFLICT) {
        await load();
        const checked = await ask(contract.settings.check, { body: { changes: [...changes] } }).catch(() => undefined);
        proposed.value = checked && { changes, checked };
      }
      return false;
    }
  }

  /** A list of the file, such as its queues. */
  const listOf = <Entry>(section: string) =>
    computed<readonly Entry[]>(() => {
      const of = file.value[section];
      return Array.isArray(of) ? (of as Entry[]) : [];
    });
  /** A table of the file by names, such as its calendars. */
  const tableOf = <Entry>(section: string) =>
    computed<Readonly<Record<string, Entry>>>(() => (file.value[section] ?? {}) as Readonly<Record<string, Entry>>);

  return {
    ...{ status, file, revision, proposed, isRight, said, failed },
    ...{ load, propose, drop, apply, listOf, tableOf },
  };
});
