// SPDX-License-Identifier: GPL-2.0-or-later
// What do the rooms' settings come from? The configuration, in each room's own words; pure.

import type { CallbackSettings, CaptureRules, SurgePlan, SurgeSettings } from '../../callback/index.js';
import {
  type AccessNumberConfig,
  type Config,
  type Destination,
  emergencyNumbers,
  type QueueConfig,
} from '../../config/index.js';
import {
  type Calendar,
  type CodesOptions,
  type HouseOptions,
  listKey,
  type NumberList,
  type NumberPlan,
  type OutgoingTrunk,
  PLAN_DEFAULTS,
  slotAt,
} from '../../dialling/index.js';
import type { Instant } from '../../kernel/index.js';

/** The settings of the surge controls, but for what access numbers and slots have of their own. */
export function surgeSettings({ surge, callback }: Pick<Config, 'surge' | 'callback'>): SurgeSettings {
  const { prompt: _, prompts: __, question: ___, grace: ____, slots: _____, ...settings } = surge;
  return { ...settings, enabled: settings.enabled && callback.from.includes('surge') };
}

/**
 * How the surge controls are set at `at` (UTC): numbers with thresholds of their own, and those that are shown in a slot now, have a
 * control each.
 */
export function surgePlan(config: Config, at: Instant): SurgePlan {
  const { accessNumbers, surge, zone } = config;
  const usual = surgeSettings(config);
  const shown = new Set(surge.slots.flatMap((slot) => slot.accessNumbers));
  const running = surge.slots.filter((slot) => slotAt(slot, zone, at, slot.before) !== undefined);
  const withOwn = accessNumbers.filter(({ number, surge: own }) => shown.has(number) || hasThresholds(own));
  const own = withOwn.map(({ number, surge: thresholds }): [string, SurgeSettings] => {
    const slot = running.find((one) => one.accessNumbers.includes(number));
    return [number, { ...usual, ...thresholdsOf(thresholds), ...(slot && thresholdsOf(slot)) }];
  });
  const weights = accessNumbers.map(({ number, surge: { weight } }): [string, number] => [number, weight]);
  return { usual, own: Object.fromEntries(own), weights: Object.fromEntries(weights) };
}

type Thresholds = Pick<Config['accessNumbers'][number]['surge'], 'on' | 'off' | 'full'>;

function thresholdsOf({ on, off, full }: Thresholds): Partial<SurgeSettings> {
  return { ...(on !== undefined && { on }), ...(off !== undefined && { off }), ...(full !== undefined && { full }) };
}

const hasThresholds = (own: Thresholds) => Object.keys(thresholdsOf(own)).length > 0;

/** What can be dialled at the shop's telephones. */
export function codesOf({ dialCodes: codes, notReadyReasons, skillProfiles }: Config): CodesOptions {
  const dialled = notReadyReasons.filter(({ digit }) => digit !== undefined);
  const reasons = Object.fromEntries(dialled.map(({ digit, name }) => [digit, name]));
  return { codes, reasons, profiles: Object.fromEntries(skillProfiles.map(({ digit, name }) => [digit, name])) };
}

/** What a telephone of the house may dial besides. */
export function houseOf(config: Config): HouseOptions {
  const { agents, dialCodes: codes, dialling, stations } = config;
  const { trunkAccess } = dialling;
  const outside = agents.filter((agent) => agent.outside !== undefined).map(({ id }) => id);
  return {
    stations: new Set([...stations.map(({ number }) => number), ...outside]),
    trunkAccess,
    codes,
    emergency: emergencyNumbers(config),
  };
}

/** A calendar as it stands in the file, in the zone of the file. */
export function calendarOf({ zone }: Config, { hours, holidays, workdays }: Config['calendars'][string]): Calendar {
  const stretches = hours.map(({ from, to, days }) => ({ from, to, ...(days === undefined ? {} : { days }) }));
  return { zone, hours: stretches, holidays, workdays };
}

/** When an access number is answered; undefined: always. Hours of its own know no holidays. */
export function openingOf(config: Config, { calendar, hours }: AccessNumberConfig): Calendar | undefined {
  if (hours !== undefined) return calendarOf(config, { hours, holidays: [], workdays: [] });
  const named = calendar === undefined ? undefined : config.calendars[calendar];
  return named && calendarOf(config, named);
}

export function callbackSettings(config: Config): CallbackSettings {
  const { callback, queues } = config;
  const {
    trunkGroup: _,
    show: __,
    from: ___,
    missedAfter: ____,
    hidden: _____,
    answerer: _6,
    created: ______,
    ...kept
  } = callback;
  const { calendar, window: own, ...rest } = kept;
  const named = calendar === undefined ? undefined : config.calendars[calendar];
  return {
    ...rest,
    window: calendarOf(config, named ?? own),
    queues: Object.fromEntries(
      queues.map(({ name, callback: { order, mode } }) => [
        name,
        { order, push: mode !== 'pull', ...(mode === 'progressive' || mode === 'predictive' ? { pace: mode } : {}) },
      ]),
    ),
    standard: { order: 'customerFirst', push: true },
  };
}

export function numberPlan(config: Pick<Config, 'areaCode' | 'country' | 'dialling'>): NumberPlan {
  const { country, areaCode } = config;
  return {
    ...PLAN_DEFAULTS,
    country,
    emergency: emergencyNumbers(config),
    ...(areaCode === undefined ? {} : { areaCode }),
  };
}

/** How a trunk group wants its numbers. */
export function trunkOf(config: Config, name: string | undefined): OutgoingTrunk {
  const group = config.trunkGroups.find((g) => g.name === name) ?? config.trunkGroups[0];
  const home = {
    countryCode: config.country === 'CN' ? '86' : '',
    ...(config.areaCode && { areaCode: config.areaCode }),
  };
  const dialling = group?.dialling ?? {
    outsideLine: '',
    nationalPrefix: '0',
    internationalPrefix: '00',
    mobilePrefix: 'never' as const,
  };
  return { dialling: { ...dialling, ...home }, presentable: group?.presentable ?? [] };
}

/** What one number is compared by: a canonical one is that already. */
export function keyOf(number: string, plan: NumberPlan): string {
  return number.startsWith('+') ? number : listKey(number, plan);
}

/** What numbers of a list are compared by; see `listKey`. */
export function listKeys(numbers: Iterable<string>, plan: NumberPlan): ReadonlySet<string> {
  return new Set([...numbers].map((number) => listKey(number, plan)));
}

/** Which numbers can be promised a callback. */
export function captureRules({
  config,
  plan,
  doNotCall,
  blocked,
}: {
  readonly config: Config;
  readonly plan: NumberPlan;
  readonly doNotCall: NumberList;
  readonly blocked: NumberList;
}): CaptureRules {
  const own = config.accessNumbers.map(({ number }) => number);
  const { hidden } = config.callback;
  return { plan, international: false, ownNumbers: listKeys(own, plan), blacklist: blocked, doNotCall, hidden };
}

/** The access number's entry; undefined: the box does not serve it. */
export function accessNumberOf(config: Config, number: string): AccessNumberConfig | undefined {
  return config.accessNumbers.find((entry) => entry.number === number);
}

export function queueOf(config: Config, name: string): QueueConfig | undefined {
  return config.queues.find((queue) => queue.name === name);
}

/** The queue that keeps the promises of this one: itself, or the first of the file when it is no more. */
export function keptBy(config: Config, queue: string): string {
  return queueOf(config, queue) === undefined ? (config.queues[0]?.name ?? queue) : queue;
}

/** Where callbacks of a call belong that came by this access number. */
export function callbackQueue(config: Config, accessNumber: string): string {
  return accessNumberOf(config, accessNumber)?.queue ?? config.queues[0]?.name ?? '';
}

/** Where calls go outside their hours if the file does not say: what their queue does with those who cannot wait. */
export function afterHoursOf(queue: QueueConfig | undefined): Destination {
  if (queue?.overflow.kind === 'callback') return { kind: 'callback', prompt: 'closed-callback' };
  return { kind: 'announce', prompt: 'closed' };
}
