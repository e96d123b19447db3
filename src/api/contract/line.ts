// SPDX-License-Identifier: GPL-2.0-or-later
// How is an agent's telephone, and what can he do with it now? The phone bar is made of this.

import { z } from 'zod';
import { destination, direction, duration, id, instant, number } from './values.js';

/** Every verb of the phone bar: those of calls by CSTA's names, those of the agent himself. */
export const VERB_NAMES = [
  'makeCall',
  'answer',
  'deflect',
  'clear',
  'hold',
  'retrieve',
  'alternate',
  'consult',
  'reconnect',
  'transfer',
  'singleStepTransfer',
  'conference',
  'drop',
  'leave',
  'announce',
  'park',
  'unpark',
  'pickUp',
  'sendDigits',
  'record',
  'stopRecording',
  'mask',
  'unmask',
  'campOn',
  'campOff',
  'signIn',
  'signOut',
  'ready',
  'notReady',
  'finishWrapUp',
  'extendWrapUp',
  'wrapUpCode',
  'nextCallback',
] as const;
export type VerbName = (typeof VERB_NAMES)[number];

/** Whether a verb can be done now; if not, the refusal's code (a key of the console's words) and the box's own sentence. */
export const enabled = z.union([
  z.object({ enabled: z.literal(true) }),
  z.object({ enabled: z.literal(false), code: z.string(), why: z.string() }),
]);

/** With whom. */
export const party = z.object({
  /** `agent:1002`, `station:802`, `number:13912345678`. */
  who: destination(),
  /** By which `drop` takes him out of a conference. */
  leg: id().optional(),
  number: number().optional(),
  /** Of the agent, or the customer. */
  name: z.string().optional(),
  /** Where the number is from, as the area file has it. */
  area: z.string().optional(),
});

/** A call that he is in. */
export const ownCall = z.object({
  call: id(),
  contact: id(),
  /** `ringing`: at his telephone; `calling`: he calls, nobody has answered; `asked`: whom he consults. */
  state: z.enum(['ringing', 'calling', 'active', 'held', 'asked', 'waiting', 'supervised']),
  direction: direction,
  with: z.array(party),
  customer: z.object({ id: id(), name: z.string(), grade: z.number() }).optional(),
  queue: z.string().optional(),
  /** Of a promise that is being kept. */
  request: id().optional(),
  accessNumber: z.string().optional(),
  accessName: z.string().optional(),
  since: instant(),
  recording: z.boolean(),
  masked: z.boolean(),
});

/** An agent's telephone as the phone bar shows it. */
export const line = z.object({
  agent: id(),
  name: z.string(),
  /** signedOut, ready, busy, ringing, talking, wrapUp, notReady, reserved. */
  state: z.string(),
  reason: z.string().optional(),
  since: instant(),
  station: z.string().optional(),
  /** Of `control`'s verb table: free, ringing, talking, holding, consulting, conference, ... */
  situation: z.string(),
  calls: z.array(ownCall),
  verbs: z.record(z.enum(VERB_NAMES), enabled),
  wrapUp: z
    .object({
      call: id(),
      queue: z.string(),
      /** When it ends by itself. */
      until: instant().optional(),
      codes: z.array(z.object({ name: z.string(), digit: z.string().optional() })),
      code: z.string().optional(),
      required: z.boolean(),
    })
    .optional(),
  /** Reasons for not being ready. */
  reasons: z.array(z.string()),
  doNotDisturb: z.boolean(),
  forwarded: z.boolean(),
});
export type Line = z.output<typeof line>;
export type OwnCall = z.output<typeof ownCall>;

/** What an agent has done: milliseconds, shares 0 to 1. */
export const agentRates = z.looseObject({
  handled: z.number(),
  talk: duration(),
  hold: duration(),
  wrapUp: duration(),
  ready: duration(),
  notReady: duration(),
  signedIn: duration(),
});
export const ownFigures = z.object({
  agent: id(),
  name: z.string(),
  state: z.string(),
  reason: z.string().optional(),
  station: z.string().optional(),
  at: instant(),
  today: agentRates,
  sinceSignIn: agentRates.extend({ signedInAt: instant() }).optional(),
});
