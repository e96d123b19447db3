// SPDX-License-Identifier: GPL-2.0-or-later
// What do colleagues write to each other, and what else is new? Messages of staff, missed calls, alarms: counted at the bell.

import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { Answered, LiveEvent, StaffMessage } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { unattended } from './faults.js';
import { useSession } from './session.js';
import { hear } from './stream.js';

const KEPT = 50;
type Listed = Answered<typeof contract.messages.list>;
/** Somebody to write to, or a queue's agents. */
export type Receiver = Answered<typeof contract.messages.receivers>[number];

/** Something that somebody should know, newest first. */
export interface News {
  readonly key: string;
  readonly kind: 'message' | 'missed' | 'alarm' | 'cleared';
  readonly at: number;
  readonly what: string;
  readonly from?: string;
}

export const useMessages = defineStore('messages', () => {
  const session = useSession();
  const messages = shallowRef<readonly StaffMessage[]>([]);
  const receivers = shallowRef<readonly Receiver[]>([]);
  const unread = ref(0);
  const others = shallowRef<readonly News[]>([]);
  const unseen = ref(0);

  hear((message) => {
    // What was written while nothing was heard is in the list, too.
    if (message.type === 'snapshot' && message.unread !== unread.value) unattended(load());
    if (message.type === 'message') {
      messages.value = [message.message, ...messages.value.filter(({ id }) => id !== message.message.id)];
      if (message.message.from !== session.me?.id) unread.value += 1;
    }
    if (message.type === 'event') note(newsOf(message.event, session.me?.id));
  });

  // The console begins with them.
  watch(
    () => session.started?.messages,
    (begun) => begun !== undefined && take(begun),
    { immediate: true },
  );
  function take(got: Pick<Listed, 'rows' | 'unread'>): void {
    messages.value = got.rows;
    unread.value = got.unread;
  }

  function note(news: News | undefined): void {
    if (news === undefined) return;
    others.value = [news, ...others.value].slice(0, KEPT);
    unseen.value += 1;
  }

  const news = computed<readonly News[]>(() => {
    const said = messages.value
      .filter(({ from }) => from !== session.me?.id)
      .map(({ id, at, text, fromName }): News => ({ key: `m${id}`, kind: 'message', at, what: text, from: fromName }));
    return [...said, ...others.value].sort((a, b) => b.at - a.at).slice(0, KEPT);
  });

  async function load(): Promise<void> {
    take(await ask(contract.messages.list, { query: {} }));
  }
  /** To whom one can write: when somebody wants to. */
  async function loadReceivers(): Promise<void> {
    receivers.value = await ask(contract.messages.receivers, {});
  }

  async function send(to: string, text: string): Promise<void> {
    const sent = await ask(contract.messages.send, { body: { to, text } });
    const known = new Set(messages.value.map(({ id }) => id));
    messages.value = [...sent.filter(({ id }) => !known.has(id)), ...messages.value];
  }

  async function readAll(): Promise<void> {
    unseen.value = 0;
    const last = Math.max(0, ...messages.value.map(({ id }) => id));
    unread.value = 0;
    if (last > 0) await ask(contract.messages.read, { body: { upTo: last } }).catch(() => undefined);
  }

  return { messages, receivers, news, unread, unseen, loadReceivers, send, readAll };
});

/** What of the box's events is news to who sits here. */
function newsOf({ n, type, at, facts }: LiveEvent, me: string | undefined): News | undefined {
  const key = `e${n}`;
  if (type === 'alarm.raised') return { key, kind: 'alarm', at, what: `${facts.code} ${facts.subject}` };
  if (type === 'alarm.cleared') return { key, kind: 'cleared', at, what: `${facts.code} ${facts.subject}` };
  if (type === 'offer.timedOut' && facts.agent === me)
    return { key, kind: 'missed', at, what: String(facts.queue ?? '') };
  return undefined;
}
