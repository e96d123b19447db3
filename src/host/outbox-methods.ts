// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a box about what leaves it? What waits and was given up; to try again; to test a target, its box running or not.

import { ConfigFile } from '../config/index.js';
import type { Box } from '../engine/index.js';
import { Ids, ownChance, SystemClock } from '../kernel/index.js';
import { type Answer, Outbox, SendingThread, targetsOf } from '../outbox/index.js';
import type { ControlMethod } from './control-connection.js';
import { optional, text } from './shop-methods.js';

/** What a test answers. */
export interface TargetTested {
  readonly target: string;
  readonly took: boolean;
  /** In an English sentence of the catalogue. */
  readonly says: string;
}

const tested = (target: string, { took, says }: Answer): TargetTested => ({ target, took, says });

export function outboxMethods({ outbox }: Box): Readonly<Record<string, ControlMethod>> {
  return {
    outbox: () => outbox.list(),
    'outbox.retry': (params) => ({ tried: outbox.retry(optional(params, 'message')).map(({ id }) => id) }),
    'outbox.test': async (params) => {
      const target = text(params, 'target');
      return tested(target, await outbox.test(target));
    },
  };
}

/** The same test by the file alone. */
export async function testTarget(path: string, target: string): Promise<TargetTested> {
  const { current } = ConfigFile.open(path, { menus: [], functions: [] });
  const clock = new SystemClock();
  const parts = { clock, chance: ownChance(), targets: targetsOf(current), sender: new SendingThread(), left: [] };
  const outbox = new Outbox(parts);
  try {
    return tested(target, await outbox.test(target, new Ids(clock).next('test')));
  } finally {
    outbox.close();
  }
}
