// SPDX-License-Identifier: GPL-2.0-or-later
// Which backups are there, and what is being done with them? Looked at again while one is under way.

import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Backups, ListedBackup } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { after } from './clock.js';
import { problemOf, unattended } from './faults.js';
import { type Listing, listing, type Page } from './listing.js';

const AGAIN_MS = 1_500;

/** The list, and what is said above it. */
interface BackupPage extends Page<ListedBackup> {
  readonly whole: Backups;
}

export const useBackups = defineStore('backups', () => {
  const all = shallowRef<Backups>();
  const refused = shallowRef('');
  let stop = () => {};
  const pageOf = (whole: Backups): BackupPage => ({ rows: whole.archives, whole });
  const list: Listing<ListedBackup, BackupPage> = listing(
    async () => pageOf(await ask(contract.backups.list, {})),
    ({ whole }) => heard(whole),
  );

  function heard(now: Backups): void {
    all.value = now;
    stop();
    if (now.underWay !== undefined) stop = after(AGAIN_MS, () => unattended(list.load()));
  }
  async function begin(work: Promise<Backups>): Promise<void> {
    refused.value = '';
    try {
      list.take(pageOf(await work));
    } catch (thrown) {
      refused.value = problemOf(thrown).message;
      await list.load(); // somebody else’s may be under way
    }
  }
  const make = (recordings: boolean) => begin(ask(contract.backups.make, { body: { recordings } }));
  const verify = (name: string) => begin(ask(contract.backups.verify, { params: { name }, body: {} }));
  const drill = (name: string) => begin(ask(contract.backups.drill, { params: { name }, body: {} }));
  const leave = () => stop();

  return { all, refused, list, make, verify, drill, leave };
});
