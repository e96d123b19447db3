// SPDX-License-Identifier: GPL-2.0-or-later
// In which order are the steps of set-up made? One group after the other, what is in one at the same time: much of a step is
// waiting for a disk or for one file that takes long.
import { fingerprint } from './stamp.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} inputs files and folders whose change makes the step due
 * @property {readonly string[]} words other things it depends on
 * @property {() => boolean} isThere whether its result exists
 * @property {() => Promise<void>} make
 */

/**
 * Makes what is due. Where one of a group fails, the others of it come to their end, and what it said is thrown.
 * @param {readonly (readonly Step[])[]} groups
 * @param {import('./stamp.mjs').Stamp} stamp
 * @param {string} root the project's folder
 */
export async function makeWhatIsDue(groups, stamp, root) {
  for (const group of groups) {
    const made = await Promise.allSettled(group.map((step) => makeIfDue(step, stamp, root)));
    const failed = made.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }
}

/**
 * @param {Step} step
 * @param {import('./stamp.mjs').Stamp} stamp
 * @param {string} root
 */
async function makeIfDue(step, stamp, root) {
  const print = fingerprint(root, step.inputs, step.words);
  if (stamp.isDone(step.name, print) && step.isThere()) return;
  stamp.forget(step.name);
  await step.make();
  stamp.done(step.name, print);
}
