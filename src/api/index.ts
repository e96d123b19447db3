// SPDX-License-Identifier: GPL-2.0-or-later
// The api's door: the web process. It knows the box by its socket and its files alone, and opens no engine.

export { contract, routesOf } from './contract/index.js';
export { openApi } from './http/openapi.js';
export { pageToken } from './http/page-token.js';
export type { Directory, ListedPerson } from './people.js';
export { openWeb, type RunningWeb, type WebOptions } from './process.js';
