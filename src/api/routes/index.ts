// SPDX-License-Identifier: GPL-2.0-or-later
// Who carries out each route? One handler for each contract, by its name: `calls.list`.

import { board } from './board.js';
import { callbacks } from './callbacks.js';
import { calls, recordings } from './calls.js';
import { customers } from './customers.js';
import { events, messages, search, voicemail } from './desk.js';
import { health, programs, session } from './session.js';
import { audit, numbers, prompts, settings, staff } from './settings.js';
import { today } from './today.js';
import { ownLine, verbs } from './verbs.js';

const SUBJECTS = {
  ...{ health, session, programs, verbs, ownLine, board, calls, recordings, customers, callbacks, messages, search },
  ...{ today, voicemail, settings, staff, numbers, prompts, audit, events },
};

export const ROUTES: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(SUBJECTS).flatMap(([subject, handlers]) =>
    Object.entries(handlers).map(([name, handler]) => [`${subject}.${name}`, handler]),
  ),
);
