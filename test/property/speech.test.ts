// SPDX-License-Identifier: GPL-2.0-or-later
// Is every number said so that it can be understood again, in both languages, from prompts that exist?
import { existsSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { type Parts, speechOf } from '../../src/ivr/index.js';
import { LANGUAGES, type Language } from '../../src/kernel/index.js';
import { cases } from '../support/cases.js';
import { projectFile } from '../support/world.js';

const amount = fc.oneof(
  fc.integer({ min: 0, max: 999_999_999_999 }),
  fc.integer({ min: 0, max: 10_000 }),
  // Numbers with gaps are where both grammars have their corners.
  fc
    .array(fc.constantFrom('0', '0', '1', '2', '5'), { minLength: 1, maxLength: 12 })
    .map((digits) => Number(digits.join(''))),
);

/** What a listener makes of a number's parts. */
const understood: Readonly<Record<Language, (parts: Parts) => number>> = {
  'zh-CN': (parts) => {
    let [total, group, digit] = [0, 0, 0];
    for (const part of parts) {
      if (part === 'number-10') [group, digit] = [group + (digit || 1) * 10, 0];
      else if (part === 'hundred') [group, digit] = [group + digit * 100, 0];
      else if (part === 'thousand') [group, digit] = [group + digit * 1000, 0];
      else if (part === 'ten-thousand') [total, group, digit] = [total + (group + digit) * 1e4, 0, 0];
      else if (part === 'hundred-million') [total, group, digit] = [(total + group + digit) * 1e8, 0, 0];
      else digit = part === 'number-liang' ? 2 : Number(part.replace('number-', ''));
    }
    return total + group + digit;
  },
  en: (parts) => {
    let [total, group] = [0, 0];
    const scale: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };
    for (const part of parts) {
      const scaled = scale[part];
      if (scaled !== undefined) [total, group] = [total + group * scaled, 0];
      else if (part === 'hundred') group *= 100;
      else if (part !== 'number-and') group += Number(part.replace('number-', ''));
    }
    return total + group;
  },
};

/** Checks that each prompt was recorded in that language. */
function recorded(t: Pick<typeof import('tap').default, 'fail'>, language: Language, parts: Parts): void {
  for (const part of parts) {
    if (!existsSync(projectFile('prompts', language, `${part}.wav`)))
      t.fail(`prompts/${language}/${part}.wav is missing`);
  }
}

for (const language of LANGUAGES) {
  const speech = speechOf(language);

  t.test(`${language}: a number that is said is understood as itself`, async (t) => {
    fc.assert(
      fc.property(amount, (value) => {
        const parts = speech.number(value);
        recorded(t, language, parts);
        return understood[language](parts) === value;
      }),
      cases(2000),
    );
  });

  t.test(`${language}: numbers are never ambiguous: two of them are never said alike`, async (t) => {
    const said = new Set(Array.from({ length: 20_000 }, (_, value) => speech.number(value).join(' ')));
    t.equal(said.size, 20_000);
  });

  t.test(`${language}: every time, date, wait and position has its prompts`, async (t) => {
    const minutes = Array.from({ length: 24 * 60 }, (_, i) => i);
    for (const minute of minutes) recorded(t, language, speech.time(Math.floor(minute / 60), minute % 60));
    t.equal(new Set(minutes.map((m) => speech.time(Math.floor(m / 60), m % 60).join())).size, 24 * 60);
    for (const minute of minutes) recorded(t, language, speech.wait(minute * 60_000));
    for (let day = 1; day <= 31; day++) {
      recorded(t, language, speech.date({ year: 1990 + day, month: 1 + (day % 12), day, weekday: 1 + (day % 7) }));
    }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), (place) => recorded(t, language, speech.position(place))),
      cases(100),
    );
    recorded(t, language, speech.digits('0123456789*#'));
  });

  t.test(`${language}: what is no integer below 10^12 is refused`, async (t) => {
    for (const value of [1.5, Number.NaN, 1e12, -1e12]) t.throws(() => speech.number(value), RangeError);
    t.equal(speech.number(-3)[0], 'minus');
  });
}

t.test('Mandarin has no two gaps in a row and none at the end', async (t) => {
  fc.assert(
    fc.property(amount, (value) => {
      const said = speechOf('zh-CN').number(value).join(' ');
      return value === 0 || !/number-0( number-0|$)/.test(said);
    }),
    cases(2000),
  );
  t.pass();
});
