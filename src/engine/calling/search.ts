// SPDX-License-Identifier: GPL-2.0-or-later
// Where is somebody who is wanted? His telephone rings, or the call goes on to where he wants it; three times at most.

import { arrivalOf, type DivertTo, divertName, MOST_HOPS } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel, Duration } from '../../kernel/index.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { CallWaiting } from './call-waiting.js';
import { dialForward } from './forward-outside.js';
import { type Reached, type ReachNews, type ReachOptions, type ReachRooms, reach } from './reach.js';

/** What is needed of the box. */
export type SearchRooms = ReachRooms & Pick<Rooms, 'log' | 'records' | 'stations' | 'telephones'>;

/** What a search needs of the desk. */
export interface SearchDesk {
  readonly rooms: SearchRooms;
  readonly agentLines: AgentLines;
  readonly waiting: CallWaiting;
  /** It rings at this station from now on, or not any more. */
  readonly rings: (station: string, search: Search, on: boolean) => void;
}

export interface SearchOptions extends ReachOptions {
  /** Who talks at the wanted telephone may hear a tone instead of being busy. */
  readonly knocks?: boolean;
  /** Of this record the events speak. */
  readonly record: string;
  /** Who searches: nobody is sent to himself. */
  readonly own: string;
}

/** With a forward for that, a telephone rings so long. */
const UNANSWERED: Duration = 15_000;
const BREATH: Duration = 1_000;

/** One call on its way to somebody. */
export class Search {
  readonly #desk: SearchDesk;
  readonly #options: SearchOptions;
  readonly #news: ReachNews;
  #hops = 0;
  #nth = 0;
  #over = false;
  /** Ends what is tried now. */
  #stop: Cancel = () => {};
  #at = '';

  constructor(desk: SearchDesk, options: SearchOptions, news: ReachNews) {
    this.#desk = desk;
    this.#options = options;
    this.#news = news;
  }

  /** Throws NOT_FOUND or REFUSED when it cannot even begin: then nothing has happened. */
  begin(to: DivertTo): void {
    this.#try(to);
  }

  /** Nobody is wanted any more; nothing is told. */
  cancel(): void {
    this.#over = true;
    this.#leave();
  }

  /** Whom it rang at does not take it: it goes there instead. */
  deflect(to: DivertTo): void {
    this.#hop(to, 'deflect');
  }

  /** Somebody else takes it, at his own telephone. */
  takenBy(at: AtTelephone): void {
    this.#leave();
    this.#desk.agentLines.tellLine(at.station, { type: 'joined', call: this.#options.call, own: true });
    this.#news.began(at);
    this.#answered(at);
  }

  #try(to: DivertTo): void {
    this.#nth++;
    const { rooms, agentLines } = this.#desk;
    if ('number' in to) {
      this.#stop = this.#outside(to.number);
      return;
    }
    if ('queue' in to) {
      this.#queue(to.queue);
      return;
    }
    if ('message' in to) {
      this.#box(to.message);
      return;
    }
    const station = 'station' in to ? to.station : agentLines.dutyOf(to.agent)?.station;
    if (station === undefined) throw new TelephonyError('REFUSED', `${divertName(to)} is not signed in`);
    const line = agentLines.lineAt(station);
    if (line === undefined) throw new TelephonyError('NOT_FOUND', `station ${station}`);
    this.#at = station;
    const canKnock = this.#options.knocks === true && this.#desk.waiting.canKnock(station);
    const arrival = arrivalOf(rooms.telephones.of(station), { free: line.name === 'free', canKnock });
    switch (arrival.name) {
      case 'ring':
        this.#ring(station);
        return;
      case 'knock':
        this.#knock(station);
        return;
      case 'forward':
        this.#hop(arrival.to, arrival.when);
        return;
      case 'refuse':
        this.#failed(arrival.reason);
    }
  }

  /** On to somewhere else; that it cannot be had there is no fault of who called. */
  #hop(to: DivertTo, why: string): void {
    this.#leave();
    const station = this.#at;
    const isLoop = ++this.#hops > MOST_HOPS || ('station' in to && to.station === this.#options.own);
    const { records } = this.#desk.rooms;
    records.event('call.forwarded', {
      ...{ call: this.#options.record, station, to: divertName(to) },
      why: isLoop ? 'loop' : why,
    });
    if (isLoop) this.#failed('loop');
    else this.#onTo(to);
  }

  #onTo(to: DivertTo): void {
    try {
      this.#try(to);
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      this.#desk.rooms.log.info({ station: this.#at, reason: error.message }, 'a call cannot be sent on');
      this.#failed('refused');
    }
  }

  #outside(digits: string): Cancel {
    const { rooms, agentLines } = this.#desk;
    const { ringFor } = this.#options;
    const own = { station: this.#at, agent: agentLines.agentAt(this.#at) };
    const news: ReachNews = {
      ...this.#news,
      answered: (who) => this.#answered(who),
      failed: (why) => this.#failed(why),
    };
    if (this.#hops > 0) return dialForward(rooms, own, digits, { ringFor }, news);
    return reach(rooms, agentLines, { number: digits }, this.#options, news);
  }

  #ring(station: string): void {
    const { rooms, agentLines, rings } = this.#desk;
    const { noAnswer } = rooms.telephones.of(station).forward;
    const ringFor = noAnswer === undefined ? this.#options.ringFor : Math.min(UNANSWERED, this.#options.ringFor);
    const nth = this.#nth;
    rings(station, this, true);
    const stop = reach(
      rooms,
      agentLines,
      { station },
      { ...this.#options, ringFor },
      {
        began: (who) => this.#news.began(who),
        answered: (who) => this.#answered(who),
        failed: (reason) => {
          if (reason === 'noAnswer' && noAnswer !== undefined) this.#hop(noAnswer, 'noAnswer');
          else this.#failed(reason);
        },
      },
    );
    if (this.#over || this.#nth !== nth) return; // it could not ring at all
    this.#stop = () => {
      rings(station, this, false);
      stop();
    };
  }

  /** Who talks there hears it; when he puts down, his telephone rings. */
  #knock(station: string): void {
    const { rooms, waiting, rings } = this.#desk;
    const { clock, records } = rooms;
    const facts = { call: this.#options.record, station };
    records.event('call.waits', facts);
    this.#news.waits?.();
    rings(station, this, true);
    const late = clock.at(clock.now() + this.#options.ringFor, () => {
      this.#leave();
      const { noAnswer } = rooms.telephones.of(station).forward;
      if (noAnswer === undefined) this.#failed('noAnswer');
      else this.#hop(noAnswer, 'noAnswer');
    });
    const stop = waiting.begin(station, {
      call: this.#options.call,
      calling: this.#options.calling,
      taken: (at) => {
        records.event('call.waitingTaken', facts);
        this.#leave();
        this.#answered(at);
      },
      putDown: () => {
        this.#leave();
        this.#stop = clock.at(clock.now() + BREATH, () => this.#onTo({ station }));
      },
    });
    this.#stop = () => {
      rings(station, this, false);
      late();
      stop();
    };
  }

  /** Whoever of the queue is given to it, in its turn. */
  #queue(queue: string): void {
    const { agentLines, rooms } = this.#desk;
    const { call: id, calling } = this.#options;
    if (!rooms.config.queues.some(({ name }) => name === queue))
      throw new TelephonyError('NOT_FOUND', `queue ${queue}`);
    agentLines.enqueue({
      ...{ id, queue, kind: 'call', enqueuedAt: rooms.clock.now() },
      party: {
        calling,
        ringing: (who) => this.#news.began(who),
        connect: (who) => this.#answered(who),
        deflect: (to, station) => {
          this.#at = station;
          this.#hop(to, 'deflect');
        },
        overflow: () => this.#failed('noAnswer'),
      },
    });
    this.#stop = () => agentLines.abandon(id);
  }

  /** Nobody is rung any more; who has nobody to take messages has reached nobody. */
  #box(box: string): void {
    if (this.#news.toBox === undefined) {
      this.#failed('refused');
      return;
    }
    this.#end();
    this.#news.toBox(box);
  }

  #answered(who: Reached): void {
    this.#end();
    this.#news.answered(who);
  }

  #failed(reason: string): void {
    this.#end();
    this.#news.failed(reason);
  }

  /** It has come to its end by itself. */
  #end(): void {
    this.#over = true;
    const { rings } = this.#desk;
    rings(this.#at, this, false);
    this.#stop = () => {};
  }

  #leave(): void {
    const stop = this.#stop;
    this.#stop = () => {};
    stop();
  }
}
