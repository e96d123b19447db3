// SPDX-License-Identifier: GPL-2.0-or-later
// What else is kept in the house: prompts that callers hear, numbers that are blocked or never called.

import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Answered } from '../../api/contract/index.js';
import { address, ask, contract } from './client.js';
import { type Listing, listing } from './listing.js';

/** A prompt as the box lists it: what it says, when it is heard, and its sounds. */
export interface Prompt {
  readonly name: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly when?: { readonly en: string; readonly zh: string };
  readonly named: readonly string[];
  readonly sounds: readonly { readonly place: string; readonly own: boolean; readonly seconds?: number }[];
}
export type ListedNumber = Answered<typeof contract.numbers.list>[number];
export type NumberList = 'blocked' | 'doNotCall';

export const useHouse = defineStore('house', () => {
  const which = ref<NumberList>('blocked');
  const prompts: Listing<Prompt> = listing(async () => ({
    rows: (await ask(contract.prompts.list, {})) as unknown as readonly Prompt[],
  }));
  const numbers: Listing<ListedNumber> = listing(async () => ({
    rows: await ask(contract.numbers.list, { params: { list: which.value } }),
  }));

  const soundOf = (place: string, name: string) => address(contract.prompts.sound, { params: { place, name } });
  async function put(place: string, name: string, file: Blob): Promise<void> {
    await ask(contract.prompts.put, { params: { place, name }, body: { wav: await base64(file) } });
    await prompts.load();
  }
  async function remove(place: string, name: string): Promise<void> {
    await ask(contract.prompts.remove, { params: { place, name } });
    await prompts.load();
  }
  async function addNumber(number: string, reason: string): Promise<void> {
    const body = { number, ...(reason !== '' && { reason }) };
    await ask(contract.numbers.add, { params: { list: which.value }, body });
    await numbers.load();
  }
  async function removeNumber(number: string): Promise<void> {
    await ask(contract.numbers.remove, { params: { list: which.value, number } });
    await numbers.load();
  }
  async function bringNumbers(text: string) {
    const got = await ask(contract.files.importNumbers, { params: { list: which.value }, query: {}, body: text });
    await numbers.load();
    return got;
  }

  return { which, prompts, numbers, soundOf, put, remove, addNumber, removeNumber, bringNumbers };
});

/** A file's bytes as the contract takes them. */
async function base64(file: Blob): Promise<string> {
  let text = '';
  for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
  return btoa(text);
}
