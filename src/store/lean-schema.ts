// SPDX-License-Identifier: GPL-2.0-or-later
// Which index has nobody who asks by it? It costs the disk, and each event that is written, for nothing.

/** The events of a request are read by their numbers, with all others: what became of it stands in its row and its attempts. */
export const LEAN = `
drop index event_by_request;
`;
