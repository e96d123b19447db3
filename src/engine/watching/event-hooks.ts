// SPDX-License-Identifier: GPL-2.0-or-later
// How do the shop's own programs hear of events by web hooks? Each hook follows the event log, with what is known of the contact at that moment.

import type { Answer, EventMessage, HookTarget, Letter, Sender } from '../../outbox/index.js';
import type { Rooms } from '../rooms/index.js';
import { HookFollower, type HookNews } from './hook-follower.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'bus' | 'clock' | 'config' | 'log' | 'outbox' | 'records' | 'store'>;

const key = (hook: string) => `hook.${hook}`;

/** The web hooks that want events. */
export class EventHooks {
  readonly #rooms: Needs;
  readonly #sender: Sender;
  /** The last event that each has had, when the last run ended. */
  readonly #left: Map<string, number>;
  readonly #followers = new Map<string, HookFollower>();
  readonly #end: () => void;

  constructor(rooms: Needs, sender: Sender, left: Readonly<Record<string, string>>) {
    this.#rooms = rooms;
    this.#sender = sender;
    this.#left = new Map(Object.entries(left).map(([name, n]) => [name, Number(n)]));
    this.#end = rooms.bus.on('configuration.loaded', () => this.#configure());
    this.#configure();
  }

  /** How far each hook is: events that are held for it, and the last of the log that it has had. */
  get behind(): readonly { readonly hook: string; readonly held: number; readonly done: number }[] {
    return [...this.#followers].map(([hook, { held, done }]) => ({ hook, held, done }));
  }

  close(): void {
    this.#end();
    for (const [name, follower] of this.#followers) this.#drop(name, follower);
    this.#sender.close();
  }

  #configure(): void {
    const wanting = this.#rooms.outbox.targets.filter(wantsEvents);
    for (const [name, follower] of [...this.#followers])
      if (!wanting.some((hook) => hook.name === name)) this.#drop(name, follower);
    for (const hook of wanting) {
      const follower = this.#followers.get(hook.name);
      if (follower !== undefined) follower.configure(hook);
      else
        this.#followers.set(
          hook.name,
          new HookFollower(this.#rooms, hook, this.#news(hook), this.#left.get(hook.name)),
        );
    }
  }

  #news({ name }: HookTarget): HookNews {
    const { alarms, log, records } = this.#rooms;
    return {
      send: (target, message, at) => this.#send(target, message, at),
      done: (n) => {
        this.#left.set(name, n);
        const row = { key: key(name), value: String(n), at: records.now() };
        records.write(records.batch().put('setting', row), 'hook.done');
      },
      working: (works) => alarms.set(!works, 'OUTBOX_FAILING', `${name}/events`),
      gaveUp: (reason, messages) => {
        log.error({ target: name, reason, messages }, 'events were given up');
        records.event('outbox.gaveUp', { target: name, reason, messages });
      },
    };
  }

  #send(target: HookTarget, message: EventMessage, at: number): Promise<Answer> {
    const id = `event-${message.n}/${target.name}`;
    const letter: Letter = { id, target: target.name, at, message, tries: 0 };
    return this.#sender.send(target, letter, at);
  }

  #drop(name: string, follower: HookFollower): void {
    follower.close();
    this.#followers.delete(name);
    this.#rooms.alarms.clear('OUTBOX_FAILING', `${name}/events`);
  }
}

function wantsEvents(target: { readonly form: string }): target is HookTarget {
  return target.form === 'web' && ((target as HookTarget).events ?? []).length > 0;
}
