// SPDX-License-Identifier: GPL-2.0-or-later
// Which promises are open, and how did a contact go, in the made-up shop?

import type { Callback, CallRow, Lead, Timeline } from '../../../src/api/contract/index.js';
import { chance, HOUR, MINUTE, QUEUES, SECOND } from './fake-data.js';

export function callbacks(now: number): Callback[] {
  const next = chance(31);
  const origins = ['surge', 'surge', 'queue', 'abandoned', 'surge', 'message', 'command'];
  return Array.from({ length: 22 }, (_, index): Callback => {
    const created = now - (180 - index * 7) * MINUTE;
    const attempts = index % 4 === 1 ? 1 + (index % 2) : 0;
    return {
      ...{
        id: `q-${300 + index}`,
        number: `13${Math.floor(next() * 900_000_000 + 100_000_000)}`,
        queue: QUEUES[index % 3] ?? QUEUES[0],
        agent: index % 6 === 0 ? '1001' : null,
      },
      ...{
        promised: true,
        origin: origins[index % origins.length] ?? 'surge',
        grade: 0,
        createdAt: created,
        enqueuedAt: created,
        due: created + (index < 12 ? 30 : 240) * MINUTE,
      },
      ...{
        expiresAt: created + 48 * HOUR,
        captures: 1,
        attempts,
        state: index === 2 ? 'dialling' : 'open',
        leaseOwner: null,
        lastOutcome: attempts > 0 ? 'noAnswer' : null,
      },
      ...{
        reason: null,
        closedAt: null,
        accessNumber: '4008001234',
        note: index % 5 === 0 ? '要问蒸汽拖把的换货' : null,
        attemptList: [],
      },
    };
  });
}

export function leads(calls: readonly CallRow[]): Lead[] {
  const states = ['open', 'promised', 'talked', 'won', 'open', 'talked'] as const;
  return calls
    .filter(({ direction }) => direction === 'inbound')
    .map((call, index): Lead => {
      const state = states[index % states.length] ?? 'open';
      const isTalked = state === 'talked' || state === 'won';
      const wish = index % 5 === 1 ? '要红色的，周六送到，电话打不通请发短信' : null;
      return {
        ...{
          number: index === 7 ? null : call.calling,
          customer: null,
          customerName: index % 3 === 0 ? '王秀英' : null,
        },
        ...{ state, firstAt: call.offeredAt - 3 * HOUR, lastAt: call.offeredAt, calls: 1 + (index % 3) },
        ...{
          answered: isTalked ? 1 : 0,
          abandoned: isTalked ? 0 : 1 + (index % 2),
          webRequests: wish === null ? 0 : 1,
        },
        ...{ address: null, page: wish === null ? null : 'https://shop.example.com/mop', note: wish },
        ...{ accessNumber: call.accessNumber, accessName: call.accessName, call: call.id, request: null },
        ...{ talkedAt: isTalked ? call.offeredAt : null, agent: isTalked ? call.agent : null },
        code: state === 'won' ? '订购' : isTalked ? '咨询' : null,
      };
    });
}

export function timeline(call: CallRow): Timeline {
  const at = call.offeredAt;
  const [flow, wait, ring, talk] = [18 * SECOND, call.waitMs, 4 * SECOND, Math.max(call.talkMs, 60 * SECOND)];
  const stay = (
    n: number,
    kind: string,
    from: number,
    to: number,
    more: Partial<Timeline['segments'][number]> = {},
  ) => ({
    contact: call.id,
    call: call.id,
    n,
    leg: 'l1',
    kind,
    fromAt: from,
    toAt: to,
    queue: null,
    flow: null,
    agent: null,
    role: 'customer',
    endReason: null,
    actor: null,
    source: null,
    ...more,
  });
  const answered = at + flow + wait + ring;
  const agent = call.agent ?? '1001';
  return {
    contact: {
      id: call.id,
      direction: call.direction,
      number: call.calling,
      accessNumber: call.accessNumber,
      customer: 'k2001',
      language: 'zh-CN',
      data: { 订单号: 'TV20261129-0817', 商品: '蒸汽拖把' },
      startedAt: at,
      endedAt: answered + talk,
      disposition: call.disposition ?? 'answered',
      reason: null,
    },
    calls: [call],
    legs: [],
    segments: [
      stay(1, 'flow', at, at + flow, { flow: '订购菜单', endReason: 'queued' }),
      stay(2, 'waiting', at + flow, answered - ring, { queue: call.queue }),
      stay(3, 'ringing', answered - ring, answered, { role: 'agent', agent, endReason: 'answered' }),
      stay(4, 'talking', answered, answered + talk * 0.5, { agent }),
      stay(5, 'held', answered + talk * 0.5, answered + talk * 0.7, { agent }),
      stay(6, 'talking', answered + talk * 0.7, answered + talk, { agent, endReason: 'hungUp' }),
    ],
    recordings: call.recordings.map(({ id, state }) => ({
      id,
      call: call.id,
      kind: 'conversation',
      agent,
      queue: call.queue,
      startedAt: answered,
      endedAt: answered + talk,
      durationMs: talk,
      gapMs: 0,
      state,
      reason: null,
      held: false,
      ...{ bytes: 16 * talk, sha256: null, sealed: false, archived: false },
    })),
    wrapUpCodes: [{ call: call.id, agent, queue: call.queue, code: '已下单', at: answered + talk + 20 * SECOND }],
    requests: [],
    notes: [
      {
        contact: call.id,
        by: agent,
        byName: '李娜',
        text: '客户订两台，货到付款，要求周六送货。',
        at: answered + talk,
      },
    ],
    route: [
      {
        type: 'call.routed',
        at,
        facts: {
          call: call.id,
          to: 'flow',
          queue: call.queue ?? '',
          reason: 'flow',
          trace: [
            ['access number', '订购菜单'],
            ['blacklist', 'not listed'],
            ['hours', 'open'],
            ['surge', 'human, calm'],
          ],
        },
      },
      {
        type: 'call.routed',
        at: at + flow,
        facts: {
          call: call.id,
          to: 'queue',
          queue: call.queue ?? '',
          reason: 'rule',
          rule: '老客户优先',
          rules: ['老客户优先'],
          trace: [['rule 老客户优先', 'holds: customer.grade >= 3']],
        },
      },
      {
        type: 'call.matched',
        at: answered - ring,
        facts: { queue: call.queue ?? '', agent, strategy: 'longestIdle', next: [['1003', 12]], further: 2 },
      },
      { type: 'call.bridged', at: answered, facts: { agent } },
    ],
    flow: [],
  };
}
