// SPDX-License-Identifier: GPL-2.0-or-later
// How does a file of customers get into the box, and what is said of it?

import { readCustomers } from '../../customer/index.js';
import type { CustomerImport } from '../../engine/index.js';
import { inLanguage } from '../../kernel/index.js';
import { importFile } from '../file-import.js';
import { many, type Output, say } from '../output.js';
import type { ShopOptions } from '../shop-client.js';

export interface ImportOptions extends ShopOptions {
  readonly replace?: boolean;
}

/** Takes the file in, and says what came of it. */
export function importCustomers(output: Output, file: string, options: ImportOptions): Promise<void> {
  const says = { en: 'taking in customers', zh: '正在导入客户' };
  return importFile<CustomerImport>(
    output,
    { file, says, method: 'customers.import', read: readCustomers },
    options,
    (taken) => sayTaken(output, taken),
  );
}

function sayTaken(output: Output, { added = 0, changed = 0, removed = 0, hints = [] }: CustomerImport): void {
  say(output, {
    en: `${many(added, 'customer')} added, ${changed} changed, ${removed} removed; in force from the next call on`,
    zh: `新增 ${added} 位客户，更新 ${changed} 位，移除 ${removed} 位；下一个来电起生效`,
  });
  sayHints(output, hints);
}

/** Names that lead nowhere: callers go on without them. */
export function sayHints(output: Output, hints: readonly string[]): void {
  const word = inLanguage({ en: 'hint', zh: '提示' }, output.language);
  for (const hint of hints)
    output.complain(`${word}: ${inLanguage({ en: hint, zh: hintInChinese(hint) }, output.language)}`);
}

function hintInChinese(hint: string): string {
  const kinds: Readonly<Record<string, string>> = { owner: '专属座席', deputy: '备用座席', group: '组' };
  const [, kind = '', name, what, count] = /^(\w+) (.+) is no (agent|queue) of the file \((\d+)\)$/.exec(hint) ?? [];
  if (name === undefined) return hint;
  return `${kinds[kind] ?? kind} ${name} 不是配置文件中的${what === 'agent' ? '座席' : '队列'}（${count} 位客户）`;
}
