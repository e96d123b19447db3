// SPDX-License-Identifier: GPL-2.0-or-later
// What do an agent and a caller hear of each other before they talk? He is told of the call, the caller his number: both at the same time.

import type { Leg } from '../../call/index.js';
import { type Parts, speechOf } from '../../ivr/index.js';
import type { Duration } from '../../kernel/index.js';
import type { Reached } from '../calling/index.js';
import type { Contact } from '../contacts/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues'>;

/** A caller, and who has answered. */
export interface Introduced {
  readonly contact: Contact;
  readonly queue: string;
  readonly who: Reached;
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

/** To the agent alone. The queue by its own words, or its place in the list; his wait from the beginning of his call; numbers as they are attached. */
function whisperOf({ clock, config, dialogues }: Needs, { contact, queue, who }: Introduced): Parts {
  const at = config.queues.findIndex(({ name }) => name === queue);
  const { tellAgent = [], spoken } = config.queues[at] ?? {};
  const speech = speechOf(dialogues.language);
  if (who.agent === undefined) return [];
  const numbers = Object.values(contact.data).filter((value) => SPOKEN_VALUE.test(value));
  const parts = {
    queue: ['whisper-queue', ...(spoken === undefined ? speech.number(at + 1) : [spoken])],
    wait: ['whisper-wait', ...speech.wait(clock.now() - contact.leg.stamps.start)],
    customer: numbers.length === 0 ? [] : ['whisper-customer'],
  };
  const spelt = numbers.slice(0, MOST_VALUES).flatMap((value) => speech.digits(value));
  return tellAgent.flatMap((part) => (part === 'customer' ? [...parts.customer, ...spelt] : parts[part]));
}

/** To the caller alone, unless the agent is told nothing: then he hears it, too. */
function numberOf({ config, dialogues }: Needs, { queue, who: { agent } }: Introduced): Parts {
  const isTold = config.queues.find(({ name }) => name === queue)?.tellNumber === true;
  if (!isTold || agent === undefined) return [];
  return ['agent-number-before', ...speechOf(dialogues.language).digits(agent), 'agent-number-after'];
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
      say(rooms, who.leg, whisper, { signal, stopDigits: KEYS }),
      say(rooms, leg, number, { signal }).then(() => {
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
  { dialogues: { prompts, language } }: Needs,
  leg: Leg,
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
