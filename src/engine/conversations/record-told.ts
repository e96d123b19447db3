// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody whom the box has called know that he is recorded? It is said over the talk; nobody waits for it in silence.

import type { Leg } from '../../call/index.js';
import type { PromptIndex } from '../../native/index.js';
import type { RecordedConversation, Recorder } from '../recordings/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import type { Conversation } from './conversation.js';

export const RECORDING_ANNOUNCEMENT = 'recording-announcement';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'dialogues' | 'log'>;

/** A conversation that begins, of one who was called. */
export interface Beginning {
  readonly recorded: RecordedConversation;
  readonly conversation: Conversation;
  /** Its parties hear each other. */
  readonly hearing: Promise<void>;
}

/**
 * Begins the recording if there is to be one. With `recording.announce: before` that is when the announcement has been heard to its
 * end, with `during` at once.
 */
export function recordTold(rooms: Needs, recorder: Recorder, { recorded, conversation, hearing }: Beginning): void {
  const announce = recorder.announces(recorded);
  const { leg } = recorded;
  if (announce !== 'before') recorder.begin(recorded, hearing);
  if (announce === 'never') return;
  const told = hearing.then(async () => {
    const sound = await rooms.dialogues.prompts.load(RECORDING_ANNOUNCEMENT, rooms.dialogues.language);
    const heard = await sayOver(conversation, leg, sound);
    if (heard && announce === 'before') recorder.begin(recorded, Promise.resolve());
  });
  unattended(rooms, 'announcing a recording', told);
}

/** To all who are there. What was cut off, because he was put on hold, is said anew when he is fetched back. False: he is not there. */
async function sayOver(conversation: Conversation, leg: Leg, sound: PromptIndex): Promise<boolean> {
  while (!conversation.isOver) {
    if (conversation.treatment !== undefined) await goesOn(conversation);
    if (conversation.isOver) break;
    const others = conversation.parties.filter(({ id, audibility }) => id !== leg.id && audibility !== 'away');
    for (const { id } of others) conversation.legOf(id)?.play([sound], { over: 'mix' });
    const { reason } = await leg.play([sound], { over: 'mix' }).finished;
    if (reason === 'completed') return true;
  }
  return false;
}

/** Resolves when he is alone no more. */
function goesOn({ alone, over }: Conversation): Promise<void> {
  return new Promise((resolve) => {
    const ends = [alone.on(({ on }) => !on && done()), over.on(() => done())];
    const done = () => {
      for (const end of ends) end();
      resolve();
    };
  });
}
