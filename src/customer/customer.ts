// SPDX-License-Identifier: GPL-2.0-or-later
// What is known of a customer? His numbers, his name, how important he is, and whose he is.

import type { Customer } from '../bus/index.js';
import { type Bilingual, LANGUAGES, type Language } from '../kernel/index.js';

export type { Customer, KnownCustomer } from '../bus/index.js';

/** What a customer is written with, in a file and in a command: the order of the columns. */
export const CUSTOMER_FIELDS = [
  'id',
  'numbers',
  'name',
  'address',
  'grade',
  'owner',
  'deputy',
  'group',
  'language',
] as const;
export type CustomerField = (typeof CUSTOMER_FIELDS)[number];
/** Each as text; what is left out stays out. */
export type CustomerText = Readonly<Partial<Record<CustomerField, string>>>;

export const HIGHEST_GRADE = 9;
/** Numbers of one customer. */
export const MOST_NUMBERS = 20;
const LONGEST_TEXT = 200;
const LONGEST_ID = 64;
const NUMBER = /^\+?\d{3,24}$/;
/** What people put between several numbers in one cell. */
const BETWEEN = /[;；、|/\n]+|[,，]\s*|\s{2,}/;

/** Digits as what they are compared by. */
export type KeyOf = (digits: string) => string;

export type ReadCustomer = { readonly customer: Customer } | { readonly problems: readonly Bilingual[] };

/** The customer that these words describe, or everything that is wrong with them. Pure. */
export function readCustomer(text: CustomerText, keyOf: KeyOf): ReadCustomer {
  const given = Object.fromEntries(CUSTOMER_FIELDS.map((field) => [field, (text[field] ?? '').trim()])) as Readonly<
    Record<CustomerField, string>
  >;
  const written = numbersIn(given.numbers);
  const numbers = [...new Set(written.map(keyOf))];
  const grade = given.grade === '' ? 0 : Number(given.grade.normalize('NFKC'));
  const language = languageOf(given.language);
  const problems = [
    ...lengthProblems(given),
    ...written.filter((number) => !NUMBER.test(keyOf(number))).map(noNumber),
    ...(numbers.length > MOST_NUMBERS ? [tooManyNumbers(numbers.length)] : []),
    ...(Number.isInteger(grade) && grade >= 0 && grade <= HIGHEST_GRADE ? [] : [noGrade(given.grade)]),
    ...(language === 'unknown' ? [noLanguage(given.language)] : []),
  ];
  if (problems.length > 0) return { problems };
  const { id, name, address, owner, deputy, group } = given;
  return {
    customer: {
      ...{ id, numbers, name, grade },
      ...(address !== '' && { address }),
      ...(owner !== '' && { owner }),
      ...(deputy !== '' && { deputy }),
      ...(group !== '' && { group }),
      ...(language !== undefined && language !== 'unknown' && { language }),
    },
  };
}

/** A customer in the words that `readCustomer` reads. */
export function customerText(customer: Customer): Readonly<Record<CustomerField, string>> {
  const { id, numbers, name, address = '', grade, owner = '', deputy = '', group = '', language = '' } = customer;
  return { id, numbers: numbers.join(';'), name, address, grade: String(grade), owner, deputy, group, language };
}

/** One space may stand within a number, so it does not part two; several digits with a space and as many again are two. */
function numbersIn(cell: string): readonly string[] {
  return cell.split(BETWEEN).flatMap((part) => {
    const words = part.trim().split(/\s+/);
    const whole = words.every((word) => /^\+?\d{7,}$/.test(word));
    return (whole ? words : [part.trim()]).filter((word) => word !== '');
  });
}

function languageOf(text: string): Language | 'unknown' | undefined {
  if (text === '') return undefined;
  const meant = text.toLowerCase();
  return LANGUAGES.find((one) => one.toLowerCase() === meant || one.toLowerCase().split('-')[0] === meant) ?? 'unknown';
}

function lengthProblems(given: Readonly<Record<CustomerField, string>>): readonly Bilingual[] {
  const { id } = given;
  const long = CUSTOMER_FIELDS.filter((field) => given[field].length > (field === 'numbers' ? 1_000 : LONGEST_TEXT));
  return [
    ...(id === ''
      ? [{ en: 'id is missing: give each customer one of his own', zh: '缺少 id：每位客户须有唯一编号' }]
      : []),
    ...(id.length > LONGEST_ID
      ? [{ en: `id is longer than ${LONGEST_ID} characters`, zh: `id 超过 ${LONGEST_ID} 个字符` }]
      : []),
    ...long.map((field) => ({ en: `${field} is too long`, zh: `${field} 过长` })),
  ];
}

const noNumber = (number: string): Bilingual => ({
  en: `numbers: ${number} is no number: write its digits, such as 13912345678, several with ; between them`,
  zh: `numbers：${number} 不是号码：请写数字，如 13912345678，多个号码用分号分隔`,
});
const tooManyNumbers = (count: number): Bilingual => ({
  en: `numbers: ${count} are too many, at most ${MOST_NUMBERS}`,
  zh: `numbers：有 ${count} 个号码，最多 ${MOST_NUMBERS} 个`,
});
const noGrade = (grade: string): Bilingual => ({
  en: `grade: ${grade} is none: write 0 (usual) to ${HIGHEST_GRADE} (the most important)`,
  zh: `grade：${grade} 不是等级：请写 0（普通）至 ${HIGHEST_GRADE}（最重要）`,
});
const noLanguage = (language: string): Bilingual => ({
  en: `language: ${language} is not spoken: ${LANGUAGES.join(' or ')} would be right`,
  zh: `language：不支持 ${language}：请写 ${LANGUAGES.join(' 或 ')}`,
});
