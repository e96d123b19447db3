// SPDX-License-Identifier: GPL-2.0-or-later
// Are 200 values of each kind said as people say them, in both languages, from prompts that are there? The tables are made by
// tools/spoken: numbers, ordinals and years as ICU's rules spell them, the rest by the grammars that its head names.
import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { type Parts, promptCatalogue, type Speech, speechOf } from '../../../src/ivr/index.js';
import { LANGUAGES, type Language } from '../../../src/kernel/index.js';
import { projectFile } from '../../support/world.js';

const KINDS: Readonly<Record<string, (speech: Speech, value: string) => Parts>> = {
  number: (speech, value) => (value.includes('.') ? speech.decimal(value) : speech.number(Number(value))),
  amount: (speech, value) => speech.amount(value),
  date: (speech, value) => {
    const [year = 0, month = 0, day = 0] = value.split('-').map(Number);
    return speech.date({ year, month, day });
  },
  time: (speech, value) => speech.time(Number(value.slice(0, 2)), Number(value.slice(3))),
  duration: (speech, value) => speech.duration(Number(value) * 1000),
  phone: (speech, value) => speech.phone(value),
  position: (speech, value) => speech.position(Number(value)),
  wait: (speech, value) => speech.wait(Number(value) * 1000),
};

const texts = new Map(promptCatalogue(projectFile('prompts')).map(({ name, texts }) => [name, texts]));

function sound(language: Language, parts: Parts): string {
  const words = parts.map((part) => (part === 'pause' ? ',' : (texts.get(part)?.[language] ?? `[${part}]`)));
  return words.join(language === 'en' ? ' ' : '');
}

const isRecorded = (language: Language, part: string) =>
  [language, 'common'].some((place) => existsSync(projectFile('prompts', place, `${part}.wav`)));

for (const [kind, say] of Object.entries(KINDS)) {
  const [head = '', ...rows] = readFileSync(projectFile(`test/fixtures/spoken/${kind}.tsv`), 'utf8')
    .trim()
    .split('\n');

  for (const language of LANGUAGES) {
    t.test(`${language}: ${rows.length} of kind ${kind}`, async (t) => {
      const column = head.split('\t').indexOf(language) - 1;
      t.ok(rows.length >= 200, 'two hundred cases');
      const missing = new Set<string>();
      for (const row of rows) {
        const [value = '', ...words] = row.split('\t');
        const parts = say(speechOf(language), value);
        if (sound(language, parts) !== words[column]) t.equal(sound(language, parts), words[column], value);
        for (const part of parts) if (!isRecorded(language, part)) missing.add(part);
      }
      t.same([...missing], [], 'every part is recorded');
    });
  }
}

t.test('what cannot be said is refused, not rounded or said in part', async (t) => {
  for (const language of LANGUAGES) {
    const speech = speechOf(language);
    for (const written of ['', '-', '1.234', '1,000', '1e3', '٣', 'NaN', '1.', '.5', '1000000000000'])
      t.throws(() => speech.amount(written), RangeError, written);
    for (const written of ['', 'x', '1.2.3', '1000000000000', '--1'])
      t.throws(() => speech.decimal(written), RangeError);
    t.same(speech.amount('-0.00'), speech.amount('0'), 'nothing is never below nothing');
    t.same(speech.amount('¥12.500'), speech.amount('12.5'), 'zeros behind a fen are no parts of it');
    t.same(speech.phone(''), []);
    t.same(speech.phone('+'), []);
  }
});
