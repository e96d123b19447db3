// SPDX-License-Identifier: GPL-2.0-or-later
// How are customers, and what there was with them, shown to people? As tables, and as a file that can be taken in again.

import {
  CUSTOMER_FIELDS,
  type Customer,
  customerText,
  type KnownCustomer,
  MOST_CUSTOMERS,
} from '../../customer/index.js';
import { csv } from '../../kernel/index.js';
import type { Interaction } from '../../store/index.js';
import { valueWords } from '../../words/index.js';
import { text, timedTable } from '../commands/lists.js';
import { heading } from '../heading.js';
import { type Output, say } from '../output.js';
import { askShop, isRunning, type ShopOptions } from '../shop-client.js';
import { when } from '../times.js';

/** A page of all, as the box gives it. */
export interface CustomerPage {
  readonly customers: readonly Customer[];
  readonly all: number;
}

export function customerTable(output: Output, customers: readonly (Customer | KnownCustomer)[]): void {
  if (customers.length === 0) {
    say(output, { en: 'none', zh: '无' });
    return;
  }
  timedTable(
    output,
    [
      heading('id', '编号'),
      heading('name', '姓名'),
      heading('address', '称呼'),
      heading('grade', '等级'),
      heading('numbers', '号码'),
      heading('owner', '专属座席'),
      heading('deputy', '备用座席'),
      heading('group', '组'),
      heading('language', '语言'),
      heading('last contact', '最近联络'),
    ],
    customers.map((customer) => [
      ...[customer.id, customer.name, text(customer.address), customer.grade, customer.numbers.join(' ')],
      ...[text(customer.owner), text(customer.deputy), text(customer.group), text(customer.language)],
      when('lastContactAt' in customer ? customer.lastContactAt : undefined, output.zone),
    ]),
  );
}

export function historyTable(output: Output, interactions: readonly Interaction[]): void {
  if (interactions.length === 0) {
    say(output, { en: 'none', zh: '无' });
    return;
  }
  timedTable(
    output,
    [
      heading('began', '起始时间'),
      heading('direction', '方向'),
      heading('number', '号码'),
      heading('access number', '接入号'),
      heading('queue', '队列'),
      heading('agent', '座席'),
      heading('ended as', '结果'),
      heading('contact', '联络编号'),
    ],
    interactions.map(({ startedAt, direction, disposition, ...row }) => [
      when(startedAt, output.zone),
      valueWords(direction, output.language),
      ...[text(row.number), text(row.accessNumber), text(row.queue), text(row.agent)],
      valueWords(disposition ?? 'inProgress', output.language),
      row.contact,
    ]),
  );
}

/** The beginning of the list, and how many there are. */
export function sayFirst(output: Output, { customers, all }: CustomerPage): void {
  customerTable(output, customers);
  if (all <= customers.length) return;
  say(output, {
    en: `the first ${customers.length} of ${all}: spillway customers find NAME, or spillway customers export > FILE.csv`,
    zh: `前 ${customers.length} 位，共 ${all} 位：spillway customers find 姓名，或 spillway customers export > 文件.csv`,
  });
}

const PAGE = 1_000; // of a running box, between its calls

/** All customers, page by page, in the order of their ids. */
async function* everyCustomer(options: ShopOptions): AsyncGenerator<readonly Customer[]> {
  const most = (await isRunning(options)) ? PAGE : MOST_CUSTOMERS; // without a box each question opens the database anew
  for (let after: string | undefined; ; ) {
    const params = { most, ...(after !== undefined && { after }) };
    const { customers } = (await askShop(options, { method: 'customers.list', params })) as CustomerPage;
    if (customers.length > 0) yield customers;
    after = customers.at(-1)?.id;
    if (customers.length < most || after === undefined) return;
  }
}

/** Writes all of them as CSV that `import` takes, or as JSON. */
export async function exportCustomers(
  output: Output,
  options: ShopOptions & { readonly excel?: boolean },
): Promise<void> {
  if (options.json) {
    const all: Customer[] = [];
    for await (const page of everyCustomer(options)) all.push(...page);
    output.write(JSON.stringify(all, null, 2));
    return;
  }
  const form = { excel: options.excel === true };
  output.write(csv([CUSTOMER_FIELDS], form).trimEnd());
  for await (const page of everyCustomer(options)) {
    const rows = page.map((customer) => CUSTOMER_FIELDS.map((field) => customerText(customer)[field]));
    output.write(
      csv(rows, form)
        .replace(/^\uFEFF/, '')
        .trimEnd(),
    );
  }
}
