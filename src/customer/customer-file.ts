// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a file of customers? Every row read and held against the others: all of them, or what is wrong, line by line. Pure.

import { type Bilingual, type CsvColumns, type LineProblem, type ReadRows, readRows } from '../kernel/index.js';
import { type Customer, type CustomerField, type CustomerText, type KeyOf, readCustomer } from './customer.js';

/** The columns, with what a list in Chinese may call them. */
export const CUSTOMER_COLUMNS: CsvColumns<CustomerField> = {
  known: {
    id: ['编号', '客户编号'],
    numbers: ['number', '号码', '电话', '电话号码', '手机'],
    name: ['姓名', '名称', '客户名称'],
    address: ['称呼'],
    grade: ['等级', '级别'],
    owner: ['专属座席', '客户经理'],
    deputy: ['备用座席', '代理座席'],
    group: ['组', '队列'],
    language: ['语言'],
  },
  needed: ['id', 'numbers'],
};

/** A row of such a file. */
export interface CustomerRow {
  readonly line: number;
  readonly text: CustomerText;
}

/** Customers that one box has room for: some 400 bytes of memory each. */
export const MOST_CUSTOMERS = 500_000;
/** More lines than that are not told. */
export const MOST_PROBLEMS = 20;

/** Takes the rows of a file as they come. */
export class CustomerFile {
  readonly #keyOf: KeyOf;
  readonly #customers = new Map<string, Customer>();
  readonly #lineOf = new Map<string, number>();
  readonly #problems: LineProblem[] = [];
  #wrong = 0;

  constructor(keyOf: KeyOf) {
    this.#keyOf = keyOf;
  }

  take({ line, text }: CustomerRow): void {
    const read = readCustomer(text, this.#keyOf);
    if ('problems' in read) {
      for (const says of read.problems) this.#complain(line, says);
      return;
    }
    const { customer } = read;
    const before = this.#lineOf.get(customer.id);
    if (before !== undefined) this.#complain(line, twice(customer.id, before));
    else if (this.#customers.size >= MOST_CUSTOMERS) this.#complain(line, TOO_MANY);
    this.#lineOf.set(customer.id, before ?? line);
    this.#customers.set(customer.id, customer);
  }

  /** The first of what is wrong, in the order of the lines. */
  get problems(): readonly LineProblem[] {
    return this.#problems;
  }

  /** How many things are wrong, told or not. */
  get wrong(): number {
    return this.#wrong;
  }

  get customers(): readonly Customer[] {
    return [...this.#customers.values()];
  }

  #complain(line: number, says: Bilingual): void {
    this.#wrong++;
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ line, says });
  }
}

const twice = (id: string, line: number): Bilingual => ({
  en: `id: ${id} stands twice, first on line ${line}: give each customer one of his own`,
  zh: `id：${id} 重复，首次出现在第 ${line} 行：每位客户须有唯一编号`,
});
const TOO_MANY: Bilingual = {
  en: `more than ${MOST_CUSTOMERS} customers: a box has room for so many`,
  zh: `客户超过 ${MOST_CUSTOMERS} 位：系统最多保存这么多`,
};

/** The rows of a file of customers, and what is wrong in which line of it; a heading that is wrong is all that is said. */
export const readCustomers = (text: string): ReadRows<CustomerField> => readRows(text, CUSTOMER_COLUMNS);
