// SPDX-License-Identifier: GPL-2.0-or-later
// What does the web process know of one recording, of judged talks and of a person's data; and what is said to it of them?

import type { Answered } from '../../api/contract/index.js';
import { address, ask, contract } from './client.js';
import { problemOf } from './faults.js';

export type Forms = Answered<typeof contract.quality.forms>;
export type Worklist = Answered<typeof contract.quality.worklist>;
export type Reviews = Answered<typeof contract.quality.reviews>;
export type Trends = Answered<typeof contract.quality.trends>;
export type Calibrations = Answered<typeof contract.quality.calibration>;
export type Mine = Answered<typeof contract.quality.mine>;
export type PersonalData = Answered<typeof contract.personal.find>;
export type Erasures = Answered<typeof contract.personal.erasures>;

/** A filled form. */
export interface Filled {
  readonly form: string;
  readonly answers: Record<string, number>;
  readonly comment: string;
  readonly calibration: boolean;
  readonly publish: boolean;
}

/** Which sides are heard. */
export type Heard = 'both' | 'left' | 'right';

/** Runs work; gives why it could not be done, in words. */
export async function whyNot(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (thrown) {
    return problemOf(thrown).message;
  }
}

/** One recording. */
export function recordingOf(recording: string) {
  const params = { recording };
  const { hear, waveform, marks, mark, tag, untag, delete: remove } = contract.recordings;
  return {
    src: (side: Heard) => address(hear, { params, query: side === 'both' ? {} : { side } }),
    waveform: () => ask(waveform, { params, query: {} }),
    marks: () => ask(marks, { params }),
    mark: (atMs: number, text: string) => ask(mark, { params, body: { atMs: Math.round(atMs), text } }),
    setTag: (word: string, on: boolean) => ask(on ? tag : untag, { params: { ...params, tag: word } }),
    remove: (reason: string) => ask(remove, { params, query: { reason } }),
  };
}

const SHOWN = '90d';

export const quality = {
  forms: () => ask(contract.quality.forms, {}),
  worklist: () => ask(contract.quality.worklist, { query: {} }),
  reviews: () => ask(contract.quality.reviews, { query: { since: SHOWN } }),
  trends: () => ask(contract.quality.trends, { query: { since: SHOWN } }),
  calibration: () => ask(contract.quality.calibration, { query: { since: SHOWN } }),
  review: (recording: string, body: Filled) => ask(contract.quality.review, { params: { recording }, body }),
  publish: (review: string) => ask(contract.quality.publish, { params: { review } }),
  mine: (agent: string) => ask(contract.quality.mine, { params: { agent }, query: {} }),
  note: (agent: string, text: string) => ask(contract.quality.note, { params: { agent }, body: { text } }),
  reply: (agent: string, review: string, text: string) =>
    ask(contract.quality.reply, { params: { agent, review }, body: { text } }),
};

export const personal = {
  find: (number: string) => ask(contract.personal.find, { body: { number } }),
  export: (number: string) => ask(contract.personal.export, { body: { number } }),
  erase: (number: string, reason: string) => ask(contract.personal.erase, { body: { number, reason } }),
  erasures: () => ask(contract.personal.erasures, {}),
};
