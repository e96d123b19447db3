// SPDX-License-Identifier: GPL-2.0-or-later
// Who calls, and what is known of him, as the fake web process tells it?

import type { Pop } from '../../../src/api/contract/index.js';
import type { FakeWorld } from './fake-answers.js';
import { areaOf, calls, HOUR, MINUTE } from './fake-data.js';
import { timeline } from './fake-records.js';

/** The calls that a customer has had. */
export function historyOf({ now }: FakeWorld): Pop['history'] {
  return calls(now())
    .slice(1, 7)
    .map((row) => ({
      contact: row.id,
      direction: row.direction,
      number: row.calling,
      accessNumber: row.accessNumber,
      startedAt: row.offeredAt - 26 * HOUR,
      endedAt: (row.endedAt ?? now()) - 26 * HOUR,
      disposition: row.disposition,
      queue: row.queue,
      agent: row.agent,
      recordings: row.recordings.map(({ id }) => id),
    }));
}

/** What the desk shows of the caller of a call. */
export function popOf(world: FakeWorld, call: string): Pop {
  const own = world.line.line.calls[0];
  const number = own?.with[0]?.number ?? '13912345678';
  const customer = world.known.find(({ numbers }) => numbers.includes(number));
  const now = world.now();
  return {
    ...{
      call,
      contact: call,
      number,
      area: areaOf(number),
      accessNumber: '4008001234',
      accessName: '东方购物',
      queue: own?.queue ?? '电视订购',
      script:
        '您好，东方购物，请问有什么可以帮您？\n1. 核对姓名与收货地址\n2. 蒸汽拖把今天 299 元，赠两块替换布\n3. 结束语：三天内送到，感谢您的订购',
      waitedMs: 41_000,
    },
    ...(customer ? { customer } : { prefilled: { numbers: [number], language: 'zh-CN' } }),
    data: { 订单号: 'TV20261129-0817', 商品: '蒸汽拖把' },
    chosen: [
      { flow: '订购', step: '语种', outcome: '1', at: now - 70_000 },
      { flow: '订购', step: '业务', outcome: '2 会员', at: now - 60_000 },
    ],
    promises: customer
      ? [{ id: 'q-301', queue: '电视订购', due: now - 20 * MINUTE, state: 'open', note: '要问蒸汽拖把的换货' }]
      : [],
    notes: world.notes.filter(({ contact }) => contact === call),
    history: customer ? historyOf(world) : [],
    route: timeline({ ...calls(now)[1], queue: own?.queue ?? '电视订购', agent: '1001' } as never).route.slice(1, 3),
  };
}
