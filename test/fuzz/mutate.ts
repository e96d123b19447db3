// SPDX-License-Identifier: GPL-2.0-or-later
// How is a text made worse? A few changes at random: what stands there is cut, doubled, moved, repeated or replaced.
import type { Random } from './budget.js';

const ODD = [
  '\0',
  '\u{1f600}',
  '\ud800',
  '\ufeff',
  '\r',
  '\t',
  '\u2028',
  '"',
  "'",
  '\\',
  '{',
  '[',
  ']',
  '}',
  ':',
  ',',
  '-',
  '#',
  '&',
  '*',
  '!',
  '|',
  '>',
];
const NUMBERS = [
  '-1',
  '0',
  '1e999',
  '-0',
  '0x7fffffff',
  '9007199254740993',
  '1.5',
  '.inf',
  '.nan',
  '99999999999999999999',
];

/** A text made of `text` by one to six changes; `words` are what may be put in. */
export function mutate(text: string, words: readonly string[], random: Random): string {
  let changed = text;
  for (let n = 1 + random.below(6); n > 0; n--) changed = change(changed, words, random);
  return changed;
}

function change(text: string, words: readonly string[], random: Random): string {
  const from = random.below(text.length + 1);
  const to = Math.min(text.length, from + 1 + random.below(random.below(4) === 0 ? 400 : 12));
  const [head, part, tail] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (random.below(9)) {
    case 0:
      return head + tail;
    case 1:
      return head + part + part + tail;
    case 2:
      return head + random.of(words) + tail;
    case 3:
      return head + random.of(words) + part + tail;
    case 4:
      return head + random.of(ODD) + part + tail;
    case 5:
      return head + random.of(NUMBERS) + tail;
    case 6:
      return head + part.repeat(1 + random.below(200)) + tail;
    case 7:
      return swapLines(text, random);
    default:
      return head + String.fromCharCode(random.below(256)) + tail;
  }
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [one, other] = [random.below(lines.length), random.below(lines.length)];
  [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
  return lines.join('\n');
}
