// SPDX-License-Identifier: GPL-2.0-or-later
// Who erases in the web process's own database? It follows the box: at the start, whenever the box is back (a restore is one), and
// when it tells of an erasure, whoever asked for that.

import type { LiveEvent } from './contract/index.js';
import type { Web } from './web.js';

type Needs = Pick<Web, 'box' | 'database' | 'feed' | 'records'>;

/** Erases what the records say is erased. Rejects when the records cannot be read. */
export async function eraseOwn({ records, database }: Pick<Web, 'database' | 'records'>): Promise<void> {
  const erased = await records.ask('erasures', null);
  const [salt] = await records.ask('settingsNamed', { begin: 'erasure.salt' });
  if (erased.length === 0 || salt === undefined) return;
  const contacts = await records.ask('erasedContacts', null);
  database.personal.follow({ salt: JSON.parse(salt.value) as string, erased, contacts });
}

/** Follows from now on. */
export function followErasures(needs: Needs): void {
  const follow = () => {
    eraseOwn(needs).catch(() => {}); // the records are away: the box's return asks again
  };
  needs.box.changed.on((up) => up && follow());
  needs.feed.event.on(({ type, facts }: LiveEvent) => {
    if (type === 'audit.noted' && facts.what === 'number.erased') follow();
  });
  follow();
}
