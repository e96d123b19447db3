// SPDX-License-Identifier: GPL-2.0-or-later
// What goes on in a shop that sells on television, as the API would tell it? People, queues, calls, promises: made up, the same each time.

import type { CallRow, Customer, PersonNow, QueueNow, Standing } from '../../../src/api/contract/index.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const SECOND = 1_000;

const NOTHING_DONE = { created: 0, merged: 0, attempted: 0, reached: 0, connected: 0, failed: 0 };

/** Numbers between 0 and 1, the same each time. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export const QUEUES = ['电视订购', '售后服务', '会员专线', '投诉处理'] as const;
const AREAS = ['江苏 南京', '浙江 杭州', '上海', '山东 济南', '四川 成都', '广东 广州', '湖北 武汉', '北京'] as const;
const STATIONS = { '4008001234': '东方购物', '4008005678': '央广购物', '02161234567': '总机' } as const;
const NAMES = '李娜 王芳 张伟 刘洋 陈静 杨帆 赵敏 黄磊 周婷 吴昊 徐丽 孙超 马骏 朱琳 胡斌 郭颖 何洁 高翔'.split(' ');
const CUSTOMERS =
  '王秀英 李建国 张桂兰 刘志强 陈玉梅 杨淑珍 赵国庆 黄丽华 周建平 吴秀兰 徐明 孙桂芳 马德胜 朱小红 胡永贵 林美玲 何文斌 罗春花'.split(
    ' ',
  );

export function people(now: number): PersonNow[] {
  const states = [
    'talking',
    'talking',
    'ready',
    'talking',
    'wrapUp',
    'talking',
    'ready',
    'notReady',
    'talking',
    'ringing',
    'talking',
    'notReady',
    'ready',
    'talking',
    'wrapUp',
    'talking',
    'signedOut',
    'signedOut',
  ];
  const ages = [0.4, 12.6, 2.2, 3.1, 0.5, 6.7, 0.9, 14, 1.8, 0.1, 4.4, 41, 5.5, 2.9, 3.2, 0.8, 300, 600];
  return NAMES.map((name, index): PersonNow => {
    const state = states[index] ?? 'ready';
    const id = String(1001 + index);
    const queues = [QUEUES[index % 4] ?? QUEUES[0], ...(index % 3 === 0 ? [QUEUES[0]] : [])];
    return {
      ...{ id, name, state, since: now - (ages[index] ?? 1) * MINUTE, handled: 12 + ((index * 7) % 23) },
      ...{
        station: String(801 + index),
        signedInAt: now - 5 * HOUR,
        queues: [...new Set(queues)],
        skills: { 普通话: 8 },
      },
      ...(state === 'notReady' && { reason: index === 7 ? 'meal' : 'training' }),
      ...(state === 'talking' && { call: `c-${900 + index}`, with: `number:1380013${String(8000 + index * 37)}` }),
    };
  });
}

export function queues(): QueueNow[] {
  const figures = [
    [14, 96, 1, 612, 71, 0.72],
    [3, 34, 1, 231, 12, 0.86],
    [0, 0, 1, 88, 2, 0.95],
    [1, 71, 0, 41, 6, 0.77],
  ] as const;
  return QUEUES.map((name, index): QueueNow => {
    const [waiting, seconds, ready, answered, abandoned, level] = figures[index] ?? [0, 0, 0, 0, 0, 1];
    const next = chance(index + 3);
    return {
      ...{ name, waiting, longestWait: seconds * SECOND, ready, answered, abandoned },
      today: {
        answered,
        abandoned,
        calls: { offered: answered + abandoned, answered, abandoned },
        callbacks: NOTHING_DONE,
      },
      openCallbacks: 0,
      serviceLevel: level,
      serviceLevels: { standard: level, ofAnswered: level, withAbandoned: level },
      ...{
        serviceLevelWithin: 20 * SECOND,
        target: 0.8,
        abandonRate: abandoned / (answered + abandoned),
        averageSpeedOfAnswer: 14 * SECOND,
      },
      ...(waiting > 10 ? { limits: { waiting: 'major' as const } } : {}),
      agents: { signedIn: 4, ready, ringing: 0, talking: 2, wrapUp: 1, busy: 0, reserved: 0, notReady: {} },
      spark: Array.from({ length: 30 }, (_, at) =>
        Math.round((waiting / 2) * (1 + Math.sin(at / 5 + index)) + next() * (waiting / 4 + 1)),
      ),
    };
  });
}

function span(name: string, busy: number, now: number): Standing['spans'][number] {
  const slots = Array.from({ length: 31 }, (_, index) => index + 1).filter((slot) => slot !== 16);
  return {
    ...{ name, kind: 'e1', dChannel: 'up', channels: 30, inService: 30, busy, busiedOut: 0 },
    slots: slots.map((slot, index) => ({
      slot,
      condition: index < busy - 2 ? 'talking' : index < busy ? 'ringing' : 'idle',
      since: now - index * 9 * SECOND,
    })),
  };
}

export function standing(now: number): Standing {
  const next = chance(7);
  const waiting = QUEUES.flatMap((queue, at) =>
    Array.from({ length: [14, 3, 0, 1][at] ?? 0 }, (_, index) => ({ queue, index })),
  );
  return {
    ...{
      at: now,
      startedAt: now - 9 * 24 * HOUR,
      zone: 'Asia/Shanghai',
      queues: queues(),
      people: people(now),
      stations: [],
    },
    spans: [span('e1', 27, now), span('e2', 22, now)],
    surge: {
      on: true,
      share: 0.35,
      since: now - 11 * MINUTE,
      utilisation: 0.82,
      trough: false,
      controls: [{ group: 'pstn', on: true, share: 0.35, threshold: 0.8, quiet: 0.5 }],
    },
    waiting: waiting.map(({ queue, index }) => ({
      call: `w-${queue}-${index}`,
      queue,
      position: index + 1,
      since: now - (96 - index * 9) * SECOND,
      number: `13${Math.floor(next() * 900_000_000 + 100_000_000)}`,
      ringing: false,
    })),
    alarms: [
      {
        id: 'a1',
        code: 'DISK_LOW',
        subject: '/var/lib/spillway',
        severity: 'minor',
        since: now - 2 * HOUR,
        times: 1,
        text: { en: 'The disk for recordings is 86% full', zh: '录音磁盘已用 86%' },
      },
    ],
    hours: Object.entries(STATIONS).map(([number, name]) => ({
      number,
      name,
      open: true,
      by: 'calendar' as const,
      until: now + 5 * HOUR,
    })),
    today: {
      since: now - 14 * HOUR,
      calls: { answered: 972, captured: 186, abandoned: 91, selfServed: 35 },
      callbacks: { created: 186, merged: 23, attempted: 121, reached: 92, connected: 79, failed: 29 },
    },
    callbacks: { open: 107, completed: 79 },
    recordings: { underWay: 9 },
    watch: [],
  };
}

export function customers(now: number): Customer[] {
  const next = chance(11);
  return CUSTOMERS.map(
    (name, index): Customer => ({
      ...{
        id: `k${2001 + index}`,
        name,
        numbers: [`13${Math.floor(next() * 900_000_000 + 100_000_000)}`],
        grade: index % 5 === 0 ? 3 : 0,
        etag: `"${index}"`,
      },
      address: `${name.slice(0, 1)}${index % 2 === 0 ? '女士' : '先生'}`,
      ...(index % 4 === 0 && { owner: '1001' }),
      lastContactAt: now - (index + 1) * 9 * HOUR,
    }),
  );
}

export function calls(now: number): CallRow[] {
  const next = chance(23);
  const ends = [
    'answered',
    'answered',
    'answered',
    'captured',
    'answered',
    'abandoned',
    'answered',
    'selfServed',
    'answered',
    'message',
  ];
  const known = customers(now);
  return Array.from({ length: 48 }, (_, index): CallRow => {
    const disposition = index === 0 ? null : (ends[index % ends.length] ?? 'answered');
    const at = now - index * 3.7 * MINUTE;
    const talk = disposition === 'answered' ? Math.round(40 + next() * 320) * SECOND : 0;
    const wait = Math.round(next() * 90) * SECOND;
    const [accessNumber, accessName] = Object.entries(STATIONS)[index % 3] ?? ['', ''];
    const outbound = index % 9 === 4;
    const other = known[index % known.length]?.numbers[0] ?? '13800138000';
    return {
      ...{ id: `c-${800 - index}`, contact: `c-${800 - index}`, direction: outbound ? 'outbound' : 'inbound' },
      ...{
        calling: outbound ? '4008001234' : other,
        called: outbound ? other : accessNumber,
        accessNumber: outbound ? null : accessNumber,
        accessName: outbound ? null : accessName,
      },
      ...{
        queue: QUEUES[index % 4] ?? null,
        agent: talk > 0 ? String(1001 + (index % 16)) : null,
        disposition,
        reason: null,
        cause: 16,
        offeredAt: at,
      },
      ...{
        answeredAt: talk > 0 ? at + wait : null,
        endedAt: disposition === null ? null : at + wait + talk,
        request: null,
      },
      ...{
        waitMs: wait,
        talkMs: talk,
        holdMs: 0,
        recordings: talk > 0 ? [{ id: `r-${index}`, state: 'complete' }] : [],
      },
    };
  });
}

export const areaOf = (number: string): string => AREAS[Number(number.slice(-1)) % AREAS.length] ?? '上海';
/** A quarter to nine in the evening of the shop, in the middle of a wave, whenever the test runs. */
const EVENING = Date.UTC(2026, 10, 29, 12, 45);
const begun = Date.now();
export const nowOf = (): number => EVENING + Date.now() - begun;

/** The people as a search for colleagues finds them. */
export function colleaguesOf(world: { readonly now: () => number }) {
  return standing(world.now()).people.map(({ id, name, queues, station = '', state, reason, since }) => ({
    ...{ id, name, queues, station, state, since, free: state === 'ready' },
    ...(reason !== undefined && { reason }),
  }));
}
