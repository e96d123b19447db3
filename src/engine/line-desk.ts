// SPDX-License-Identifier: GPL-2.0-or-later
// What does an operator see of the spans and channels? Each with its state, its counters and who talks on it.

import type { Floor } from './floor.js';
import { type ChannelReport, carriers, channelReport, type SpanReport, spanReport } from './line-status.js';
import type { Office } from './office.js';

/** The spans and channels of a box. */
export class LineDesk {
  readonly #office: Office;
  readonly #floor: Floor;

  constructor(office: Office, floor: Floor) {
    this.#office = office;
    this.#floor = floor;
  }

  /** Every span, or one by its name or number; throws NOT_FOUND. */
  spans(name?: string): readonly SpanReport[] {
    const { lines } = this.#office;
    const wanted = name === undefined ? lines.spans : [lines.find(name)];
    return wanted.map((span) => spanReport(span, this.#office));
  }

  /** Every channel that carries calls, or those of one span by its name or number; throws NOT_FOUND. */
  channels(span?: string): readonly ChannelReport[] {
    const { lines } = this.#office;
    const wanted = span === undefined ? lines.spans : [lines.find(span)];
    return wanted.flatMap(carriers).map((channel) => channelReport(channel, this.#office, this.#floor));
  }
}
