// SPDX-License-Identifier: GPL-2.0-or-later
// Where does the browser fetch sounds and files?

import { address, contract } from './client.js';

/** A recording, to be played. */
export const soundOf = (recording: string) => address(contract.recordings.hear, { params: { recording }, query: {} });
/** The same as a file. */
export const fileOf = (recording: string) =>
  address(contract.recordings.hear, { params: { recording }, query: { download: 'true' } });
/** All customers as CSV. */
export const customersFile = () => address(contract.customers.export, {});
/** All agents as CSV. */
export const agentsFile = () => address(contract.files.exportAgents, { query: {} });
/** A list of numbers as CSV. */
export const numbersFile = (list: 'blocked' | 'doNotCall') =>
  address(contract.files.exportNumbers, { params: { list }, query: {} });
