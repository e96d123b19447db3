// SPDX-License-Identifier: GPL-2.0-or-later
// How do requests get in that no computer agent has captured? By command, by a program, from a file; one that is open is changed.

import type { Origin } from '../../bus/index.js';
import {
  type Asked,
  type AskedRules,
  type AskedText,
  type Callbacks,
  type CaptureRules,
  CreationLimits,
  type RequestOrigin,
  type RequestRow,
  readAsked,
  readWish,
  usable,
  type Visitor,
} from '../../callback/index.js';
import { TelephonyError } from '../../faults.js';
import { type Bilingual, inBoth, type LineProblem } from '../../kernel/index.js';
import type { LeftOver } from '../../store/index.js';
import { callbackQueue, callbackSettings, captureRules, type Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'blocked' | 'clock' | 'config' | 'customers' | 'doNotCall' | 'plan'>;

/** A line of a file. */
export interface AskedLine {
  readonly line: number;
  readonly text: AskedText;
}

/** A message, and who left it. */
export interface LeftMessage {
  readonly call: string;
  /** Canonical number. */
  readonly number: string;
  readonly accessNumber?: string | undefined;
  /** To which his call belonged; default: that of the access number. */
  readonly queue?: string | undefined;
}

/** What became of some lines. */
export interface AskedImport {
  /** New requests, and lines whose number had one already. */
  readonly created: number;
  readonly merged: number;
  /** Lines that were left out, each with its reasons. */
  readonly problems: readonly LineProblem[];
}

interface Taking {
  readonly origin: RequestOrigin;
  readonly by: Origin;
  readonly rules: AskedRules;
  readonly visitor?: Visitor | undefined;
}

/** Requests by command. */
export class AskedCallbacks {
  readonly #rooms: Needs;
  readonly #callbacks: Callbacks;
  readonly #limits: CreationLimits;

  /** `asked`: what was put in before the box began. */
  constructor(rooms: Needs, callbacks: Callbacks, asked: LeftOver['asked']) {
    this.#rooms = rooms;
    this.#callbacks = callbacks;
    this.#limits = new CreationLimits(asked);
  }

  /** Resolves when it is on the disk. Rejects with REFUSED and all reasons. */
  async create(text: AskedText, by: Origin, visitor?: Visitor): Promise<Asked> {
    const done = await this.#take(text, { origin: 'command', by, rules: this.#rules(), visitor });
    if ('problems' in done) throw refused(done.problems);
    return done;
  }

  /** Takes lines of a file in: those that can be; the others are told. */
  async import(lines: readonly AskedLine[], by: Origin): Promise<AskedImport> {
    const rules = this.#rules();
    const taken = await Promise.all(
      lines.map(async ({ line, text }) => ({ line, done: await this.#take(text, { origin: 'import', by, rules }) })),
    );
    let [created, merged] = [0, 0];
    const problems: LineProblem[] = [];
    for (const { line, done } of taken) {
      if ('problems' in done) problems.push(...done.problems.map((says) => ({ line, says })));
      else if (done.merged) merged++;
      else created++;
    }
    return { created, merged, problems };
  }

  /** Somebody left a message: he is called back for it if `callback.from` says so. Undefined: he is not, or cannot be. */
  async leftMessage({ call, number, accessNumber, queue }: LeftMessage): Promise<Asked | undefined> {
    const { config, customers } = this.#rooms;
    if (!config.callback.from.includes('message')) return undefined;
    const known = usable(number, 'unknown', captureRules(this.#rooms));
    if (known.kind !== 'number') return undefined;
    const grade = customers.find(known.number.number)?.grade ?? 0;
    const about = { origin: 'message', grade, ...(accessNumber !== undefined && { accessNumber }) } as const;
    const home = queue ?? callbackQueue(config, accessNumber ?? '');
    return this.#callbacks.create({ call, queue: home, number: known.number, promised: false, about });
  }

  /** Another queue, agent, time or note. Throws NOT_FOUND, REFUSED. */
  change(request: string, text: AskedText): RequestRow {
    const wish = readWish(text, this.#rules());
    if ('problems' in wish) throw refused(wish.problems);
    if (Object.keys(wish).length === 0)
      throw refused([
        {
          en: 'nothing is to be changed: give queue, agent, at, until or note',
          zh: '没有要修改的内容：请给出 queue、agent、at、until 或 note',
        },
      ]);
    return this.#callbacks.change(request, this.#fromCalendar(wish));
  }

  async #take(
    text: AskedText,
    { origin, by, rules, visitor }: Taking,
  ): Promise<Asked | { readonly problems: readonly Bilingual[] }> {
    const { clock, config, customers } = this.#rooms;
    const read = readAsked(text, rules);
    if ('problems' in read) return read;
    const { number } = read.number;
    const [now, source] = [clock.now(), by.actor ?? by.source ?? 'shell'];
    const limit = this.#limits.reached(number, source, config.callback.created, now);
    if (limit !== undefined) return { problems: [LIMIT_WORDS[limit](text.number ?? number, source)] };
    this.#limits.note(number, source, now);
    const grade = customers.find(number)?.grade ?? 0;
    try {
      const about = { ...read.about, origin, grade };
      return await this.#callbacks.create({ ...this.#fromCalendar(read), about, by: source, visitor });
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      return { problems: [{ en: `it could not be written: ${error.message}`, zh: `无法写入：${error.message}` }] };
    }
  }

  /** What people say is the calendar's time; the box goes by its own. */
  #fromCalendar<T extends { readonly slot?: { readonly from: number; readonly until?: number } | undefined }>(
    asked: T,
  ): T {
    const { slot } = asked;
    if (slot === undefined) return asked;
    const { clock } = this.#rooms;
    const ahead = clock.utc(clock.now()) - clock.now();
    const { from, until } = slot;
    return { ...asked, slot: { from: from - ahead, ...(until !== undefined && { until: until - ahead }) } };
  }

  #rules(): AskedRules {
    const { clock, config } = this.#rooms;
    return {
      ...(captureRules(this.#rooms) satisfies CaptureRules),
      now: clock.utc(clock.now()),
      window: callbackSettings(config).window,
      queues: config.queues.map(({ name }) => name),
      agents: new Map(config.agents.map(({ id, queues }) => [id, queues])),
    };
  }
}

const LIMIT_WORDS: Readonly<Record<'perNumber' | 'perSource', (number: string, source: string) => Bilingual>> = {
  perNumber: (number) => ({
    en: `number: for ${number} as many requests were put in as \`callback.created.perNumber\` allows`,
    zh: `号码：${number} 的登记次数已达 \`callback.created.perNumber\` 的上限`,
  }),
  perSource: (_, source) => ({
    en: `${source} has put in as many requests as \`callback.created.perSource\` allows`,
    zh: `${source} 登记的回呼已达 \`callback.created.perSource\` 的上限`,
  }),
};

function refused(problems: readonly Bilingual[]): TelephonyError {
  const words = (language: keyof Bilingual) =>
    problems.map((says) => says[language]).join(language === 'zh' ? '；' : '; ');
  return new TelephonyError('REFUSED', inBoth({ en: words('en'), zh: words('zh') }));
}
