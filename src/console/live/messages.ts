// SPDX-License-Identifier: GPL-2.0-or-later
// What do colleagues write to each other, and what else is new? Messages of staff, missed calls, alarms: counted at the bell.

import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { LiveEvent, StaffMessage } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { useSession } from './session.js';
import { hear } from './stream.js';

const KEPT = 50;

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
  const unread = ref(0);
  const others = shallowRef<readonly News[]>([]);
  const unseen = ref(0);

  hear((message) => {
    if (message.type === 'snapshot') unread.value = message.unread;
    if (message.type === 'message') {
      messages.value = [message.message, ...messages.value.filter(({ id }) => id !== message.message.id)];
      if (message.message.from !== session.me?.id) unread.value += 1;
    }
    if (message.type === 'event') note(newsOf(message.event, session.me?.id));
  });

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
    const got = await ask(contract.messages.list, { query: {} });
    messages.value = got.rows;
    unread.value = got.unread;
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

  return { messages, news, unread, unseen, load, send, readAll };
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
