// SPDX-License-Identifier: GPL-2.0-or-later
// Who are the people of the box, and what may each do? As the box last told; asked anew when its file has changed.

import type { NumberPlan } from '../dialling/index.js';
import { TelephonyError } from '../faults.js';
import { Emitter } from '../kernel/index.js';
import type { ReportShop } from '../report/index.js';
import type { BoxPort } from './box/box.js';
import type { RightName } from './contract/index.js';

/** Somebody of the file; see the box's `console.people`. */
export interface ListedPerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly rights: readonly RightName[];
  readonly isAgent: boolean;
  readonly queues: readonly string[];
  readonly skills: Readonly<Record<string, number>>;
  readonly supervises?: readonly string[];
  /** Agents whom his commands reach; undefined: everybody. */
  readonly reaches?: readonly string[];
  readonly usualStation?: string;
  readonly hasPin: boolean;
  readonly hasPassword: boolean;
  readonly lockedUntil?: number;
}

/** What of the file the console goes by. */
export interface Directory {
  readonly zone: string;
  readonly language: 'zh-CN' | 'en';
  /** How numbers are read. */
  readonly plan: NumberPlan;
  readonly people: readonly ListedPerson[];
  readonly queues: readonly {
    readonly name: string;
    readonly within: number;
    readonly target: number;
    /** What its agents say to its callers. */
    readonly script?: string;
  }[];
  readonly accessNumbers: readonly { readonly number: string; readonly name?: string }[];
  /** What of the file reports go by, beside people, queues and access numbers. */
  readonly reports: Pick<ReportShop, 'channels' | 'slots' | 'rates' | 'sales' | 'customReports'>;
  readonly watch: readonly Readonly<Record<string, unknown>>[];
  /** Where recordings lie, and the shop's own prompts. */
  readonly recordings: string;
  readonly prompts: string;
  readonly archive?: string;
  /** The file of keys that opens sealed ones. */
  readonly keys?: string;
}

/** The directory, kept current. */
export class People {
  /** It was told anew: somebody may have come, gone, or may do something else now. */
  readonly changed = new Emitter<void>();
  readonly #box: BoxPort;
  #directory: Directory | undefined;
  #byId = new Map<string, ListedPerson>();

  constructor(box: BoxPort) {
    this.#box = box;
  }

  /** Asks the box. */
  async refresh(): Promise<void> {
    const directory = (await this.#box.ask('console.people')) as Directory;
    this.#directory = directory;
    this.#byId = new Map(directory.people.map((person) => [person.id, person]));
    this.changed.emit();
  }

  /** What the box answers to a change of its file; the change is known here before it is told. */
  async after<T>(changing: Promise<T>): Promise<T> {
    const answer = await changing;
    await this.refresh();
    return answer;
  }

  get isKnown(): boolean {
    return this.#directory !== undefined;
  }

  /** Throws BOX_NOT_RUNNING while the box has not told it yet. */
  get directory(): Directory {
    if (this.#directory === undefined)
      throw new TelephonyError('BOX_NOT_RUNNING', 'it has not told who its people are');
    return this.#directory;
  }

  find(id: string): ListedPerson | undefined {
    return this.#byId.get(id);
  }

  /** What somebody is called; an id that is nobody's, itself. */
  nameOf(id: string): string {
    return this.#byId.get(id)?.name ?? id;
  }
}
