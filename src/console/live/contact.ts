// SPDX-License-Identifier: GPL-2.0-or-later
// Whose call is it? The screen pop of the call that I have, am offered, or wrap up; its notes, saved as they are typed.

import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Customer, Note, Pop } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { after } from './clock.js';
import { useDesk } from './desk.js';
import { problemOf, unattended } from './faults.js';
import { stateOf } from './listing.js';
import { useSession } from './session.js';
import { lostSince } from './stream.js';

const PAUSE_MS = 600;
const CONFLICT = 409;

/** What is written of a customer. */
export interface CustomerForm {
  name: string;
  numbers: string[];
  address?: string | undefined;
  grade?: number | undefined;
  owner?: string | undefined;
}

export const useContact = defineStore('contact', () => {
  const session = useSession();
  const desk = useDesk();
  const pop = shallowRef<Pop>();
  const why = ref<string>();
  const note = ref('');
  /** saved, unsaved, saving, local: it could not be sent and is kept here. */
  const noteState = ref<'saved' | 'unsaved' | 'saving' | 'local'>('saved');
  const savedAt = ref<number>();
  let stop: (() => void) | undefined;

  /** Of several calls the customer's. */
  const call = computed(() => {
    const calls = desk.calls.filter(({ state, direction }) => state !== 'asked' && direction !== 'internal');
    const ringing = calls.find(({ state }) => state === 'ringing' || state === 'waiting');
    return ringing?.call ?? calls[0]?.call ?? desk.active?.call ?? desk.line?.wrapUp?.call;
  });
  watch(call, load, { immediate: true });

  async function load(): Promise<void> {
    await flush();
    const [agent, wanted] = [session.me?.id, call.value];
    if (agent === undefined || wanted === undefined) {
      pop.value = undefined;
      return;
    }
    why.value = undefined;
    try {
      const got = await ask(contract.calls.pop, { params: { agent, call: wanted } });
      if (call.value !== wanted) return;
      const isSame = pop.value?.contact === got.contact;
      pop.value = got;
      if (!isSame) begin(got.contact, got.notes);
    } catch (thrown) {
      if (call.value !== wanted) return;
      pop.value = undefined;
      why.value = stateOf(thrown).why;
    }
  }

  function begin(contact: string, notes: readonly Note[]): void {
    const local = localStorage.getItem(`note:${contact}`);
    const mine = notes.find((one) => one.contact === contact && one.by === session.me?.id);
    note.value = local ?? mine?.text ?? '';
    savedAt.value = mine?.at;
    noteState.value = local === null ? 'saved' : 'unsaved';
    if (local !== null) later();
  }

  /** Typed: kept on this machine at once, and on the box after a pause. */
  function write(text: string): void {
    if (pop.value === undefined) return;
    note.value = text;
    noteState.value = 'unsaved';
    localStorage.setItem(`note:${pop.value.contact}`, text);
    later();
  }

  function later(): void {
    stop?.();
    stop = after(PAUSE_MS, () => unattended(flush()));
  }

  async function flush(): Promise<void> {
    stop?.();
    const of = pop.value;
    if (of === undefined || noteState.value === 'saved') return;
    const text = note.value;
    noteState.value = 'saving';
    try {
      const body = { text, ...(of.customer && { customer: of.customer.id }) };
      const saved = await ask(contract.calls.saveNote, { params: { contact: of.contact }, body });
      if (localStorage.getItem(`note:${of.contact}`) === text) localStorage.removeItem(`note:${of.contact}`);
      if (pop.value?.contact !== of.contact || note.value !== text) return;
      noteState.value = 'saved';
      savedAt.value = saved.at;
    } catch {
      noteState.value = 'local';
    }
  }
  watch(lostSince, (since) => since === undefined && unattended(flush()));

  /** Makes him known, or changes him. Gives what stands now when somebody was quicker. */
  async function saveCustomer(form: CustomerForm): Promise<{ readonly conflict?: Customer }> {
    const of = pop.value;
    if (of === undefined) return {};
    const known = of.customer;
    const id = known?.id ?? (form.numbers[0] ?? '').replace(/\D/g, '');
    const given = Object.entries(form).filter(([, value]) => value !== undefined && value !== '');
    const body = Object.fromEntries(given) as { name: string; numbers: string[] };
    try {
      const extra = known === undefined ? { isNew: true } : { ifMatch: known.etag };
      const customer = await ask(contract.customers.put, { params: { customer: id }, body }, extra);
      pop.value = { ...of, customer };
      return {};
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (problem.status !== CONFLICT || problem.body.now === undefined) throw problem;
      const customer = problem.body.now as Customer;
      pop.value = { ...of, customer };
      return { conflict: customer };
    }
  }

  return { pop, why, call, note, noteState, savedAt, load, write, flush, saveCustomer };
});
