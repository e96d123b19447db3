// SPDX-License-Identifier: GPL-2.0-or-later
// How are an agent's commands put together? His telephone, his calls, his callbacks, and the shop's night switch.

import type { Access } from '../../access/index.js';
import type { Callbacks } from '../../callback/index.js';
import { SIGN_IN } from '../../config/index.js';
import { AgentDesk, type AgentLines } from '../agents/index.js';
import { type CallDesk, SuperviseByCode, TelephoneVerbs } from '../calling/index.js';
import type { InboundCalls } from '../inbound/index.js';
import type { CallbackCalls } from '../outbound/index.js';
import { OutsideAgents, OutsideKeys, SignInByCalling } from '../outside/index.js';
import type { Rooms } from '../rooms/index.js';
import { type HoursDesk, NightCode, type PromptDesk, PromptsByTelephone } from '../views/index.js';
import type { Voicemail } from '../voicemail/index.js';

/** Whom agents' commands need. */
interface Others {
  readonly access: Access;
  readonly calling: CallDesk;
  readonly hours: HoursDesk;
  readonly callbacks: Callbacks;
  readonly dialler: CallbackCalls;
  readonly inbound: InboundCalls;
  readonly prompts: PromptDesk;
  readonly voicemail: Voicemail;
}

/** The desk of agents' commands; customers whom an agent calls are led to queues and flows as others are. */
export function agentDesk(rooms: Rooms, agentLines: AgentLines, others: Others): AgentDesk {
  const { access, calling, hours, callbacks, dialler, inbound, voicemail: messages } = others;
  calling.house.serve(
    (contact, task) => inbound.lead(contact, task),
    (flow) => inbound.knows(flow),
  );
  const supervise = new SuperviseByCode(rooms, access, agentLines, calling.supervision);
  const house = new TelephoneVerbs(rooms, agentLines, calling, { supervise, messages });
  const outside = new OutsideAgents(rooms, agentLines);
  const night = new NightCode(rooms, hours);
  const prompts = new PromptsByTelephone(rooms, access, others.prompts);
  const desk = new AgentDesk(rooms, agentLines, { access, callbacks, dialler, night, prompts, house, outside });
  new OutsideKeys(rooms, agentLines, calling, desk);
  const signIn = new SignInByCalling(rooms, access, outside, desk);
  inbound.know(SIGN_IN, (dialogue) => signIn.converse(dialogue));
  return desk;
}
