// SPDX-License-Identifier: GPL-2.0-or-later
// Who is told, and has he been? Letters wait here, a queue for each target, until they are taken or given up.

import { TelephonyError } from '../faults.js';
import {
  Actor,
  type Chance,
  type Clock,
  type Duration,
  Emitter,
  type Instant,
  SystemClock,
  sleep,
} from '../kernel/index.js';
import { type Answer, type DeadLetter, deliveryOf, type Letter, type Message, type Target } from './message.js';
import type { Sender } from './ports.js';
import {
  nothingToSend,
  type TargetEffect,
  type TargetEvent,
  type TargetState,
  targetMachine,
} from './target-machine.js';

/** Robots of chats take 20 messages a minute: 15, so that a test and other programs have room. */
const ROBOTS_SPACING: Duration = 4_000;
/** How long a box that stops waits for answers: what was taken meanwhile need not be sent again. */
const FAREWELL: Duration = 1_000;
/** So many that were given up are kept, of all targets; the oldest go. */
export const MOST_DEAD = 1_000;

/** A letter as people see it. */
export interface ListedLetter extends Letter {
  readonly state: 'waiting' | 'sending' | 'dead';
  /** When it is tried next. */
  readonly nextAt?: Instant;
  readonly deadAt?: Instant;
}

export interface OutboxParts {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly targets: readonly Target[];
  readonly sender: Sender;
  /** What the last run left, the oldest first. */
  readonly left: readonly (Letter | DeadLetter)[];
}

interface Channel {
  target: Target;
  readonly actor: Actor<TargetState<Letter>, TargetEvent<Letter>, TargetEffect<Letter>>;
}

/** The letters of a box. What it tells of is to be written down by whoever keeps the rows. */
export class Outbox {
  /** They need not be kept any longer: the target took them, or they are too many of those that were given up. */
  readonly gone = new Emitter<readonly Letter[]>();
  /** It was tried in vain: its tries and its reason are others now. */
  readonly tried = new Emitter<Letter>();
  /** Those of one target that were given up at once: they may be many. */
  readonly dead = new Emitter<readonly DeadLetter[]>();
  /** The target took nothing three times in a row (false), or takes letters again (true). */
  readonly working = new Emitter<{ readonly target: string; readonly works: boolean }>();
  readonly #parts: OutboxParts;
  readonly #channels = new Map<string, Channel>();
  readonly #dead = new Map<string, DeadLetter>();
  readonly #given: DeadLetter[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #resting = false;
  #closed = false;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    for (const target of parts.targets) this.#open(target);
  }

  /** Takes up what the last run left; to be called once somebody listens. */
  begin(): void {
    const { left } = this.#parts;
    for (const letter of left) if ('deadAt' in letter) this.#dead.set(letter.id, letter);
    this.queue(left.filter((letter) => !('deadAt' in letter)));
  }

  get targets(): readonly Target[] {
    return [...this.#channels.values()].map(({ target }) => target);
  }

  /** Letters of a message to those targets that want it: to be written in the batch of its cause, then queued. */
  letters(delivery: string, message: Message, at: Instant, wanted: (target: Target) => boolean): readonly Letter[] {
    return this.targets
      .filter(wanted)
      .map(({ name }) => ({ id: `${delivery}/${name}`, target: name, at: Math.floor(at), message, tries: 0 }));
  }

  /** Nothing waits for it. */
  queue(letters: readonly Letter[]): void {
    if (this.#closed) return;
    for (const [name, own] of grouped(letters)) {
      const channel = this.#channels.get(name);
      if (channel !== undefined) this.#tell(channel, { type: 'queued', letters: own });
      else this.#bury(own.map((letter) => this.#asDead(letter, noTarget(name))));
    }
  }

  /** The file was read again: what waits for a target goes by the new one, at once; what was for one that is no more is given up. */
  configure(targets: readonly Target[]): void {
    for (const [name, channel] of [...this.#channels]) {
      if (targets.some((target) => target.name === name)) continue;
      this.#tell(channel, { type: 'abandoned', reason: noTarget(name) });
      channel.actor.close();
      this.#channels.delete(name);
    }
    for (const target of targets) {
      const channel = this.#channels.get(target.name);
      if (channel === undefined) this.#open(target);
      else {
        const changed = JSON.stringify(channel.target) !== JSON.stringify(target);
        channel.target = target;
        if (changed) this.#tell(channel, { type: 'hastened', spacing: spacingOf(target) });
      }
    }
  }

  /** All of them: those that wait, target by target in their order, then those that were given up. */
  list(): readonly ListedLetter[] {
    const waiting = [...this.#channels.values()].flatMap(({ actor: { state } }) =>
      state.queue.map((letter, index): ListedLetter => {
        if (index > 0) return { ...letter, state: 'waiting' };
        if (state.name === 'waiting') return { ...letter, state: 'waiting', nextAt: state.until };
        return { ...letter, state: 'sending' };
      }),
    );
    return [...waiting, ...[...this.#dead.values()].map((letter): ListedLetter => ({ ...letter, state: 'dead' }))];
  }

  /** Whether a letter is among those that were given up. */
  isDead(id: string): boolean {
    return this.#dead.has(id);
  }

  /** These letters as they stand now. */
  listed(letters: readonly Letter[]): readonly Letter[] {
    const ids = new Set(letters.map(({ id }) => id));
    return [...this.#channels.values()].flatMap(({ actor }) => actor.state.queue.filter(({ id }) => ids.has(id)));
  }

  get counts(): { readonly waiting: number; readonly dead: number } {
    const waiting = [...this.#channels.values()].reduce((sum, { actor }) => sum + actor.state.queue.length, 0);
    return { waiting, dead: this.#dead.size };
  }

  /** Letters that are tried again: one by its id, or all. Those that were given up begin anew. Throws NOT_FOUND. */
  retry(id: string | undefined): readonly Letter[] {
    const all = this.list().filter((letter) => id === undefined || letter.id === id || deliveryOf(letter) === id);
    if (id !== undefined && all.length === 0) throw new TelephonyError('NOT_FOUND', `message ${id}`);
    for (const name of new Set(all.map(({ target }) => target))) {
      const channel = this.#channels.get(name);
      const dead = all.filter(({ target, state }) => target === name && state === 'dead');
      if (channel === undefined) {
        if (id !== undefined) throw new TelephonyError('REFUSED', noTarget(name));
        continue;
      }
      const at = this.#parts.clock.now();
      const letters = dead.map(({ state: _, deadAt: __, reason: ___, ...letter }) => ({ ...letter, at, tries: 0 }));
      for (const letter of letters) this.#dead.delete(letter.id);
      this.#tell(channel, { type: 'hastened' });
      this.#tell(channel, { type: 'queued', letters });
    }
    return all.filter(({ target }) => this.#channels.has(target));
  }

  /** Sends a test to a target now, whatever waits, and gives what came back. Throws NOT_FOUND. */
  test(name: string, id: string): Promise<Answer> {
    const target = this.#channels.get(name)?.target;
    if (target === undefined) {
      const names = this.targets.map((one) => one.name).join(', ');
      throw new TelephonyError(
        'NOT_FOUND',
        names === '' ? `target ${name} (there are none)` : `target ${name} (there are ${names})`,
      );
    }
    const { clock, sender } = this.#parts;
    const at = clock.now();
    const message: Message = { kind: 'test', at: new Date(clock.utc(at)).toISOString() };
    return sender.send(target, { id: `${id}/${name}`, target: name, at, message, tries: 0 }, clock.utc(at));
  }

  /** Begins nothing more; resolves when what is under way has been answered, or after a second of real time. */
  async rest(): Promise<void> {
    this.#resting = true;
    const over = new AbortController();
    const patience = sleep(new SystemClock(), FAREWELL, over.signal).catch(() => {});
    await Promise.race([Promise.allSettled(this.#underWay), patience]);
    over.abort();
  }

  /** Breaks off; what was not taken yet stays with whoever keeps it. */
  close(): void {
    this.#closed = true;
    for (const { actor } of this.#channels.values()) actor.close();
    this.#parts.sender.close();
  }

  #open(target: Target): void {
    const { clock } = this.#parts;
    const initial = nothingToSend<Letter>(spacingOf(target));
    const actor = new Actor(targetMachine<Letter>(), initial, clock, (effect: TargetEffect<Letter>) =>
      this.#perform(target.name, effect),
    );
    this.#channels.set(target.name, { target, actor });
  }

  #perform(name: string, effect: TargetEffect<Letter>): void {
    switch (effect.type) {
      case 'send':
        this.#send(name, effect.letter);
        return;
      case 'taken':
        this.gone.emit([effect.letter]);
        return;
      case 'tried':
        this.tried.emit(effect.letter);
        return;
      case 'dead':
        this.#given.push(this.#asDead(effect.letter, effect.reason));
        return;
      case 'failing':
      case 'working':
        this.working.emit({ target: name, works: effect.type === 'working' });
    }
  }

  #send(name: string, letter: Letter): void {
    const channel = this.#channels.get(name);
    if (channel === undefined || this.#resting) return;
    const { clock, sender, chance } = this.#parts;
    const { id } = letter;
    const heard = (answer: Answer) => {
      if (this.#closed || this.#channels.get(name) !== channel) return;
      if (answer.took) this.#tell(channel, { type: 'took', id });
      else {
        const { fault, says: reason, wait } = answer;
        this.#tell(channel, { type: 'refused', id, fault, reason, wait, chance: chance() / 2 ** 32 });
      }
    };
    // A port never rejects; should it all the same, the letter is not lost.
    const answered = sender
      .send(channel.target, letter, clock.utc(clock.now()))
      .then(heard, (error: unknown) => heard({ took: false, fault: 'target', says: String(error) }))
      .finally(() => this.#underWay.delete(answered));
    this.#underWay.add(answered);
  }

  /** What the machine gives up in one step is told at once. Its timer gives nothing up. */
  #tell({ actor }: Channel, event: TargetEvent<Letter>): void {
    actor.send(event);
    this.#bury(this.#given.splice(0));
  }

  #asDead(letter: Letter, reason: string): DeadLetter {
    return { ...letter, reason, deadAt: Math.floor(this.#parts.clock.now()) };
  }

  /** Beyond the limit the oldest go. */
  #bury(letters: readonly DeadLetter[]): void {
    if (letters.length === 0) return;
    for (const letter of letters) this.#dead.set(letter.id, letter);
    this.dead.emit(letters);
    const over = [...this.#dead.values()].slice(0, Math.max(0, this.#dead.size - MOST_DEAD));
    for (const { id } of over) this.#dead.delete(id);
    if (over.length > 0) this.gone.emit(over);
  }
}

const noTarget = (name: string) => `the file has no target ${name}`;

function spacingOf({ form }: Target): Duration {
  return form === 'web' || form === 'mail' || form === 'call' ? 0 : ROBOTS_SPACING;
}

function grouped(letters: readonly Letter[]): ReadonlyMap<string, readonly Letter[]> {
  const groups = new Map<string, Letter[]>();
  for (const letter of letters) {
    const own = groups.get(letter.target);
    if (own === undefined) groups.set(letter.target, [letter]);
    else own.push(letter);
  }
  return groups;
}
