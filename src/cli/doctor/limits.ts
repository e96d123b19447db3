// SPDX-License-Identifier: GPL-2.0-or-later
// What does the system allow a process of this user?

import type { Machine } from './machine.js';

/** A limit as /proc/self/limits names it ('Max locked memory'); what is not there allows nothing. */
export function limitOf(machine: Machine, name: string): number {
  const lines = (machine.read('/proc/self/limits') ?? '').split('\n');
  const soft = lines
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length)
    .trim()
    .split(/\s+/)[0];
  return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft ?? 0);
}

/** Whether a capability of linux/capability.h is in effect. */
export function hasCapability(machine: Machine, capability: number): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(machine.read('/proc/self/status') ?? '')?.[1];
  return effective !== undefined && ((BigInt(`0x${effective}`) >> BigInt(capability)) & 1n) === 1n;
}
