// SPDX-License-Identifier: GPL-2.0-or-later
// Where is each command? A table of names, in the order of `--help`. A command's file, and the rooms that it stands on, are loaded when it is
// the one that was typed: `status` needs a socket and words, and would wait three times as long for the whole box to be read from the disk.

import type { Command } from 'commander';
import type { Output } from './output.js';

/** Makes one command, as it speaks to one reader. */
type Making = (output: Output) => Promise<Command>;

const COMMANDS: Readonly<Record<string, Making>> = {
  start: async (output) => (await import('./commands/start.js')).startCommand(output),
  stop: async (output) => (await import('./commands/stop.js')).stopCommand(output),
  demo: async (output) => (await import('./commands/demo.js')).demoCommand(output),
  exchange: async (output) => (await import('./commands/exchange.js')).exchangeCommand(output),
  check: async (output) => (await import('./commands/check.js')).checkCommand(output),
  doctor: async (output) => (await import('./commands/doctor.js')).doctorCommand(output),
  status: async (output) => (await import('./commands/status.js')).statusCommand(output),
  web: async (output) => (await import('./commands/web.js')).webCommand(output),
  people: async (output) => (await import('./commands/passwords.js')).peopleCommand(output),
  watch: async (output) => (await import('./commands/watch.js')).watchCommand(output),
  trace: async (output) => (await import('./commands/trace.js')).traceCommand(output),
  events: async (output) => (await import('./commands/events.js')).eventsCommand(output),
  alarms: async (output) => (await import('./commands/alarms.js')).alarmsCommand(output),
  flows: async (output) => (await import('./commands/flows.js')).flowsCommand(output),
  lookups: async (output) => (await import('./commands/lookups.js')).lookupsCommand(output),
  speech: async (output) => (await import('./commands/speech.js')).speechCommand(output),
  hours: async (output) => (await import('./commands/hours.js')).hoursCommand(output),
  phone: async (output) => (await import('./commands/phone.js')).phoneCommand(output),
  spans: async (output) => (await import('./commands/lines.js')).spansCommand(output),
  channels: async (output) => (await import('./commands/lines.js')).channelsCommand(output),
  lines: async (output) => (await import('./commands/test-lines.js')).linesCommand(output),
  surge: async (output) => (await import('./commands/surge.js')).surgeCommand(output),
  calls: async (output) => (await import('./commands/calls.js')).callsCommand(output),
  route: async (output) => (await import('./commands/route.js')).routeCommand(output),
  agents: async (output) => (await import('./commands/lists.js')).agentsCommand(output),
  shifts: async (output) => (await import('./commands/shifts.js')).shiftsCommand(output),
  callbacks: async (output) => (await import('./commands/callbacks.js')).callbacksCommand(output),
  call: async (output) => (await import('./commands/call.js')).callCommand(output),
  supervise: async (output) => (await import('./commands/call.js')).superviseCommand(output),
  waiting: async (output) => (await import('./commands/waiting.js')).waitingCommand(output),
  stations: async (output) => (await import('./commands/stations.js')).stationsCommand(output),
  telephones: async (output) => (await import('./commands/telephones.js')).telephonesCommand(output),
  codes: async (output) => (await import('./commands/codes.js')).codesCommand(output),
  blocked: async (output) => (await import('./commands/numbers.js')).blockedCommand(output),
  'do-not-call': async (output) => (await import('./commands/numbers.js')).doNotCallCommand(output),
  customers: async (output) => (await import('./commands/customers.js')).customersCommand(output),
  leads: async (output) => (await import('./commands/leads.js')).leadsCommand(output),
  settings: async (output) => (await import('./commands/settings.js')).settingsCommand(output),
  reload: async (output) => (await import('./commands/reload.js')).reloadCommand(output),
  records: async (output) => (await import('./commands/records.js')).recordsCommand(output),
  detect: async (output) => (await import('./commands/detect.js')).detectCommand(output),
  backup: async (output) => (await import('./commands/backup.js')).backupCommand(output),
  restore: async (output) => (await import('./commands/restore.js')).restoreCommand(output),
  prompts: async (output) => (await import('./commands/prompts.js')).promptsCommand(output),
  report: async (output) => (await import('./commands/report.js')).reportCommand(output),
  plan: async (output) => (await import('./commands/plan.js')).planCommand(output),
  simulate: async (output) => (await import('./commands/simulate.js')).simulateCommand(output),
  recordings: async (output) => (await import('./commands/recordings.js')).recordingsCommand(output),
  quality: async (output) => (await import('./commands/quality.js')).qualityCommand(output),
  personal: async (output) => (await import('./commands/personal.js')).personalCommand(output),
  voicemail: async (output) => (await import('./commands/voicemail.js')).voicemailCommand(output),
  outbox: async (output) => (await import('./commands/outbox.js')).outboxCommand(output),
  support: async (output) => (await import('./commands/support.js')).supportCommand(output),
};

/** Asked for them, the command line answers by itself. */
const NO_COMMAND: readonly (string | undefined)[] = ['-V', '--version'];

/** The command of a name alone; where none is called so, all of them: for `--help`, aliases and suggestions. */
export async function commandsFor(name: string | undefined, output: Output): Promise<Command[]> {
  if (NO_COMMAND.includes(name)) return [];
  const named = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const makings = named === undefined ? Object.values(COMMANDS) : [named];
  return Promise.all(makings.map((make) => make(output)));
}
