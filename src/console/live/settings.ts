// SPDX-License-Identifier: GPL-2.0-or-later
// What has the shop decided? The file by its sections, changes that are checked before they are applied, and its history.

import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef } from 'vue';
import { parse } from 'yaml';
import type { Answered } from '../../api/contract/index.js';
import { pathAt } from '../parts/yaml-path.js';
import { ask, contract } from './client.js';
import { problemOf } from './faults.js';
import { type ListState, listing, stateOf } from './listing.js';
import { turns } from './turns.js';

const CONFLICT = 409;

/** Of the JSON Schema, as far as the form goes by it. */
export interface SettingSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly applies?: 'now' | 'nextCall' | 'restart';
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, SettingSchema>>;
  readonly items?: SettingSchema;
  readonly additionalProperties?: SettingSchema | boolean;
  readonly anyOf?: readonly SettingSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export type Revision = Answered<typeof contract.settings.history>[number];
type Checked = Answered<typeof contract.settings.check>;
export type FieldProblem = Omit<Checked['problems'][number], 'path'> & { readonly path?: string | undefined };

/** One change; `remove`: the default holds again. */
interface Change {
  readonly path: string;
  readonly value?: unknown;
  readonly remove?: boolean;
}

export const useSettings = defineStore('settings', () => {
  const status = reactive<{ -readonly [K in keyof ListState]: ListState[K] }>({ state: 'loading', count: 0 });
  const schema = shallowRef<SettingSchema>();
  const value = shallowRef<Readonly<Record<string, unknown>>>({});
  const text = ref('');
  const revision = ref('');
  const changes = reactive(new Map<string, Change>());
  const checked = shallowRef<Checked>();
  const said = ref('');
  const history = listing<Revision>(async () => ({ rows: await ask(contract.settings.history, {}) }));
  /** The checker tells lines; the form's fields go by paths. */
  const problems = computed<readonly FieldProblem[]>(() =>
    (checked.value?.problems ?? []).map((one) => ({
      ...one,
      path: one.path ?? (one.line === undefined ? undefined : pathAt(checked.value?.text ?? '', one.line)),
    })),
  );
  const isRight = computed(() => checked.value !== undefined && problems.value.length === 0);

  async function load(): Promise<void> {
    try {
      const [shape, written] = await Promise.all([
        schema.value ?? ask(contract.settings.schema, {}),
        ask(contract.settings.text, {}),
      ]);
      schema.value = shape as SettingSchema;
      // From the text, in which secrets are blotted out: sections that may hold some are not to be had as values.
      value.value = (parse(written.text) ?? {}) as Readonly<Record<string, unknown>>;
      text.value = written.text;
      revision.value = written.revision;
      Object.assign(status, { state: 'there', count: 1 });
    } catch (thrown) {
      Object.assign(status, stateOf(thrown));
    }
  }

  const begin = turns();
  /** What was found of the changes does not hold of what they are now. */
  function uncheck(): void {
    begin();
    checked.value = undefined;
  }
  function set(path: string, wanted: unknown): void {
    changes.set(path, { path, value: wanted });
    uncheck();
  }
  function unset(path: string): void {
    changes.set(path, { path, remove: true });
    uncheck();
  }
  function discard(): void {
    changes.clear();
    uncheck();
    said.value = '';
  }

  async function check(): Promise<void> {
    const isNewest = begin();
    said.value = '';
    try {
      const got = await ask(contract.settings.check, { body: { changes: [...changes.values()] } });
      if (isNewest()) checked.value = got;
    } catch (thrown) {
      if (isNewest()) said.value = problemOf(thrown).message;
    }
  }

  /** Undefined: applied. `conflict`: somebody was quicker, and what stands now is read in. */
  async function apply(): Promise<'applied' | 'conflict' | 'failed'> {
    try {
      const body = { changes: [...changes.values()] };
      const done = await ask(contract.settings.change, { body }, { ifMatch: revision.value });
      discard();
      revision.value = done.revision;
      restart.value = done.restart;
      await load();
      return 'applied';
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.status === CONFLICT) {
        await load();
        uncheck();
        return 'conflict';
      }
      said.value = problem.message;
      return 'failed';
    }
  }
  const restart = ref<readonly string[]>([]);

  const compare = (of: string) => ask(contract.settings.difference, { params: { revision: of } });
  async function undo(of: string): Promise<void> {
    await ask(contract.settings.undo, { params: { revision: of }, body: {} });
    discard();
    await Promise.all([load(), history.load()]);
  }

  return {
    ...{ status, schema, value, text, revision, changes, checked, problems, isRight, said, restart, history },
    ...{ load, set, unset, discard, check, apply, compare, undo },
  };
});
