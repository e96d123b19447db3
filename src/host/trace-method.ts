// SPDX-License-Identifier: GPL-2.0-or-later
// How does a frame get from the box to one who watches it? As an item of a stream; what he does not read in time is counted.

import type { Box, WireFrame } from '../engine/index.js';
import type { ControlMethod } from './control-connection.js';

/** Streams `WireFrame`s of the span `span`, or of all E1s, until the connection ends. */
export function traceMethod(box: Pick<Box, 'onWire'>): ControlMethod {
  return async ({ span }, { item, signal }) => {
    let lost = 0;
    const tell = (frame: WireFrame) => {
      const lostBefore = frame.lostBefore + lost;
      lost = item({ ...frame, lostBefore }) ? 0 : lostBefore + 1;
    };
    const end = box.onWire(typeof span === 'string' && span !== '' ? span : undefined, tell);
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    end();
  };
}
