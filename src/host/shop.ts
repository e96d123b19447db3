// SPDX-License-Identifier: GPL-2.0-or-later
// What can a shop change without an editor? Settings, agents, PINs and lists of numbers: the same whether its box runs or not.

import { type Access, randomPin } from '../access/index.js';
import type { BusinessEvents, Origin } from '../bus/index.js';
import { type Config, changeSettingsAside, readSetting, type SettingChange } from '../config/index.js';
import type { ListEntry, ListName, NumberLists, NumbersTaken, NumberWished } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { Clock, Duration, Instant } from '../kernel/index.js';
import { withSkills } from './agent-skills.js';

/** What was read again, or will be by the next start. With problems the box keeps what it has. */
export interface Reloaded {
  readonly file: string;
  readonly problems: readonly string[];
  readonly hints: readonly string[];
  /** Settings that stand otherwise in the file than the box runs by: they apply after a restart. */
  readonly restart: readonly string[];
  /** Whether a box has taken it. */
  readonly running: boolean;
}

/** What a shop is made of. */
export interface ShopParts {
  readonly file: string;
  readonly current: () => Config;
  readonly access: Access;
  readonly numbers: NumberLists;
  readonly clock: Clock;
  readonly actingFor: <T>(by: Origin, work: () => T) => T;
  readonly note: (facts: BusinessEvents['settings.changed']) => void;
  readonly reload: (by: Origin) => Promise<Reloaded>;
}

/** What a change of settings answers. */
export interface SettingsChanged extends Reloaded {
  readonly revision: string;
  readonly before: string;
}

export interface NewAgent {
  readonly agent: string;
  readonly name: string;
  readonly queues: readonly string[];
  readonly pin?: string;
}

/** A PIN is told when the box has made it up: once, to whoever asked for it. */
export interface PinGiven {
  readonly agent: string;
  readonly pin?: string;
}

/** What an agent can do after a change. */
export interface SkillsNow {
  readonly agent: string;
  readonly skills: Readonly<Record<string, number>>;
}

export class Shop {
  readonly #parts: ShopParts;
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: ShopParts) {
    this.#parts = parts;
  }

  read(path: string): { readonly revision: string; readonly value: unknown } {
    return readSetting(this.#parts.file, path);
  }

  /** One change after the other: each reads what the last has written. */
  change(changes: readonly SettingChange[], by: Origin, revision?: string): Promise<SettingsChanged> {
    const mine = this.#last.then(() => this.#change(changes, by, revision));
    this.#last = mine.catch(() => {});
    return mine;
  }

  async #change(changes: readonly SettingChange[], by: Origin, revision: string | undefined): Promise<SettingsChanged> {
    const { file, actingFor, note, reload } = this.#parts;
    const { before, ...written } = await changeSettingsAside(file, changes, { menus: [], revision });
    const paths = changes.map(({ path }) => path);
    actingFor(by, () => note({ paths, revision: written.revision, before }));
    return { ...(await reload(by)), revision: written.revision, before };
  }

  async addAgent({ agent, name, queues, pin }: NewAgent, by: Origin): Promise<SettingsChanged & PinGiven> {
    const { current } = this.#parts;
    const there = current().agents.find(({ id }) => id === agent);
    if (there !== undefined) throw new TelephonyError('REFUSED', `agent ${agent} is there already: ${there.name}`);
    const only = current().queues.length === 1 ? current().queues.map((queue) => queue.name) : [];
    const entry = { id: agent, name, queues: queues.length > 0 ? queues : only };
    if (entry.queues.length === 0) throw new TelephonyError('REFUSED', `agent ${agent}: of which queues?`);
    const list = this.read('agents').value;
    const change = Array.isArray(list) ? { path: 'agents.+', value: entry } : { path: 'agents', value: [entry] };
    const changed = await this.change([change], by);
    // No PIN goes over the web process's socket: the operator gives him one.
    if (changed.problems.length > 0 || (by.source === 'web' && pin === undefined)) return { ...changed, agent };
    return { ...changed, ...(await this.setPin(agent, pin, by)) };
  }

  /** He is signed out, at once or after his call. His PIN goes with him. */
  async removeAgent(agent: string, by: Origin): Promise<SettingsChanged & { readonly agent: string }> {
    const { access, actingFor, clock } = this.#parts;
    this.#assertAgent(agent);
    await actingFor(by, () => access.forgetPin(agent, Math.round(clock.now())));
    return { ...(await this.change([{ path: `agents.${agent}`, value: undefined }], by)), agent };
  }

  /** Levels of some skills, `english=7,billing=0`; the others stay. They hold at once. */
  async setSkills(agent: string, typed: string, by: Origin): Promise<SettingsChanged & SkillsNow> {
    this.#assertAgent(agent);
    const { skills = {} } = this.#parts.current().agents.find(({ id }) => id === agent) ?? {};
    const next = withSkills(skills, typed);
    const changed = await this.change([{ path: `agents.${agent}.skills`, value: next }], by);
    return { ...changed, agent, skills: next ?? {} };
  }

  /** Undefined: one of six digits is made up. */
  async setPin(agent: string, pin: string | undefined, by: Origin): Promise<PinGiven> {
    const { access, actingFor, clock } = this.#parts;
    const given = pin ?? randomPin();
    await actingFor(by, () => access.setPin(agent, given, Math.round(clock.now())));
    return pin === undefined ? { agent, pin: given } : { agent };
  }

  async forgetPin(agent: string, by: Origin): Promise<PinGiven> {
    const { access, actingFor, clock } = this.#parts;
    await actingFor(by, () => access.forgetPin(agent, Math.round(clock.now())));
    return { agent };
  }

  async unlock(agent: string, by: Origin): Promise<{ readonly agent: string; readonly wasLocked: boolean }> {
    const { access, actingFor, clock } = this.#parts;
    return { agent, wasLocked: await actingFor(by, () => access.unlock(agent, Math.round(clock.now()))) };
  }

  numbers(list: ListName): Promise<readonly ListEntry[]> {
    return this.#parts.numbers.all(list);
  }

  addNumber(
    list: ListName,
    number: string,
    options: { readonly by: Origin; readonly reason?: string; readonly within?: Duration },
  ) {
    return this.#parts.numbers.add(list, number, options);
  }

  removeNumber(list: ListName, number: string, by: Origin): Promise<string> {
    return this.#parts.numbers.remove(list, number, { by });
  }

  /** The form in which a list keeps a number; undefined: it is none. */
  keyOf(number: string): string | undefined {
    return this.#parts.numbers.keyOf(number);
  }

  /** Those of a file, all or none. */
  takeNumbers(
    list: ListName,
    wished: readonly NumberWished[],
    options: { readonly by: Origin; readonly replace: boolean },
  ): Promise<NumbersTaken> {
    return this.#parts.numbers.takeIn(list, wished, options);
  }

  /** As it is in force. */
  get config(): Config {
    return this.#parts.current();
  }

  /** UTC. */
  get now(): Instant {
    const { clock } = this.#parts;
    return Math.round(clock.utc(clock.now()));
  }

  /** Reads the file again. */
  reload(by: Origin): Promise<Reloaded> {
    return this.#parts.reload(by);
  }

  #assertAgent(agent: string): void {
    if (!this.#parts.current().agents.some(({ id }) => id === agent))
      throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
  }
}
