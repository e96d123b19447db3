// SPDX-License-Identifier: GPL-2.0-or-later
// Who sits here, and what may he do? Session, looks, and what he has saved.

import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Answered, Me, RightName } from '../../api/contract/index.js';
import { type Language, speak, spoken } from '../words/index.js';
import { ask, contract, speakFor, whenSignedOut } from './client.js';
import { connect, disconnect, hear } from './stream.js';

type Theme = Me['theme'];
/** All that is shown when the console is opened. */
export type Start = Answered<typeof contract.session.start>;

export const useSession = defineStore('session', () => {
  const me = ref<Me>();
  /** Whether it has been asked already who sits here. */
  const known = ref(false);
  const expired = ref(false);
  /** What the stores begin with. */
  const started = shallowRef<Start>();
  /** Who of the house answers no calls, by name. */
  const people = computed(() => started.value?.people ?? []);
  const views = ref<Readonly<Record<string, unknown>>>({});
  const theme = ref<Theme>((localStorage.getItem('theme') as Theme | null) ?? 'system');

  const zone = computed(() => me.value?.zone ?? 'Asia/Shanghai');
  const may = (right: RightName) => me.value?.rights.includes(right) ?? false;

  // His rights may have changed meanwhile: pages and verbs go by those of now.
  hear((message) => {
    if (message.type === 'snapshot' && me.value !== undefined) me.value = message.me;
  });

  function speakTo(language: Language): void {
    speak(language);
    document.documentElement.lang = language;
  }

  function nobody(): void {
    me.value = undefined;
    speakFor(undefined);
  }

  function ended(): void {
    if (me.value === undefined) return;
    nobody();
    expired.value = true;
    disconnect();
  }

  async function begin(): Promise<void> {
    const start = await ask(contract.session.start, {});
    speakTo(start.me.language);
    look(start.me.theme);
    expired.value = false;
    views.value = start.views;
    started.value = start;
    me.value = start.me;
    speakFor(start.me.id);
  }

  /** From now on what happens is heard: when the stores that hear it are there. */
  const listen = () => connect(ended);

  /** Who is signed in already, by the cookie. */
  async function resume(): Promise<void> {
    whenSignedOut(ended);
    await begin().catch(() => undefined);
    known.value = true;
  }

  async function signIn(id: string, password: string): Promise<void> {
    await ask(contract.session.signIn, { body: { id, password } });
    await begin();
    if (spoken() !== me.value?.language) await prefer({ language: spoken() });
  }

  async function signOut(): Promise<void> {
    disconnect();
    await ask(contract.session.signOut, {}).catch(() => undefined);
    nobody();
    expired.value = false;
  }

  async function setPassword(old: string, fresh: string): Promise<void> {
    await ask(contract.session.setPassword, { body: { old, new: fresh } });
    await begin();
  }

  async function prefer(wanted: { language?: Me['language']; theme?: Theme }): Promise<void> {
    if (wanted.language !== undefined) speakTo(wanted.language);
    if (wanted.theme !== undefined) look(wanted.theme);
    if (me.value === undefined) return;
    me.value = { ...me.value, ...wanted };
    await ask(contract.session.prefer, { body: wanted }).catch(() => undefined);
  }

  /** Keeps something of the console for this person wherever he signs in. */
  async function keep(name: string, value: unknown): Promise<void> {
    views.value = { ...views.value, [name]: value };
    await ask(contract.session.saveView, { params: { name }, body: { value } }).catch(() => undefined);
  }

  function look(wanted: Theme): void {
    theme.value = wanted;
    localStorage.setItem('theme', wanted);
    const isDark =
      wanted === 'dark' || (wanted === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.classList.toggle('dark', isDark);
  }
  look(theme.value);

  return {
    me,
    known,
    expired,
    started,
    people,
    views,
    theme,
    zone,
    may,
    resume,
    listen,
    signIn,
    signOut,
    setPassword,
    prefer,
    keep,
  };
});
