// SPDX-License-Identifier: GPL-2.0-or-later
// Who carries out each route? One handler for each contract, by its name: `calls.list`.

import { backups } from './backups.js';
import { board } from './board.js';
import { callbacks } from './callbacks.js';
import { calls } from './calls.js';
import { customers } from './customers.js';
import { events, messages, search } from './desk.js';
import { files } from './files.js';
import { leads } from './leads.js';
import { licence } from './licence.js';
import { mailboxes, voicemail } from './mailboxes.js';
import { personal, quality } from './quality.js';
import { recordings } from './recordings.js';
import { reports } from './reports.js';
import { health, programs, session } from './session.js';
import { audit, numbers, prompts, settings, staff } from './settings.js';
import { shifts } from './shifts.js';
import { team } from './team.js';
import { today } from './today.js';
import { ownLine, verbs } from './verbs.js';

const SUBJECTS = {
  ...{
    health,
    session,
    programs,
    verbs,
    ownLine,
    board,
    calls,
    recordings,
    reports,
    quality,
    personal,
    customers,
    callbacks,
    messages,
    search,
  },
  ...{
    licence,
    leads,
    today,
    team,
    voicemail,
    mailboxes,
    settings,
    staff,
    shifts,
    files,
    numbers,
    prompts,
    backups,
    audit,
    events,
  },
};

export const ROUTES: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(SUBJECTS).flatMap(([subject, handlers]) =>
    Object.entries(handlers).map(([name, handler]) => [`${subject}.${name}`, handler]),
  ),
);
