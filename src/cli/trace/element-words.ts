// SPDX-License-Identifier: GPL-2.0-or-later
// What does an information element say, in a line for people?

import { cause } from '../../call/index.js';
import { inLanguage, type Language } from '../../kernel/index.js';
import type { DecodedBearer, DecodedChannels, DecodedElement, DecodedNumber } from '../../line/index.js';
import { word } from './words.js';

/** `channel identification: channel 3, exclusive` */
export function elementLine(element: DecodedElement, language: Language): string {
  const name = element.name === 'unknown' ? unknownName(element, language) : word(element.name, language);
  const says = contents(element, language);
  return says === '' ? name : `${name}${inLanguage({ en: ': ', zh: '：' }, language)}${says}`;
}

function unknownName({ id, codeset }: DecodedElement, language: Language): string {
  const hex = `0x${id.toString(16).padStart(2, '0')}`;
  const set = codeset === 0 ? '' : inLanguage({ en: ` of codeset ${codeset}`, zh: `（代码组 ${codeset}）` }, language);
  return inLanguage({ en: `element ${hex}${set}`, zh: `信息单元 ${hex}${set}` }, language);
}

function contents(element: DecodedElement, language: Language): string {
  const said = (...names: readonly (string | number)[]) =>
    names.map((name) => word(name, language)).join(comma(language));
  if (element.value === undefined) return `${element.hex}${faultText(element.fault, language)}`;
  switch (element.name) {
    case 'bearerCapability':
      return bearer(element.value, language);
    case 'cause': {
      const { number, location, diagnostics } = element.value;
      return `${causeText(number, language)}${aside(said(location), language)}${diagnostics ? ` [${diagnostics}]` : ''}`;
    }
    case 'channelIdentification':
      return channels(element.value, language);
    case 'progressIndicator':
      return said(element.value.description) + aside(said(element.value.location), language);
    case 'callingNumber':
    case 'calledNumber':
    case 'connectedNumber':
    case 'redirectingNumber':
    case 'redirectionNumber':
      return partyNumber(element.value, language);
    case 'callState':
    case 'restartIndicator':
      return said(element.value);
    case 'display':
    case 'keypadFacility':
      return `"${element.value}"`;
    case 'dateTime':
      return element.value;
    case 'sendingComplete':
      return '';
  }
}

function faultText(fault: 'tooShort' | 'overEnd' | undefined, language: Language): string {
  if (fault === undefined) return '';
  const words =
    fault === 'tooShort' ? { en: 'too short', zh: '过短' } : { en: 'runs over the end', zh: '超出消息末尾' };
  return aside(inLanguage(words, language), language);
}

/** `17, the party is busy` */
export function causeText(number: number, language: Language): string {
  return `${number}${comma(language)}${inLanguage(cause(number), language)}`;
}

function bearer({ capability, mode, kilobits, layerOne }: DecodedBearer, language: Language): string {
  const rate = kilobits === undefined ? [] : [`${kilobits} kbit/s`];
  const coding = layerOne === undefined ? [] : [word(layerOne, language)];
  return [word(capability, language), word(mode, language), ...rate, ...coding].join(comma(language));
}

function channels(value: DecodedChannels, language: Language): string {
  const which = channelText(value, language) ?? inLanguage({ en: 'no channel', zh: '不用信道' }, language);
  const words = value.exclusive ? { en: 'exclusive', zh: '不可更改' } : { en: 'preferred', zh: '优先' };
  const d = value.dChannel ? [inLanguage({ en: 'D-channel', zh: 'D 信道' }, language)] : [];
  return [which, ...d, inLanguage(words, language)].join(comma(language));
}

/** `channel 3`; undefined: none is named. */
export function channelText({ selection, channels }: DecodedChannels, language: Language): string | undefined {
  if (selection === 'any') return inLanguage({ en: 'any channel', zh: '任一信道' }, language);
  if (channels.length === 0) return undefined;
  return inLanguage({ en: `channel ${channels.join(', ')}`, zh: `信道 ${channels.join('、')}` }, language);
}

function partyNumber(value: DecodedNumber, language: Language): string {
  const { digits, type, plan, presentation, screening, reason } = value;
  const named = (what: string, zh: string, name: string | number) =>
    name === 'unknown' ? inLanguage({ en: `${what} unknown`, zh: `${zh}未知` }, language) : word(name, language);
  const kind = [named('type', '类型', type), named('plan', '编号计划', plan)];
  const rest = [presentation, screening].flatMap((each) => (each === undefined ? [] : [word(each, language)]));
  const why = reason === undefined ? [] : [named('reason', '原因', reason)];
  const shown = digits === '' ? inLanguage({ en: '(no digits)', zh: '（无号码）' }, language) : digits;
  return [shown, ...kind, ...rest, ...why].join(comma(language));
}

/** In parentheses, behind what it is said of. */
const aside = (text: string, language: Language) => inLanguage({ en: ` (${text})`, zh: `（${text}）` }, language);

const comma = (language: Language) => inLanguage({ en: ', ', zh: '，' }, language);
