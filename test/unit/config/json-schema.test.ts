// SPDX-License-Identifier: GPL-2.0-or-later
// Does the schema that editors go by take what the box takes, and refuse what the box refuses? By Ajv, as editors have it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import { parse } from 'yaml';

const schema = JSON.parse(readFileSync('spillway.schema.json', 'utf8')) as object;
const fits = new Ajv2020({ strict: false, allErrors: false, validateFormats: false }).compile(schema);
const base = parse(readFileSync('examples/five-branches.yaml', 'utf8')) as Record<string, unknown> & {
  readonly flows: Readonly<Record<string, { readonly steps: Readonly<Record<string, object>> }>>;
};

for (const name of readdirSync('examples').filter((file) => file.endsWith('.yaml'))) {
  const text = readFileSync(join('examples', name), 'utf8');
  if (!text.includes('spillway.schema.json')) continue;
  t.test(`${name} is one`, async (t) => {
    t.ok(fits(parse(text, { merge: true })), JSON.stringify(fits.errors));
  });
}

const step = (written: unknown) => ({ ...base, flows: { shop: { steps: { one: written } } } });
const WRONG: Readonly<Record<string, unknown>> = {
  'a setting that there is not': { ...base, queuess: [] },
  'a step that there is not': step({ sing: 'welcome', next: 'hangUp' }),
  'two steps in one': step({ say: 'welcome', menu: 'menu-shop', next: 'hangUp' }),
  'a step without a way on': step({ say: 'welcome' }),
  'a key that is none': step({ menu: 'menu-shop', choices: { '17': 'one' } }),
  'a length below nothing': step({ collect: 'menu-shop', into: 'x', length: -1, next: 'hangUp' }),
  'a name that is none': step({ collect: 'menu-shop', into: '__proto__', length: 1, next: 'hangUp' }),
  'a language that nobody speaks': { ...base, language: 'tlh' },
  'a place of no kind': step({ say: 'welcome', next: { moon: 'dark side' } }),
  'a list for a step': step([[[[[]]]]]),
  'a number for a flow': { ...base, flows: { shop: 7 } },
  'nothing at all': null,
  'a text': 'spillway',
};

for (const [what, written] of Object.entries(WRONG))
  t.test(`${what} is none`, async (t) => {
    t.notOk(fits(written));
  });
