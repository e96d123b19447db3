// SPDX-License-Identifier: GPL-2.0-or-later
// What is captured of a simulated call? What a computer agent of a box would write, of a caller whom nobody knows. Pure.

import type { CapturedCall, CaptureWay } from '../../callback/index.js';
import type { Config } from '../../config/index.js';
import type { TelephoneNumber } from '../../dialling/index.js';
import { callbackQueue, ownNeeds, wanted } from '../../engine/index.js';
import type { Instant } from '../../kernel/index.js';

/** How a caller is captured. `queue`: the one that he leaves for a callback; none: he is caught by the surge. */
export interface Captured {
  readonly way: CaptureWay;
  readonly promised: boolean;
  readonly queue?: string | undefined;
}

export function capturedCall(
  config: Config,
  call: { readonly id: string; readonly accessNumber: string; readonly began: Instant },
  number: TelephoneNumber,
  { way, promised, queue }: Captured,
): CapturedCall {
  const { accessNumber } = call;
  const { priority } = wanted(config, { queue: queue ?? '', accessNumber });
  const wants = { needs: ownNeeds(config, { accessNumber }), priority };
  return {
    ...{ call: call.id, number, accessNumber, arrivedAt: call.began, source: 'callingNumber', promised, way },
    queue: queue ?? callbackQueue(config, accessNumber),
    about: {
      origin: queue === undefined ? 'surge' : 'queue',
      ...((wants.needs.length > 0 || priority !== 0) && { wants }),
    },
  };
}
