// SPDX-License-Identifier: GPL-2.0-or-later
// The routes of the API as the bundle has them: method, path and what the client must know; their zod stays with the server.

declare module 'virtual:contract' {
  export const contract: typeof import('../../api/contract/index.js').contract;
}
