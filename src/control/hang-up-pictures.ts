// SPDX-License-Identifier: GPL-2.0-or-later
// What does a hang-up do, drawn? A picture for each case, made by the conversation's own machine and policies: docs/calls.md has them.

import { type Bilingual, inLanguage, type Language } from '../kernel/index.js';
import {
  type ConversationEffect,
  type ConversationState,
  conversation,
  conversationMachine,
} from './conversation-machine.js';
import {
  CALLED,
  CONFERENCE,
  CONSULTATION,
  type HangUpPolicy,
  keptBy,
  PRIVATE,
  type Role,
  SERVICE,
} from './hang-up-policy.js';

interface Case {
  readonly title: Bilingual;
  readonly policy: HangUpPolicy;
  readonly parties: readonly Role[];
  /** They have not heard each other yet. */
  readonly unserved?: boolean;
}

const CASES: readonly Case[] = [
  { title: { en: 'agent and customer', zh: '座席与客户' }, policy: SERVICE, parties: ['customer', 'agent'] },
  {
    title: { en: 'the same, before they heard each other', zh: '同上，双方尚未通话' },
    policy: SERVICE,
    parties: ['customer', 'agent'],
    unserved: true,
  },
  {
    title: { en: 'an agent calls, nobody has answered', zh: '座席呼出，对方未接' },
    policy: CALLED,
    parties: ['customer', 'agent'],
    unserved: true,
  },
  {
    title: { en: 'the agent has the customer on hold', zh: '座席保持客户' },
    policy: keptBy(SERVICE, ['agent']),
    parties: ['customer', 'agent'],
  },
  {
    title: { en: 'the agent asks a third', zh: '座席咨询第三方' },
    policy: CONSULTATION,
    parties: ['agent', 'consulted'],
  },
  { title: { en: 'three talk', zh: '三方通话' }, policy: CONFERENCE, parties: ['customer', 'agent', 'consulted'] },
  { title: { en: 'two of the house', zh: '内部两方' }, policy: PRIVATE, parties: ['agent', 'consulted'] },
  {
    title: { en: 'a supervisor takes part', zh: '班长加入' },
    policy: SERVICE,
    parties: ['customer', 'agent', 'supervisor'],
  },
];

const NAMES: Readonly<Record<Role, Bilingual>> = {
  customer: { en: 'customer', zh: '客户' },
  agent: { en: 'agent', zh: '座席' },
  consulted: { en: 'third', zh: '第三方' },
  supervisor: { en: 'supervisor', zh: '班长' },
  machine: { en: 'machine', zh: '自动程序' },
};

/** All of them, in a block of text. `✕` hangs up, `(he)` is cleared, `<he` is given back to his queue or flow, `[he]` waits for somebody to come. */
export function hangUpPictures(language: Language): string {
  return CASES.map((one) => {
    const named = one.parties.map((role) => inLanguage(NAMES[role], language));
    const lines = one.parties.map((role, i) => `    ${named[i]} ✕  →  ${afterwards(one, role, language)}`);
    return [`${inLanguage(one.title, language)}: ${named.join(' ── ')}`, ...lines].join('\n');
  }).join('\n\n');
}

/** Who is there, and how, when this one has gone. */
function afterwards({ policy, parties, unserved }: Case, gone: Role, language: Language): string {
  let state: ConversationState = conversation(policy);
  let effects: readonly ConversationEffect[] = [];
  const send = (event: Parameters<typeof conversationMachine.transition>[1]) => {
    ({ state, effects } = conversationMachine.transition(state, event, 0));
  };
  const joining = parties.map((role) => ({ id: role, role }));
  send({ type: unserved ? 'attend' : 'join', parties: joining });
  if (!unserved) for (const role of parties) send({ type: 'heard', id: role });
  send({ type: 'gone', id: gone });
  const fate = (role: Role) => {
    const name = inLanguage(NAMES[role], language);
    if (effects.some((one) => one.type === 'clear' && one.id === role)) return `(${name})`;
    if (effects.some((one) => one.type === 'givenBack' && one.id === role)) return `<${name}`;
    return parties.length === 2 ? `[${name}]` : name;
  };
  return parties
    .filter((role) => role !== gone)
    .map(fate)
    .join(' ── ');
}
