// SPDX-License-Identifier: GPL-2.0-or-later
// What does the fake web process answer an administrator: the file, its history, people, the audit?

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { changedText } from '../../../src/config/settings-file.js';
import type { Answer } from './fake-answers.js';
import { HOUR, MINUTE, nowOf, standing } from './fake-data.js';

const root = process.cwd();
const yaml = readFileSync(path.join(root, 'examples/tv-shopping.yaml'), 'utf8');
const members = readFileSync(path.join(root, 'examples/member-service.yaml'), 'utf8');
const schema = JSON.parse(readFileSync(path.join(root, 'spillway.schema.json'), 'utf8')) as unknown;

/** As the box writes them. */
const AUDIT = [
  {
    ...{ type: 'settings.changed', actor: 'person:owner', source: 'web' },
    facts: { paths: ['surge.on', 'queues.电视订购.wrapUp'], revision: 'f3a91c', before: 'a17be0' },
  },
  {
    ...{ type: 'call.supervised', actor: 'person:wang', source: 'web' },
    facts: { call: 'c-790', agent: '1003', supervisor: 'wang', mode: 'listen' },
  },
  {
    ...{ type: 'audit.noted', actor: 'person:wang', source: 'web' },
    facts: { what: 'recording.heard', subject: 'r-12' },
  },
  {
    ...{ type: 'audit.refused', actor: 'agent:1007', source: 'web' },
    facts: { what: 'PUT /api/v1/settings', right: 'settings.change' },
  },
  {
    ...{ type: 'hours.changed', actor: 'program:crm(li)', source: 'program' },
    facts: { number: '88880001', is: 'closed', until: nowOf() + HOUR },
  },
  {
    ...{ type: 'call.moved', actor: 'person:wang', source: 'web' },
    facts: { call: 'c-790', queue: '电视订购', to: 'agent:1002' },
  },
  { type: 'surge.said', actor: 'person:wang', source: 'web', facts: { is: 'on', until: nowOf() + HOUR } },
  {
    ...{ type: 'agent.changed', actor: 'agent:1001', source: 'telephone' },
    facts: { agent: '1001', state: 'notReady', reason: 'meal' },
  },
  { type: 'console.signedIn', actor: 'agent:1001', source: 'web', facts: { person: '1001', from: '192.168.1.31' } },
  {
    ...{ type: 'configuration.refused', actor: 'user:li(1000)', source: 'shell' },
    facts: { file: '/etc/spillway/spillway.yaml', problems: 2 },
  },
] as const;

export const OFFICE_ANSWERS: Readonly<Record<string, Answer>> = {
  'settings.read': (_, { query }) => ({
    revision: 'f3a91c',
    value: query.path === 'flows' ? (parse(members) as { flows: unknown }).flows : parse(yaml),
  }),
  'settings.text': () => ({ revision: 'f3a91c', text: yaml }),
  'settings.schema': () => schema,
  'settings.check': (_, { body }) => checked(body.changes as readonly Change[]),
  'settings.change': () => ({ revision: 'a17be0', problems: [], hints: [], restart: [] }),
  'settings.history': ({ now }) => [
    {
      revision: 'f3a91c',
      at: now() - 3 * HOUR,
      actor: '陈老板',
      paths: ['queues.orders.wrapUp', 'surge.on'],
      isNow: true,
    },
    {
      revision: '88c0d2',
      at: now() - 52 * HOUR,
      actor: 'shell:root',
      paths: ['accessNumbers.88880003.calendar'],
      isNow: false,
    },
  ],
  'settings.difference': () => ({ revision: '88c0d2', text: yaml.replace('wrapUp: 15s', 'wrapUp: 30s'), now: yaml }),
  'settings.undo': () => ({ revision: '88c0d2', problems: [], hints: [], restart: [] }),
  'prompts.list': () => [
    {
      name: 'welcome',
      texts: { 'zh-CN': '您好，欢迎致电东方购物。', en: 'Welcome.' },
      named: ['accessNumbers.88880001.welcome'],
      sounds: [{ place: 'zh-CN', own: true, seconds: 4.2 }],
    },
    {
      name: 'surge',
      texts: {
        'zh-CN': '当前来电较多，我们已记下您的号码，稍后给您回电。',
        en: 'Many callers now: we have your number, and will call you back.',
      },
      when: { en: 'a computer agent takes a number', zh: '电脑座席登记号码时' },
      named: [],
      sounds: [{ place: 'zh-CN', own: false, seconds: 6.8 }],
    },
  ],
  'numbers.list': ({ now }) => [
    { number: '13700001111', reason: '骚扰', by: '王建军', at: now() - 70 * HOUR },
    { number: '02155556666', fromFile: true },
  ],
  'staff.list': ({ now }) => [
    ...standing(now())
      .people.slice(0, 12)
      .map(({ id, name, queues, skills }) => ({
        id,
        name,
        role: 'agent',
        rights: [],
        isAgent: true,
        queues,
        skills: skills ?? {},
        hasPin: true,
        hasPassword: id !== '1005',
        ...(id === '1004' && { lockedUntil: now() + 9 * MINUTE }),
      })),
    {
      id: 'wang',
      name: '王建军',
      role: 'supervisor',
      rights: [],
      isAgent: false,
      queues: [],
      skills: {},
      hasPin: false,
      hasPassword: true,
    },
  ],
  'staff.resetPassword': () => ({ password: 'kx7-mp2-qd9' }),
  'audit.list': ({ now }) => ({
    rows: Array.from({ length: 24 }, (_, index) => ({
      n: 9000 - index,
      at: now() - index * 13 * MINUTE,
      ...(AUDIT[index % AUDIT.length] as (typeof AUDIT)[number]),
    })),
    next: 8900,
  }),
};

interface Change {
  readonly path: string;
  readonly value?: unknown;
}
function checked(changes: readonly Change[]) {
  const bad = changes.find(({ path: of, value }) => of.endsWith('.music') && value !== 'queue-music');
  const text = changedText(
    yaml,
    changes.map(({ path: of, value }) => ({ path: of, value })),
  );
  const wrong = String(bad?.value);
  const line = text.split('\n').findIndex((one) => one.includes('music') && one.includes(wrong)) + 1;
  return {
    problems: bad ? [{ line, column: 13, message: `没有提示音“${wrong}”：请写提示音名称或 WAV 文件路径` }] : [],
    hints: [],
    text,
    before: yaml,
    applies: [],
  };
}
