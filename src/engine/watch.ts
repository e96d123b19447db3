// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps an eye on the trunks, the agents and the disk? Surge and trough are sampled here; alarms come and go here.

import type { Callbacks, Surge, SurgeEffect } from '../callback/index.js';
import { SystemClock } from '../kernel/index.js';
import type { CallbackDesk } from './callback-desk.js';
import type { Floor } from './floor.js';
import type { Office } from './office.js';

interface Watched {
  readonly surge: Surge;
  readonly floor: Floor;
  readonly promises: Callbacks;
  readonly desk: CallbackDesk;
}

const CLOCK_STEPPED = 2_000; // further than this the system's clock was set by hand or by NTP after long

/** Samples at each seizure and release, at each change of an agent, and once a second. */
export class Watch {
  readonly #office: Office;
  readonly #watched: Watched;
  #soon = false;

  constructor(office: Office, watched: Watched) {
    this.#office = office;
    this.#watched = watched;
    const { lines, store } = office;
    lines.utilisationChanged.on(() => this.#lookSoon());
    lines.alarmRaised.on(({ span, alarm }) => this.#spanAlarm('span.alarmRaised', span.name, alarm));
    lines.alarmCleared.on(({ span, alarm }) => this.#spanAlarm('span.alarmCleared', span.name, alarm));
    lines.dChannelUp.on((span) => this.#dChannel('span.dChannelUp', span.name));
    lines.dChannelDown.on((span) => this.#dChannel('span.dChannelDown', span.name));
    store.onSpace(({ enough, free }) => this.#space(enough, free));
    watched.surge.news.on((news) => this.#surgeChanged(news));
    watched.promises.news.on((news) => {
      const used = lines.utilisation().share;
      office.books.event(news.type === 'troughBegan' ? 'trough.on' : 'trough.off', { utilisation: used });
    });
  }

  /** Samples now. */
  look(): void {
    const { lines, clock, store } = this.#office;
    const { surge, floor, promises, desk } = this.#watched;
    const { busy, inService } = lines.utilisation();
    surge.sample({ busy, inService });
    const waiting = floor.acd
      .queues()
      .reduce((sum, queue) => sum + queue.waiting.filter(({ kind }) => kind === 'call').length, 0);
    promises.sample({ busy, inService, callbackChannels: desk.channels, waiting, readyAgents: floor.readyAgents() });
    if (clock instanceof SystemClock) this.#clockAlarm(clock.drift());
    // Whether there is space again is known by a commit only: an empty one asks, so that no caller has to.
    if (!store.space.enough) store.commit(store.batch()).catch(() => {});
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

  #surgeChanged(news: SurgeEffect): void {
    const { books, log } = this.#office;
    const { surge, promises } = this.#watched;
    const on = news.type === 'surgeOn';
    promises.surge(on);
    const share = on ? surge.state.settings.ratio.min : 0;
    const { utilisation, busy, inService } = news;
    books.event(on ? 'surge.on' : 'surge.off', { utilisation, busy, inService, share });
    log.info({ busy, inService }, on ? 'surge: computer agents answer' : 'surge is over');
  }

  #spanAlarm(type: 'span.alarmRaised' | 'span.alarmCleared', span: string, alarm: string): void {
    const { books, log } = this.#office;
    const what = `span ${span}: ${alarm}`;
    if (type === 'span.alarmRaised') this.#office.alarms.raise(what);
    else this.#office.alarms.clear(what);
    books.event(type, { span, alarm });
    log.warn({ span, alarm }, type === 'span.alarmRaised' ? 'alarm' : 'alarm is over');
  }

  #dChannel(type: 'span.dChannelUp' | 'span.dChannelDown', span: string): void {
    const what = `span ${span}: D-channel down`;
    if (type === 'span.dChannelDown') this.#office.alarms.raise(what);
    else this.#office.alarms.clear(what);
    this.#office.books.event(type, { span });
    this.#office.log.info({ span }, type === 'span.dChannelUp' ? 'D-channel is up' : 'D-channel is down');
  }

  #space(enough: boolean, free: number): void {
    const { books, log } = this.#office;
    const what = 'disk: no space for new promises';
    if (enough) this.#office.alarms.clear(what);
    else this.#office.alarms.raise(what);
    books.event(enough ? 'store.enough' : 'store.short', { free });
    log.error({ free }, enough ? 'there is space again' : 'no space is left: no callback is promised');
  }

  #clockAlarm(drift: number): void {
    const what = 'clock: the system time was stepped; the box keeps its own until it is restarted';
    if (Math.abs(drift) < CLOCK_STEPPED) this.#office.alarms.clear(what);
    else if (this.#office.alarms.raise(what)) this.#office.log.error({ drift: Math.round(drift) }, what);
  }
}
