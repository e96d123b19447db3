// SPDX-License-Identifier: GPL-2.0-or-later
// How is a frame shown to people? A headline with what matters, then a line for each information element.

import type { WireFrame } from '../../engine/index.js';
import { inLanguage, type Language } from '../../kernel/index.js';
import {
  type CallReference,
  type DecodedElement,
  type DecodedFrame,
  type DecodedMessage,
  elementValue,
  isCommand,
} from '../../line/index.js';
import { when } from '../times.js';
import { causeText, channelText, elementLine } from './element-words.js';
import { faultWords } from './words.js';

const INDENT = ' '.repeat(18);

/** How frames are shown. */
export interface FrameForm {
  /** Each line names its span. */
  readonly spans?: boolean;
  /** The shop's. */
  readonly zone?: string | undefined;
}

/** Shows frames one after the other; remembers on which channel each call reference is. */
export class FrameLines {
  readonly #language: Language;
  readonly #zone: string | undefined;
  /** Whether each line names its span: there is more than one. */
  readonly #spans: boolean;
  readonly #channels = new Map<string, string>();

  constructor(language: Language, { spans = false, zone }: FrameForm = {}) {
    this.#language = language;
    this.#zone = zone;
    this.#spans = spans;
  }

  /** The lines of a frame. */
  show(wire: WireFrame, frame: DecodedFrame): readonly string[] {
    const lost = wire.lostBefore > 0 ? [this.#lost(wire.lostBefore)] : [];
    const { message } = frame;
    const head = [
      when(wire.at, this.#zone, 'milliseconds'),
      ...(this.#spans ? [wire.span] : []),
      arrow(wire),
      this.#layerTwo(wire, frame),
    ];
    const story = message ? this.#message(wire, message) : [];
    const elements = message ? message.elements.map((each) => `${INDENT}${elementLine(each, this.#language)}`) : [];
    return [
      ...lost,
      [...head, ...story].join('  ').trimEnd(),
      ...elements,
      ...this.#roles(wire, frame),
      ...this.#verdict(wire, frame),
    ];
  }

  #say(en: string, zh: string): string {
    return inLanguage({ en, zh }, this.#language);
  }

  #lost(count: number): string {
    return this.#say(`-- ${count} frames are missing here: nobody read in time`, `-- 此处缺少 ${count} 帧：读取不及时`);
  }

  #layerTwo(wire: WireFrame, frame: DecodedFrame): string {
    const { kind, sent, received, pollFinal } = frame;
    if (wire.size === 0) return this.#say('(damaged)', '（受损）');
    const bit = pollFinal ? [isCommand(frame, isFromNetwork(wire)) ? 'P' : 'F'] : [];
    const counts = [
      ...(sent === undefined ? [] : [`N(S)=${sent}`]),
      ...(received === undefined ? [] : [`N(R)=${received}`]),
    ];
    return [kind.padEnd(5), ...counts, ...bit].join(' ');
  }

  #message(wire: WireFrame, message: DecodedMessage): readonly string[] {
    const { reference, name, type, elements } = message;
    const unnamed = type === undefined ? this.#say('(no message)', '（无消息）') : `0x${type.toString(16)}`;
    const title = name ?? (message.fault === 'otherProtocol' ? this.#say('(not Q.931)', '（非 Q.931）') : unnamed);
    if (!reference) return [title, message.hex ?? ''];
    return [title, ...this.#call(wire, reference, elements), ...numbers(elements), ...this.#cause(elements)];
  }

  #call(wire: WireFrame, reference: CallReference, elements: readonly DecodedElement[]): readonly string[] {
    const told = elementValue(elements, 'channelIdentification');
    const named = told && channelText(told, this.#language);
    if (reference.global) return named === undefined ? [] : [named];
    const ours = (wire.direction === 'sent') !== reference.toOrigin;
    const whose = ours ? this.#say('ours', '本方') : this.#say('theirs', '对方');
    const key = `${wire.span} ${ours} ${reference.value}`;
    if (named !== undefined) this.#channels.set(key, named);
    const channel = this.#channels.get(key);
    const call = this.#say(`call ${reference.value} (${whose})`, `呼叫 ${reference.value}（${whose}）`);
    return channel === undefined ? [call] : [call, channel];
  }

  #cause(elements: readonly DecodedElement[]): readonly string[] {
    const cause = elementValue(elements, 'cause');
    if (cause === undefined) return [];
    const text = causeText(cause.number, this.#language);
    return [this.#say(`cause ${text}`, `原因 ${text}`)];
  }

  /** SABME is a command: one that is marked as a response comes from an end that takes itself for what we are (Q.921 table 1). */
  #roles(wire: WireFrame, frame: DecodedFrame): readonly string[] {
    if (frame.kind !== 'SABME' || wire.direction === 'sent' || isCommand(frame, isFromNetwork(wire))) return [];
    const { role } = wire;
    const text = this.#say(
      `!! the far end has our own role (${role}): one end must be network, the other cpe`,
      `！！对端与本端角色相同（${role}）：必须一端为 network，另一端为 cpe`,
    );
    return [`${INDENT}${text}`];
  }

  #verdict({ use, fault, octets }: WireFrame, { message }: DecodedFrame): readonly string[] {
    const why = inLanguage(faultWords(fault), this.#language);
    if (fault !== '') {
      const word = use === 'part' ? this.#say('used in part', '仅部分采用') : this.#say('REFUSED', '已拒绝');
      return [`${INDENT}!! ${word}${this.#say(': ', '：')}${why}`, `${INDENT}${octets}`];
    }
    if (use !== 'none' || message === undefined) return [];
    return [`${INDENT}${this.#say('(not used by this box)', '（本系统不使用）')}`];
  }
}

/** `13912345678 -> 88880001` */
function numbers(elements: readonly DecodedElement[]): readonly string[] {
  const calling = elementValue(elements, 'callingNumber')?.digits;
  const called = elementValue(elements, 'calledNumber')?.digits;
  return calling === undefined && called === undefined ? [] : [`${calling ?? ''} -> ${called ?? ''}`.trim()];
}

const isFromNetwork = ({ direction, role }: WireFrame) => (direction === 'sent') === (role === 'network');

const arrow = ({ direction }: WireFrame) => (direction === 'sent' ? '->' : '<-');
