// SPDX-License-Identifier: GPL-2.0-or-later
// How is a verb asked for? POST /api/v1/agents/{agent}/{verb}; the answer says that it was taken, the event that it happened.

import { z } from 'zod';
import { line, ownFigures } from './line.js';
import { route } from './route.js';
import { agentParams, destination, id } from './values.js';

const nothing = z.strictObject({}).optional();
const to = z.strictObject({ to: destination() });
const text = z.record(z.string().max(64), z.string().max(500));

/** Asked for; `result` is the box's answer where it has one. */
export const taken = z.looseObject({ taken: z.literal(true) });

const verb = <const V extends string, B extends z.ZodType>(name: V, summary: string, body: B) =>
  route({
    method: 'POST',
    path: `/api/v1/agents/:agent/${name}`,
    right: 'agents.command',
    self: 'agent',
    idempotent: true,
    summary,
    params: agentParams,
    body,
    response: taken,
  });

export const verbs = {
  makeCall: verb('makeCall', 'Rings the agent, then whom he calls.', to),
  answer: verb('answer', 'Takes the call that waits (a plain telephone is lifted by hand).', nothing),
  deflect: verb('deflect', 'Sends a ringing call elsewhere.', to),
  clear: verb('clear', 'Hangs up.', nothing),
  hold: verb('hold', 'Puts the call on hold.', nothing),
  retrieve: verb('retrieve', 'Fetches the held call back.', nothing),
  alternate: verb('alternate', 'Goes between the two calls.', nothing),
  consult: verb('consult', 'Asks somebody while the customer is held.', to),
  reconnect: verb('reconnect', 'Ends the question, back to the customer.', nothing),
  transfer: verb('transfer', 'Gives the customer to whom was asked.', nothing),
  singleStepTransfer: verb('singleStepTransfer', 'Gives the customer away at once.', to),
  conference: verb('conference', 'All three talk.', nothing),
  drop: verb('drop', 'Takes one out of the conference.', to),
  leave: verb('leave', 'Leaves the conference; the others go on.', nothing),
  announce: verb('announce', 'Plays a prompt to the customer.', z.strictObject({ prompt: id() })),
  park: verb('park', 'Puts the call down for anybody to fetch; the answer names the place.', nothing),
  unpark: verb('unpark', 'Fetches a parked call.', z.strictObject({ place: id() })),
  pickUp: verb('pickUp', 'Takes what rings at a colleague.', z.strictObject({ from: destination().optional() })),
  sendDigits: verb('sendDigits', 'Sends keys.', z.strictObject({ digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) })),
  record: verb('record', 'Begins to record.', nothing),
  stopRecording: verb('stopRecording', 'Ends it.', nothing),
  mask: verb('mask', 'Silence in place of what is keyed in.', nothing),
  unmask: verb('unmask', 'Ends it.', nothing),
  campOn: verb('campOn', 'Rings when a busy colleague is free.', to),
  campOff: verb('campOff', 'Not any more.', nothing),
  attach: verb('attach', 'Attaches data to the contact; it goes with a transfer.', z.strictObject({ data: text })),
  signIn: verb('signIn', 'Signs in at a telephone.', z.strictObject({ station: id().optional() })),
  signOut: verb('signOut', 'Signs out, after the call if there is one.', nothing),
  ready: verb('ready', 'Takes calls.', nothing),
  notReady: verb(
    'notReady',
    'Takes none, for a reason of the file.',
    z.strictObject({ reason: z.string().max(64).optional() }),
  ),
  finishWrapUp: verb('finishWrapUp', 'Wrap-up is done.', nothing),
  extendWrapUp: verb('extendWrapUp', 'More time for it.', z.strictObject({ seconds: z.int().min(1).max(3600) })),
  wrapUpCode: verb(
    'wrapUpCode',
    'What the call was about, by a code’s name or digit.',
    z.strictObject({ code: z.string().min(1).max(64) }),
  ),
  nextCallback: verb('nextCallback', 'Takes the next callback that is due to him.', nothing),
  takeCallback: verb('takeCallback', 'Takes this one.', z.strictObject({ request: id() })),
  later: verb(
    'later',
    'Calls a number at a time: `15:00`, `2026-12-01 15:00`.',
    z.strictObject({ to: destination(), at: z.string().max(40) }),
  ),
};

/** What a supervisor does at an agent’s telephone; he himself is who asks. */
export const SUPERVISE_WAYS = ['listen', 'whisper', 'barge', 'take-over', 'transfer', 'release'] as const;

export const ownLine = {
  line: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/line',
    right: 'status.read',
    self: 'agent',
    summary: 'His telephone, his calls, and which verbs can be done now, with the reason of those that cannot.',
    params: agentParams,
    response: line,
  }),
  figures: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/figures',
    right: 'calls.read',
    self: 'agent',
    summary: 'What he has done today, and since he signed in.',
    params: agentParams,
    response: ownFigures,
  }),
  supervise: route({
    method: 'POST',
    path: '/api/v1/agents/:agent/supervise',
    right: 'calls.supervise',
    idempotent: true,
    summary:
      'Listens in, whispers, barges in, takes over (`take-over`), sends the customer elsewhere (`transfer`, with `to`), or ends the call (`release`).',
    params: agentParams,
    body: z.strictObject({ how: z.enum(SUPERVISE_WAYS), to: destination().optional() }),
    response: taken,
  }),
  telephone: route({
    method: 'POST',
    path: '/api/v1/agents/:agent/telephone',
    right: 'agents.command',
    self: 'agent',
    idempotent: true,
    summary: 'Forwarding, do not disturb, call waiting of his telephone.',
    params: agentParams,
    body: z.strictObject({
      action: z.enum([
        'forward-always',
        'forward-busy',
        'forward-no-answer',
        'forward-off',
        'do-not-disturb',
        'call-waiting',
      ]),
      argument: z.string().max(80).optional(),
    }),
    response: taken,
  }),
};
