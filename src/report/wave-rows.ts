// SPDX-License-Identifier: GPL-2.0-or-later
// How does the curve of a wave become rows of a file?

import { type CsvCell, inLanguage, type Language } from '../kernel/index.js';
import { when } from '../words/index.js';
import type { WaveReport } from './wave.js';

/** The curve as rows of a spreadsheet, headings first. */
export function curveRows({ curve, zone }: WaveReport, language: Language): readonly (readonly CsvCell[])[] {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, language);
  return [
    [t('time', '时间'), t('offered', '呼入'), t('answered', '接听'), t('captured', '捕获'), t('lost', '流失')],
    ...curve.map(({ at, offered, answered, captured, lost }) => [when(at, zone), offered, answered, captured, lost]),
  ];
}
