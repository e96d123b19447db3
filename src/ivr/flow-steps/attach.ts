// SPDX-License-Identifier: GPL-2.0-or-later
// Step `attach`: values go with the caller.

import type { StepTaking } from './taken.js';

export const attach: StepTaking<'attach'> = {
  take: ({ next: to, attach: names }, values) => {
    const data = Object.fromEntries(names.map((name) => [name, values[name] ?? '']));
    return { to, effect: { type: 'attach', data } };
  },
};
