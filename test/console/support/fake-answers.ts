// SPDX-License-Identifier: GPL-2.0-or-later
// What does the fake web process answer to each route? By the names of the contract: `calls.list`.

import type { Customer, Me, Note, StaffMessage } from '../../../src/api/contract/index.js';
import { RIGHT_NAMES } from '../../../src/api/contract/index.js';
import { calls, colleaguesOf, HOUR, MINUTE, standing } from './fake-data.js';
import { HOUSE_ANSWERS } from './fake-house.js';
import { KEPT_ANSWERS } from './fake-kept.js';
import type { FakeLine } from './fake-line.js';
import { OFFICE_ANSWERS } from './fake-office.js';
import { historyOf, popOf } from './fake-pop.js';
import { callbacks, leads, timeline } from './fake-records.js';
import { REPORT_ANSWERS } from './fake-reports.js';
import { SHIFT_ANSWERS } from './fake-shifts.js';

const AGENT = ['agents.self', 'audit.note', 'numbers.see', 'recordings.hear'] as const;
const SUPERVISOR = [
  ...AGENT,
  'status.read',
  'calls.read',
  'callbacks.read',
  'callbacks.change',
  'agents.command',
  'calls.supervise',
  'events.read',
  'numbers.read',
  'numbers.change',
  'messages.read',
  'messages.change',
  'customers.read',
  'customers.change',
  'hours.change',
] as const;

/** Who can sign in; every password is right but an empty one and `wrong`. */
export const PERSONS: Readonly<Record<string, Omit<Me, 'language' | 'theme' | 'expiresAt'>>> = {
  '1001': {
    id: '1001',
    name: '李娜',
    role: 'agent',
    rights: [...AGENT],
    isAgent: true,
    queues: ['电视订购', '会员专线'],
    station: '801',
    usualStation: '801',
    masked: false,
    zone: 'Asia/Shanghai',
    mustChangePassword: false,
  },
  wang: {
    id: 'wang',
    name: '王建军',
    role: 'supervisor',
    rights: [...SUPERVISOR],
    isAgent: false,
    queues: [],
    masked: false,
    zone: 'Asia/Shanghai',
    mustChangePassword: false,
  },
  owner: {
    id: 'owner',
    name: '陈老板',
    role: 'administrator',
    rights: [...RIGHT_NAMES],
    isAgent: false,
    queues: [],
    masked: false,
    zone: 'Asia/Shanghai',
    mustChangePassword: false,
  },
};

export interface FakeWorld {
  readonly now: () => number;
  readonly line: FakeLine;
  readonly saved: Map<string, unknown>;
  readonly notes: Note[];
  readonly messages: StaffMessage[];
  readonly known: Customer[];
  /** Lists that are to be empty, or to fail, by their route's name. */
  readonly moods: Map<string, 'empty' | 'failed' | 'noRight' | 'never' | 'edited'>;
  /** What stands now where the mood is `edited`: somebody else was quicker. */
  edited?: unknown;
  language: 'zh-CN' | 'en';
  theme: 'light' | 'dark' | 'system';
}

export interface FakeAsked {
  readonly me: Me | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export function meOf(world: FakeWorld, id: string): Me | undefined {
  const person = PERSONS[id];
  return person && { ...person, language: world.language, theme: world.theme, expiresAt: world.now() + HOUR };
}

const figure = (now: number, yesterday: number, weekAgo: number, target: number | null = null) => ({
  now,
  yesterday,
  weekAgo,
  target,
});
const hoursOf = (peak: number, height: number) =>
  Array.from({ length: 24 }, (_, hour) =>
    Math.max(0, Math.round(height * Math.exp(-((hour - peak) ** 2) / 5) + (hour > 7 && hour < 22 ? height / 6 : 0))),
  );

export type Answer = (world: FakeWorld, asked: FakeAsked) => unknown;

export const ANSWERS: Readonly<Record<string, Answer>> = {
  'session.me': (_, { me }) => me,
  'session.start': (world, asked) => {
    const of = (name: string) => (world.moods.has(name) ? undefined : ANSWERS[name]?.(world, asked));
    return {
      me: asked.me,
      views: Object.fromEntries(world.saved),
      people: Object.values(PERSONS)
        .filter(({ isAgent }) => !isAgent)
        .map(({ id, name }) => ({ id, name })),
      messages: of('messages.list'),
      ...(asked.me?.isAgent && {
        figures: of('ownLine.figures'),
        calls: (of('calls.mine') as { readonly rows: unknown } | undefined)?.rows,
        callbacks: of('callbacks.mine'),
      }),
    };
  },
  'session.saveView': ({ saved }, { params, body }) => void saved.set(params.name ?? '', body.value),
  'session.prefer': (world, { me, body }) => {
    Object.assign(world, body);
    return meOf(world, me?.id ?? '');
  },
  'session.signOut': () => undefined,
  'ownLine.line': ({ line }) => line.line,
  'ownLine.figures': (world) => {
    const today = {
      handled: 37,
      talk: 2.6 * HOUR,
      hold: 9 * MINUTE,
      wrapUp: 31 * MINUTE,
      ready: 1.4 * HOUR,
      notReady: 38 * MINUTE,
      signedIn: 5.2 * HOUR,
    };
    return {
      agent: '1001',
      name: '李娜',
      state: 'ready',
      at: world.now(),
      today,
      sinceSignIn: { ...today, signedInAt: world.now() - 5.2 * HOUR },
    };
  },
  'ownLine.supervise': () => ({ taken: true }),
  'board.standing': ({ now }) => standing(now()),
  'board.moveWaiting': () => ({ taken: true }),
  'board.saySurge': () => ({ taken: true }),
  'board.sayHours': () => ({ taken: true }),
  'board.busyOut': () => ({ taken: true }),
  'board.measuredLines': ({ now }) => [
    {
      line: 'lines/1',
      at: now() - 3 * HOUR,
      measures: {
        dialTone: { dbm0: -10.2, hertz: [450] },
        noise: -63.1,
        hum: -58,
        echoReturnLoss: { mean: 21.4, at: {} },
      },
      findings: [],
    },
    {
      line: 'lines/2',
      at: now() - 3 * HOUR,
      measures: {
        dialTone: { dbm0: -12.8, hertz: [450] },
        noise: -41.5,
        hum: -60.2,
        echoReturnLoss: { mean: 18, at: {} },
      },
      findings: ['noisy'],
    },
  ],
  'board.alarms': ({ now }, { query }) => [
    ...standing(now()).alarms,
    ...(query.all
      ? [
          {
            id: 'a0',
            code: 'D_CHANNEL_DOWN',
            subject: 'e2',
            severity: 'major',
            since: now() - 20 * HOUR,
            clearedAt: now() - 19.9 * HOUR,
            times: 2,
            text: { en: 'The D-channel of e2 is down', zh: 'e2 的 D 信道中断' },
          },
        ]
      : []),
  ],
  'calls.pop': (world, { params }) => popOf(world, params.call ?? ''),
  'leads.list': ({ now }) => ({ rows: leads(calls(now())), next: 'c' }),
  'calls.list': ({ now }) => ({ rows: calls(now()), next: 'c' }),
  'calls.mine': ({ now }) => ({
    rows: calls(now())
      .filter(({ disposition }) => disposition === 'answered')
      .slice(0, 8),
  }),
  'calls.timeline': ({ now }, { params }) =>
    timeline(calls(now()).find(({ id }) => id === params.call) ?? (calls(now())[1] as never)),
  'calls.saveNote': (world, { me, params, body }) => {
    const note = {
      contact: params.contact ?? '',
      by: me?.id ?? '',
      byName: me?.name ?? '',
      text: String(body.text),
      at: world.now(),
    };
    world.notes.splice(
      0,
      world.notes.length,
      ...world.notes.filter(({ contact, by }) => contact !== note.contact || by !== note.by),
      note,
    );
    return note;
  },
  'calls.tryRoute': () => ({
    to: { kind: 'queue', queue: '电视订购' },
    reason: '接入号',
    rules: ['老客户优先'],
    priority: 3,
  }),
  'recordings.list': ({ now }) => ({
    rows: calls(now())
      .filter(({ recordings }) => recordings.length > 0)
      .slice(0, 18)
      .map((row, index) => ({
        id: `r-${index}`,
        call: row.id,
        kind: 'conversation',
        agent: row.agent,
        queue: row.queue,
        startedAt: row.offeredAt,
        endedAt: row.endedAt,
        durationMs: row.talkMs,
        gapMs: index === 3 ? 240 : 0,
        state: index === 0 ? 'recording' : 'complete',
        reason: null,
        held: index === 5,
        ...{ bytes: 16 * row.talkMs, sha256: null, sealed: index > 0, archived: index > 12 },
        ...{ accessNumber: row.accessNumber, accessName: row.accessName, customer: null, marks: index === 2 ? 1 : 0 },
        ...{ tags: index === 2 ? ['投诉'] : [], score: index === 2 ? 72 : null },
        number: row.direction === 'inbound' ? row.calling : row.called,
        direction: row.direction,
      })),
  }),
  'callbacks.list': ({ now }) => ({ rows: callbacks(now()) }),
  'callbacks.mine': ({ now }) => callbacks(now()).slice(0, 7),
  'callbacks.create': () => ({ id: 'q-1' }),
  'callbacks.cancel': () => undefined,
  'customers.find': ({ known }, { query }) => ({
    rows: known.filter(
      ({ name, numbers }) =>
        query.what === undefined || name.includes(query.what) || numbers.some((one) => one.includes(query.what ?? '')),
    ),
    all: 8412,
  }),
  'customers.get': ({ known }, { params }) => known.find(({ id }) => id === params.customer) ?? known[0],
  'customers.put': (world, { params, body }) => {
    const customer = { grade: 0, ...body, id: params.customer ?? '', etag: `"${world.now()}"` } as Customer;
    world.known.splice(0, world.known.length, ...world.known.filter(({ id }) => id !== customer.id), customer);
    return { ...customer, hints: [] };
  },
  'customers.history': (world) => historyOf(world),
  'customers.notes': ({ now }) => [
    { contact: 'c-790', by: '1002', byName: '王芳', text: '上次的拖把漏水，已换新。', at: now() - 50 * HOUR },
  ],
  'messages.list': ({ messages }) => ({
    rows: messages,
    unread: messages.filter(({ readAt }) => readAt === undefined).length,
  }),
  'messages.receivers': (world, { me }) => [
    ...Object.values(PERSONS)
      .filter(({ id, isAgent }) => !isAgent && id !== me?.id)
      .map(({ id, name, role }) => ({ to: id, name, role })),
    ...colleaguesOf(world)
      .filter(({ id }) => id !== me?.id)
      .map(({ id, name }) => ({ to: id, name, role: 'agent' })),
    { to: 'queue:电视订购', name: '电视订购' },
  ],
  'messages.send': (world, { me, body }) => {
    const message = {
      id: world.messages.length + 1,
      from: me?.id ?? '',
      fromName: me?.name ?? '',
      to: String(body.to),
      toName: String(body.to),
      text: String(body.text),
      at: world.now(),
    };
    world.messages.unshift(message);
    return [message];
  },
  'messages.read': () => ({ unread: 0 }),
  'search.search': (world, { query }) => {
    const what = query.what ?? '';
    const customers = world.known
      .filter(({ name, numbers }) => name.includes(what) || numbers.some((one) => one.includes(what)))
      .slice(0, 5);
    return {
      customers,
      colleagues: colleaguesOf(world).filter(({ name }) => name.includes(what)),
      calls: [],
      callbacks: [],
    };
  },
  'today.today': ({ now }) => ({
    ...{
      at: now(),
      day: standing(now()).today,
      offered: figure(1284, 1177, 1146),
      answered: figure(972, 930, 900),
      answeredShare: figure(0.91, 0.9, 0.88, 0.9),
      serviceLevel: figure(0.76, 0.81, 0.79, 0.8),
    },
    ...{
      captured: figure(86, 41, 52),
      callbacksMade: figure(86, 41, 52),
      callbacksKept: figure(79, 40, 50),
      abandoned: figure(91, 80, 77),
    },
    byAccessNumber: [
      { number: '4008001234', name: '东方购物', hours: hoursOf(20, 140) },
      { number: '4008005678', name: '央广购物', hours: hoursOf(11, 90) },
      { number: '02161234567', name: '总机', hours: hoursOf(14, 25) },
    ],
    agents: standing(now())
      .people.slice(0, 9)
      .map(({ id, name, handled }) => ({
        agent: id,
        name,
        handled: handled + 20,
        talk: (handled + 20) * 2.7 * MINUTE,
        signedIn: 7.6 * HOUR,
      })),
    alarms: [
      {
        code: 'DISK_LOW',
        subject: '/var/lib/spillway',
        at: now() - 2 * HOUR,
        clearedAt: null,
        severity: 'minor',
        text: { zh: '录音磁盘已用 86%', en: 'The disk of recordings is 86% full' },
      },
    ],
    failedCallbacks: { noAnswer: 5, busy: 2 },
    hours: standing(now()).hours,
  }),
  ...HOUSE_ANSWERS,
  ...KEPT_ANSWERS,
  ...OFFICE_ANSWERS,
  ...SHIFT_ANSWERS,
  ...REPORT_ANSWERS,
};
