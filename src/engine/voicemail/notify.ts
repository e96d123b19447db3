// SPDX-License-Identifier: GPL-2.0-or-later
// How is somebody told by telephone that he has a message? The outbox calls him as it sends a mail: until he has pressed 1, or it is given up.

import { CAUSE, type TrunkLeg } from '../../call/index.js';
import { listKey } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue } from '../../ivr/index.js';
import type { Duration } from '../../kernel/index.js';
import type { Answer, CallTarget, Letter } from '../../outbox/index.js';
import { dialOutside, type OutsideRooms, type Rooms, unattended } from '../rooms/index.js';
import type { Boxes } from './boxes.js';

/** What is needed of the box. */
type Needs = OutsideRooms & Pick<Rooms, 'closing' | 'dialogues' | 'log' | 'records'>;

const RINGS: Duration = 40_000;
/** After one in vain; from the second on the outbox's own pause, if that is longer. */
const AGAIN_AFTER: Duration = 60_000;

/** `hear`: he has pressed 1, and hears his messages if he wants to. */
export class MessageCalls {
  readonly #rooms: Needs;
  readonly #boxes: Boxes;
  readonly #hear: (dialogue: Dialogue) => Promise<void>;

  constructor(rooms: Needs, boxes: Boxes, hear: (dialogue: Dialogue) => Promise<void>) {
    this.#rooms = rooms;
    this.#boxes = boxes;
    this.#hear = hear;
  }

  /** A port of the outbox: never rejects. What somebody has heard meanwhile needs no call. */
  async send({ number }: CallTarget, { message }: Letter): Promise<Answer> {
    if (message.kind === 'message' && this.#boxes.messages.find(message.id)?.state !== 'new')
      return { took: true, says: 'it has been heard, or deleted: nobody is called' };
    if (this.#rooms.closing) return { took: false, fault: 'target', says: 'the box is being closed' };
    try {
      const isTaken = await this.#call(number);
      if (isTaken) return { took: true, says: 'somebody answered, and pressed 1' };
      return { took: false, fault: 'message', says: 'nobody answered, or pressed 1', wait: AGAIN_AFTER };
    } catch (error) {
      const says = error instanceof TelephonyError ? error.message : String(error);
      return { took: false, fault: 'target', says: `it cannot be called: ${says}`, wait: AGAIN_AFTER };
    }
  }

  async #call(digits: string): Promise<boolean> {
    const { calls, plan, records, dialogues } = this.#rooms;
    const leg = dialOutside(this.#rooms, { digits, cause: 'notify', ringFor: RINGS });
    const call = calls.open();
    const shown = leg.calling.digits;
    const record = records.begin(call, leg, {
      direction: 'outbound',
      calling: shown === '' ? null : listKey(shown, plan),
      callingRaw: shown === '' ? null : shown,
      called: listKey(digits, plan),
    });
    call.ended.on(() => records.end(record, leg.cause));
    call.add(leg);
    const dialogue = new Dialogue(leg, dialogues);
    const key = await this.#asked(leg, dialogue);
    if (key !== '1') {
      leg.clear(CAUSE.normalClearing);
      return false;
    }
    record.add({ type: 'selfServed', at: records.now() });
    const heard = this.#hear(dialogue).finally(() => leg.clear());
    unattended(this.#rooms, 'hearing messages after a call of the box', heard);
    return true;
  }

  /** Undefined: nobody is there, or presses a key: a machine that answers does not. */
  async #asked(leg: TrunkLeg, dialogue: Dialogue): Promise<string | undefined> {
    try {
      await leg.connected;
      return await dialogue.menu('voicemail-notify', { choices: '1', attempts: 2 });
    } catch (error) {
      if (leg.signal.aborted) return undefined;
      throw error;
    }
  }
}
