// SPDX-License-Identifier: GPL-2.0-or-later
// The contracts' door: every route of the API, by subject. zod alone: the browser imports it, too.

import { backups } from './backups.js';
import { board } from './board.js';
import { callbacks } from './callbacks.js';
import { calls } from './calls.js';
import { customers } from './customers.js';
import { messages, search, team, today, voicemail } from './desk.js';
import { events } from './events.js';
import { files } from './files.js';
import { leads } from './leads.js';
import { licence } from './licence.js';
import { mailboxes } from './mailboxes.js';
import { personal, quality } from './quality.js';
import { recordings } from './recordings.js';
import { reports } from './reports.js';
import type { RouteContract } from './route.js';
import { health, programs, session } from './session.js';
import { audit, numbers, prompts, settings, staff } from './settings.js';
import { shifts } from './shifts.js';
import { ownLine, verbs } from './verbs.js';

/** All routes: `contract.calls.list`. */
export const contract = {
  health,
  session,
  programs,
  verbs,
  ownLine,
  board,
  calls,
  recordings,
  reports,
  licence,
  leads,
  quality,
  personal,
  backups,
  customers,
  callbacks,
  messages,
  search,
  today,
  team,
  voicemail,
  mailboxes,
  settings,
  staff,
  files,
  shifts,
  numbers,
  prompts,
  audit,
  events,
} as const;

/** Each route with its name: `calls.list`. */
export function routesOf(): readonly (readonly [name: string, route: RouteContract])[] {
  return Object.entries(contract).flatMap(([subject, routes]) =>
    Object.entries<RouteContract>(routes).map(([name, one]) => [`${subject}.${name}`, one] as const),
  );
}

export type { Backups, ListedBackup } from './backups.js';
export type { Callback } from './callbacks.js';
export type { CallRow, Interaction, Pop, Timeline } from './calls.js';
export type { Customer, Note } from './customers.js';
export type { Mailbox, MailboxMessage, StaffMessage } from './desk.js';
export type { Lead } from './leads.js';
export { type Line, type OwnCall, VERB_NAMES, type VerbName } from './line.js';
export { LIVE_CLOSES, LIVE_PATH, type LiveEvent, type LiveMessage, liveMessage, liveSaid } from './live.js';
export type { Review, ReviewForm } from './quality.js';
export type { RecordingMark, Waveform } from './recordings.js';
export type { CustomReport, DetailRow } from './reports.js';
export {
  type Answered,
  type Asked,
  type Problem,
  problem,
  type Read,
  RIGHT_NAMES,
  type RightName,
  type RouteContract,
  type RouteRight,
} from './route.js';
export { type Me, me } from './session.js';
export type { Roster, RosterAgent } from './shifts.js';
export type { Colleague, MeasuredLineNow, PersonNow, QueueNow, SpanNow, Standing, StationNow } from './standing.js';
export { SUPERVISE_WAYS } from './verbs.js';
