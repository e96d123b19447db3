// SPDX-License-Identifier: GPL-2.0-or-later
// How is the call centre now? What the stream says of queues, people, lines, surge and alarms; pages derive from it.

import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { Colleague, Standing } from '../../api/contract/index.js';
import { t } from '../words/index.js';
import { ask, contract } from './client.js';
import { follow } from './clock.js';
import { useSession } from './session.js';
import { hear, lostSince } from './stream.js';

export type SuperviseWay = 'listen' | 'whisper' | 'barge' | 'take-over' | 'transfer' | 'release';

export const useBoard = defineStore('board', () => {
  const session = useSession();
  const standing = shallowRef<Standing>();
  const colleagues = shallowRef<readonly Colleague[]>([]);
  const boxDownSince = ref<number>();
  const waiting = computed(() => standing.value?.queues.reduce((sum, { waiting }) => sum + waiting, 0) ?? 0);
  const longest = computed(() => Math.max(0, ...(standing.value?.queues.map(({ longestWait }) => longestWait) ?? [])));
  const trunks = computed(() => {
    const spans = standing.value?.spans.filter(({ kind }) => kind === 'e1') ?? [];
    const sum = (of: 'busy' | 'inService' | 'channels') => spans.reduce((all, span) => all + span[of], 0);
    return { busy: sum('busy'), inService: sum('inService'), channels: sum('channels') };
  });

  hear((message) => {
    if ('at' in message && typeof message.at === 'number') follow(message.at);
    if (message.type === 'snapshot') {
      standing.value = message.standing;
      colleagues.value = message.colleagues;
      boxDownSince.value = undefined;
    }
    if (message.type === 'live') {
      if (message.standing !== undefined && standing.value !== undefined)
        standing.value = { ...standing.value, ...message.standing } as Standing;
      if (message.colleagues !== undefined) colleagues.value = message.colleagues;
    }
    if (message.type === 'box') boxDownSince.value = message.up ? undefined : message.since;
  });

  /** Somebody of the house as people call him, by his id or as an actor (`person:wang`, `program:crm(li)`, `system`). */
  function nameOf(who: string | null | undefined): string {
    const [, kind = '', id = who ?? ''] = /^(agent|person|station|user|program):([^(]*)/.exec(who ?? '') ?? [];
    if (kind === 'station' || kind === 'user' || kind === 'program') return t(`actor.${kind}`, { name: id });
    if (id === 'system') return t('actor.system');
    return [...colleagues.value, ...session.people].find((one) => one.id === id)?.name ?? id;
  }
  const supervise = (agent: string, how: SuperviseWay, to?: string) =>
    ask(contract.ownLine.supervise, { params: { agent }, body: { how, ...(to !== undefined && { to }) } });
  const force = (agent: string, state: 'ready' | 'notReady' | 'signOut') =>
    ask(contract.verbs[state], { params: { agent }, body: {} });
  const moveWaiting = (call: string, action: 'front' | 'move' | 'pick', to?: string) =>
    ask(contract.board.moveWaiting, { params: { call, action }, body: to === undefined ? {} : { to } });
  const saySurge = (is: 'on' | 'off' | 'byThresholds') => ask(contract.board.saySurge, { body: { is } });
  const sayHours = (
    action: 'close' | 'open' | 'regular',
    body: { number?: string; until?: string; greeting?: string },
  ) => ask(contract.board.sayHours, { params: { action }, body });
  const service = (action: 'busy-out' | 'in-service', targets: string[]) =>
    ask(contract.board.busyOut, { params: { action }, body: { targets } });
  const measuredLines = () => ask(contract.board.measuredLines, {});

  return {
    ...{ standing, colleagues, boxDownSince, lostSince, waiting, longest, trunks, nameOf },
    ...{ supervise, force, moveWaiting, saySurge, sayHours, service, measuredLines },
  };
});
