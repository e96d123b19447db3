// SPDX-License-Identifier: GPL-2.0-or-later
// What does the fake web process answer about waves, callers' messages, and programs?

import type { Answer } from './fake-answers.js';
import { HOUR, MINUTE, SECOND } from './fake-data.js';

const STEP = 5 * MINUTE;

/** Callers of an evening: a quiet beginning, an advertisement, and what computer agents took of it. */
function curve(now: number) {
  const from = now - 5 * HOUR;
  return Array.from({ length: 60 }, (_, index) => {
    const peak = Math.exp(-((index - 42) ** 2) / 40);
    const offered = Math.round(6 + 3 * Math.sin(index / 4) + 74 * peak);
    const captured = Math.round(44 * peak);
    const lost = Math.round(5 * peak + (index % 9 === 0 ? 1 : 0));
    return { at: from + index * STEP, offered, answered: Math.max(0, offered - captured - lost), captured, lost };
  });
}

interface Part {
  readonly key: string;
  readonly name?: string;
  readonly counts: readonly [offered: number, answered: number, captured: number, lost: number, kept: number];
}

const part = ({ key, name, counts: [offered, answered, captured, lost, kept] }: Part) => ({
  ...{ key, ...(name !== undefined && { name }) },
  calls: { offered, ended: { answered, captured, abandoned: lost }, inProgress: 0, lost },
  ...{ captured: { spoken: captured }, merged: Math.round(captured / 8), unconfirmed: 0, promised: captured, kept },
});

function waveReport(now: number) {
  const points = curve(now);
  const sum = (kind: 'offered' | 'answered' | 'captured' | 'lost') => points.reduce((all, one) => all + one[kind], 0);
  const [offered, answered, captured, lost] = [sum('offered'), sum('answered'), sum('captured'), sum('lost')];
  return {
    ...part({ key: '', counts: [offered, answered, captured, lost, Math.round(captured * 0.7)] }),
    ...{ zone: 'Asia/Shanghai', from: now - 5 * HOUR, to: now, until: now, step: STEP, curve: points },
    blocked: { withoutChannel: 3, byExchange: null },
    callbacks: {
      ...{ created: captured, recoveryRate: 0.74, serviceLevel: 0.69 },
      states: { completed: Math.round(captured * 0.7), open: Math.round(captured * 0.26), givenUp: 6 },
      timeToCallBack: { calls: 79, p50: 9 * MINUTE, p90: 31 * MINUTE },
    },
    lines: { peak: 57, allBusy: 42 * SECOND, seizures: offered },
    stations: [
      part({ key: '4008001234', name: '东方购物', counts: [812, 495, 288, 29, 201] }),
      part({ key: '4008005678', name: '央广购物', counts: [203, 171, 24, 8, 18] }),
    ],
    slots: [
      { ...part({ key: '黄金档', counts: [611, 318, 268, 25, 190] }), from: now - 100 * MINUTE, to: now, came: [] },
    ].map((slot) => ({
      ...slot,
      learned: Array.from({ length: 60 }, (_, minute) => 13 * Math.exp(-((minute - 20) ** 2) / 200)),
    })),
  };
}

const message = (now: number, index: number, box: string, state: string) => ({
  id: `m-${index}`,
  ...{ box, state, at: now - index * 47 * MINUTE, durationMs: (12 + index * 7) * SECOND, call: `c-${700 + index}` },
  number: `1390001${2000 + index * 311}`,
});
const messages = (now: number) => [
  message(now, 1, '售后', 'new'),
  message(now, 2, '总机', 'new'),
  message(now, 3, '售后', 'heard'),
  message(now, 4, '总机', 'saved'),
  message(now, 5, '售后', 'heard'),
];
const BOXES = [
  { box: '总机', new: 1, heard: 0, saved: 1, quota: 50 },
  { box: '售后', new: 1, heard: 2, saved: 0, quota: 3 },
];

export const HOUSE_ANSWERS: Readonly<Record<string, Answer>> = {
  'calls.report': ({ now }, { params }) => (params.name === 'wave' ? waveReport(now()) : {}),
  'mailboxes.list': ({ now }) => ({ boxes: BOXES, messages: messages(now()) }),
  'mailboxes.change': () => ({}),
  'voicemail.mine': ({ now }) => ({
    boxes: BOXES.slice(1),
    messages: messages(now()).filter(({ box }) => box === '售后'),
  }),
  'voicemail.change': () => ({}),
  'programs.list': ({ now }) => [
    {
      ...{ id: 'p1', name: 'crm', scopes: ['calls.read', 'events.read', 'customers.read'], createdBy: 'owner' },
      ...{ createdAt: now() - 40 * 24 * HOUR, lastUsedAt: now() - 2 * MINUTE },
    },
    {
      ...{ id: 'p2', name: 'web-shop', scopes: ['callbacks.change'], createdBy: 'owner' },
      ...{ createdAt: now() - 9 * 24 * HOUR, expiresAt: now() + 80 * 24 * HOUR },
    },
  ],
  'programs.add': ({ now }, { body }) => ({
    ...{ id: 'p3', name: body.name, scopes: body.scopes, createdBy: 'owner', createdAt: now() },
    token: 'swt_9f2c61b07ad84e53',
  }),
  'programs.remove': () => undefined,
  'prompts.put': () => ({ whole: true }),
};
