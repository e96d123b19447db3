// SPDX-License-Identifier: GPL-2.0-or-later
// How does a flow sound to somebody at a keyboard? Prompts as text, keys from lines; a line is what he keys in before he waits.

import { type Destination, destinationName, type TransferKind } from '../../config/index.js';
import { render } from '../../expression/index.js';
import {
  type Answer,
  askQuestion,
  type FlowServices,
  type FlowVoice,
  type Question,
  saidOf,
  speechOf,
  type Utterance,
  type Values,
} from '../../ivr/index.js';
import { type Clock, inLanguage, type Language } from '../../kernel/index.js';
import type { Found } from '../../lookup/index.js';
import { say as inWords } from '../../words/index.js';

/** What prompts say, by name and language. */
export type PromptTexts = ReadonlyMap<string, Readonly<Partial<Record<Language, string>>>>;

/** Where keys come from, and where words go. */
export interface Terminal {
  readonly language: Language;
  readonly texts: PromptTexts;
  /** The next line; undefined: he hangs up. */
  readonly line: (asks: string) => Promise<string | undefined>;
  /** Lets a prompt be heard, too. */
  readonly play?: (prompt: string, language: Language) => Promise<void>;
  readonly print: (sign: '🔊' | '→' | '·', text: string) => void;
}

/** He has hung up. */
export class HungUp extends Error {}

/** Whose call it would be; empty: none. */
export interface Parties {
  readonly calling: string;
  readonly called: string;
  readonly redirecting: string;
}

/** A caller at the keyboard. */
export class TerminalCall implements FlowVoice {
  readonly callingParty: string;
  readonly calledParty: string;
  readonly redirectingParty: string;
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  readonly #parties: Parties;
  readonly #language: Language;
  readonly #keyed: { ahead: string; over: boolean };

  constructor(
    terminal: Terminal,
    clock: Clock,
    parties: Parties,
    language: Language,
    keyed = { ahead: '', over: false },
  ) {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#language = language;
    this.#keyed = keyed;
    this.callingParty = parties.calling;
    this.calledParty = parties.called;
    this.redirectingParty = parties.redirecting;
    this.#parties = parties;
  }

  get speech() {
    return speechOf(this.#language);
  }

  get isOver(): boolean {
    return this.#keyed.over;
  }

  in(language: Language): TerminalCall {
    return new TerminalCall(this.#terminal, this.#clock, this.#parties, language, this.#keyed);
  }

  comfort(): () => void {
    this.#terminal.print(
      '·',
      inLanguage({ en: 'a soft sound while it lasts', zh: '等待期间播放提示音' }, this.#terminal.language),
    );
    return () => {};
  }

  async answer(): Promise<void> {}

  async say(what: Utterance, { bargeIn = true }: { readonly bargeIn?: boolean } = {}): Promise<void> {
    if (bargeIn && this.#keyed.ahead !== '') return;
    const words = saidOf(what).map((said) => (typeof said === 'string' ? this.#textOf(said) : said.text));
    this.#terminal.print('🔊', words.join(this.#language === 'zh-CN' ? '' : ' '));
    for (const said of saidOf(what)) if (typeof said === 'string') await this.#terminal.play?.(said, this.#language);
  }

  ask(question: Question): Promise<Answer> {
    const asker = {
      say: (what: Utterance) => this.say(what),
      listen: async (keys: { readonly max: number; readonly terminator: string }) => ({
        digits: await this.#listen(keys),
      }),
      forget: () => {
        this.#keyed.ahead = '';
      },
      speech: this.speech,
    };
    return askQuestion(question, asker, this.#clock);
  }

  /** Keys up to the most, or to the one that ends them; an empty line is a caller who keys nothing in. */
  async #listen({ max, terminator }: { readonly max: number; readonly terminator: string }): Promise<string> {
    if (this.#keyed.ahead === '')
      this.#keyed.ahead = await this.line(inLanguage({ en: 'keys', zh: '按键' }, this.#terminal.language));
    let digits = '';
    while (this.#keyed.ahead !== '' && digits.length < max) {
      const [key = ''] = this.#keyed.ahead;
      this.#keyed.ahead = this.#keyed.ahead.slice(1);
      if (terminator !== '' && terminator.includes(key)) break;
      digits += key;
    }
    return digits;
  }

  async line(asks: string): Promise<string> {
    const line = await this.#terminal.line(asks);
    if (line !== undefined) return line.trim();
    this.#keyed.over = true;
    throw new HungUp('hung up');
  }

  /** A number's own prompt says the number; one that no text is known of is named. */
  #textOf(name: string): string {
    const texts = this.#terminal.texts.get(name);
    return texts?.[this.#language] ?? `[${name}]`;
  }
}

/** What a flow gets without a box: look-ups are made, conditions are asked. */
export interface Unboxed {
  lookUp(name: string, values: Values): Promise<Found>;
  /** The first of the conditions of a flow that holds; -1: none does. */
  decide(flow: string, conditions: readonly string[], values: Values): number;
  place(kind: TransferKind, to: string): Destination | undefined;
}

/** What a flow wants of a box, told and asked at the terminal. */
export function terminalServices(
  terminal: Terminal,
  call: TerminalCall,
  clock: Clock,
  { lookUp, decide, place }: Unboxed,
): FlowServices {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, terminal.language);
  let wrong = 0;
  return {
    clock,
    queue: async ({ queue, comesBack }) => {
      terminal.print('→', t(`waits in queue ${queue}`, `在队列 ${queue} 等待`));
      if (comesBack.length === 0) throw new HungUp('served');
      const asks = t(`how it goes on: ${comesBack.join(' or ')}`, `结果：${comesBack.join(' 或 ')}`);
      const how = await call.line(asks);
      const found = comesBack.find((one) => one.startsWith(how === '' ? 't' : how));
      if (found === undefined) throw new HungUp('served');
      return found;
    },
    attach: (data) => terminal.print('·', t(`attaches ${JSON.stringify(data)}`, `随路数据 ${JSON.stringify(data)}`)),
    speak: (language) => terminal.print('·', t(`speaks ${language} from now on`, `此后使用 ${language}`)),
    serve: {
      call: async ({ call: name }, values) => {
        terminal.print(
          '·',
          t(`calls ${name} with ${JSON.stringify(values)}`, `调用 ${name}，变量 ${JSON.stringify(values)}`),
        );
        const value = await call.line(t('what it gives, or fail', '其结果，或 fail 表示失败'));
        if (value === 'fail') throw new Error(name);
        return { outcome: 'done', value };
      },
      verify: async ({ verify, attempts }, values) => {
        const asks = t(
          `is it the PIN of ${values[verify]}: right, wrong or locked`,
          `${values[verify]} 的密码：right、wrong 或 locked`,
        );
        const how = await call.line(asks);
        if (how.startsWith('l')) return { outcome: 'locked' };
        if (!how.startsWith('w')) return { outcome: 'done', value: values[verify] ?? '' };
        return { outcome: ++wrong < attempts ? 'wrong' : 'failed' };
      },
      dial: async ({ dial }, values) => {
        const asks = t(`${values[dial]} is rung: answered or failed`, `呼叫 ${values[dial]}：answered 或 failed`);
        const how = await call.line(asks);
        if (how.startsWith('f')) return { outcome: 'failed' };
        throw new HungUp('served');
      },
      lookUp: async ({ lookUp: name }, values) => {
        const found = await lookUp(name, values);
        terminal.print('·', foundWords(name, found, t));
        return found.outcome === 'found' ? { outcome: 'done', values: found.values } : { outcome: found.outcome };
      },
      when: async ({ when }, values, { flow }) => {
        const conditions = when.map((one) => one.if);
        const nth = decide(flow, conditions, values);
        return nth < 0 ? { outcome: 'nomatch' } : { outcome: 'match', value: String(nth) };
      },
      transfer: async ({ transfer: { kind, to } }, values) => {
        const found = place(kind, render(to, values));
        if (found === undefined) return { outcome: 'failed' };
        terminal.print('→', destinationWords(found, t));
        return { led: destinationName(found) };
      },
    },
    lead: async (to) => terminal.print('→', destinationWords(to, t)),
    failed: () => terminal.print('·', t('that failed', '失败')),
    trace: (traced) => {
      if (traced.type === 'entered') terminal.print('·', `${traced.flow} / ${traced.step}`);
    },
  };
}

function foundWords(name: string, found: Found, t: (en: string, zh: string) => string): string {
  switch (found.outcome) {
    case 'found':
      return t(
        `look-up ${name} gives ${JSON.stringify(found.values)}`,
        `查询 ${name} 得到 ${JSON.stringify(found.values)}`,
      );
    case 'notFound':
      return t(`look-up ${name} finds nothing`, `查询 ${name} 未找到`);
    case 'failed':
      return t(`look-up ${name} fails: ${found.why}`, `查询 ${name} 失败：${inWords(found.why, 'zh-CN')}`);
  }
}

function destinationWords(to: Destination, t: (en: string, zh: string) => string): string {
  switch (to.kind) {
    case 'queue':
      return t(`to queue ${to.queue}`, `到队列 ${to.queue}`);
    case 'flow':
      return t(`to flow ${to.flow}`, `到流程 ${to.flow}`);
    case 'agent':
      return t(`agent ${to.agent} is rung`, `振铃座席 ${to.agent}`);
    case 'station':
      return t(`station ${to.station} is rung`, `振铃分机 ${to.station}`);
    case 'number':
      return t(`${to.number} is called`, `呼叫 ${to.number}`);
    case 'announce':
      return t(`hears ${to.prompt}, and the end`, `听取 ${to.prompt} 后结束`);
    case 'message':
      return t(`leaves a message in box ${to.box}`, `在信箱 ${to.box} 留言`);
    case 'callback':
      return t('a callback is promised', '承诺回呼');
    case 'refuse':
      return t('is cleared', '释放');
  }
}
