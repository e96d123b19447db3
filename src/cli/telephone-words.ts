// SPDX-License-Identifier: GPL-2.0-or-later
// How is what was said of a telephone told in a line?

import type { TelephoneStatus } from '../engine/index.js';
import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';

const USUAL: Bilingual = { en: 'as usual', zh: '正常' };

/** `do not disturb, busy to agent:1002`. */
export function wishWords({ doNotDisturb, callWaiting, forward }: TelephoneStatus, language: Language): string {
  const words: (Bilingual | undefined)[] = [
    doNotDisturb ? { en: 'do not disturb', zh: '免打扰' } : undefined,
    callWaiting ? { en: 'call waiting', zh: '呼叫等待' } : undefined,
    forwardWords(forward.always, { en: 'all calls to', zh: '全部转到' }),
    forwardWords(forward.busy, { en: 'when busy to', zh: '遇忙转到' }),
    forwardWords(forward.noAnswer, { en: 'unanswered to', zh: '无应答转到' }),
  ];
  const said = words.flatMap((word) => (word === undefined ? [] : [inLanguage(word, language)]));
  return said.length === 0 ? inLanguage(USUAL, language) : said.join(inLanguage({ en: ', ', zh: '，' }, language));
}

function forwardWords(to: string | undefined, when: Bilingual): Bilingual | undefined {
  return to === undefined ? undefined : { en: `${when.en} ${to}`, zh: `${when.zh} ${to}` };
}
