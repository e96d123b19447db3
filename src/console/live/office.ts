// SPDX-License-Identifier: GPL-2.0-or-later
// What does an administrator look after besides the file? People, alarms, the audit.

import { defineStore } from 'pinia';
import { ref } from 'vue';
import type { Answered } from '../../api/contract/index.js';
import { ask, contract } from './client.js';
import { type Listing, listing } from './listing.js';

export type Staff = Answered<typeof contract.staff.list>[number];
export type AlarmRow = Answered<typeof contract.board.alarms>[number];
export type AuditRow = Answered<typeof contract.audit.list>['rows'][number];

export const useOffice = defineStore('office', () => {
  const past = ref(false);
  const actor = ref('');
  const people: Listing<Staff> = listing(async () => ({ rows: await ask(contract.staff.list, {}) }));
  const alarms: Listing<AlarmRow> = listing(async () => ({
    rows: await ask(contract.board.alarms, { query: past.value ? { all: 'true' } : {} }),
  }));
  const audit: Listing<AuditRow> = listing(async (after) => {
    const query = {
      ...(after !== undefined && { before: Number(after) }),
      ...(actor.value !== '' && { actor: actor.value }),
    };
    const { rows, next } = await ask(contract.audit.list, { query });
    return { rows, next: next === undefined ? undefined : String(next) };
  });

  async function add(agent: string, name: string, queues: string[]): Promise<string | undefined> {
    const { password } = await ask(contract.staff.addAgent, { body: { agent, name, queues } });
    await people.load();
    return password;
  }
  async function skills(agent: string, wanted: Record<string, number>): Promise<void> {
    await ask(contract.staff.skills, { params: { agent }, body: { skills: wanted } });
    await people.load();
  }
  async function remove(agent: string): Promise<void> {
    await ask(contract.staff.remove, { params: { agent } });
    await people.load();
  }
  async function unlock(person: string): Promise<void> {
    await ask(contract.staff.unlock, { params: { person }, body: {} });
    await people.load();
  }
  async function resetPassword(person: string): Promise<string> {
    const { password } = await ask(contract.staff.resetPassword, { params: { person }, body: {} });
    return password;
  }

  /** New agents' first passwords are told this once. */
  async function bringAgents(text: string) {
    const got = await ask(contract.files.importAgents, { query: {}, body: text });
    await people.load();
    return got;
  }

  return { past, actor, people, alarms, audit, add, skills, remove, unlock, resetPassword, bringAgents };
});
