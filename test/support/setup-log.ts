// SPDX-License-Identifier: GPL-2.0-or-later
// Were more SETUPs sent to a number, or for a request, than the settings allow? As the exchange would count them.
import type { CallbackSettings } from '../../src/callback/index.js';
import type { Instant } from '../../src/kernel/index.js';

/** The SETUPs of a box over all its lives. */
export class SetupLog {
  readonly #settings: Pick<CallbackSettings, 'perNumber' | 'setups'>;
  readonly #toNumber = new Map<string, Instant[]>();
  readonly #ofRequest = new Map<string, number>();

  constructor(settings: Pick<CallbackSettings, 'perNumber' | 'setups'>) {
    this.#settings = settings;
  }

  /** How many there were. */
  get all(): number {
    return [...this.#toNumber.values()].flat().length;
  }

  /** One more; tells which limit it breaks. */
  sent(number: string, request: string | undefined, at: Instant): string | undefined {
    const times = [...(this.#toNumber.get(number) ?? []), at];
    this.#toNumber.set(number, times);
    for (const { calls, within } of this.#settings.perNumber) {
      const inWindow = times.filter((time) => at - time < within).length;
      if (inWindow > calls) return `${inWindow} SETUPs to ${number} within ${within} ms, ${calls} allowed`;
    }
    if (request === undefined) return undefined;
    const setups = (this.#ofRequest.get(request) ?? 0) + 1;
    this.#ofRequest.set(request, setups);
    return setups > this.#settings.setups ? `${setups} SETUPs for ${request}` : undefined;
  }
}
