// SPDX-License-Identifier: GPL-2.0-or-later
// Does the file agree with itself? Names that must exist, things that can be in one place only.

import type { Duration } from '../kernel/index.js';
import type { Reloaded } from './applies.js';
import { checkAnalog } from './check-analog.js';
import { checkBoard } from './check-board.js';
import { checkDestinations, promptsOfDestinations } from './check-destinations.js';
import { checkDialCodes } from './check-dial-codes.js';
import { checkDialling } from './check-dialling.js';
import { checkExchange } from './check-exchange.js';
import { checkFlowValues } from './check-flow-values.js';
import { checkFlows, promptsOfFlows } from './check-flows.js';
import { checkLookups } from './check-lookups.js';
import { checkNeeds } from './check-needs.js';
import { checkRules, checkWatch } from './check-rules.js';
import { checkSurge, promptsOfSurge } from './check-surge.js';
import { checkWeb } from './check-web.js';
import { checkClips, promptsOfClips } from './clips-schema.js';
import { checkEmergency } from './emergency.js';
import { checkMailboxes, promptsOfMailboxes } from './mailbox-schema.js';
import { checkOffers } from './offer-schema.js';
import { BUILT_IN_MENUS, checkOutside } from './outside-schema.js';
import type { Finding, Path } from './problems.js';
import { checkQuality } from './quality-schema.js';
import { checkKeptRecordings } from './recording-schema.js';
import { duplicates, unknownName } from './references.js';
import { checkReports } from './reports-schema.js';
import type { Config } from './schema.js';
import { checkShifts } from './shift-schema.js';
import { checkSurveys } from './survey-schema.js';

/** Whether there is such a file, and where a prompt may lie. */
export interface Surroundings {
  /** Whether a prompt of that name or path is there. */
  readonly hasPrompt: (prompt: string, config: Config) => boolean;
  /** What is wrong with the prompt that is there, in words that follow its file's name. */
  readonly promptFault?: (prompt: string, config: Config) => string | undefined;
  /** How long the prompt that is there sounds; undefined: not known here. */
  readonly promptLength?: (prompt: string, config: Config) => Duration | undefined;
  /** A path with all its folders; undefined: not known here. */
  readonly whole?: (path: string) => string;
  /** Whether there is such a file; undefined: not known here. */
  readonly hasFile?: (file: string) => boolean;
  /** The headings of a CSV file, or why they cannot be read; undefined: not known here. */
  readonly columns?: (file: string) => { readonly names: readonly string[] } | { readonly fault: string };
  /** Whether there is such a folder; undefined: not known here. */
  readonly hasFolder?: (folder: string) => boolean;
  /** The dialogues that access numbers may lead to; undefined: not known here. */
  readonly menus?: readonly string[];
  /** The functions that flows may call; undefined: not known here. */
  readonly functions?: readonly string[];
  /** Whether a program gives the box somebody who understands callers. */
  readonly hears?: boolean;
  /** What a running box takes of a configuration; undefined: none runs by it yet. */
  readonly reloaded?: (config: Config) => Reloaded;
}

/** Everything in `config` that contradicts something else in it, or what surrounds it. */
export function check(config: Config, surroundings: Surroundings): Finding[] {
  return [
    ...checkBoard(config, surroundings),
    ...checkAccessNumbers(config, surroundings),
    ...checkAgents(config),
    ...checkNeeds(config),
    ...checkCalendars(config),
    ...checkShifts(config),
    ...checkSurge(config),
    ...checkCallbacks(config),
    ...checkDestinations(config, surroundings),
    ...checkRetention(config),
    ...checkKeptRecordings(config),
    ...checkQuality(config),
    ...checkReports(config),
    ...checkTargets(config),
    ...checkPrompts(config, surroundings),
    ...checkFlows(config, surroundings),
    ...checkFlowValues(config),
    ...checkLookups(config, surroundings),
    ...checkSurveys(config, surroundings),
    ...checkDialCodes(config),
    ...checkClips(config),
    ...checkDialling(config),
    ...checkEmergency(config),
    ...checkExchange(config),
    ...checkOutside(config),
    ...checkAnalog(config),
    ...checkOffers(config),
    ...checkAreas(config, surroundings),
    ...checkMailboxes(config),
    ...checkRules(config),
    ...checkWatch(config),
    ...checkWeb(config),
  ];
}

function checkAccessNumbers({ accessNumbers, flows, mailboxes, queues }: Config, { menus }: Surroundings): Finding[] {
  const names = queues.map(({ name }) => name);
  return [
    ...duplicates(accessNumbers, ['accessNumbers'], 'number'),
    ...duplicates(queues, ['queues'], 'name'),
    ...accessNumbers.flatMap(({ queue, menu, message, welcome }, index) => {
      const at: Path = ['accessNumbers', index];
      if ([queue, menu, message].filter((one) => one !== undefined).length !== 1) {
        const text = 'an access number leads to one thing: write one of "queue", "menu" and "message"';
        return [{ path: at, text }];
      }
      if (message !== undefined)
        return unknownName(
          message,
          'box',
          mailboxes.map(({ name }) => name),
          [...at, 'message'],
        );
      if (menu !== undefined && welcome !== undefined) {
        const text = 'a dialogue welcomes by itself: leave out "welcome", or write "queue" in place of "menu"';
        return [{ path: [...at, 'welcome'], text }];
      }
      if (queue !== undefined) return unknownName(queue, 'queue', names, [...at, 'queue']);
      return menu !== undefined && menus
        ? unknownName(menu, 'dialogue', [...BUILT_IN_MENUS, ...menus, ...Object.keys(flows)], [...at, 'menu'])
        : [];
    }),
  ];
}

function checkAreas({ areas }: Config, { hasFile = () => true, whole }: Surroundings): Finding[] {
  if (areas === undefined || hasFile(areas)) return [];
  const text = `"areas": there is no file ${whole?.(areas) ?? areas}: make one with the columns prefix,province,city,areacode, or leave this out`;
  return [{ path: ['areas'], text }];
}

function checkAgents({ agents, people, queues, notReadyReasons }: Config): Finding[] {
  const names = queues.map(({ name }) => name);
  return [
    ...duplicates(agents, ['agents'], 'id'),
    ...duplicates(people, ['people'], 'id'),
    ...duplicates(notReadyReasons, ['notReadyReasons'], 'name'),
    ...duplicates(notReadyReasons, ['notReadyReasons'], 'digit'),
    ...[...reaches('people', people, names), ...reaches('agents', agents, names)],
    ...people.flatMap(({ id }, index) => {
      if (!agents.some((agent) => agent.id === id)) return [];
      const text = `"id": ${id} is an agent's: give this person another one`;
      return [{ path: ['people', index, 'id'], text }];
    }),
    ...agents.flatMap((agent, index) => {
      const at: Path = ['agents', index];
      const wrong = [
        ...agent.queues.flatMap((queue, place) => unknownName(queue, 'queue', names, [...at, 'queues', place])),
        ...agent.queues.flatMap((queue, place) =>
          agent.queues.indexOf(queue) < place
            ? [{ path: [...at, 'queues', place], text: `queue ${queue} stands in his list twice: name it once` }]
            : [],
        ),
      ];
      if (agent.pin === undefined || agent.pinHash === undefined) return wrong;
      return [...wrong, { path: at, text: 'an agent has one PIN: write either "pin" or "pinHash"' }];
    }),
  ];
}

type Reaching = readonly { readonly supervises?: readonly string[] }[];

function reaches(list: 'people' | 'agents', persons: Reaching, queues: readonly string[]): Finding[] {
  return persons.flatMap(({ supervises = [] }, index) =>
    supervises.flatMap((queue, place) => unknownName(queue, 'queue', queues, [list, index, 'supervises', place])),
  );
}

function checkCallbacks({ callback, trunkGroups, accessNumbers, doNotCall }: Config): Finding[] {
  const findings: Finding[] = [];
  const groups = trunkGroups.map(({ name }) => name);
  if (callback.trunkGroup !== undefined) {
    findings.push(...unknownName(callback.trunkGroup, 'trunk group', groups, ['callback', 'trunkGroup']));
  }
  const presentable = trunkGroups.flatMap((group) => group.presentable);
  if (callback.show !== undefined) {
    findings.push(...unknownName(callback.show, 'presentable number', presentable, ['callback', 'show']));
  }
  for (const [index, number] of doNotCall.entries()) {
    if (!accessNumbers.some((access) => access.number === number)) continue;
    findings.push({
      path: ['doNotCall', index],
      text: `${number} is an access number of this box: take it out of the list`,
    });
  }
  return findings;
}

/** What names a call goes before it, what tells of it after it. */
function checkRetention({ retention: { recordings, legs = 0, calls, events = calls } }: Config): Finding[] {
  const wrong = (key: string, text: string): Finding => ({ path: ['retention', key], text });
  return [
    ...(recordings > calls
      ? [wrong('calls', '"calls" must not be kept shorter than "recordings", which name them')]
      : []),
    ...(legs > calls ? [wrong('legs', '"legs" must not be kept longer than "calls": write the same, or less')] : []),
    ...(events < calls
      ? [wrong('events', '"events" must not be kept shorter than "calls": write the same, or more')]
      : []),
  ];
}

/** Each target by a name of its own; a password without its user would not be sent. */
function checkTargets({ hooks, mail }: Config): Finding[] {
  return [
    ...duplicates(hooks, ['hooks'], 'name'),
    ...hooks.flatMap(({ name }, index) =>
      name === 'mail'
        ? [{ path: ['hooks', index, 'name'], text: '"name": mail is the mail\'s own: give this one another name' }]
        : [],
    ),
    ...hooks.flatMap(({ form, events, template }, index) =>
      form !== 'web' && (events.length > 0 || template !== undefined)
        ? [
            events.length > 0
              ? {
                  path: ['hooks', index, 'events'],
                  text: '"events": are for programs: write form: web, or leave them out',
                }
              : {
                  path: ['hooks', index, 'template'],
                  text: '"template": a robot has a form of its own: write form: web, or leave it out',
                },
          ]
        : [],
    ),
    ...(mail !== undefined && mail.user === undefined && mail.password !== undefined
      ? [{ path: ['mail', 'password'], text: '"password" without "user": write the user, too' }]
      : []),
  ];
}

function checkCalendars({ zone, calendars, accessNumbers, callback }: Config): Finding[] {
  const names = Object.keys(calendars);
  const findings: Finding[] = accessNumbers.flatMap(({ calendar, hours }, index) => {
    if (calendar === undefined) return [];
    const at: Path = ['accessNumbers', index];
    if (hours === undefined) return unknownName(calendar, 'calendar', names, [...at, 'calendar']);
    return [{ path: at, text: 'an access number is open by one thing: write either "hours" or "calendar"' }];
  });
  if (callback.calendar !== undefined)
    findings.push(...unknownName(callback.calendar, 'calendar', names, ['callback', 'calendar']));
  if (isZone(zone)) return findings;
  const text = `"zone": ${zone} is not a time zone: write a name such as Asia/Shanghai`;
  return [...findings, { path: ['zone'], text }];
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function checkPrompts(config: Config, { hasPrompt, promptFault, hasFolder = () => true }: Surroundings): Finding[] {
  if (config.prompts !== undefined && !hasFolder(config.prompts)) {
    const text = `"prompts": there is no directory ${config.prompts}: make it, with a folder for each language in it`;
    return [{ path: ['prompts'], text }];
  }
  const named: (readonly [string, Path])[] = [
    ...promptsOfSurge(config),
    ...config.queues.map(({ music }, index) => [music, ['queues', index, 'music']] as const),
    ...config.queues.flatMap(({ announce }, index) =>
      announce.messages.map(
        ({ prompt }, nth) => [prompt, ['queues', index, 'announce', 'messages', nth, 'prompt']] as const,
      ),
    ),
    ...config.queues.flatMap(({ spoken }, index) =>
      spoken === undefined ? [] : [[spoken, ['queues', index, 'spoken']] as const],
    ),
    ...config.accessNumbers.flatMap(({ welcome }, index) =>
      welcome === undefined ? [] : [[welcome, ['accessNumbers', index, 'welcome']] as const],
    ),
    ...promptsOfDestinations(config),
    ...promptsOfFlows(config),
    ...promptsOfClips(config),
    ...promptsOfMailboxes(config),
  ];
  return named.flatMap(([prompt, path]) => {
    if (!hasPrompt(prompt, config)) {
      return [{ path, text: `there is no prompt "${prompt}": write the name of one, or the path of a WAV file` }];
    }
    const fault = promptFault?.(prompt, config);
    return fault === undefined ? [] : [{ path, text: `prompt "${prompt}": ${fault}` }];
  });
}
