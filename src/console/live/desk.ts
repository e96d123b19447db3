// SPDX-License-Identifier: GPL-2.0-or-later
// What does an agent's own telephone do, and what may he do with it? No verb is believed before the box's word: it is asked, then it happens.

import { defineStore } from 'pinia';
import { computed, reactive, ref, shallowRef } from 'vue';
import type { Line, OwnCall, VerbName } from '../../api/contract/index.js';
import { t, word } from '../words/index.js';
import { ask, contract, settled } from './client.js';
import { after, now } from './clock.js';
import { problemOf } from './faults.js';
import { useSession } from './session.js';
import { hear, lostSince } from './stream.js';

/** After so long the bar says what it waits for; after the second it waits no more. */
const SAYS_SO_MS = 2_000;
const GIVES_UP_MS = 10_000;

interface AskedVerb {
  readonly at: number;
  readonly late: boolean;
}

export const useDesk = defineStore('desk', () => {
  const session = useSession();
  const line = shallowRef<Line>();
  const asked = reactive(new Map<VerbName, AskedVerb>());
  /** The last refusal, for the bar to show where it was asked. */
  const refused = ref<{ readonly verb: VerbName; readonly why: string; readonly at: number }>();

  /** Where his customer was put down for anybody to fetch, until he has fetched him or has seen it. */
  const parked = ref<string>();

  const calls = computed<readonly OwnCall[]>(() => line.value?.calls ?? []);
  const active = computed(
    () => calls.value.find(({ state }) => state !== 'held' && state !== 'waiting') ?? calls.value[0],
  );
  const others = computed(() => calls.value.filter((call) => call !== active.value));
  const isInCall = computed(() => calls.value.length > 0);
  const ringing = computed(() => calls.value.find(({ state }) => state === 'ringing' || state === 'waiting'));

  hear((message) => {
    if (message.type === 'snapshot') take(message.line);
    if (message.type === 'line') take(message.line);
  });

  /** Whatever was asked for is settled by the next word of the telephone that differs. */
  function take(next: Line | undefined): void {
    const before = line.value;
    line.value = next;
    if (before !== undefined && next !== undefined && signature(before) === signature(next)) return;
    asked.clear();
    settled();
  }

  /** Why a verb cannot be done now; undefined: it can. */
  function whyNot(verb: VerbName): string | undefined {
    if (lostSince.value !== undefined) return t('refusal.DISCONNECTED');
    const rule = line.value?.verbs[verb];
    if (rule === undefined) return t('refusal.NOT_SIGNED_IN');
    if (rule.enabled) return undefined;
    const said = word('refusal', rule.code);
    return said === rule.code ? rule.why : said;
  }

  async function act(verb: VerbName | 'takeCallback', body: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
    const agent = session.me?.id;
    if (agent === undefined) return false;
    const key = verb === 'takeCallback' ? 'nextCallback' : verb;
    if (asked.has(key)) return false;
    const at = now();
    asked.set(key, { at, late: false });
    after(SAYS_SO_MS, () => asked.get(key)?.at === at && asked.set(key, { at, late: true }));
    after(GIVES_UP_MS, () => asked.get(key)?.at === at && asked.delete(key));
    try {
      // The routes of all verbs are alike but for their bodies, which are checked where they are made.
      const { result } = await ask(contract.verbs[verb] as typeof contract.verbs.makeCall, {
        params: { agent },
        body: body as { to: string },
      });
      if (verb === 'park') parked.value = (result as { readonly place?: string } | undefined)?.place;
      if (verb === 'unpark') parked.value = undefined;
      return true;
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (asked.get(key)?.at === at) asked.delete(key);
      const why = problem.status === 0 ? t('list.notReachable') : word('refusal', problem.code);
      refused.value = { verb: key, why: why === problem.code ? problem.message : why, at: now() };
      return false;
    }
  }

  const late = computed(() => [...asked].find(([, one]) => one.late)?.[0]);
  const seen = () => {
    parked.value = undefined;
  };
  return { line, calls, active, others, isInCall, ringing, asked, refused, parked, late, whyNot, act, seen };
});

/** What of a telephone tells that something has happened. */
function signature({ state, reason, situation, calls, wrapUp, station }: Line): string {
  const each = calls.map(({ call, state, recording, masked, with: parties }) => [
    call,
    state,
    recording,
    masked,
    parties.length,
  ]);
  return JSON.stringify([state, reason, situation, station, wrapUp?.code, wrapUp?.until, each]);
}
