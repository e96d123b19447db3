// SPDX-License-Identifier: GPL-2.0-or-later
// All texts of the console, by their areas, each in both languages.

import { agent } from './agent.js';
import { audited, noted } from './audited.js';
import { backup } from './backup.js';
import { book } from './book.js';
import { frame } from './frame.js';
import { house } from './house.js';
import { kept } from './kept.js';
import { leadState, leads } from './leads.js';
import { list } from './lists.js';
import { office } from './office.js';
import { owner } from './owner.js';
import { actor, fact, factValue, place, stepKind, way } from './places.js';
import { records } from './records.js';
import { reports } from './reports.js';
import { settings } from './settings.js';
import { shift } from './shifts.js';
import { right, shop } from './shop.js';
import {
  agentState,
  callbackState,
  callState,
  direction,
  disposition,
  endReason,
  judged,
  reason,
  role,
  severity,
  strategy,
} from './states.js';
import { supervisor } from './supervisor.js';
import { team } from './team.js';
import { refusal, verb } from './verbs.js';
import { voicemail } from './voicemail.js';
import { wave } from './wave.js';

export const AREAS = {
  ...{
    agent,
    backup,
    book,
    frame,
    house,
    kept,
    leads,
    list,
    office,
    owner,
    place,
    records,
    reports,
    right,
    settings,
    shift,
    shop,
    supervisor,
    team,
    voicemail,
    wave,
  },
  ...{
    actor,
    agentState,
    audited,
    callbackState,
    callState,
    direction,
    disposition,
    endReason,
    fact,
    factValue,
    judged,
    leadState,
    noted,
    reason,
    role,
    severity,
    stepKind,
    strategy,
    refusal,
    verb,
    way,
  },
} as const;
