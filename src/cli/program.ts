// SPDX-License-Identifier: GPL-2.0-or-later
// Which commands has `spillway`, and how does it end? Each command is a file of commands/.

import { Command, CommanderError } from 'commander';
import { VERSION } from '../engine/index.js';
import { inLanguage } from '../kernel/index.js';
import { say as inWords } from '../words/index.js';
import { lostArgument } from './arguments.js';
import { alarmsCommand } from './commands/alarms.js';
import { backupCommand } from './commands/backup.js';
import { callCommand, superviseCommand } from './commands/call.js';
import { callbacksCommand } from './commands/callbacks.js';
import { callsCommand } from './commands/calls.js';
import { checkCommand } from './commands/check.js';
import { codesCommand } from './commands/codes.js';
import { customersCommand } from './commands/customers.js';
import { demoCommand } from './commands/demo.js';
import { detectCommand } from './commands/detect.js';
import { doctorCommand } from './commands/doctor.js';
import { eventsCommand } from './commands/events.js';
import { exchangeCommand } from './commands/exchange.js';
import { flowsCommand } from './commands/flows.js';
import { hoursCommand } from './commands/hours.js';
import { channelsCommand, spansCommand } from './commands/lines.js';
import { agentsCommand } from './commands/lists.js';
import { lookupsCommand } from './commands/lookups.js';
import { blockedCommand, doNotCallCommand } from './commands/numbers.js';
import { outboxCommand } from './commands/outbox.js';
import { peopleCommand } from './commands/passwords.js';
import { phoneCommand } from './commands/phone.js';
import { planCommand } from './commands/plan.js';
import { promptsCommand } from './commands/prompts.js';
import { recordingsCommand } from './commands/recordings.js';
import { recordsCommand } from './commands/records.js';
import { reloadCommand } from './commands/reload.js';
import { reportCommand } from './commands/report.js';
import { restoreCommand } from './commands/restore.js';
import { routeCommand } from './commands/route.js';
import { simulateCommand } from './commands/simulate.js';
import { speechCommand } from './commands/speech.js';
import { startCommand } from './commands/start.js';
import { stationsCommand } from './commands/stations.js';
import { statusCommand } from './commands/status.js';
import { stopCommand } from './commands/stop.js';
import { supportCommand } from './commands/support.js';
import { surgeCommand } from './commands/surge.js';
import { telephonesCommand } from './commands/telephones.js';
import { linesCommand } from './commands/test-lines.js';
import { traceCommand } from './commands/trace.js';
import { voicemailCommand } from './commands/voicemail.js';
import { waitingCommand } from './commands/waiting.js';
import { watchCommand } from './commands/watch.js';
import { webCommand } from './commands/web.js';
import { helpIn } from './help.js';
import { EXIT, errorJson, fitted, type Output, refuse, report } from './output.js';

/** Where no terminal is. */
const USUAL_COLUMNS = 80;

/** All commands, as they speak to one reader. */
export function program(output: Output): Command {
  const summary = { en: 'A call centre on one box with a telephony card', zh: '一台主机、一块语音卡的呼叫中心' };
  const root = new Command('spillway')
    .description(inLanguage(summary, output.language))
    .version(VERSION, '-V, --version', inWords('output the version number', output.language))
    .helpOption('-h, --help', inWords('display help for command', output.language))
    .helpCommand('help [command]', inWords('display help for command', output.language))
    .configureHelp(helpIn(output.language))
    .showHelpAfterError(
      output.json
        ? false
        : inLanguage({ en: '(--help shows what would be right)', zh: '（--help 可查看用法）' }, output.language),
    )
    .configureOutput({
      writeOut: (text) => write(output.write, text),
      writeErr: (text) => write(output.complain, text),
      outputError: (text, complain) =>
        complain(output.json ? errorJson(text.trim(), 'USAGE') : fitted(output, inWords(text, output.language))),
      getOutHelpWidth: () => output.columns ?? USUAL_COLUMNS,
      getErrHelpWidth: () => output.columns ?? USUAL_COLUMNS,
    })
    .exitOverride();
  const commands = [
    startCommand(output),
    stopCommand(output),
    demoCommand(output),
    exchangeCommand(output),
    checkCommand(output),
    doctorCommand(output),
    statusCommand(output),
    webCommand(output),
    peopleCommand(output),
    watchCommand(output),
    traceCommand(output),
    eventsCommand(output),
    alarmsCommand(output),
    flowsCommand(output),
    lookupsCommand(output),
    speechCommand(output),
    hoursCommand(output),
    phoneCommand(output),
    spansCommand(output),
    channelsCommand(output),
    linesCommand(output),
    surgeCommand(output),
    callsCommand(output),
    routeCommand(output),
    agentsCommand(output),
    callbacksCommand(output),
    callCommand(output),
    superviseCommand(output),
    waitingCommand(output),
    stationsCommand(output),
    telephonesCommand(output),
    codesCommand(output),
    blockedCommand(output),
    doNotCallCommand(output),
    customersCommand(output),
    reloadCommand(output),
    recordsCommand(output),
    detectCommand(output),
    backupCommand(output),
    restoreCommand(output),
    promptsCommand(output),
    reportCommand(output),
    planCommand(output),
    simulateCommand(output),
    recordingsCommand(output),
    voicemailCommand(output),
    outboxCommand(output),
    supportCommand(output),
  ];
  for (const command of commands) root.addCommand(command.copyInheritedSettings(root));
  return root;
}

function write(to: (line: string) => void, text: string): void {
  to(text.replace(/\n$/, ''));
}

/** Runs one command; its exit code is `process.exitCode`. `words`: those of the process, for arguments that are not UTF-8. */
export async function runProgram(given: Output, args: readonly string[], words?: Uint8Array): Promise<void> {
  const output = args.includes('--json') ? { ...given, json: true } : given;
  const lost = lostArgument(args, words);
  if (lost !== undefined) {
    return refuse(output, lost, EXIT.usage);
  }
  try {
    const root = program(output);
    await root.parseAsync(withoutHelp(root, args), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    else process.exitCode = report(output, error);
  }
}

/** `help NAME` as `NAME --help`; a NAME that is none is then refused as such. */
function withoutHelp(root: Command, args: readonly string[]): readonly string[] {
  const [first, name, ...rest] = args;
  if (first !== 'help' || name === undefined || name.startsWith('-')) return args;
  const isKnown = root.commands.some((made) => made.name() === name || made.aliases().includes(name));
  return isKnown ? [name, ...rest, '--help'] : [name, ...rest];
}
