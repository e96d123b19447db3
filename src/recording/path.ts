// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a recording lie? In the folder of its day, named after its time and call.

import { DateTime } from 'luxon';
import { type Instant, zoneNamed } from '../kernel/index.js';
import type { RecordingKind } from '../store/index.js';

/** `2026/01/05/090000-call-01k9….wav`; `ordinal` counts the recordings of a call from 1; what is no conversation has its kind behind the call. */
export function recordingPath(
  call: string,
  at: Instant,
  options: { readonly zone: string; readonly ordinal: number; readonly kind?: RecordingKind },
): string {
  const time = DateTime.fromMillis(at, { zone: zoneNamed(options.zone) });
  const again = options.ordinal > 1 ? `-${options.ordinal}` : '';
  const { kind = 'conversation' } = options;
  const what = kind === 'conversation' ? '' : `-${kind}`;
  return `${time.toFormat('yyyy/MM/dd/HHmmss')}-${call.replace(/[^\w-]/g, '_')}${what}${again}.wav`;
}
