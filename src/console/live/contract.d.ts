// SPDX-License-Identifier: GPL-2.0-or-later
// The routes of the API as the bundle has them: method, path and what the client must know; their zod stays with the server.

/** What the settings mean in Chinese, by their English sentences; loaded with the settings' page alone. */
declare module 'virtual:setting-words' {
  export const chinese: Readonly<Record<string, string>>;
}

declare module 'virtual:contract' {
  export const contract: typeof import('../../api/contract/index.js').contract;
}
