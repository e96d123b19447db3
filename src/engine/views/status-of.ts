// SPDX-License-Identifier: GPL-2.0-or-later
// How is the snapshot made? From what each room says of itself; changes nothing.

import { type Callbacks, type Surge, shareAt } from '../../callback/index.js';
import { type Instant, inUtc } from '../../kernel/index.js';
import type { EngineCounters } from '../../native/index.js';
import { type AgentLines, describe } from '../agents/index.js';
import type { Recorder } from '../recordings/index.js';
import type { Totals } from '../records/index.js';
import type { Rooms } from '../rooms/index.js';
import { spanStatus } from './line-status.js';
import type { AgentStatus, BoxStatus, DrainStatus, QueueStatus } from './status.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'calls' | 'clock' | 'config' | 'lines' | 'store'>;

export interface Sources {
  readonly rooms: Needs;
  readonly agentLines: AgentLines;
  readonly surge: Surge;
  readonly promises: Callbacks;
  readonly totals: Totals;
  readonly recorder: Recorder;
  readonly draining: DrainStatus | undefined;
  readonly counters: EngineCounters;
  readonly startedAt: Instant;
  readonly board: string;
}

export function statusOf(sources: Sources): BoxStatus {
  const { rooms, agentLines, surge, promises, totals, recorder, counters, startedAt, board } = sources;
  const { phase } = surge.state;
  const at = rooms.clock.now();
  const status: BoxStatus = {
    at,
    startedAt,
    language: rooms.config.language,
    board,
    spans: rooms.lines.spans.map((span) => spanStatus(span, rooms.calls)),
    utilisation: rooms.lines.utilisation().share,
    surge: {
      on: surge.surging,
      share: shareAt(surge.state, at),
      since: phase.name === 'surging' ? phase.since : startedAt,
    },
    trough: promises.inTrough,
    queues: agentLines.acd.allFigures().map(
      ({ name, waiting, longestWait, ready, tally, serviceLevel }): QueueStatus => ({
        name,
        waiting,
        longestWait,
        ready,
        answered: tally.answered,
        abandoned: tally.abandoned,
        serviceLevel,
      }),
    ),
    agents: agents(rooms, agentLines),
    calls: totals.calls,
    callbacks: totals.callbacks,
    recordings: { underWay: recorder.underWay },
    ticks: { total: counters.ticks, late: counters.late, overruns: counters.overruns, slips: counters.slips },
    realTime: counters.realTime,
    unlockedMemory: counters.unlockedBytes,
    store: storeStatus(rooms),
    alarms: rooms.alarms.standing,
    ...(sources.draining === undefined ? {} : { draining: sources.draining }),
  };
  return inUtc(status, rooms.clock);
}

function storeStatus({ store }: Needs): BoxStatus['store'] {
  const { batches, bytes, since } = store.backlog;
  return { waiting: batches, bytes, ...(since === undefined ? {} : { since }) };
}

function agents({ config }: Needs, agentLines: AgentLines): AgentStatus[] {
  return agentLines.acd.agents().map((state) => {
    const { reason } = describe(state);
    const duty = agentLines.dutyOf(state.agent);
    return {
      id: state.agent,
      name: config.agents.find(({ id }) => id === state.agent)?.name ?? state.agent,
      state: state.name,
      since: state.since,
      handled: state.handled,
      ...(reason === null ? {} : { reason }),
      ...duty,
    };
  });
}
