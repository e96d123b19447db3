// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a wave? Its report, looked up anew every quarter of a minute while somebody looks; what is said by hand.

import { defineStore } from 'pinia';
import { reactive, ref, shallowRef } from 'vue';
import { ask, contract } from './client.js';
import { every } from './clock.js';
import { unattended } from './faults.js';
import { type ListState, stateOf } from './listing.js';

const AGAIN_MS = 15_000;

interface Figures {
  readonly calls: {
    readonly offered: number;
    readonly ended: Readonly<Record<string, number>>;
    readonly inProgress: number;
    readonly lost: number;
  };
  readonly captured: Readonly<Record<string, number>>;
  readonly merged: number;
  readonly unconfirmed: number;
}
/** A station, or a showing; `key` empty: of none. */
export interface WavePart extends Figures {
  readonly key: string;
  readonly name?: string;
  readonly promised: number;
  readonly kept: number;
  /** Of a showing. */
  readonly from?: number;
  readonly learned?: readonly number[];
}
export interface WavePoint {
  readonly at: number;
  readonly offered: number;
  readonly answered: number;
  readonly captured: number;
  readonly lost: number;
}
/** As the box tells it; times UTC, lengths milliseconds. */
export interface WaveReport extends Figures {
  readonly zone: string;
  readonly from: number;
  readonly until: number;
  readonly blocked: { readonly withoutChannel: number };
  readonly callbacks: {
    readonly created: number;
    readonly recoveryRate: number | null;
    readonly serviceLevel: number | null;
    readonly states: Readonly<Record<string, number>>;
    readonly timeToCallBack: { readonly calls: number; readonly p50: number | null; readonly p90: number | null };
  };
  readonly lines: { readonly peak: number; readonly allBusy: number };
  readonly stations: readonly WavePart[];
  readonly slots: readonly WavePart[];
  readonly step: number;
  readonly curve: readonly WavePoint[];
}

export type WaveSpan = 'hour' | 'today' | 'yesterday';
const ASKED = { hour: { from: '1h', to: '0s' }, today: { day: 'today' }, yesterday: { day: 'yesterday' } } as const;

/** What is said by hand; `for` such as 30min, absent: until it is changed. */
export interface SaidByHand {
  readonly is: 'on' | 'off' | 'byThresholds';
  readonly for?: string;
  readonly accessNumber?: string;
}

export const useWave = defineStore('wave', () => {
  const span = ref<WaveSpan>('today');
  const station = ref('');
  const report = shallowRef<WaveReport>();
  const status = reactive<{ -readonly [K in keyof ListState]: ListState[K] }>({ state: 'loading', count: 0 });
  let turn = 0;
  let stop: (() => void) | undefined;

  async function load(): Promise<void> {
    const mine = ++turn;
    const query = { ...ASKED[span.value], ...(station.value !== '' && { station: station.value }) };
    try {
      const got = await ask(contract.calls.report, { params: { name: 'wave' }, query });
      if (mine !== turn) return; // another time was asked for meanwhile
      report.value = got as unknown as WaveReport;
      Object.assign(status, { state: 'there', count: 1 });
    } catch (thrown) {
      if (mine === turn) Object.assign(status, stateOf(thrown));
    }
  }
  /** Somebody looks at it, or does not any more. */
  function show(is: boolean): void {
    stop?.();
    stop = undefined;
    if (!is) return;
    unattended(load());
    stop = every(AGAIN_MS, () => unattended(load()));
  }
  const say = (body: SaidByHand) => ask(contract.board.saySurge, { body });

  return { span, station, report, status, load, show, say };
});
