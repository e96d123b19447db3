// SPDX-License-Identifier: GPL-2.0-or-later
// Which verbs has an agent now, and why not the others? Those of calls by the one table, those of himself by what he does.

import { VERBS } from '../control/index.js';
import type { OwnLine } from '../engine/index.js';

/** A verb that can be done, or why it cannot: a code, and the same in words. */
export type Enabled =
  | { readonly enabled: true }
  | { readonly enabled: false; readonly code: string; readonly why: string };

/** Refusals in words; consoles have their own by the codes. */
const WHY: Readonly<Record<string, string>> = {
  NOT_SIGNED_IN: 'you are not signed in at a telephone',
  OUT_OF_SERVICE: 'your telephone is out of service',
  LINE_BUSY: 'your telephone is in use',
  NOT_TALKING: 'there is no call',
  NOTHING_HELD: 'nobody is on hold',
  NOT_CONSULTING: 'you ask nobody',
  CONSULTING: 'you are asking somebody already',
  NO_CONFERENCE: 'there is no conference',
  NOTHING_RINGS: 'nothing rings',
  LIFT_IT: 'lift your telephone',
  SIGNED_IN: 'you are signed in already',
  READY: 'you are ready already',
  NOT_IN_WRAP_UP: 'you are not in wrap-up',
  NO_MORE_TIME: 'your wrap-up is as long as its queue allows',
  NO_CODES: 'there is no call to give a code for',
  CODE_NEEDED: 'a wrap-up code is needed first',
  RECORDED: 'it is recorded already',
  NOT_RECORDED: 'it is not recorded',
  MASKED: 'it is masked already',
  NOT_MASKED: 'it is not masked',
};

const yes: Enabled = { enabled: true };
const no = (code: string): Enabled => ({ enabled: false, code, why: WHY[code] ?? code });
const when = (so: boolean, code: string): Enabled => (so ? yes : no(code));

/** The table's, but those that are told by two verbs below, and a supervisor's. */
const CALL_VERBS = VERBS.filter((verb) => verb !== 'record' && verb !== 'mask' && verb !== 'supervise');

/** Every verb of a phone bar. */
export function enabledOf(line: OwnLine, isRecorded: boolean): Readonly<Record<string, Enabled>> {
  const { refused, calls } = line;
  const of = (verb: keyof OwnLine['refused']) => (refused[verb] === undefined ? yes : no(refused[verb]));
  const masked = calls.some((call) => call.masked);
  const record = of('record');
  const mask = of('mask');
  return {
    ...Object.fromEntries(CALL_VERBS.map((verb) => [verb, of(verb)])),
    record: record.enabled && isRecorded ? no('RECORDED') : record,
    stopRecording: record.enabled && !isRecorded ? no('NOT_RECORDED') : record,
    mask: mask.enabled && masked ? no('MASKED') : mask,
    unmask: mask.enabled && !masked ? no('NOT_MASKED') : mask,
    campOff: of('campOn'),
    ...ofHimself(line),
  };
}

function ofHimself({ state, situation, wrapUp }: OwnLine): Readonly<Record<string, Enabled>> {
  const out = state === 'signedOut';
  const wrapping = state === 'wrapUp';
  const owes = wrapping && wrapUp?.required === true && wrapUp.code === undefined;
  const signedIn = (then: Enabled) => (out ? no('NOT_SIGNED_IN') : then);
  return {
    signIn: when(out, 'SIGNED_IN'),
    signOut: signedIn(yes),
    ready: signedIn(state === 'ready' ? no('READY') : when(!owes, 'CODE_NEEDED')),
    notReady: signedIn(when(!owes, 'CODE_NEEDED')),
    finishWrapUp: signedIn(wrapping ? when(!owes, 'CODE_NEEDED') : no('NOT_IN_WRAP_UP')),
    extendWrapUp: signedIn(wrapping ? when(wrapUp?.extendable === true, 'NO_MORE_TIME') : no('NOT_IN_WRAP_UP')),
    wrapUpCode: signedIn(when((wrapUp?.codes.length ?? 0) > 0, 'NO_CODES')),
    nextCallback: signedIn(when(situation === 'free' && state !== 'reserved', 'LINE_BUSY')),
  };
}
