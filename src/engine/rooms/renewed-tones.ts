// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a running line when the file gives its exchange other tones, as `lines learn-tones` does? It hears them from its next call on.

import { isDeepStrictEqual } from 'node:util';
import { type Config, exchangeOf, spansOf } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import { tonesOf } from './own-lines.js';
import type { Rooms } from './rooms.js';

/** The lines whose tones are others than before. */
export function renewTones({ exchangeLines, log, config }: Rooms, before: Config): void {
  const spans = new Map(spansOf(before).map((span) => [span.name, span]));
  for (const { channel, name, port } of exchangeLines?.places ?? []) {
    const [was, now] = [spans.get(name), spansOf(config).find((span) => span.name === name)];
    if (was?.kind !== 'analog' || now?.kind !== 'analog') continue;
    const [old, tones] = [exchangeOf(was, port), exchangeOf(now, port)].map((of) => tonesOf(of, config.country));
    if (isDeepStrictEqual(old, tones)) continue;
    try {
      exchangeLines?.useTones(channel, tones ?? null);
      log.info({ line: `${name}/${port}` }, 'the line hears other tones from its next call on');
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      log.warn({ line: `${name}/${port}`, err: error }, 'the line hears its new tones after a restart');
    }
  }
}
