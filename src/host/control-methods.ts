// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box over its local socket? The table of methods.

import type { Origin } from '../bus/index.js';
import type { ConfigFile } from '../config/index.js';
import { hintLine, problemLine } from '../config/index.js';
import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { type Duration, sleep } from '../kernel/index.js';
import type { Summing } from '../report/index.js';
import { backupMethods } from './backup-methods.js';
import { callMethods } from './call-methods.js';
import { callbackMethods } from './callback-methods.js';
import { consoleMethods } from './console-methods.js';
import { contactMethods } from './contact-methods.js';
import type { ControlMethod } from './control-connection.js';
import { customMethods } from './custom-report-methods.js';
import { customerMethods } from './customer-methods.js';
import { eventsMethod } from './events-method.js';
import { hoursMethods } from './hours-methods.js';
import { lineMethods } from './line-methods.js';
import { outboxMethods } from './outbox-methods.js';
import { ownLineMethods } from './own-line-methods.js';
import { personalMethods } from './personal-methods.js';
import { promptMethods } from './prompt-methods.js';
import { qualityMethods } from './quality-methods.js';
import type { RecordKeeper } from './record-keeper.js';
import { recordMethods } from './record-methods.js';
import { recordingMethods } from './recording-methods.js';
import { recordsMethod } from './records-method.js';
import { ReportPost } from './report-post.js';
import { reportRebuildMethod } from './report-rebuild-method.js';
import { routeMethods } from './route-methods.js';
import { settingsMethods } from './settings-methods.js';
import { shiftMethods } from './shift-methods.js';
import { type Reloaded, Shop, type ShopParts } from './shop.js';
import { actionOf, optional, shopMethods, text } from './shop-methods.js';
import { skillMethods } from './skill-methods.js';
import { stopMethod } from './stop-method.js';
import { surgeMethods } from './surge-methods.js';
import { traceMethod } from './trace-method.js';
import { voicemailMethods } from './voicemail-methods.js';
import { waitingMethods } from './waiting-methods.js';

type Params = Readonly<Record<string, unknown>>;

function number(params: Params, name: string, standard: number): number {
  const value = params[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : standard;
}

function secondsIn(written: string): Duration {
  if (/^[1-9]\d{0,4}$/.test(written)) return Number(written) * 1_000;
  throw new TelephonyError('REFUSED', `${written}: write a number of seconds, such as 60`);
}

/** With who is locked out, and who has no PIN at all. */
function listedAgents(box: Box): readonly unknown[] {
  return box.status().agents.map((agent) => {
    const until = box.access.lockedUntil(agent.id, box.clock.now());
    const locked = until === undefined ? {} : { lockedUntil: box.clock.utc(until) };
    return { ...agent, ...locked, ...(box.access.hasPin(agent.id) ? {} : { withoutPin: true }) };
  });
}

/** By a program or by himself it is his own wish, which has its limits; the operator and whoever commands him force it. */
function agentAction(box: Box, params: Params, { actor, source }: Origin): unknown {
  const action = text(params, 'action');
  const agent = text(params, 'agent');
  const argument = optional(params, 'argument');
  const reason = argument ?? 'unspecified';
  const isOwnWish = actor === `person:${agent}` || source === 'program';
  const actions: Readonly<Record<string, () => unknown>> = {
    'sign-in': () => box.agents.signIn(agent, argument),
    'sign-out': () => box.agents.signOut(agent),
    ready: () => box.agents.ready(agent),
    'not-ready': () => (isOwnWish ? box.agents.takeBreak(agent, reason) : box.agents.notReady(agent, reason)),
    finish: () => box.agents.finishWrapUp(agent),
    code: () => ({ code: box.agents.wrapUpCode(agent, text(params, 'argument')) }),
    extend: () => ({ extendedBy: box.agents.extendWrapUp(agent, secondsIn(text(params, 'argument'))) }),
  };
  return actionOf(actions, action)();
}

/** The methods of a box's sockets; what each brings about is told as done by him who asked. */
export function controlMethods(
  box: Box,
  file: ConfigFile,
  stop: AbortController,
  summing?: Summing,
): Readonly<Record<string, ControlMethod>> {
  const attributed = (run: ControlMethod): ControlMethod => {
    return (params, stream) => box.actingFor(stream.by, () => run(params, stream));
  };
  return Object.fromEntries(
    Object.entries(methods(box, file, { stop, summing })).map(([name, run]) => [name, attributed(run)]),
  );
}

/** What can be changed of the box's shop. */
function shopOf(box: Box, file: ConfigFile): Shop {
  const { access, numbers, clock } = box;
  return new Shop({ file: file.file, current: () => file.current, access, numbers, clock, ...actsOn(box, file) });
}

/** How a change of the file is carried out, in whose name, and told. */
function actsOn(box: Box, file: ConfigFile): Pick<ShopParts, 'actingFor' | 'note' | 'reload'> {
  return {
    actingFor: (by, work) => box.actingFor(by, work),
    note: (facts) => box.note('settings.changed', facts),
    reload: (by) => reload(box, file, by),
  };
}

export function keeperOf(box: Box, file: ConfigFile, summing?: Summing): RecordKeeper {
  return {
    summing,
    records: () => box.records,
    config: () => file.current,
    now: () => Math.round(box.clock.utc(box.clock.now())),
  };
}

/** Reads the file again; with problems the box keeps what it has. Nothing is left unsaid. */
async function reload(box: Box, file: ConfigFile, by: Origin): Promise<Reloaded> {
  const problems = (await file.reload()).map(problemLine);
  await box.actingFor(by, async () => {
    if (problems.length === 0) await box.configure(file);
    else box.note('configuration.refused', { file: file.file, problems: problems.length });
  });
  const hints = [...file.hints.map((hint) => hintLine(hint, 'en')), ...box.callbacks.inherited().map(inheritedLine)];
  return { file: file.file, problems, hints, restart: file.restart, running: true };
}

function inheritedLine({ queue, open, by }: { readonly queue: string; readonly open: number; readonly by: string }) {
  return `queue ${queue} is no more: its ${open} open ${open === 1 ? 'promise is' : 'promises are'} kept by queue ${by}`;
}

function methods(
  box: Box,
  file: ConfigFile,
  { stop, summing }: { readonly stop: AbortController; readonly summing: Summing | undefined },
): Readonly<Record<string, ControlMethod>> {
  const shop = shopOf(box, file);
  const keeper = keeperOf(box, file, summing);
  return {
    status: () => box.status(),
    shop: () => ({ zone: file.current.zone, language: file.current.language }),
    watch: async (params, { item, signal }) => {
      const period = Math.max(100, number(params, 'interval', 1000));
      while (!signal.aborted) {
        item(box.status());
        await sleep(box.clock, period, signal).catch(() => {});
      }
    },
    trace: traceMethod(box),
    events: eventsMethod(box),
    alarms: (params) => {
      const since = number(params, 'since', Number.NaN);
      return box.alarms.list({ all: params.all === true, ...(Number.isNaN(since) ? {} : { since }) });
    },
    ...hoursMethods(box),
    ...skillMethods(box),
    ...shiftMethods(box, () => file.current),
    ...lineMethods(box),
    ...surgeMethods(box),
    ...recordMethods(keeper),
    agents: () => listedAgents(box),
    agentFigures: (params) => box.figuresOf(text(params, 'agent')),
    agentAction: (params, { by }) => agentAction(box, params, by),
    ...callbackMethods(box),
    ...consoleMethods(box, () => file.current),
    ...ownLineMethods(box, () => file.current),
    ...contactMethods(box),
    ...settingsMethods(file, { shop, ...actsOn(box, file) }),
    ...callMethods(box, () => ({
      stations: file.current.stations.map(({ number }) => number),
      agents: file.current.agents.map(({ id }) => id),
    })),
    ...voicemailMethods(box),
    ...waitingMethods(box),
    ...routeMethods(box),
    ...shopMethods(shop),
    ...promptMethods(box.prompts),
    ...customerMethods(box.customers),
    records: recordsMethod(box),
    'report.rebuild': reportRebuildMethod(box, () => file.current),
    ...customMethods(keeper, shop),
    'report.send': (params) => new ReportPost(box, keeper).sendNow(text(params, 'name')),
    ...recordingMethods(box, keeper),
    ...qualityMethods(box, keeper),
    ...personalMethods(box, () => file.current),
    ...outboxMethods(box),
    ...backupMethods(box, file),
    stop: stopMethod(box, stop),
  };
}
