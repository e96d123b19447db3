// SPDX-License-Identifier: GPL-2.0-or-later
// What is attached to a contact? What flows, agents and programs know of the customer; it travels with him, and stands in his record.

import { TelephonyError } from '../faults.js';

/** By key. Personal: in no log. */
export type ContactData = Readonly<Record<string, string>>;

export const MOST_KEYS = 32;
export const LONGEST_KEY = 64;
/** Of all keys and values, UTF-8. */
export const MOST_BYTES = 4_096;

/** The data with more of it; an empty value takes its key out. Throws REFUSED when it would be too much: then nothing has changed. */
export function withData(before: ContactData, more: ContactData): ContactData {
  for (const [key, value] of Object.entries(more)) {
    if (key === '' || [...key].length > LONGEST_KEY)
      throw new TelephonyError('REFUSED', `a key of data has 1 to ${LONGEST_KEY} characters`);
    if (typeof value !== 'string') throw new TelephonyError('REFUSED', `data ${key}: a text would be right`);
  }
  const data = Object.fromEntries(Object.entries({ ...before, ...more }).filter(([, value]) => value !== ''));
  if (Object.keys(data).length > MOST_KEYS) throw new TelephonyError('REFUSED', `data have ${MOST_KEYS} keys at most`);
  if (Buffer.byteLength(JSON.stringify(data)) > MOST_BYTES)
    throw new TelephonyError('REFUSED', `data have ${MOST_BYTES} bytes at most`);
  return data;
}
