// SPDX-License-Identifier: GPL-2.0-or-later
// Is a number one number whatever form it comes in, and does what is dialled for it lead back to it?

import fc from 'fast-check';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import t from 'tap';
import { type NumberPlan, normalise, PLAN_DEFAULTS, TRUNK_DEFAULTS, toDial } from '../../src/dialling/index.js';
import type { NumberType } from '../../src/native/index.js';
import { cases } from '../support/cases.js';

const AREAS = [
  '10',
  '20',
  '21',
  '22',
  '23',
  '24',
  '25',
  '27',
  '28',
  '29',
  '310',
  '571',
  '755',
  '851',
  '886',
  '951',
  '955',
  '999',
];
const TYPES: readonly NumberType[] = ['unknown', 'national', 'networkSpecific', 'subscriber', 'abbreviated'];
/** What may be there between the digits. */
const SIGNS = ['', '-', ' ', '.'];

const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const area = fc.constantFrom(...AREAS);

/** A number as those write it who have its canonical form, the forms that say the same, and those that say it in its own area alone. */
interface Known {
  readonly canonical: string;
  readonly forms: readonly string[];
  readonly area?: string;
  readonly local?: string;
}

const mobile = fc.tuple(fc.constantFrom(...'3456789'), digits(9)).map(([second, rest]): Known => {
  const number = `1${second}${rest}`;
  return { canonical: `+86${number}`, forms: whole(number) };
});

const fixed = fc
  .tuple(area, fc.constantFrom(...'2345678'), digits(7), fc.boolean())
  .map(([code, first, rest, short]): Known => {
    const local = first + (short && code.length === 3 ? rest.slice(1) : rest);
    return { canonical: `+86${code}${local}`, forms: whole(code + local), area: code, local };
  });

const sharedCost = fc.tuple(fc.constantFrom('400', '800'), digits(7)).map(([prefix, rest]): Known => {
  return { canonical: `+86${prefix}${rest}`, forms: whole(prefix + rest) };
});

const code = fc
  .oneof(
    fc.constantFrom('110', '119', '120', '122', '999', '114', '10000', '10010', '10086', '12306', '12315', '12345'),
    fc.tuple(fc.constantFrom('95', '96'), digits(3)).map(([prefix, rest]) => prefix + rest),
    fc.tuple(fc.constantFrom('1069', '1065'), digits(8)).map(([prefix, rest]) => prefix + rest),
  )
  .map((number): Known => ({ canonical: number, forms: [number, `+86${number}`, `0086${number}`] }));

const abroad = fc
  .oneof(
    fc.tuple(fc.constantFrom('+852', '+853'), fc.constantFrom(...'2569'), digits(7)).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('+1202', '+1415', '+4420', '+8862'), fc.constantFrom(...'2345678'), digits(7))
      .map((parts) => parts.join('')),
  )
  .filter((number) => normalise(number, PLAN_DEFAULTS) !== undefined)
  .map((number): Known => ({ canonical: number, forms: [number, `00${number.slice(1)}`] }));

function whole(number: string): readonly string[] {
  return [number, `0${number}`, `86${number}`, `+86${number}`, `0086${number}`, `860${number}`, `086${number}`];
}

function plan(areaCode: string | undefined): NumberPlan {
  return { ...PLAN_DEFAULTS, ...(areaCode === undefined ? {} : { areaCode }) };
}

const known = fc.oneof(mobile, fixed, sharedCost, code, abroad);
const home = fc.option(area, { nil: undefined });

t.test('every form of a number is that number, of whatever type and wherever the box is', async () => {
  const sign = fc.constantFrom(...SIGNS);
  fc.assert(
    fc.property(known, home, fc.constantFrom(...TYPES), sign, fc.nat(20), (number, at, type, between, place) => {
      const local = number.local !== undefined && number.area === at ? [number.local] : [];
      return [...number.forms, ...local].every((form) => {
        const written = form.slice(0, place) + between + form.slice(place);
        return normalise(written, plan(at), type)?.number === number.canonical;
      });
    }),
    cases(5_000),
  );
});

t.test('what is dialled for a number, read again there, is that number', async () => {
  const prefix = fc.constantFrom('never', 'always', 'byArea');
  fc.assert(
    fc.property(known, home, prefix, ({ canonical }, at, mobilePrefix) => {
      const number = normalise(canonical, plan(at));
      if (number === undefined) return false;
      const trunk = { ...TRUNK_DEFAULTS, mobilePrefix, ...(at === undefined ? {} : { areaCode: at }) };
      const { digits: usual, other = usual } = toDial(number, trunk, () => '10');
      return [usual, other, canonical].every((dialled) => normalise(dialled, plan(at))?.number === canonical);
    }),
    cases(5_000),
  );
});

// What libphonenumber takes off one at a time: national prefixes of other countries, however many, behind the country's code.
const prefixedAbroad = fc
  .tuple(
    fc.constantFrom('', '+', '00'),
    fc.constantFrom(...getCountries().map((country) => getCountryCallingCode(country))),
    fc.string({ unit: fc.constantFrom(...'012'), maxLength: 4 }),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 3, maxLength: 11 }),
  )
  .map((parts) => parts.join(''));

t.test('whatever characters come, reading what was read changes nothing', async () => {
  const anything = fc.oneof(
    prefixedAbroad,
    fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 24 }),
    fc.string({ unit: fc.constantFrom(...'0123456789+-*#86'), maxLength: 24 }),
    fc.string({ unit: 'grapheme', maxLength: 70 }),
  );
  fc.assert(
    fc.property(anything, home, fc.constantFrom<NumberType>('international', ...TYPES), (text, at, type) => {
      const found = normalise(text, plan(at), type);
      if (found === undefined) return true;
      const again = normalise(found.number, plan(at));
      return again?.number === found.number && again.kind === found.kind;
    }),
    cases(20_000),
  );
});
