// SPDX-License-Identifier: GPL-2.0-or-later
// A box's round of sealing and archiving that is killed in the midst of it: about the n-th commit, or when a draft is being written.

import { watch } from 'node:fs';
import { type SealingFile, sealingRooms } from '../../support/sealing-rooms.js';

/** `before 2`, `after 1`: a commit; `draft FOLDER`: something is written there. */
const [data = '', file = '{}', when = '', which = ''] = process.argv.slice(2);

const die = () => process.kill(process.pid, 'SIGKILL');
let commits = 0;
const { sealing } = await sealingRooms(data, JSON.parse(file) as SealingFile, (store) => {
  const commit = store.commit.bind(store);
  store.commit = async (...given) => {
    commits++;
    if (when === 'before' && commits === Number(which)) die();
    const committed = await commit(...given);
    if (when === 'after' && commits === Number(which)) die();
    return committed;
  };
  return store;
});
if (when === 'draft') watch(which, (_, name) => name?.endsWith('.draft') && die());
await sealing.round();
process.exit(3); // nobody has killed it
