// SPDX-License-Identifier: GPL-2.0-or-later
// Who may give which command? The one table from command to right, and from role to rights. What stands in neither is refused.

import { RIGHTS, type Right } from '../config/index.js';
import { CONSOLE_COMMANDS } from './console-rights.js';
import { KEPT_COMMANDS } from './kept-rights.js';

const AGENT: readonly Right[] = ['agents.self', 'numbers.see', 'customers.read', 'customers.change', 'audit.note'];

const SUPERVISOR: readonly Right[] = [
  'status.read',
  'calls.read',
  'callbacks.read',
  'callbacks.change',
  'agents.self',
  'agents.command',
  'calls.supervise',
  'events.read',
  'numbers.see',
  'numbers.read',
  'numbers.change',
  'messages.read',
  'messages.change',
  'customers.read',
  'customers.change',
  'customers.files',
  'hours.change',
  'recordings.hear',
  'reports.export',
  'reports.print',
  'quality.review',
  'audit.note',
];

/** What each role may do; the file may give a person more. */
export const ROLES = {
  agent: AGENT,
  supervisor: SUPERVISOR,
  administrator: RIGHTS,
} as const satisfies Readonly<Record<string, readonly Right[]>>;
export type Role = keyof typeof ROLES;

type Params = Readonly<Record<string, unknown>>;

/** Whom a command is done to. */
interface Concerned {
  readonly agent?: unknown;
  /** A call that waits in a queue. */
  readonly call?: unknown;
  readonly queue?: unknown;
}

const toAgent = ({ agent }: Params): Concerned => ({ agent });

/** By the agent who is signed in there; a bare station is within no bounds but those of who has none. */
const toTelephone = ({ of }: Params): Concerned => ({ agent: of });

/** What a command asks of him who gives it by the web process. */
export interface CommandRule {
  /**
   * `operator`: it comes over the operator's socket alone, whoever asks: it stops the box, or tells or sets a PIN. `web`: the web process
   * asks it in its own name alone.
   */
  readonly right: Right | 'operator' | 'web';
  /** The web process may ask it in its own name, too: it only reads, and what it tells people of that it filters by their rights. */
  readonly own?: true;
  /** Whom it concerns; for himself `agents.self` is enough. */
  readonly self?: (params: Params) => unknown;
  /** Whom it is done to: an agent, a caller who waits. A person who does not reach him is refused. */
  readonly to?: (params: Params) => Concerned;
  /** It is of the whole house, and cannot be bounded: refused to whoever supervises some queues only. */
  readonly house?: true;
  /** What these params ask besides: whoever gives rights must be one who may. */
  readonly also?: (params: Params) => Right | undefined;
  /** What in these params comes over the operator's socket alone. */
  readonly keeps?: (params: Params) => string | undefined;
}

/** Settings that name files, or are secrets: whoever may write them could read or overwrite what is not his. */
const FILES_AND_SECRETS =
  /^(data|prompts|areas|log|backups|board|boards|speech|web|recording\.(directory|encryption|archive)|surge\.prompt|mail|mailboxes|hooks)(\.|$)|\.(music|prompt|pin|pinHash|secret|path|directory|file|keys)$/;

/** Settings, or keys within one, that name a prompt: by its path it could be any file. */
const NAMES_PROMPT = new Set(['greeting', 'welcome', 'music', 'prompt', 'announce', 'callback']);

/** A whole section may have such a setting in it. */
const MAY_HOLD_THEM = /^(agents|queues|surge|recording|people)(\.\d+)?$/;

function filesIn({ path, value }: Params): string | undefined {
  const at = typeof path === 'string' ? path : '';
  if (namesFile(at.split('.').at(-1) ?? '', value)) return `the setting ${at} with a prompt by its path`;
  return FILES_AND_SECRETS.test(at) || MAY_HOLD_THEM.test(at) || at === '' ? `the setting ${at}` : undefined;
}

/** People, their roles and their rights. */
const GIVES_RIGHTS = /^(people|roles)(\.|$)|^agents(\.[^.]+)?(\.(role|rights|supervises).*)?$/;

function rightsIn({ path }: Params): Right | undefined {
  if (typeof path !== 'string') return undefined;
  if (path.startsWith('customReports')) return 'reports.define';
  if (path.startsWith('reports')) return 'reports.distribute';
  return GIVES_RIGHTS.test(path) ? 'people.manage' : undefined;
}

function rightsInAll({ changes }: Params): Right | undefined {
  if (!Array.isArray(changes)) return undefined;
  return changes.map((change) => rightsIn(change as Params)).find((right) => right !== undefined);
}

function filesInAll({ changes }: Params): string | undefined {
  if (!Array.isArray(changes)) return undefined;
  return changes.map((change) => filesIn(change as Params)).find((found) => found !== undefined);
}

function namesFile(key: string, value: unknown): boolean {
  if (typeof value === 'string') return NAMES_PROMPT.has(key) && value.includes('/');
  return (
    typeof value === 'object' && value !== null && Object.entries(value).some(([inner, of]) => namesFile(inner, of))
  );
}

/** A prompt by its name is one of the box's; by its path it could be any file. */
function fileIn({ greeting }: Params): string | undefined {
  return typeof greeting === 'string' && greeting.includes('/') ? 'a greeting by its path' : undefined;
}

/** The caller, and where he is to go. */
function waitingCaller({ call, to }: Params): Concerned {
  const [, kind = 'agent', name] = /^(?:(agent|queue):)?(.+)$/.exec(typeof to === 'string' ? to : '') ?? [];
  return { call, ...(name === undefined ? {} : { [kind]: name }) };
}

/** Every command of the box's sockets. */
export const COMMANDS: Readonly<Record<string, CommandRule>> = {
  status: { right: 'status.read', own: true },
  shop: { right: 'status.read' },
  watch: { right: 'status.read', own: true },
  alarms: { right: 'status.read', own: true },
  spans: { right: 'status.read', own: true },
  channels: { right: 'status.read', own: true },
  agents: { right: 'status.read' },
  shifts: { right: 'status.read', self: ({ agent }) => agent },
  hours: { right: 'status.read', own: true },
  closeHours: { right: 'hours.change', keeps: fileIn },
  openHours: { right: 'hours.change', keeps: fileIn },
  regularHours: { right: 'hours.change' },
  'calls.licence': { right: 'reports.export' },
  'report.wave': { right: 'calls.read' },
  'report.calls': { right: 'calls.read' },
  'report.spread': { right: 'calls.read' },
  'report.bill': { right: 'calls.read' },
  'report.conversion': { right: 'calls.read' },
  leads: { right: 'calls.read' },
  'report.custom': { right: 'calls.read' },
  'report.customs': { right: 'calls.read' },
  'report.define': { right: 'reports.define' },
  'report.forget': { right: 'reports.define' },
  'report.rebuild': { right: 'operator' },
  'report.send': { right: 'reports.distribute' },
  surge: { right: 'status.read', own: true },
  'surge.say': { right: 'hours.change' },
  'lines.testEarlyMedia': { right: 'lines.service' },
  'lines.measure': { right: 'lines.service' },
  'lines.measured': { right: 'status.read', own: true },
  'lines.learnTone': { right: 'lines.service' },
  trace: { right: 'wire.read' },
  busyOut: { right: 'lines.service' },
  inService: { right: 'lines.service' },
  drain: { right: 'lines.service' },
  calls: { right: 'calls.read' },
  records: { right: 'records.keep' },
  callbacks: { right: 'callbacks.read' },
  callbackAction: {
    right: 'callbacks.change',
    self: ({ action, argument }) => (action === 'next' ? argument : undefined),
  },
  'callbacks.create': { right: 'callbacks.change' },
  'callbacks.change': { right: 'callbacks.change' },
  'callbacks.import': { right: 'callbacks.change' },
  'callbacks.take': { right: 'callbacks.change', self: ({ agent }) => agent },
  'callbacks.evidence': { right: 'callbacks.read' },
  callAction: { right: 'agents.command', self: ({ agent }) => agent, to: toAgent },
  supervise: { right: 'calls.supervise', to: toAgent },
  stations: { right: 'status.read', own: true },
  telephones: { right: 'status.read', own: true },
  telephoneAction: { right: 'agents.command', self: ({ of }) => of, to: toTelephone },
  waiting: { right: 'status.read', own: true },
  waitingAction: { right: 'calls.supervise', to: waitingCaller },
  events: { right: 'events.read', own: true },
  agentFigures: { right: 'calls.read', self: ({ agent }) => agent, to: toAgent },
  agentAction: { right: 'agents.command', self: ({ agent }) => agent, to: toAgent },
  'agents.add': { right: 'people.manage', keeps: ({ pin }) => (pin === undefined ? undefined : 'a PIN') },
  'agents.remove': { right: 'people.manage' },
  'agents.skills': { right: 'people.manage' },
  'agents.import': { right: 'people.manage' },
  'agents.skillsFor': { right: 'people.manage' },
  'agents.unlock': { right: 'people.manage' },
  'agents.pin': { right: 'operator' },
  'blocked.list': { right: 'numbers.read' },
  'blocked.add': { right: 'numbers.change' },
  'blocked.remove': { right: 'numbers.change' },
  'blocked.import': { right: 'numbers.change' },
  'doNotCall.list': { right: 'numbers.read' },
  'doNotCall.add': { right: 'numbers.change' },
  'doNotCall.remove': { right: 'numbers.change' },
  'doNotCall.import': { right: 'numbers.change' },
  'voicemail.boxes': { right: 'messages.read', self: ({ agent }) => agent, to: toAgent },
  'voicemail.list': { right: 'messages.read', self: ({ agent }) => agent, to: toAgent },
  'voicemail.change': { right: 'messages.change', self: ({ agent }) => agent, to: toAgent },
  'customers.list': { right: 'customers.files' },
  'customers.find': { right: 'customers.read' },
  'customers.history': { right: 'customers.read' },
  'customers.set': { right: 'customers.change' },
  'customers.pin': { right: 'customers.change' },
  'customers.remove': { right: 'customers.files' },
  'customers.import': { right: 'customers.files' },
  'settings.read': { right: 'settings.read', keeps: filesIn },
  'settings.change': { right: 'settings.change', keeps: filesIn, also: rightsIn },
  'prompts.list': { right: 'status.read' },
  'prompts.put': { right: 'prompts.change' },
  'prompts.remove': { right: 'prompts.change' },
  'prompts.versions': { right: 'status.read' },
  'prompts.restore': { right: 'prompts.change' },
  'settings.text': { right: 'settings.read' },
  'settings.check': { right: 'settings.read', keeps: filesInAll },
  'settings.write': { right: 'settings.change', keeps: filesInAll, also: rightsInAll },
  'settings.revisions': { right: 'settings.read' },
  'settings.undo': { right: 'settings.change', also: () => 'people.manage' },
  reload: { right: 'settings.change' },
  outbox: { right: 'status.read' },
  'outbox.retry': { right: 'settings.change' },
  'outbox.test': { right: 'settings.change' },
  ...CONSOLE_COMMANDS,
  stop: { right: 'operator' },
  call: { right: 'calls.read' },
  route: { right: 'calls.read' },
  'route.try': { right: 'calls.read' },
  'flows.trace': { right: 'calls.read' },
  report: { right: 'calls.read' },
  demand: { right: 'calls.read' },
  ...KEPT_COMMANDS,
};

/** Somebody of the box. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** One of `ROLES`, or of the file's. */
  readonly role: string;
  readonly rights: ReadonlySet<Right>;
  /** Whom his commands reach; undefined: everybody. */
  readonly reach?: { readonly queues: ReadonlySet<string>; readonly agents: ReadonlySet<string> } | undefined;
}

/** In which queue a call waits; undefined: in none. */
export type WaitsIn = (call: string) => string | undefined;

/** Why a person may not give this command; undefined: he may. */
export function refusalOf(person: Person, method: string, params: Params, waitsIn?: WaitsIn): string | undefined {
  const rule = Object.hasOwn(COMMANDS, method) ? COMMANDS[method] : undefined;
  if (rule === undefined) return `${method} is in no table of rights`;
  if (rule.right === 'operator') return `${method} comes over the operator's socket alone`;
  if (rule.right === 'web') return `${method} is asked by the web process itself`;
  const kept = rule.keeps?.(params);
  if (kept !== undefined) return `${kept} comes over the operator's socket alone`;
  const also = rule.also?.(params);
  if (also !== undefined && !person.rights.has(also)) return `${person.role} ${person.id} has not the right ${also}`;
  if (rule.house && person.reach !== undefined)
    return `${method} is of the whole house, and ${person.id} supervises some queues only`;
  if (person.rights.has(rule.right)) return outOfReach(person, rule.to?.(params) ?? {}, waitsIn);
  if (rule.self?.(params) === person.id && person.rights.has('agents.self')) return undefined;
  return `${person.role} ${person.id} has not the right ${rule.right}`;
}

/** Whether the web process may ask it without naming a person. */
export function isOwn(method: string): boolean {
  const rule = Object.hasOwn(COMMANDS, method) ? COMMANDS[method] : undefined;
  return rule !== undefined && (rule.right === 'web' || rule.own === true);
}

/** Whom he may not command though he has the right: another team's. */
function outOfReach({ id, reach }: Person, { agent, call, queue }: Concerned, waitsIn?: WaitsIn): string | undefined {
  if (reach === undefined) return undefined;
  if (typeof agent === 'string' && agent !== id && !reach.agents.has(agent))
    return `${id} does not reach agent ${agent}`;
  if (typeof queue === 'string' && !reach.queues.has(queue)) return `${id} does not reach queue ${queue}`;
  if (typeof call !== 'string') return undefined;
  const waits = waitsIn?.(call);
  return waits === undefined || reach.queues.has(waits) ? undefined : `${id} does not reach queue ${waits}`;
}
