// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to a caller in a queue? Answered, entertained, told his position, joined to an agent.

import type { Leaving } from '../../acd/index.js';
import type { Callbacks } from '../../callback/index.js';
import { type Destination, destinationName } from '../../config/index.js';
import type { DivertTo } from '../../control/index.js';
import type { Preference } from '../../customer/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration } from '../../kernel/index.js';
import type { AgentLines } from '../agents/index.js';
import type { CallDesk, Reached } from '../calling/index.js';
import type { Contact } from '../contacts/index.js';
import { RECORDING_ANNOUNCEMENT } from '../conversations/index.js';
import type { Recorder } from '../recordings/index.js';
import { queueOf, unattended } from '../rooms/index.js';
import { NOTHING_TOLD, Treatment } from '../treatment/index.js';
import { asksLeft, asksOf } from './asks.js';
import { type Begun, FamiliarCallers } from './familiar-callers.js';
import { expected, Joining, musicOf } from './joining.js';
import { MissedCallers } from './missed-callers.js';
import { sentOnBy } from './obstacles.js';
import { type OldPlace, OldPlaces } from './old-places.js';
import { placeOf, welcomeOf } from './waiting-words.js';

/** What is needed of the box. */
type Needs = ConstructorParameters<typeof FamiliarCallers>[0];

const DEFLECTED_RINGS: Duration = 30_000;

/** The queues' callers. */
export class WaitingCallers {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #recorder: Recorder;
  readonly #joining: Joining;
  readonly #calling: CallDesk;
  readonly #familiar: FamiliarCallers;
  readonly #oldPlaces: OldPlaces;
  readonly #missed: MissedCallers;
  /** Who has an earlier call's place, and in which queue. */
  readonly #resumed = new WeakMap<Contact, OldPlace & { readonly queue: string }>();
  #flows: () => readonly string[] = () => [];

  constructor(rooms: Needs, agentLines: AgentLines, recorder: Recorder, callbacks: Callbacks, calling: CallDesk) {
    this.#calling = calling;
    this.#rooms = rooms;
    this.#oldPlaces = new OldPlaces(rooms.clock);
    this.#missed = new MissedCallers(rooms, callbacks);
    this.#agentLines = agentLines;
    this.#recorder = recorder;
    this.#joining = new Joining(rooms, recorder, callbacks, calling);
    this.#familiar = new FamiliarCallers(rooms, agentLines);
  }

  /** To which flows those who wait can be sent. */
  flows(names: () => readonly string[]): void {
    this.#flows = names;
  }

  /** He is in a queue from now on: for the first time, and then he is answered; or again, at his old place. */
  wait(contact: Contact, queue: string, again: boolean): void {
    if (again) {
      this.#recorder.forget(contact.call);
      this.#enqueue(contact, queue);
      contact.treatment?.goOn();
      return;
    }
    if (this.#familiar.leadAway(contact, queue)) return;
    const { records } = this.#rooms;
    contact.record.add({ type: 'queued', at: records.now(), queue });
    records.step(contact.record, 'call.queued', { call: contact.call.id, queue }, contact.led);
    contact.led = undefined;
    const elsewhere =
      contact.admitted === queue ? undefined : sentOnBy(this.#rooms, this.#agentLines.acd, contact, queue);
    contact.admitted = undefined;
    if (elsewhere !== undefined) {
      contact.send({ type: 'overflowed', to: elsewhere });
      return;
    }
    const arrived = this.#familiar.arrive(contact, queue, {
      welcome: welcomeOf(this.#rooms, contact),
      begin: (begun) => this.#begin(contact, queue, begun),
    });
    const attended = arrived.catch((error: unknown) => {
      contact.send({ type: 'failed' });
      throw error;
    });
    unattended(this.#rooms, 'a caller who comes to a queue', attended);
  }

  /** He waits, and hears what those hear who wait. */
  #begin(contact: Contact, queue: string, { preference, welcome }: Begun): void {
    const announce = this.#recorder.announces({ queue, accessNumber: contact.accessNumber });
    const notice = announce === 'before' ? [RECORDING_ANNOUNCEMENT] : [];
    const treatment = this.#treatment(contact, queue, { notice, welcome });
    contact.treatment = treatment;
    this.#resume(contact, queue);
    this.#enqueue(contact, queue, preference);
    const words = [...(announce === 'during' ? [RECORDING_ANNOUNCEMENT] : []), 'please-hold'];
    const welcomed = contact.leg.answer().then(() => {
      treatment.begin(words);
      if (contact.keepsPlace) treatment.tellPlace();
    });
    unattended(this.#rooms, 'answering a queued call', welcomed);
  }

  /** What he hears in this queue, and which keys count. */
  #treatment(
    contact: Contact,
    queue: string,
    words: { readonly notice: readonly string[]; readonly welcome: string | undefined },
  ): Treatment {
    const { announce, keys = {} } = queueOf(this.#rooms.config, queue) ?? {};
    let told = NOTHING_TOLD;
    return new Treatment(this.#rooms, contact.leg, {
      music: musicOf(this.#rooms.config, queue),
      language: contact.language,
      ...words,
      messages: announce?.messages ?? [],
      keys: Object.keys(keys),
      pressed: (digit) => this.#keyed(contact, queue, { digit, isOffered: told.offered || contact.keepsPlace }),
      place: () => {
        const said = placeOf(this.#rooms, this.#agentLines.acd, contact, { queue, told });
        told = said.told;
        return said.words;
      },
    });
  }

  /**
   * A key that the file does not lead anywhere any more changes nothing, nor does one while somebody else is rung for him, nor that for a
   * callback which the wait is too short to offer.
   */
  #keyed(contact: Contact, queue: string, { digit, isOffered }: { digit: string; isOffered: boolean }): void {
    const { call, leg, record } = contact;
    const { keys = {}, callback } = queueOf(this.#rooms.config, queue) ?? {};
    const to = keys[digit];
    if (to === undefined || this.#agentLines.waiting.get(call.id)?.queue !== queue) return;
    if (to.kind === 'callback' && callback?.offerFrom !== undefined && !isOffered) return;
    const { records } = this.#rooms;
    leg.digits.clear(); // the key is no answer to what he is asked next
    record.add({ type: 'queueLeft', at: records.now(), reason: 'key' });
    records.step(record, 'call.keyed', { call: call.id, queue, digit, to: destinationName(to) });
    contact.send({ type: 'keyed', to });
  }

  /** The place of the call that he gave up a moment ago, if the queue keeps it. A number that is withheld has none. */
  #resume(contact: Contact, queue: string): void {
    const place = contact.number && this.#oldPlaces.take(contact.number.number, queue);
    if (place === undefined || queueOf(this.#rooms.config, queue)?.resume === undefined) return;
    const { call, record } = contact;
    this.#resumed.set(contact, { ...place, queue });
    this.#rooms.records.step(record, 'call.resumed', { call: call.id, queue, before: place.call });
  }

  /** He gives up: to be found again if he rings soon. */
  #keepPlace({ call: { id: call }, number }: Contact): void {
    const { waiting, acd } = this.#agentLines;
    const queue = waiting.get(call)?.queue ?? '';
    const { resume } = queueOf(this.#rooms.config, queue) ?? {};
    const place = acd.waiting(call);
    if (resume === undefined || number === undefined || place === undefined) return;
    this.#oldPlaces.keep(number.number, queue, place, resume);
  }

  /** He is in no queue any more. */
  leave(contact: Contact, abandoned: boolean): void {
    const { id } = contact.call;
    const waited = this.#agentLines.waiting.get(id);
    if (abandoned) this.#keepPlace(contact);
    if (abandoned && waited) this.#missed.abandoned(contact, { queue: waited.queue, since: waited.enqueuedAt });
    if (abandoned) this.#agentLines.abandon(id);
    else this.#agentLines.remove(id);
  }

  /** He waits for an agent, at the place that the time of his call gives him, or at an older one. */
  #enqueue(contact: Contact, queue: string, preference: Preference = { kind: 'anybody' }): void {
    const { call, leg, record } = contact;
    const old = this.#resumed.get(contact);
    const { priority, enqueuedAt } = old?.queue === queue ? old : { priority: undefined, enqueuedAt: leg.stamps.start };
    this.#agentLines.enqueue({
      id: call.id,
      queue,
      kind: 'call',
      ...asksOf(contact),
      ...this.#familiar.urgency(contact, queue, preference),
      priority,
      enqueuedAt,
      needs: contact.claims.needs,
      party: {
        calling: leg.calling,
        offered: (agent) => this.#recorder.expect(expected(contact, queue, agent)),
        notTaken: () => this.#recorder.forget(call),
        ringing: ({ leg: rung, ...who }) => record.follow(rung, who),
        connect: (agent) => this.connect(contact, queue, agent),
        moved: (to) => this.#move(contact, to),
        announce: () => contact.treatment?.tellPlace(),
        deflect: (to, station) => this.#deflect(contact, queue, to, station),
        overflow: (leaving) => this.#overflow(contact, leaving),
      },
    });
  }

  /** What he has given up he does not ask for again, wherever he goes; what his queue asked stays with it. */
  #overflow(contact: Contact, { to, needs }: Leaving): void {
    contact.asks = asksLeft(this.#rooms.config, contact, needs);
    contact.send({ type: 'overflowed', ...(to !== undefined && { to }) });
  }

  /** Throws NOT_FOUND for a flow that there is not. */
  #move(contact: Contact, to: Destination): void {
    if (to.kind === 'flow' && !this.#flows().includes(to.flow))
      throw new TelephonyError('NOT_FOUND', `flow ${to.flow}`);
    contact.record.add({ type: 'queueLeft', at: this.#rooms.records.now(), reason: 'moved' });
    contact.send({ type: 'moved', to });
  }

  /** To another queue; or somebody is rung for him while he goes on hearing music. Who cannot be had leaves him at his old place. */
  #deflect(contact: Contact, queue: string, to: DivertTo, station: string): void {
    if ('queue' in to || 'message' in to) {
      contact.send({ type: 'transferred', to });
      return;
    }
    const { call, leg, record } = contact;
    const wanted = {
      call: call.id,
      calling: leg.calling,
      ringFor: DEFLECTED_RINGS,
      record: record.id,
      own: station,
      knocks: true,
    };
    const back = () => {
      if (!contact.over) this.#enqueue(contact, queue);
    };
    try {
      const cancel = this.#calling.searches.begin(to, wanted, {
        began: ({ leg: rung, ...who }) => {
          record.follow(rung, who);
        },
        answered: (who) => this.connect(contact, queue, who),
        failed: back,
      });
      leg.cleared.on(cancel);
    } catch (error) {
      back();
      if (!(error instanceof TelephonyError)) throw error;
      this.#rooms.log.info({ station, reason: error.message }, 'a call cannot be sent on');
    }
  }

  /** Somebody has answered him: an agent, whoever is at a station, or outside. */
  connect(contact: Contact, queue: string, who: Reached): void {
    this.#joining.connect(contact, queue, who);
  }
}
