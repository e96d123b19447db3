// SPDX-License-Identifier: GPL-2.0-or-later
// `spillway customers find, history, set, remove, import, export`: who are the shop's customers, and whose are they?

import type { Command } from 'commander';
import type { KnownCustomer } from '../../customer/index.js';
import type { WrittenCustomer } from '../../engine/index.js';
import { inLanguage } from '../../kernel/index.js';
import type { Interaction } from '../../store/index.js';
import { attempt, command, type Example, withBox } from '../command.js';
import { type ImportOptions, importCustomers, sayHints } from '../customers/import.js';
import { type CustomerPage, customerTable, exportCustomers, historyTable, sayFirst } from '../customers/lists.js';
import { EXIT, type Output, refuse, say } from '../output.js';
import { askShopAndPrint, withShop } from '../shop-client.js';

interface Options extends ImportOptions {
  readonly excel?: boolean;
  readonly pin?: string;
}

const SHOWN = 50;
const USAGE =
  'spillway customers, find WHAT, history WHAT, set ID KEY=VALUE..., pin ID, remove ID, import FILE, export';

const EXAMPLES: readonly Example[] = [
  {
    line: 'spillway customers import customers.csv',
    does: {
      en: 'columns id,numbers,name,address,grade,owner,deputy,group,language; UTF-8 or GBK; all rows or none',
      zh: '列 id,numbers,name,address,grade,owner,deputy,group,language；UTF-8 或 GBK；全部导入或全不导入',
    },
  },
  {
    line: 'spillway customers find 13912345678',
    does: { en: 'whose number it is; a name or an id does as well', zh: '查询号码属于谁；也可用姓名或编号' },
  },
  {
    line: 'spillway customers history 13912345678',
    does: { en: 'the last ten contacts', zh: '最近十次联络' },
  },
  {
    line: 'spillway customers set K-17 grade=3 owner=1001',
    does: {
      en: 'change a customer, or make him known; an empty value takes it out',
      zh: '修改或新增客户；值为空则清除',
    },
  },
  {
    line: 'spillway customers pin K-17',
    does: {
      en: 'a PIN for menus that ask for it; it is told once (--pin 4711: this one)',
      zh: '为语音流程设置密码，只显示一次（--pin 4711：指定）',
    },
  },
  {
    line: 'spillway customers remove K-17',
    does: { en: 'his contacts stay in the records', zh: '移除；联络记录保留' },
  },
  { line: 'spillway customers export > customers.csv', does: { en: 'as import takes it', zh: '导出，可再导入' } },
];

export function customersCommand(output: Output): Command {
  const t = (en: string, zh: string) => inLanguage({ en, zh }, output.language);
  const summary = {
    en: 'Customers: VIP grade, own agent, last contacts; find, set, import a list',
    zh: '客户：等级、专属座席、最近联络；可查询、修改、导入名单',
  };
  const made = withBox(command(output, 'customers [action] [what] [fields...]', summary, EXAMPLES), output);
  return withShop(made, output)
    .option('--replace', t('import: remove customers whom the file does not name', 'import：移除文件中没有的客户'))
    .option('--pin <digits>', t('pin: this one, 4 to 12 digits', 'pin：指定密码，4 至 12 位数字'))
    .option('--excel', t('export: as Excel keeps numbers whole', 'export：Excel 可完整保留号码'))
    .action((action: string | undefined, what: string | undefined, fields: readonly string[], options: Options) =>
      act(output, { action: action ?? 'list', what, fields }, options),
    );
}

interface Asked {
  readonly action: string;
  readonly what: string | undefined;
  readonly fields: readonly string[];
}

async function act(output: Output, { action, what, fields }: Asked, options: Options): Promise<void> {
  if (action === 'set' && what !== undefined && fields.length > 0) return set(output, what, fields, options);
  if (fields.length > 0) return wrong(output);
  if (action === 'list' && what === undefined) return list(output, options);
  if (action === 'export' && what === undefined) return attempt(output, () => exportCustomers(output, options));
  if (what === undefined) return wrong(output);
  switch (action) {
    case 'import':
      return attempt(output, () => importCustomers(output, what, options));
    case 'find':
      return askShopAndPrint<readonly KnownCustomer[]>(
        output,
        options,
        { method: 'customers.find', params: { what } },
        (found, shown) => customerTable(shown, found),
      );
    case 'history':
      return askShopAndPrint<readonly Interaction[]>(
        output,
        options,
        { method: 'customers.history', params: { of: what } },
        (found, shown) => historyTable(shown, found),
      );
    case 'pin':
      return askShopAndPrint<{ readonly pin?: string }>(
        output,
        options,
        { method: 'customers.pin', params: { id: what, ...(options.pin !== undefined && { pin: options.pin }) } },
        ({ pin }) => {
          say(output, { en: `customer ${what} has another PIN`, zh: `已更换客户 ${what} 的密码` });
          if (pin !== undefined) say(output, { en: `PIN: ${pin} (not shown again)`, zh: `密码：${pin}（不再显示）` });
        },
      );
    case 'remove':
      return askShopAndPrint(output, options, { method: 'customers.remove', params: { id: what } }, () =>
        say(output, { en: `customer ${what} is removed`, zh: `已移除客户 ${what}` }),
      );
    default:
      return wrong(output);
  }
}

function wrong(output: Output): void {
  refuse(output, { en: `write: ${USAGE}`, zh: `请写：${USAGE}` }, EXIT.usage);
}

function list(output: Output, options: Options): Promise<void> {
  const params = { most: SHOWN };
  return askShopAndPrint<CustomerPage>(output, options, { method: 'customers.list', params }, (page, shown) =>
    sayFirst(shown, page),
  );
}

async function set(output: Output, id: string, given: readonly string[], options: Options): Promise<void> {
  const pairs = given.map((pair) => /^([A-Za-z]+)=(.*)$/s.exec(pair));
  const stray = given.find((_, i) => pairs[i] === null);
  if (stray !== undefined)
    return refuse(
      output,
      { en: `${stray}: write KEY=VALUE, such as grade=3`, zh: `${stray}：请写 KEY=VALUE，如 grade=3` },
      EXIT.usage,
    );
  const fields = Object.fromEntries(pairs.map((pair) => [pair?.[1], pair?.[2]]));
  await askShopAndPrint<WrittenCustomer>(
    output,
    options,
    { method: 'customers.set', params: { id, fields } },
    ({ hints, ...customer }, shown) => {
      customerTable(shown, [customer]);
      sayHints(shown, hints);
    },
  );
}
