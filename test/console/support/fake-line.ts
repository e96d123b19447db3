// SPDX-License-Identifier: GPL-2.0-or-later
// How does an agent's telephone behave, as far as the console sees it? One telephone, one customer, perhaps a colleague; verbs by control's table.

import { type Line, type OwnCall, VERB_NAMES, type VerbName } from '../../../src/api/contract/index.js';
import { refusalOf, type Situation, VERBS, type Verb } from '../../../src/control/index.js';
import { areaOf } from './fake-data.js';

const AGENT_VERBS = [
  'signIn',
  'signOut',
  'ready',
  'notReady',
  'finishWrapUp',
  'extendWrapUp',
  'wrapUpCode',
  'nextCallback',
];
const WRAP_UP_MS = 45_000;
const CODES = ['已下单', '咨询', '退换货', '投诉', '预约回呼', '拨错'];

/** Who calls. */
export interface FakeCaller {
  readonly number: string;
  readonly call: string;
  readonly customer?: { readonly id: string; readonly name: string; readonly grade: number };
}

export class FakeLine {
  readonly agent: string;
  readonly #name: string;
  readonly #now: () => number;
  readonly #changed: () => void;
  #state = 'ready';
  #reason: string | undefined;
  #since: number;
  #calls: OwnCall[] = [];
  #wrapUp: Line['wrapUp'];
  /** What was asked of it, in its order. */
  readonly asked: string[] = [];

  constructor(agent: string, name: string, now: () => number, changed: () => void) {
    this.agent = agent;
    this.#name = name;
    this.#now = now;
    this.#changed = changed;
    this.#since = now() - 134_000;
  }

  get line(): Line {
    const situation = this.#situation;
    const verbs = Object.fromEntries(VERB_NAMES.map((name) => [name, this.#whether(name, situation)])) as Line['verbs'];
    return {
      ...{
        agent: this.agent,
        name: this.#name,
        state: this.#state,
        since: this.#since,
        station: '801',
        situation,
        calls: this.#calls,
        verbs,
      },
      ...(this.#reason !== undefined && { reason: this.#reason }),
      ...(this.#wrapUp !== undefined && { wrapUp: this.#wrapUp }),
      ...{ reasons: ['break', 'meal', 'meeting', 'training', 'paperwork'], doNotDisturb: false, forwarded: false },
    };
  }

  /** A customer's call is offered. */
  ring({ number, call, customer }: FakeCaller): void {
    const queue = customer === undefined ? '电视订购' : '会员专线';
    this.#calls = [
      {
        ...{
          call,
          contact: call,
          state: 'ringing',
          direction: 'inbound',
          queue,
          since: this.#now(),
          recording: false,
          masked: false,
        },
        ...{ accessNumber: '4008001234', accessName: '东方购物' },
        with: [{ who: `number:${number}`, number, area: areaOf(number), ...(customer && { name: customer.name }) }],
        ...(customer && { customer }),
      },
    ];
    this.#become('ringing');
  }

  /** He lifts his telephone. */
  lift(): void {
    this.#calls = this.#calls.map((one) => ({ ...one, state: 'active', since: this.#now(), recording: true }));
    this.#become('talking');
  }

  /** The customer hangs up. */
  over(): void {
    const call = this.#calls[0]?.call ?? 'c-1';
    const queue = this.#calls[0]?.queue ?? '电视订购';
    this.#calls = [];
    this.#wrapUp = {
      call,
      queue,
      until: this.#now() + WRAP_UP_MS,
      required: true,
      codes: CODES.map((name, index) => ({ name, digit: String(index + 1) })),
    };
    this.#become('wrapUp');
  }

  /** Does what was asked; false: it is refused. */
  act(verb: string, body: Readonly<Record<string, unknown>>): boolean {
    this.asked.push(verb);
    if (this.line.verbs[verb as VerbName]?.enabled === false) return false;
    const [first, second] = this.#calls;
    const put = (state: OwnCall['state'], of = first) => of && { ...of, state };
    const set = (...calls: (OwnCall | undefined)[]) => {
      this.#calls = calls.filter((one) => one !== undefined);
      this.#changed();
    };
    switch (verb) {
      case 'answer':
        this.lift();
        break;
      case 'clear':
        this.over();
        break;
      case 'hold':
        set(put('held'));
        break;
      case 'retrieve':
        set(put('active'));
        break;
      case 'consult':
        set(put('held'), {
          ...(first as OwnCall),
          call: 'c-consult',
          state: 'asked',
          with: [{ who: String(body.to), name: '王芳', number: '802' }],
          since: this.#now(),
          recording: false,
        });
        break;
      case 'reconnect':
        set(put('active'));
        break;
      case 'conference':
        set(first && { ...first, state: 'active', with: [...first.with, ...(second?.with ?? [])] });
        break;
      case 'transfer':
      case 'singleStepTransfer':
        this.over();
        break;
      case 'alternate':
        set(put('held', second), put('active'));
        break;
      case 'wrapUpCode':
        if (this.#wrapUp) this.#wrapUp = { ...this.#wrapUp, code: String(body.code) };
        this.#changed();
        break;
      case 'mask':
      case 'unmask':
        set(first && { ...first, masked: verb === 'mask' });
        break;
      case 'ready':
      case 'signIn':
      case 'finishWrapUp':
        this.#wrapUp = undefined;
        this.#become('ready');
        break;
      case 'notReady':
        this.#become('notReady', String(body.reason ?? 'unspecified'));
        break;
      case 'signOut':
        this.#become('signedOut');
        break;
      case 'makeCall':
        this.#calls = [
          {
            call: 'c-out',
            contact: 'c-out',
            state: 'calling',
            direction: 'outbound',
            with: [{ who: String(body.to), number: String(body.to).replace(/^number:/, '') }],
            since: this.#now(),
            recording: false,
            masked: false,
          },
        ];
        this.#become('talking');
        break;
    }
    return true;
  }

  get #situation(): Situation {
    const states = this.#calls.map(({ state }) => state);
    if (this.#state === 'signedOut') return 'signedOut';
    if (states.includes('asked')) return 'consulting';
    if (states.includes('ringing')) return 'ringing';
    if (states.includes('calling')) return 'calling';
    if (states.includes('held')) return 'holding';
    if ((this.#calls[0]?.with.length ?? 0) > 1) return 'conference';
    return states.includes('active') ? 'talking' : 'free';
  }

  #whether(name: string, situation: Situation): Line['verbs'][VerbName] {
    const code = this.#refusal(name, situation);
    return code === undefined ? { enabled: true } : { enabled: false, code, why: code };
  }

  #refusal(name: string, situation: Situation): string | undefined {
    if (AGENT_VERBS.includes(name)) return this.#agentRefusal(name);
    if (name === 'record') return situation === 'talking' ? 'REFUSED' : 'NOT_TALKING';
    if (name === 'stopRecording' || name === 'mask') return refusalOf('record', situation);
    if (name === 'unmask') return this.#calls[0]?.masked ? undefined : 'NOT_TALKING';
    if (name === 'answer' && situation === 'ringing') return undefined; // a telephone without a hook
    return (VERBS as readonly string[]).includes(name) ? refusalOf(name as Verb, situation) : 'NOT_READY';
  }

  #agentRefusal(name: string): string | undefined {
    if (name === 'signIn') return this.#state === 'signedOut' ? undefined : 'NOT_READY';
    if (this.#state === 'signedOut') return 'NOT_SIGNED_IN';
    if (name === 'finishWrapUp' || name === 'extendWrapUp' || name === 'wrapUpCode')
      return this.#wrapUp ? undefined : 'NOT_READY';
    if (name === 'nextCallback') return this.#calls.length === 0 ? undefined : 'LINE_BUSY';
    if (name === 'ready') return this.#state === 'ready' ? 'NOT_READY' : undefined;
    return undefined;
  }

  #become(state: string, reason?: string): void {
    this.#state = state;
    this.#reason = reason;
    this.#since = this.#now();
    if (state !== 'wrapUp') this.#wrapUp = undefined;
    this.#changed();
  }
}
