// SPDX-License-Identifier: GPL-2.0-or-later
// What if somebody who listens throws? It costs the call that it is about, never the box: an alarm, a line in the log, and all others go on.

import type { Logger } from 'pino';
import type { Alarms } from '../../alarm/index.js';
import { type MediaPort, sliceMedia } from '../../native/index.js';
import type { Rooms } from '../rooms/index.js';

/** Where a listener failed. */
export type FailedAt = 'call' | 'fact' | 'timer' | 'wire';

/** Told of each failure; the alarms are there once the rooms are open. */
export class FaultyHandlers {
  readonly #log: Logger;
  #alarms: Alarms | undefined;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** The rooms are open: from now on failures are alarms as well, and those of legs come here. */
  follow({ alarms, calls }: Pick<Rooms, 'alarms' | 'calls'>): void {
    this.#alarms = alarms;
    calls.failed.on(({ leg, error }) => this.failed('call', error, leg.id));
  }

  failed(at: FailedAt, error: unknown, leg?: string): void {
    this.#log.error({ err: error, at, leg }, 'a listener failed');
    this.#alarms?.happened('HANDLER_FAILED', at);
  }

  /** A listener whose errors come here. */
  guarded<News>(at: FailedAt, listener: (news: News) => void): (news: News) => void {
    return (news) => {
      try {
        listener(news);
      } catch (error) {
        this.failed(at, error);
      }
    };
  }

  /** The whole engine, whose news reach everybody else when one who hears them fails. */
  guardedMedia(media: MediaPort): MediaPort {
    const names = media.spans.map(({ name }) => name);
    const view = sliceMedia(media, names);
    return {
      ...view,
      onFact: (listener) => view.onFact(this.guarded('fact', listener)),
      onMeter: (listener) => view.onMeter(this.guarded('fact', listener)),
      onFrame: (span, listener) => view.onFrame(span, this.guarded('wire', listener)),
    };
  }
}
