// SPDX-License-Identifier: GPL-2.0-or-later
// What does an engine do that can make no recording? It refuses each, and does all else.
import { TelephonyError } from '../../src/faults.js';
import type { MediaPort } from '../../src/native/index.js';

export function withoutRecorder(media: MediaPort): MediaPort {
  return new Proxy(media, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (name === 'record') throw new TelephonyError('ENGINE_CLOSED', 'no recorder');
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
