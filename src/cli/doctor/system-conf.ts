// SPDX-License-Identifier: GPL-2.0-or-later
// Which echo cancellers does /etc/dahdi/system.conf ask for? Read as dahdi_cfg reads it.

import { numbersOf } from '../../kernel/index.js';

export const SYSTEM_CONF = '/etc/dahdi/system.conf';

/** One `echocanceller=` line. */
export interface AskedCanceller {
  /** Of the file, from 1. */
  readonly line: number;
  /** In capitals, as the driver writes it. */
  readonly module: string;
  /** None where the list cannot be read: dahdi_cfg refuses the file then. */
  readonly channels: readonly number[];
}

/** `echocanceller=mg2,1-15,17-31`, in any case and with spaces; `#` begins a comment. */
export function askedCancellers(text: string): readonly AskedCanceller[] {
  return text.split('\n').flatMap((whole, index) => {
    const [, rest] = /^echocanceller\s*=(.*)$/i.exec(whole.replace(/#.*/, '').trim()) ?? [];
    if (rest === undefined) return [];
    const [module = '', ...list] = rest.split(',').map((part) => part.replaceAll(/\s/g, ''));
    return [{ line: index + 1, module: module.toUpperCase(), channels: numbersOf(list.join(',')) ?? [] }];
  });
}
