// SPDX-License-Identifier: GPL-2.0-or-later
// How is the snapshot made? From what each room says of itself; changes nothing.

import type { AgentState } from '../../acd/index.js';
import type { Callbacks } from '../../callback/index.js';
import { nextOpening } from '../../dialling/index.js';
import { type Instant, inUtc } from '../../kernel/index.js';
import type { EngineCounters } from '../../native/index.js';
import {
  abandonRate,
  averageSpeedOfAnswer,
  serviceLevel,
  serviceLevelOfAnswered,
  serviceLevelWithAbandoned,
  utilisation,
} from '../../report/index.js';
import { type AgentLines, type DayTallies, type DayTally, describe } from '../agents/index.js';
import type { MachineStatus } from '../machine/index.js';
import type { Recorder } from '../recordings/index.js';
import type { Today, Totals } from '../records/index.js';
import { callbackSettings, type Rooms } from '../rooms/index.js';
import type { SurgeDesk } from '../surge/index.js';
import type { HoursDesk } from './hours-desk.js';
import { spanStatus } from './line-status.js';
import type { AgentCounts, AgentStatus, BoxStatus, DrainStatus, Limits, QueueStatus } from './status.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'calls' | 'clock' | 'config' | 'lines' | 'saidSkills' | 'store'>;

export interface Sources {
  readonly rooms: Needs;
  readonly agentLines: AgentLines;
  readonly surge: SurgeDesk;
  readonly promises: Callbacks;
  readonly counts: { readonly totals: Totals; readonly today: Today };
  readonly recorder: Recorder;
  readonly tallies: DayTallies;
  /** Of a queue, or of all trunks. */
  readonly limits: { of(queue?: string): Limits };
  readonly hours: HoursDesk;
  readonly stations: BoxStatus['stations'];
  readonly telephones: BoxStatus['telephones'];
  readonly machine: MachineStatus;
  readonly outbox: BoxStatus['outbox'];
  readonly draining: DrainStatus | undefined;
  readonly counters: EngineCounters;
  readonly startedAt: Instant;
  readonly board: string;
}

export function statusOf(sources: Sources): BoxStatus {
  const { rooms, agentLines, surge, promises, recorder, counters, startedAt, board } = sources;
  const { totals, today } = sources.counts;
  const at = rooms.clock.now();
  const counts = countsOf(rooms, agentLines);
  const status = {
    at,
    startedAt,
    language: rooms.config.language,
    zone: rooms.config.zone,
    board,
    spans: rooms.lines.spans.map((span) => spanStatus(span, rooms.calls)),
    utilisation: utilisation(rooms.lines.utilisation()),
    limits: sources.limits.of(),
    surge: surgeOf(surge, startedAt),
    trough: promises.inTrough,
    queues: agentLines.acd.allFigures().map(
      ({ name, waiting, longestWait, ready, tally }): QueueStatus => ({
        name,
        waiting,
        longestWait,
        ready,
        answered: tally.answered,
        abandoned: tally.abandoned,
        today: today.queue(name),
        openCallbacks: promises.queues.open.get(name) ?? 0,
        serviceLevel: serviceLevel(tally),
        ...shares(sources.tallies.today(name, tally)),
        limits: sources.limits.of(name),
        agents: counts.get(name) ?? nobody(),
      }),
    ),
    agentsRepaired: agentLines.reaper.repaired,
    stations: sources.stations,
    telephones: sources.telephones,
    today: today.figures,
    calls: totals.calls,
    callbacks: totals.callbacks,
    recordings: { underWay: recorder.underWay },
    ticks: { total: counters.ticks, late: counters.late, overruns: counters.overruns, slips: counters.slips },
    realTime: counters.realTime,
    unlockedMemory: counters.unlockedBytes,
    store: storeStatus(rooms),
    time: sources.machine.time,
    outbox: sources.outbox,
    alarms: rooms.alarms.standing,
    ...(sources.draining === undefined ? {} : { draining: sources.draining }),
  };
  // Calendars go by UTC already.
  const hours = sources.hours.list().filter(({ open, by }) => !open || by === 'hand');
  return {
    ...inUtc(status, rooms.clock),
    ...{ agents: agents(rooms, agentLines, sources.telephones), hours, disks: sources.machine.disks },
    ...heldBy(sources),
  };
}

/** Of several controls the one that sends most callers to computer agents. */
function surgeOf({ surges }: SurgeDesk, startedAt: Instant): BoxStatus['surge'] {
  const [first] = [...surges.list()].sort((a, b) => Number(b.on) - Number(a.on) || b.share - a.share);
  return { on: surges.surging, share: first?.share ?? 0, since: first?.since ?? startedAt };
}

/** Why no promise is kept now, and until when the hours for callbacks keep it so. */
function heldBy({ rooms, promises }: Sources): Pick<BoxStatus, 'callbacksHeld'> {
  const reason = promises.heldBy;
  if (reason !== 'window') return reason === undefined ? {} : { callbacksHeld: { reason } };
  const { window } = callbackSettings(rooms.config);
  const until = nextOpening(window, rooms.clock.utc(rooms.clock.now()));
  return { callbacksHeld: { reason, ...(until === undefined ? {} : { until }) } };
}

function storeStatus({ store }: Needs): BoxStatus['store'] {
  const { batches, bytes, since } = store.backlog;
  return { waiting: batches, bytes, ...(since === undefined ? {} : { since }) };
}

function shares(tally: DayTally): Pick<QueueStatus, 'serviceLevels' | 'abandonRate' | 'averageSpeedOfAnswer'> {
  return {
    serviceLevels: {
      standard: serviceLevel(tally),
      ofAnswered: serviceLevelOfAnswered(tally),
      withAbandoned: serviceLevelWithAbandoned(tally),
    },
    abandonRate: abandonRate(tally),
    averageSpeedOfAnswer: averageSpeedOfAnswer(tally),
  };
}

type Counting = { -readonly [Key in keyof AgentCounts]: AgentCounts[Key] } & {
  readonly notReady: Record<string, number>;
};

const nobody = (): Counting => ({
  ...{ signedIn: 0, ready: 0, ringing: 0, talking: 0, wrapUp: 0, busy: 0, reserved: 0 },
  notReady: {},
});

/** By queue: each agent is looked at once, however many queues he serves. */
function countsOf({ config }: Needs, { acd }: AgentLines): ReadonlyMap<string, AgentCounts> {
  const counts = new Map<string, Counting>();
  for (const { id, queues } of config.agents) {
    const state = acd.agent(id);
    if (state.name === 'signedOut') continue;
    for (const queue of queues) {
      const of = counts.get(queue) ?? nobody();
      counts.set(queue, of);
      count(of, state);
    }
  }
  return counts;
}

function count(counts: Counting, state: Exclude<AgentState, { readonly name: 'signedOut' }>): void {
  counts.signedIn++;
  if (state.name !== 'notReady') counts[state.name]++;
  else counts.notReady[state.reason] = (counts.notReady[state.reason] ?? 0) + 1;
}

/** Their instants are UTC already: of many hundreds each field would be looked at otherwise. */
function agents(
  { clock, config, saidSkills }: Needs,
  agentLines: AgentLines,
  telephones: BoxStatus['telephones'],
): AgentStatus[] {
  const quiet = new Set(telephones.flatMap(({ station, doNotDisturb }) => (doNotDisturb ? [station] : [])));
  const owns = new Map(config.agents.map((own) => [own.id, own]));
  return agentLines.acd.agents().map((state) => {
    const { reason } = describe(state);
    const duty = agentLines.dutyOf(state.agent);
    const own = owns.get(state.agent);
    const until = saidSkills.of(state.agent)?.until;
    const skills = until === undefined ? own?.skills : saidSkills.now(state.agent, own?.skills);
    const now: { -readonly [Key in keyof AgentStatus]: AgentStatus[Key] } = {
      id: state.agent,
      name: own?.name ?? state.agent,
      state: state.name,
      since: clock.utc(state.since),
      handled: state.handled,
    };
    // Field by field: spread into it they would cost three times as much.
    if (reason !== null) now.reason = reason;
    if (duty !== undefined) {
      now.station = duty.station;
      now.signedInAt = clock.utc(duty.signedInAt);
      if (quiet.has(duty.station)) now.doNotDisturb = true;
    }
    if (skills !== undefined) now.skills = skills;
    if (typeof until === 'number') now.skillsUntil = until;
    return now;
  });
}
