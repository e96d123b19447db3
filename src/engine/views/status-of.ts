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
  const { rooms, agentLines, surge, promises, counts, recorder, counters, startedAt, board } = sources;
  const { totals, today } = counts;
  const at = rooms.clock.now();
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
        agents: countAgents(agentsOf(rooms, agentLines, name)),
      }),
    ),
    agents: agents(rooms, agentLines, sources.telephones),
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
  return { ...inUtc(status, rooms.clock), hours, disks: sources.machine.disks, ...heldBy(sources) };
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

function agentsOf({ config }: Needs, { acd }: AgentLines, queue: string): readonly AgentState[] {
  return config.agents.filter(({ queues }) => queues.includes(queue)).map(({ id }) => acd.agent(id));
}

function countAgents(states: readonly AgentState[]): AgentCounts {
  const counts = { signedIn: 0, ready: 0, ringing: 0, talking: 0, wrapUp: 0, busy: 0, reserved: 0 };
  const notReady: Record<string, number> = {};
  for (const state of states) {
    if (state.name === 'signedOut') continue;
    counts.signedIn++;
    if (state.name === 'notReady') notReady[state.reason] = (notReady[state.reason] ?? 0) + 1;
    else counts[state.name]++;
  }
  return { ...counts, notReady };
}

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
    return {
      id: state.agent,
      name: own?.name ?? state.agent,
      state: state.name,
      since: state.since,
      handled: state.handled,
      ...(reason === null ? {} : { reason }),
      ...duty,
      ...(skills === undefined ? {} : { skills }),
      ...(until === undefined || until === null ? {} : { skillsUntil: until - clock.utc(0) }),
      ...(duty !== undefined && quiet.has(duty.station) ? { doNotDisturb: true } : {}),
    };
  });
}
