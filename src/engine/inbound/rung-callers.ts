// SPDX-License-Identifier: GPL-2.0-or-later
// How is somebody rung for a caller who waits in no queue? An agent where he is signed in, a telephone, a number outside; he hears it ring.

import type { Place, Rung } from '../../config/index.js';
import { isEmergency } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { type Cancel, type Duration, deferred } from '../../kernel/index.js';
import type { AgentLines } from '../agents/index.js';
import type { CallDesk, Reached } from '../calling/index.js';
import type { Contact } from '../contacts/index.js';
import type { OutsideCall, Rooms } from '../rooms/index.js';

const RINGS: Duration = 30_000;

/** For which queue somebody is rung; a number outside: for whom, and what for, unless the house sends its caller on. */
interface Wanted {
  readonly queue: string;
  readonly outside?: Pick<OutsideCall, 'cause' | 'agent'> | undefined;
}

type Found = Reached | { readonly box: string };

/** Joins a caller and whoever has answered, as if he had waited in this queue. */
type Connect = (contact: Contact, queue: string, who: Reached) => void;

/** Callers for whom somebody is rung. */
export class RungCallers {
  readonly #rooms: Pick<Rooms, 'log' | 'plan'>;
  readonly #agentLines: AgentLines;
  readonly #calling: CallDesk;
  readonly #connect: Connect;

  constructor(rooms: Pick<Rooms, 'log' | 'plan'>, agentLines: AgentLines, calling: CallDesk, connect: Connect) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#calling = calling;
    this.#connect = connect;
  }

  /** True: somebody has answered, and they are joined. False: nobody takes it. Or a box, where he leaves a message. Rejects with LEG_CLEARED when he is gone. */
  async ring(contact: Contact, to: Rung, wanted: Wanted): Promise<boolean | Place> {
    const { leg } = contact;
    const isAnswered = leg.stamps.answer !== undefined;
    if (leg.state === 'offered') leg.proceed();
    const who = await this.#search(contact, to, wanted, () => {
      if (isAnswered) leg.tone(this.#agentLines.tones.ringback);
      else leg.alert();
    });
    if (isAnswered && !contact.over) leg.silence();
    if (who === undefined) return false;
    if ('box' in who) return { kind: 'message', ...who };
    await leg.answer().catch((error: unknown) => {
      this.#calling.parts.letGo(who, contact.call.id);
      throw error;
    });
    this.#connect(contact, wanted.queue, who);
    return true;
  }

  /** Who has answered, or a box; undefined: nobody can be had. */
  #search(contact: Contact, to: Rung, { queue, outside }: Wanted, rings: () => void): Promise<Found | undefined> {
    const { call, leg, record, accessNumber } = contact;
    const found = deferred<Found | undefined>();
    const wanted = {
      call: call.id,
      calling: leg.calling,
      ringFor: RINGS,
      record: record.id,
      own: '',
      outside: { accessNumber, queue, ...(outside ?? { cause: 'forward' }) },
      knocks: true,
    };
    let cancel: Cancel = () => {};
    let isRinging = false;
    const ring = () => {
      if (!isRinging) rings();
      isRinging = true;
    };
    leg.cleared.on(() => {
      cancel();
      found.reject(leg.signal.reason);
    });
    try {
      if (to.kind === 'number' && isEmergency(to.number, this.#rooms.plan))
        throw new TelephonyError('REFUSED', `nothing is forwarded to ${to.number}`);
      cancel = this.#calling.searches.begin(divertOf(to), wanted, {
        began: ({ leg: rung, ...who }) => {
          record.follow(rung, who);
          ring();
        },
        waits: ring,
        answered: (who) => found.resolve(who),
        failed: () => found.resolve(undefined),
        toBox: (box) => found.resolve({ box }),
      });
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      this.#rooms.log.info({ to: to.kind, reason: error.message }, 'nobody can be rung for a caller');
      found.resolve(undefined);
    }
    return found.promise;
  }
}

function divertOf(to: Rung): { readonly agent: string } | { readonly station: string } | { readonly number: string } {
  if (to.kind === 'agent') return { agent: to.agent };
  return to.kind === 'station' ? { station: to.station } : { number: to.number };
}
