// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps an eye on the trunks and the agents? Surge and trough are sampled here.

import type { Callbacks, SurgeNews } from '../../callback/index.js';
import { utilisation } from '../../report/index.js';
import { type AgentLines, DayTallies, SkillDesk } from '../agents/index.js';
import type { CallbackCalls } from '../outbound/index.js';
import type { Rooms } from '../rooms/index.js';
import type { SurgeDesk } from '../surge/index.js';
import { BreakWatch } from './break-watch.js';
import { LimitWatch } from './limit-watch.js';
import { QuarterKeeper } from './quarter-keeper.js';

/** What is needed of the box. */
type Needs = Pick<
  Rooms,
  'alarms' | 'clock' | 'closing' | 'config' | 'ids' | 'lines' | 'log' | 'records' | 'saidSkills' | 'store' | 'summing'
>;

interface Watched {
  readonly surge: SurgeDesk;
  readonly agentLines: AgentLines;
  readonly promises: Callbacks;
  readonly desk: CallbackCalls;
}

/** Samples at each seizure and release, at each change of an agent, and once a second. */
export class Watch {
  readonly #rooms: Needs;
  readonly #watched: Watched;
  /** What became of each queue's calls today. */
  readonly tallies: DayTallies;
  readonly #breaks: BreakWatch;
  readonly #skills: SkillDesk;
  /** Which watched figures are beyond their limits. */
  readonly limits: LimitWatch;
  #soon = false;
  #inService: number | undefined;

  constructor(rooms: Needs, watched: Watched) {
    this.#rooms = rooms;
    this.#watched = watched;
    this.#skills = new SkillDesk(rooms, watched.agentLines);
    this.#breaks = new BreakWatch(rooms, watched.agentLines);
    this.tallies = new DayTallies(rooms, watched.agentLines.acd);
    this.limits = new LimitWatch(rooms, watched.agentLines.acd, this.tallies);
    new QuarterKeeper(rooms);
    const { lines } = rooms;
    lines.utilisationChanged.on(() => this.#lookSoon());
    watched.surge.surges.news.on((news) => this.#surgeChanged(news));
    watched.promises.news.on((news) => {
      const used = utilisation(lines.utilisation());
      rooms.records.event(news.type === 'troughBegan' ? 'trough.on' : 'trough.off', { utilisation: used });
    });
  }

  /** Samples now. */
  look(): void {
    this.#skills.look();
    this.#breaks.look();
    this.limits.look();
    const { lines, records, store } = this.#rooms;
    const { surge, agentLines, promises, desk } = this.#watched;
    const { busy, inService } = lines.utilisation();
    if (inService !== this.#inService) records.event('trunks.inService', { inService });
    this.#inService = inService;
    surge.look();
    // Whoever is being offered to an agent waits for his telephone, not for a free agent: in a busy centre there is always one.
    const waiting = agentLines.acd.unofferedCallers();
    // A customer whose call the exchange still holds from before a crash is not to be called beside it: RESTART ends it first.
    // Nor is anybody called for what cannot be written down.
    const forCallbacks = lines.starting || store.trouble !== undefined || store.backlog.full ? 0 : inService;
    promises.sample({
      busy,
      inService: forCallbacks,
      callbackChannels: desk.channels,
      waiting,
      readyAgents: agentLines.readyAgents() + desk.agents.standing.size,
    });
  }

  /** A call is decided by what it finds: the channel that it has just seized counts for the next one. */
  #lookSoon(): void {
    if (this.#soon) return;
    this.#soon = true;
    queueMicrotask(() => {
      this.#soon = false;
      this.look();
    });
  }

  #surgeChanged(news: SurgeNews): void {
    const { records, log } = this.#rooms;
    const { surge, promises } = this.#watched;
    const on = news.type === 'surgeOn';
    promises.surge(surge.surges.surging);
    const { busy, inService, group, accessNumber } = news;
    const share = on ? this.#shareOf(news) : 0;
    const which = { ...(group !== '' && { group }), ...(accessNumber !== undefined && { accessNumber }) };
    records.event(on ? 'surge.on' : 'surge.off', { utilisation: utilisation(news), busy, inService, share, ...which });
    log.info({ busy, inService, ...which }, on ? 'surge: computer agents answer' : 'surge is over');
  }

  #shareOf({ group, accessNumber }: SurgeNews): number {
    const control = this.#watched.surge.surges
      .list()
      .find((one) => one.group === group && one.accessNumber === accessNumber);
    return control?.share ?? 0;
  }
}
