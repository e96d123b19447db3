// SPDX-License-Identifier: GPL-2.0-or-later
// How do waits and causes become rows of a file?

import { cause } from '../call/index.js';
import { type CsvCell, inLanguage, type Language } from '../kernel/index.js';
import { valueWords } from '../words/index.js';
import { heading } from './cells.js';
import type { Spread, WaitStep } from './spread.js';

export type SpreadName = 'waits' | 'causes';

/** `up to 5 s`, `over 600 s`. */
export function stepName({ upTo }: WaitStep, steps: readonly WaitStep[], language: Language): string {
  const last = steps.at(-2)?.upTo ?? 0;
  const seconds = (upTo ?? last) / 1000;
  if (upTo === null) return inLanguage({ en: `over ${seconds} s`, zh: `超过 ${seconds} 秒` }, language);
  return inLanguage({ en: `up to ${seconds} s`, zh: `${seconds} 秒内` }, language);
}

/** Headings first. */
export function spreadRows(name: SpreadName, spread: Spread, language: Language): readonly (readonly CsvCell[])[] {
  const heads = (...words: readonly ReturnType<typeof heading>[]) => words.map((one) => inLanguage(one, language));
  if (name === 'causes')
    return [
      heads(
        heading('direction', '方向'),
        heading('cause', '原因值'),
        heading('meaning', '原因'),
        heading('calls', '通话数'),
      ),
      ...spread.causes.map((row) => [
        valueWords(row.direction, language),
        row.cause,
        inLanguage(cause(row.cause), language),
        row.calls,
      ]),
    ];
  return [
    heads(
      heading('waited', '等待'),
      heading('answered', '接听'),
      heading('abandoned', '放弃'),
      heading('overflowed', '溢出'),
    ),
    ...spread.waits.map((step) => [
      stepName(step, spread.waits, language),
      step.answered,
      step.abandoned,
      step.overflowed,
    ]),
  ];
}
