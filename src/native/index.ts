// SPDX-License-Identifier: GPL-2.0-or-later
// The native room's door: the engine as TypeScript sees it.

export * from './contract.js';
export type * from './media-port.js';
