// SPDX-License-Identifier: GPL-2.0-or-later
// Which verb is legal when? CSTA's names (ECMA-269); the one table from which the box, the sockets, dial codes and docs/calls.md go.

/** What somebody's telephone is in, as far as verbs are concerned. */
export const SITUATIONS = [
  'signedOut',
  'outOfService',
  'free',
  'ringing',
  'inUse',
  'calling',
  'talking',
  'conference',
  'holding',
  'asking',
  'consulting',
  'callWaiting',
  'twoCalls',
  'supervising',
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** What people do with calls. */
export const VERBS = [
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
  'supervise',
  'campOn',
] as const;
export type Verb = (typeof VERBS)[number];

/** Why a verb is refused. */
export type VerbRefusal =
  | 'NOT_SIGNED_IN'
  | 'OUT_OF_SERVICE'
  | 'LINE_BUSY'
  | 'NOT_TALKING'
  | 'NOTHING_HELD'
  | 'NOT_CONSULTING'
  | 'CONSULTING'
  | 'NO_CONFERENCE'
  | 'NOTHING_RINGS'
  /** A plain telephone is lifted by hand. */
  | 'LIFT_IT';

type Cell = VerbRefusal | 'ok';

const ok = 'ok';
const out = 'NOT_SIGNED_IN';
const bar = 'OUT_OF_SERVICE';
const busy = 'LINE_BUSY';
const mute = 'NOT_TALKING';
const none = 'NOTHING_HELD';
const solo = 'NOT_CONSULTING';
const asks = 'CONSULTING';
const two = 'NO_CONFERENCE';
const calm = 'NOTHING_RINGS';
const lift = 'LIFT_IT';

// biome-ignore format: a table is read by its columns
const TABLE: Readonly<Record<Verb, readonly Cell[]>> = {
  //                   signedOut outOfService free ringing inUse calling talking conference holding asking consulting callWaiting twoCalls supervising
  makeCall:           [out,      bar,         ok,  busy,   busy, busy,   busy,   busy,      busy,   busy,  busy,  busy,        busy,        busy],
  answer:             [out,      calm,        calm,lift,   calm, calm,   calm,   calm,      calm,   calm,  calm,      ok,          calm,        calm],
  deflect:            [out,      calm,        calm,ok,     calm, calm,   calm,   calm,      calm,   calm,  calm,      ok,          calm,        calm],
  clear:              [out,      mute,        mute,mute,   ok,   ok,     ok,     ok,        ok,     ok,    ok,    ok,          ok,        ok],
  hold:               [out,      mute,        mute,mute,   mute, mute,   ok,     ok,        mute,   asks,  asks,  ok,          ok,        mute],
  retrieve:           [out,      none,        none,none,   none, none,   none,   none,      ok,     asks,  asks,  none,        none,        none],
  alternate:          [out,      solo,        solo,solo,   solo, solo,   solo,   solo,      solo,   solo,  ok,    ok,          ok,        solo],
  consult:            [out,      mute,        mute,mute,   mute, mute,   ok,     ok,        ok,     asks,  asks,  ok,          ok,        mute],
  reconnect:          [out,      solo,        solo,solo,   solo, solo,   solo,   solo,      solo,   ok,    ok,    solo,        solo,        solo],
  transfer:           [out,      solo,        solo,solo,   solo, solo,   solo,   solo,      solo,   ok,    ok,    solo,        solo,        solo],
  singleStepTransfer: [out,      mute,        mute,mute,   mute, mute,   ok,     mute,      ok,     asks,  asks,  ok,          ok,        mute],
  conference:         [out,      solo,        solo,solo,   solo, solo,   solo,   solo,      solo,   solo,  ok,    solo,        solo,        solo],
  drop:               [out,      two,         two, two,    two,  two,    two,    ok,        two,    two,   two,   two,         two,        two],
  leave:              [out,      two,         two, two,    two,  two,    two,    ok,        two,    two,   two,   two,         two,        two],
  announce:           [out,      mute,        mute,mute,   mute, mute,   ok,     mute,      ok,     asks,  asks,  ok,          ok,        mute],
  park:               [out,      mute,        mute,mute,   mute, mute,   ok,     mute,      ok,     asks,  asks,  ok,          ok,        mute],
  unpark:             [out,      bar,         ok,  busy,   busy, busy,   busy,   busy,      busy,   busy,  busy,  busy,        busy,        busy],
  pickUp:             [out,      bar,         ok,  busy,   busy, busy,   busy,   busy,      busy,   busy,  busy,  busy,        busy,        busy],
  sendDigits:         [out,      mute,        mute,mute,   mute, mute,   ok,     ok,        mute,   mute,  ok,    ok,          ok,        mute],
  record:             [out,      mute,        mute,mute,   mute, mute,   ok,     ok,        mute,   mute,  mute,  ok,          ok,        mute],
  supervise:          [out,      bar,         ok,  busy,   busy, busy,   busy,   busy,      busy,   busy,  busy,  busy,        busy,        ok],
  campOn:             [out,      bar,         ok,  ok,     ok,   ok,     ok,     ok,        ok,     ok,    ok,        ok,          ok,        ok],
};

/** Undefined: the verb is legal. Else why it is not. */
export function refusalOf(verb: Verb, situation: Situation): VerbRefusal | undefined {
  const cell = TABLE[verb][SITUATIONS.indexOf(situation)];
  return cell === undefined || cell === 'ok' ? undefined : cell;
}
