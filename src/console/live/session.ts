// SPDX-License-Identifier: GPL-2.0-or-later
// Who sits here, and what may he do? Session, looks, and what he has saved.

import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import type { Me, RightName } from '../../api/contract/index.js';
import { speak, spoken } from '../words/index.js';
import { ask, contract, whenSignedOut } from './client.js';
import { connect, disconnect } from './stream.js';

type Theme = Me['theme'];

export const useSession = defineStore('session', () => {
  const me = ref<Me>();
  /** Whether it has been asked already who sits here. */
  const known = ref(false);
  const expired = ref(false);
  const views = ref<Readonly<Record<string, unknown>>>({});
  const theme = ref<Theme>((localStorage.getItem('theme') as Theme | null) ?? 'system');

  const zone = computed(() => me.value?.zone ?? 'Asia/Shanghai');
  const may = (right: RightName) => me.value?.rights.includes(right) ?? false;

  function ended(): void {
    if (me.value === undefined) return;
    me.value = undefined;
    expired.value = true;
    disconnect();
  }

  async function begin(who: Me): Promise<void> {
    me.value = who;
    expired.value = false;
    speak(who.language);
    look(who.theme);
    if (who.mustChangePassword) return;
    views.value = await ask(contract.session.views, {}).catch(() => ({}));
  }

  /** From now on what happens is heard: when the stores that hear it are there. */
  const listen = () => connect(ended);

  /** Who is signed in already, by the cookie. */
  async function resume(): Promise<void> {
    whenSignedOut(ended);
    const who = await ask(contract.session.me, {}).catch(() => undefined);
    if (who !== undefined) await begin(who);
    known.value = true;
  }

  async function signIn(id: string, password: string): Promise<void> {
    await begin(await ask(contract.session.signIn, { body: { id, password } }));
    if (spoken() !== me.value?.language) await prefer({ language: spoken() });
  }

  async function signOut(): Promise<void> {
    disconnect();
    await ask(contract.session.signOut, {}).catch(() => undefined);
    me.value = undefined;
    expired.value = false;
  }

  async function setPassword(old: string, fresh: string): Promise<void> {
    await ask(contract.session.setPassword, { body: { old, new: fresh } });
    await begin(await ask(contract.session.me, {}));
  }

  async function prefer(wanted: { language?: Me['language']; theme?: Theme }): Promise<void> {
    if (wanted.language !== undefined) speak(wanted.language);
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

  return { me, known, expired, views, theme, zone, may, resume, listen, signIn, signOut, setPassword, prefer, keep };
});
