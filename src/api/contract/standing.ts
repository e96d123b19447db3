// SPDX-License-Identifier: GPL-2.0-or-later
// How is the call centre now? Queues, people, telephones, lines, surge: read once, and then told live.

import { z } from 'zod';
import { bilingual, destination, duration, id, instant, number, share } from './values.js';

const callbacksDone = z.object({
  created: z.number(),
  merged: z.number(),
  attempted: z.number(),
  reached: z.number(),
  connected: z.number(),
  failed: z.number(),
});

export const queueNow = z.object({
  name: z.string(),
  waiting: z.number(),
  longestWait: duration(),
  /** Agents to whom a call could be offered. */
  ready: z.number(),
  /** Since the box began. */
  answered: z.number(),
  abandoned: z.number(),
  today: z.object({
    answered: z.number(),
    abandoned: z.number(),
    /** Calls that ended in it, by how; `offered` is their sum. */
    calls: z.record(z.string(), z.number()),
    callbacks: callbacksDone,
  }),
  /** Promises to its callers that are to be kept yet. */
  openCallbacks: z.number(),
  serviceLevel: share(),
  serviceLevels: z.object({ standard: share(), ofAnswered: share(), withAbandoned: share() }),
  /** Of the file: answered within this counts, and the share that is aimed at (`watch:`; 0.8 where nothing is said). */
  serviceLevelWithin: duration(),
  target: share(),
  abandonRate: share(),
  averageSpeedOfAnswer: duration(),
  /** Those of its figures that are alarms now by `watch:`, each with how severe it is. */
  limits: z.record(z.string(), z.enum(['critical', 'major', 'minor'])).optional(),
  agents: z.object({
    signedIn: z.number(),
    ready: z.number(),
    ringing: z.number(),
    talking: z.number(),
    wrapUp: z.number(),
    busy: z.number(),
    reserved: z.number(),
    notReady: z.record(z.string(), z.number()),
  }),
  /** Waiting callers minute by minute, the last 30, the newest last: of the web process, so short after its start. */
  spark: z.array(z.number()),
});
export type QueueNow = z.output<typeof queueNow>;

export const personNow = z.object({
  id: id(),
  name: z.string(),
  /** signedOut, ready, busy, ringing, talking, wrapUp, notReady, reserved. */
  state: z.string(),
  reason: z.string().optional(),
  since: instant(),
  station: z.string().optional(),
  signedInAt: instant().optional(),
  handled: z.number(),
  queues: z.array(z.string()),
  skills: z.record(z.string(), z.number()).optional(),
  doNotDisturb: z.boolean().optional(),
  lockedUntil: instant().optional(),
  /** In which call he is, and with whom. */
  call: id().optional(),
  with: destination().optional(),
});
export type PersonNow = z.output<typeof personNow>;

export const stationNow = z.object({
  station: z.string(),
  /** outOfService, idle, doNotDisturb, ringing, dialling, inUse, calling, talking, held, consulting, conference, supervising. */
  state: z.string(),
  since: instant(),
  agent: z.string().optional(),
  call: id().optional(),
  with: destination().optional(),
  holds: z.number().optional(),
  waits: z.boolean().optional(),
  doNotDisturb: z.boolean().optional(),
  forwarded: z.boolean().optional(),
});
export type StationNow = z.output<typeof stationNow>;

export const spanNow = z.object({
  name: z.string(),
  kind: z.enum(['e1', 'analog']),
  alarm: z.string().optional(),
  dChannel: z.enum(['up', 'down']).optional(),
  channels: z.number(),
  inService: z.number(),
  busy: z.number(),
  busiedOut: z.number(),
  /** idle, ringing, talking, draining, busiedOut, alarm, outOfService. */
  slots: z.array(z.object({ slot: z.number(), condition: z.string(), since: instant() })),
});
export type SpanNow = z.output<typeof spanNow>;

/** A line to the exchange when it was measured; levels in dBm0, echo return loss in dB. */
export const measuredLine = z.object({
  line: z.string(),
  at: instant(),
  measures: z.object({
    dialTone: z.object({ dbm0: z.number(), hertz: z.array(z.number()) }).optional(),
    noise: z.number(),
    hum: z.number(),
    echoReturnLoss: z.object({ mean: z.number(), at: z.record(z.string(), z.number()) }),
  }),
  /** What is not as it should be: noDialTone, dialToneSoft, dialToneLoud, noisy, hum, echo; none: it is well. */
  findings: z.array(z.string()),
});
export type MeasuredLineNow = z.output<typeof measuredLine>;

const saidByHand = z.object({ is: z.enum(['on', 'off']), until: instant().optional(), by: z.string().optional() });

export const surgeNow = z.object({
  on: z.boolean(),
  share: share(),
  since: instant(),
  /** Busy of in-service B-channels. */
  utilisation: share(),
  trough: z.boolean(),
  /** Somebody has said so by hand. */
  manual: saidByHand.optional(),
  /** The same of single access numbers. */
  manualOf: z.array(saidByHand.extend({ accessNumber: z.string() })).optional(),
  /** Each control: its group, and where it begins and ends. */
  controls: z.array(
    z.looseObject({
      group: z.string(),
      accessNumber: z.string().optional(),
      on: z.boolean(),
      share: share(),
      threshold: z.number(),
      quiet: z.number(),
    }),
  ),
});

export const alarmNow = z.object({
  id: id(),
  code: z.string(),
  subject: z.string(),
  severity: z.enum(['critical', 'major', 'minor']),
  since: instant(),
  times: z.number(),
  text: bilingual,
});

export const waitingNow = z.object({
  call: id(),
  queue: z.string(),
  position: z.number(),
  since: instant(),
  number: number().optional(),
  ringing: z.boolean(),
});

export const opening = z.object({
  number: z.string(),
  name: z.string().optional(),
  open: z.boolean(),
  by: z.enum(['calendar', 'hand', 'always']),
  until: instant().optional(),
  greeting: z.string().optional(),
  actor: z.string().optional(),
  /** Said of all numbers at once; it ends for all at once. */
  ofAll: z.boolean().optional(),
});

/** Calls since midnight in the shop's zone, by how they ended. */
export const dayFigures = z.object({
  since: instant(),
  calls: z.record(z.string(), z.number()),
  callbacks: callbacksDone,
});

/** The whole board of a supervisor. */
export const standing = z.object({
  at: instant(),
  startedAt: instant(),
  zone: z.string(),
  queues: z.array(queueNow),
  people: z.array(personNow),
  stations: z.array(stationNow),
  spans: z.array(spanNow),
  surge: surgeNow,
  waiting: z.array(waitingNow),
  alarms: z.array(alarmNow),
  hours: z.array(opening),
  today: dayFigures,
  callbacks: z.record(z.string(), z.number()),
  callbacksHeld: z
    .object({ reason: z.enum(['window', 'surge', 'noAgent', 'busy', 'trunks']), until: instant().optional() })
    .optional(),
  recordings: z.object({ underWay: z.number() }),
  /** Thresholds of `watch:`: colours go by them. */
  watch: z.array(z.looseObject({ figure: z.string(), severity: z.string() })),
});
export type Standing = z.output<typeof standing>;

/** A colleague as every agent may see him: whether he is free. */
export const colleague = z.object({
  id: id(),
  name: z.string(),
  queues: z.array(z.string()),
  station: z.string().optional(),
  state: z.string(),
  reason: z.string().optional(),
  since: instant(),
  free: z.boolean(),
});
export type Colleague = z.output<typeof colleague>;
