// SPDX-License-Identifier: GPL-2.0-or-later
// What do an agent and a caller hear of each other before they talk? He is told of the call, the caller his number: both at the same time.

import type { Leg } from '../../call/index.js';
import { type Parts, speechOf } from '../../ivr/index.js';
import type { Duration, Instant, Language } from '../../kernel/index.js';
import type { Contact } from '../contacts/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Reached } from './reach.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'records'>;

/** A caller, and who has answered. */
export interface Introduced {
  readonly contact: Contact;
  readonly queue: string;
  readonly who: Reached;
  /** From when on he has waited; default: from the beginning of his call. */
  readonly since?: Instant;
}

const LONGEST: Duration = 8_000; // nobody waits longer for the other; what is not said by then is left out
const KEYS = '0123456789*#';
const MOST_VALUES = 3;
const SPOKEN_VALUE = /^\d{1,12}$/;

/** Undefined: nothing is said, they are joined at once. */
export function introduction(rooms: Needs, introduced: Introduced): (() => Promise<void>) | undefined {
  const whisper = whisperOf(rooms, introduced);
  const number = numberOf(rooms, introduced);
  if (whisper.length === 0 && number.length === 0) return undefined;
  return () => introduce(rooms, introduced, whisper, number);
}

/**
 * To the agent alone. The queue by its own words, or its place in the list; his wait; of a customer whom the directory knows the grade, since
 * no prompt has his name; numbers as they are attached.
 */
function whisperOf({ clock, config, dialogues, records }: Needs, { contact, queue, who, since }: Introduced): Parts {
  const at = config.queues.findIndex(({ name }) => name === queue);
  const { tellAgent = [], spoken } = config.queues[at] ?? {};
  const speech = speechOf(dialogues.language);
  if (who.agent === undefined) return [];
  const numbers = Object.values(contact.data).filter((value) => SPOKEN_VALUE.test(value));
  const customer = records.customerOf(contact.call.id);
  const spelt = numbers.slice(0, MOST_VALUES).flatMap((value) => speech.digits(value));
  const parts = {
    queue: ['whisper-queue', ...(spoken === undefined ? speech.number(at + 1) : [spoken])],
    wait: ['whisper-wait', ...speech.wait(clock.now() - (since ?? contact.leg.stamps.start))],
    customer: customer === undefined ? [] : ['whisper-grade', ...speech.number(customer.grade)],
    data: numbers.length === 0 ? [] : ['whisper-customer', ...spelt],
  };
  return tellAgent.flatMap((part) => parts[part]);
}

/** To the caller alone, unless the agent is told nothing: then he hears it, too. */
function numberOf({ config, dialogues }: Needs, { contact, queue, who: { agent } }: Introduced): Parts {
  const isTold = config.queues.find(({ name }) => name === queue)?.tellNumber === true;
  if (!isTold || agent === undefined) return [];
  return [
    'agent-number-before',
    ...speechOf(contact.language ?? dialogues.language).digits(agent),
    'agent-number-after',
  ];
}

/** Music goes on for a caller who is told nothing, or less. Over when both have heard theirs, at the latest in a few seconds. */
async function introduce(rooms: Needs, { contact, who }: Introduced, whisper: Parts, number: Parts): Promise<void> {
  const { leg, call, treatment } = contact;
  const cut = new AbortController();
  const { signal } = cut;
  const ends = [
    leg.cleared.on(() => cut.abort()),
    who.leg.cleared.on(() => cut.abort()),
    rooms.clock.at(rooms.clock.now() + LONGEST, () => cut.abort()),
  ];
  if (number.length === 0) treatment?.goOn();
  if (whisper.length === 0) call.overhear(who.leg, leg);
  try {
    await Promise.all([
      say(rooms, who.leg, rooms.dialogues.language, whisper, { signal, stopDigits: KEYS }),
      say(rooms, leg, contact.language ?? rooms.dialogues.language, number, { signal }).then(() => {
        if (number.length > 0 && !signal.aborted) treatment?.goOn();
      }),
    ]);
  } finally {
    for (const end of ends) end();
    if (!who.leg.signal.aborted) treatment?.end();
  }
}

/** Resolves, too, when it was cut or skipped, or nobody is there any more. */
async function say(
  { dialogues: { prompts } }: Needs,
  leg: Leg,
  language: Language,
  words: Parts,
  options: { readonly signal: AbortSignal; readonly stopDigits?: string },
): Promise<void> {
  if (words.length === 0) return;
  const sounds = await Promise.all(words.map((name) => prompts.load(name, language)));
  if (options.signal.aborted || leg.signal.aborted) return;
  await leg.play(sounds, options).finished.catch((error: unknown) => {
    if (!options.signal.aborted) throw error;
  });
}
