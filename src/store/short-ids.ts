// SPDX-License-Identifier: GPL-2.0-or-later
// How do the facts of offers and recordings stand in the database, which are little but ids? Without the noun that each id begins with.

import type { Codes, Shorten } from './short-facts.js';

type Facts = Readonly<Record<string, unknown>>;

/** Between two ids that stand as one element; no id has it. */
const AND = '+';
/** The call's id in the name of its recording's file. */
const CALL = '*';

/** What follows the noun of an id; undefined: it is no such id. */
export function bareId(noun: string, id: unknown): string | undefined {
  return typeof id === 'string' && id.startsWith(`${noun}-`) ? id.slice(noun.length + 1) : undefined;
}

/** An offer, and the attempt at a callback that it belongs to. */
export function shortOffer(offer: unknown, attempt: unknown): string | undefined {
  const own = bareId('offer', offer);
  if (own === undefined || attempt === undefined) return own;
  const other = bareId('attempt', attempt);
  return other === undefined ? undefined : `${own}${AND}${other}`;
}

/** The same of what stands there. */
export function offerInFull(short: string): { readonly offer: string; readonly attempt?: string } {
  const [offer = '', attempt] = short.split(AND);
  return { offer: `offer-${offer}`, ...(attempt !== undefined && { attempt: `attempt-${attempt}` }) };
}

/** `offer.made`, `offer.accepted`; what else is told of an offer makes it stand as it is. */
export const shortOffered: Shorten = ({ offer, attempt }) => {
  const short = shortOffer(offer, attempt);
  return short === undefined ? undefined : [short];
};

export const offeredInFull = (codes: Codes): Facts => offerInFull(String(codes.next()));

/** `recording.started`: the file is named after the call, which the event has. */
export const shortRecording: Shorten = ({ recording, file }, { call }) => {
  const id = bareId('recording', recording);
  return id === undefined || typeof file !== 'string' ? undefined : [id, file.replace(call, CALL)];
};

export function recordingInFull(codes: Codes): Facts {
  const recording = `recording-${codes.next()}`;
  return { recording, file: String(codes.next()).replace(CALL, () => codes.beside.call) };
}

/** `recording.ended`. */
export const shortRecorded: Shorten = ({ recording, durationMs }) => {
  const id = bareId('recording', recording);
  return id === undefined || typeof durationMs !== 'number' ? undefined : [id, durationMs];
};

export const recordedInFull = (codes: Codes): Facts => ({
  recording: `recording-${codes.next()}`,
  durationMs: codes.number(),
});
