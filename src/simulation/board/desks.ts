// SPDX-License-Identifier: GPL-2.0-or-later
// What do agents do at their desks? They sign in for their shifts, lift when it rings, and put down when the tone says that it is over.

import type { Clock, Duration } from '../../kernel/index.js';
import type { Shop } from '../wave/index.js';
import type { DeskTelephone } from './far-end.js';

/** What an agent can be told to do by the box's commands. */
export interface AgentCommands {
  signIn(agent: string, station: string): void;
  signOut(agent: string): void;
  ready(agent: string): void;
}

const BACK: Duration = 30_000; // nobody takes a break that the wave does not say

/** All desks of a shop. */
export class Desks {
  readonly #clock: Clock;
  readonly #shop: Shop;
  readonly #agents: AgentCommands;
  readonly #there = new Set<string>();

  constructor(clock: Clock, shop: Shop, agents: AgentCommands) {
    this.#clock = clock;
    this.#shop = shop;
    this.#agents = agents;
  }

  /** An agent sits down at a telephone. */
  seat(telephone: DeskTelephone): void {
    let ringing = 0;
    telephone.perceived.on((news) => {
      if (news.type === 'rings') {
        const ring = ++ringing;
        this.#later(this.#shop.lifts(), () => {
          if (ring === ringing) telephone.lift();
        });
      } else if (news.type === 'stops') ringing++;
      else this.#clock.at(news.since + this.#shop.putsDown, () => telephone.putDown());
    });
  }

  begin(agent: string, station: string): void {
    this.#there.add(agent);
    this.#agents.signIn(agent, station);
  }

  end(agent: string): void {
    this.#there.delete(agent);
    this.#agents.signOut(agent);
  }

  /** Who was made not ready for what he missed comes back. */
  changed(agent: string, state: string): void {
    if (state === 'notReady') this.#later(BACK, () => this.#there.has(agent) && this.#agents.ready(agent));
  }

  #later(wait: Duration, then: () => void): void {
    this.#clock.at(this.#clock.now() + wait, then);
  }
}
