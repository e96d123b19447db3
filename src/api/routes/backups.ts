// SPDX-License-Identifier: GPL-2.0-or-later
// Backups are the box's: it makes and tries them by programs of its own, and is asked for them.

import type { Handlers } from '../web.js';

export const backups: Handlers<'backups'> = {
  list: ({ ask }) => ask('backups'),
  make: ({ body, ask }) => ask('backups.make', body),
  verify: ({ params, ask }) => ask('backups.verify', params),
  drill: ({ params, ask }) => ask('backups.drill', params),
};
