// SPDX-License-Identifier: GPL-2.0-or-later
// What do the people of a wave do at their telephones? They ring, wait, press keys, talk and hang up as chance has drawn for each; they go
// by what they hear alone.

import type { Cancel, Clock, Duration } from '../../kernel/index.js';
import type { Attempt, Nth, People, Records, Shop } from '../wave/index.js';
import type { CalledLine, FarEnd, OutsideLine, Perceived } from './far-end.js';

/** What they need. */
export interface CrowdNeeds {
  readonly clock: Clock;
  readonly far: FarEnd;
  readonly people: People;
  readonly records: Records;
  readonly shop: Shop;
  /** Prompts by which a callback is promised. */
  readonly promises: ReadonlySet<string>;
  /** Keys by which a queue's place is kept, by access number. */
  readonly keyOf: (accessNumber: string) => string | undefined;
}

const KEY_OFFERED = 'key-callback'; // the prompt that says which key keeps the place
const QUESTION = 'callback-press-1'; // the prompt that asks one who is called back
const BUSY: Duration = 1_000; // until the exchange says so

/** Everybody outside. */
export class Crowd {
  readonly #needs: CrowdNeeds;
  /** Calls that were made to each. */
  readonly #called = new Map<number, number>();

  constructor(needs: CrowdNeeds) {
    this.#needs = needs;
    needs.far.called.on((line) => this.#isCalled(line));
  }

  /** He rings for the first time, or once more. */
  ring(caller: number, attempt = 0): void {
    const { clock, far, people, records } = this.#needs;
    const { number, accessNumber } = people.of(caller);
    const line = far.place(number, accessNumber);
    if (line === undefined) {
      records.blocked(caller);
      this.#ringAgain(caller, attempt);
      return;
    }
    const drawn = people.attempt({ caller, nth: attempt });
    const patience = clock.at(clock.now() + drawn.patience, () => line.hangUp());
    this.#follow(line, { caller, nth: attempt }, drawn, patience);
  }

  #follow(line: OutsideLine, { caller, nth }: Nth, drawn: Attempt, patience: Cancel): void {
    let [served, pressed] = [false, false];
    line.perceived.on((news) => {
      if (news.type === 'cleared') {
        patience();
        if (!served) this.#ringAgain(caller, nth);
      } else if (news.type === 'agent' && !served) {
        served = true;
        patience();
        this.#later(drawn.talk, () => line.hangUp());
      } else if (this.#isPromised(news) && !served) {
        served = true;
        patience();
        const { far } = this.#needs;
        this.#later(far.lengthHeard(news.prompt) + drawn.hangsUp, () => line.hangUp());
      } else if (news.type === 'heard' && news.prompt === KEY_OFFERED && drawn.keepsPlace && !pressed) {
        pressed = true;
        this.#press(line, caller);
      }
    });
  }

  #isPromised(news: Perceived): news is Perceived & { readonly type: 'heard' } {
    return news.type === 'heard' && this.#needs.promises.has(news.prompt);
  }

  #press(line: OutsideLine, caller: number): void {
    const { keyOf, people, shop } = this.#needs;
    const key = keyOf(people.of(caller).accessNumber);
    if (key !== undefined) this.#later(shop.presses, () => line.press(key));
  }

  #ringAgain(caller: number, attempt: number): void {
    const again = this.#needs.people.of(caller).attempts[attempt]?.again;
    if (again !== undefined) this.#later(again, () => this.ring(caller, attempt + 1));
  }

  /** One whom the box calls back, as it dials him. */
  #isCalled(line: CalledLine): void {
    const { people, shop } = this.#needs;
    const caller = people.byDigits(line.number);
    if (caller === undefined) {
      line.ring();
      return;
    }
    const nth = this.#called.get(caller) ?? 0;
    this.#called.set(caller, nth + 1);
    const { how, lifts, confirms, talk } = people.answering({ caller, nth });
    if (how === 'busy') {
      this.#later(BUSY, () => line.refuse());
      return;
    }
    line.ring();
    if (how === 'answers') this.#later(lifts, () => line.answer());
    let talks = false;
    line.perceived.on((news) => {
      if (news.type === 'agent' && !talks) {
        talks = true;
        this.#later(talk, () => line.hangUp());
      }
      if (news.type === 'heard' && news.prompt === QUESTION && confirms)
        this.#later(this.#needs.far.lengthHeard(QUESTION) + shop.presses, () =>
          line.press(shop.config.callback.confirm.key),
        );
    });
  }

  #later(wait: Duration, then: () => void): void {
    const { clock } = this.#needs;
    clock.at(clock.now() + wait, then);
  }
}
