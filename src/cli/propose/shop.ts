// SPDX-License-Identifier: GPL-2.0-or-later
// What can no driver tell? The shop's own values: given as options, asked on a terminal, else named as missing.

import { type Bilingual, inLanguage, type Language } from '../../kernel/index.js';
import type { Asker } from './terminal.js';

/** What `spillway.yaml` needs besides the board. */
export interface Shop {
  /** The number that callers dial, as the exchange delivers it. */
  readonly number: string;
  readonly queue: string;
  /** ISO 3166: CN, GB. */
  readonly country: string;
  readonly areaCode?: string;
  readonly agents: number;
}

type Ask = Asker['ask'];

interface Question {
  readonly name: keyof Shop;
  readonly option: string;
  readonly text: Bilingual;
  readonly right: RegExp;
  readonly wrong: Bilingual;
  /** Undefined: there is none; empty: it may be left out. */
  readonly standard: string | undefined;
}

/** `ports`: how many telephones there can be. */
function questions(ports: number): readonly Question[] {
  return [
    {
      name: 'number',
      option: '--number',
      text: {
        en: 'Which number do callers dial, as the exchange delivers it (often the last 4 to 8 digits)?',
        zh: '客户拨打的号码是什么（以交换机送来的为准，常为末 4 至 8 位）？',
      },
      right: /^\+?\d{1,20}$/,
      wrong: { en: 'write 1 to 20 digits', zh: '请写 1 至 20 位数字' },
      standard: undefined,
    },
    {
      name: 'queue',
      option: '--queue',
      text: { en: 'What is the queue called?', zh: '队列叫什么名字？' },
      right: /^.{1,64}$/,
      wrong: { en: 'write 1 to 64 characters', zh: '请写 1 至 64 个字符' },
      standard: 'orders',
    },
    {
      name: 'country',
      option: '--country',
      text: { en: 'In which country (two capital letters)?', zh: '所在国家（两个大写字母）？' },
      right: /^[A-Z]{2}$/,
      wrong: { en: 'write CN, GB or the like', zh: '请写 CN、GB 等' },
      standard: 'CN',
    },
    {
      name: 'areaCode',
      option: '--area-code',
      text: { en: 'Area code without the leading 0 (none: leave it out)?', zh: '区号，不带开头的 0（可不填）？' },
      right: /^([1-9]\d{0,4})?$/,
      wrong: { en: 'write it without the leading 0, such as 21', zh: '不要带开头的 0，例如 21' },
      standard: '',
    },
    {
      name: 'agents',
      option: '--agents',
      text: { en: 'How many agents are there?', zh: '有多少名座席？' },
      right: /^\d{1,3}$/,
      wrong: { en: 'write a number up to 999', zh: '请写 999 以内的数字' },
      standard: String(ports),
    },
  ];
}

/** What is missing or wrong of the options, a sentence each. */
export type Complaint = Bilingual;

/** The values by options and answers; or what is missing, when nobody can be asked (`ask` undefined) or an option is wrong. */
export async function shopOf(
  given: Readonly<Partial<Record<keyof Shop, string>>>,
  { ports, language, ask }: { readonly ports: number; readonly language: Language; readonly ask: Ask | undefined },
): Promise<{ readonly shop: Shop } | { readonly complaints: readonly Complaint[] }> {
  const values = new Map<keyof Shop, string>();
  const complaints: Complaint[] = [];
  for (const question of questions(ports)) {
    const value = given[question.name] ?? (ask ? await answer(question, language, ask) : question.standard);
    if (value === undefined) complaints.push(missing(question));
    else if (!question.right.test(value)) complaints.push(refused(question, value));
    else values.set(question.name, value);
  }
  if (complaints.length > 0) return { complaints };
  const text = (name: keyof Shop) => values.get(name) ?? '';
  const areaCode = text('areaCode');
  const shop = {
    number: text('number'),
    queue: text('queue'),
    country: text('country'),
    agents: Number(text('agents')),
  };
  return { shop: areaCode === '' ? shop : { ...shop, areaCode } };
}

/** Asks until the answer is right. */
async function answer(question: Question, language: Language, ask: Ask): Promise<string> {
  const { text, standard, right, wrong } = question;
  const hint = standard ? ` [${standard}]` : '';
  for (let again = ''; ; again = `(${inLanguage(wrong, language)}) `) {
    const given = (await ask(`${again}${inLanguage(text, language)}${hint} `)).trim();
    const value = given === '' ? standard : given;
    if (value !== undefined && right.test(value)) return value;
  }
}

function missing({ option, text }: Question): Complaint {
  return { en: `${option} is missing: ${text.en}`, zh: `缺少 ${option}：${text.zh}` };
}

function refused({ option, wrong }: Question, value: string): Complaint {
  return { en: `${option} ${value}: ${wrong.en}`, zh: `${option} ${value}:${wrong.zh}` };
}
