// SPDX-License-Identifier: GPL-2.0-or-later
// How is a thing that was found printed? JSON for programs; columns for people, which need few words.

import { type Bilingual, inLanguage, type Language } from '../../kernel/index.js';
import type { DetectedAnswerer, HeardTone } from '../../native/index.js';
import type { Found } from './listen.js';

/** One object a line. The keys are those of `Detected`, behind the file's name. */
export function jsonLine(file: string, found: Found): string {
  return JSON.stringify({ file, ...found });
}

/** `call.wav  5  1.020-1.122 s  -9.8 dBm0`; of stereo with the side behind the name. */
export function textLine(file: string, found: Found, language: Language): string {
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);
  const place = found.side === undefined ? file : `${file}  ${inLanguage(SIDES[found.side], language)}`;
  const when = `${seconds(found.startMs)}-${seconds(found.endMs)} s`;
  switch (found.type) {
    case 'digit':
      return `${place}  ${found.digit}  ${when}  ${found.levelDbm0.toFixed(1)} dBm0`;
    case 'speech':
      return `${place}  ${inLanguage(SPEECH, language)}  ${when}  ${found.levelDbm0.toFixed(1)} dBm0`;
    case 'tone':
    case 'fax':
      return `${place}  ${inLanguage(TONES[found.tone], language)}  ${when}  ${found.levelDbm0.toFixed(1)} dBm0`;
    case 'beep':
      return `${place}  ${inLanguage(BEEP, language)}  ${when}  ${found.hertz} Hz`;
    case 'answerer':
      return `${place}  ${inLanguage(ANSWERERS[found.answerer], language)}  ${when}  ${inLanguage(reason(found), language)}`;
  }
}

const SIDES: Readonly<Record<'left' | 'right', Bilingual>> = {
  left: { en: 'left', zh: '左声道' },
  right: { en: 'right', zh: '右声道' },
};
const TONES: Readonly<Record<HeardTone, Bilingual>> = {
  dial: { en: 'dial tone', zh: '拨号音' },
  ringback: { en: 'ringback', zh: '回铃音' },
  busy: { en: 'busy', zh: '忙音' },
  congestion: { en: 'congestion', zh: '拥塞音' },
  callWaiting: { en: 'call waiting', zh: '呼叫等待音' },
  information: { en: 'special information', zh: '特殊信息音' },
  faxCalling: { en: 'fax calling (CNG)', zh: '传真主叫音（CNG）' },
  faxAnswer: { en: 'fax answer (CED)', zh: '传真应答音（CED）' },
};
const SPEECH: Bilingual = { en: 'speech', zh: '话音' };
const BEEP: Bilingual = { en: 'beep', zh: '提示音' };
const ANSWERERS: Readonly<Record<DetectedAnswerer['answerer'], Bilingual>> = {
  human: { en: 'human', zh: '真人' },
  machine: { en: 'answering machine', zh: '应答机' },
  notSure: { en: 'not sure who', zh: '无法判断' },
};

function reason({ reason, silenceMs, greetingMs, afterGreetingMs, words }: DetectedAnswerer): Bilingual {
  switch (reason) {
    case 'shortGreeting':
      return {
        en: `greeting of ${greetingMs} ms, then ${afterGreetingMs} ms of silence`,
        zh: `问候 ${greetingMs} 毫秒，随后静默 ${afterGreetingMs} 毫秒`,
      };
    case 'longGreeting':
      return { en: `talks for ${greetingMs} ms`, zh: `已连续说话 ${greetingMs} 毫秒` };
    case 'manyWords':
      return { en: `${words} words in ${greetingMs} ms`, zh: `${greetingMs} 毫秒内说了 ${words} 个词` };
    case 'beep':
      return { en: 'beeps', zh: '有提示音' };
    case 'silence':
      return { en: `silence for ${silenceMs} ms`, zh: `静默 ${silenceMs} 毫秒` };
    case 'timeOver':
      return {
        en: `time over: greeting of ${greetingMs} ms, ${words} words`,
        zh: `超时：问候 ${greetingMs} 毫秒，${words} 个词`,
      };
  }
}
