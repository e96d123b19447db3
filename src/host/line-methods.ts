// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box about its lines? Lists, busy-out, drain, back into service.

import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { sleep } from '../kernel/index.js';
import type { ControlMethod } from './control-connection.js';
import { lineTestMethods } from './line-test-methods.js';

type Params = Readonly<Record<string, unknown>>;

const LOOK = 250;

function targetsOf({ targets }: Params): readonly string[] {
  const names = Array.isArray(targets) ? targets.filter((target) => typeof target === 'string') : [];
  if (names.length > 0) return names;
  throw new TelephonyError('REFUSED', 'which? A span (e1, 1), channels (e1/5, 1/1-15) or box would be right');
}

function spanOf({ span }: Params): string | undefined {
  return typeof span === 'string' && span !== '' ? span : undefined;
}

/** The methods of a box's socket that are about lines. */
export function lineMethods(box: Box): Readonly<Record<string, ControlMethod>> {
  return {
    spans: (params) => box.lines.spans(spanOf(params)),
    channels: (params) => box.lines.channels(spanOf(params)),
    busyOut: (params) => box.lines.busyOut(targetsOf(params), { now: params.now === true }),
    ...lineTestMethods(box),
    inService: (params) => box.lines.inService(targetsOf(params)),
    /** Busies out and tells how many calls are left there, until none is or the asker goes. */
    drain: async (params, { item, signal }) => {
      const targets = targetsOf(params);
      const channels = await box.lines.busyOut(targets);
      let told: number | undefined;
      while (!signal.aborted) {
        const left = box.lines.carrying(targets);
        if (left !== told) item({ left, channels: channels.length });
        if (left === 0) break;
        told = left;
        await sleep(box.clock, LOOK, signal).catch(() => {});
      }
      return { left: box.lines.carrying(targets), channels: channels.length };
    },
  };
}
