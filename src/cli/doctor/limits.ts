// SPDX-License-Identifier: GPL-2.0-or-later
// What does the system allow the process that is judged?

import type { Bilingual } from '../../kernel/index.js';
import type { Machine } from './machine.js';

const UNITS: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** A limit as units write it: `50`, `infinity`, `64M`; what cannot be read allows nothing. */
export function limitValue(text: string): number {
  if (text === 'infinity' || text === 'unlimited') return Number.POSITIVE_INFINITY;
  const [, count, unit = ''] = /^(\d+)([KMGT]?)$/.exec(text) ?? [];
  return count === undefined ? 0 : Number(count) * (UNITS[unit] ?? 0);
}

/** A limit as /proc/self/limits names it ('Max locked memory'); what is not there allows nothing. */
export function limitOf(machine: Machine, name: string): number {
  const lines = (machine.read('/proc/self/limits') ?? '').split('\n');
  const soft = lines
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length)
    .trim()
    .split(/\s+/)[0];
  return limitValue(soft ?? '0');
}

/** Whether a capability of linux/capability.h is in effect. */
export function hasCapability(machine: Machine, capability: number): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(machine.read('/proc/self/status') ?? '')?.[1];
  return effective !== undefined && ((BigInt(`0x${effective}`) >> BigInt(capability)) & 1n) === 1n;
}

/** How a limit is raised: in the unit of the service, or for whoever logs in. */
export function limitRemedy(machine: Machine, ofUnit: string, ofLogin: string): Bilingual {
  const file = '/etc/security/limits.conf';
  if (machine.service !== undefined && machine.ownership('/run/systemd/system') !== undefined)
    return {
      en: `sudo systemctl edit spillway, with the lines [Service] and ${ofUnit}; then restart the service.`,
      zh: `请执行 sudo systemctl edit spillway，写入 [Service] 和 ${ofUnit} 两行，然后重启服务。`,
    };
  return {
    en: `${ofUnit} in the systemd unit, or the line "${ofLogin}" in ${file} and a new login.`,
    zh: `请在 systemd 单元中写 ${ofUnit}，或在 ${file} 中加一行 "${ofLogin}" 后重新登录。`,
  };
}
