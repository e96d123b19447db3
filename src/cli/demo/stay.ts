// SPDX-License-Identifier: GPL-2.0-or-later
// Who sits at the demonstration's console? An agent, a supervisor and an owner, with passwords that are told to whoever watches.

import { inLanguage } from '../../kernel/index.js';
import { askBox } from '../control-client.js';
import { type Output, say } from '../output.js';
import { agentId } from './plan.js';

/** Where the console of a demonstration is. */
export const STAY_PORT = 8480;

/** Of the configuration: the console at the loopback address, and two people beside the agents. */
export function stayConfiguration(port: number, language: Output['language']): object {
  const named = (en: string, zh: string) => inLanguage({ en, zh }, language);
  return {
    web: { port, address: '127.0.0.1', certificate: 'none' },
    people: [
      { id: 'chen', name: named('Chen, supervisor', '陈班长'), role: 'supervisor' },
      { id: 'owner', name: named('Zhao, owner', '赵老板'), role: 'administrator' },
    ],
  };
}

/** The same in every demonstration: nothing of it is worth a secret, and it is reached from this machine alone. */
export const DEMO_PASSWORD = 'wave-of-calls';

/** Gives them their passwords; resolves when the box has them. */
export async function seatPeople(socket: string): Promise<void> {
  for (const id of [agentId(0), 'chen', 'owner'])
    await askBox(socket, 'people.password', { params: { id, password: DEMO_PASSWORD } });
}

/** Says where to go, and as whom. */
export function sayWhere(output: Output, port: number): void {
  const url = `http://localhost:${port}/`;
  say(output, {
    en: `the console is at ${url}, until Ctrl-C`,
    zh: `控制台地址：${url}，按 Ctrl-C 结束`,
  });
  say(output, {
    en: `sign in as ${agentId(0)} (agent), chen (supervisor) or owner; the password of each: ${DEMO_PASSWORD}`,
    zh: `可用账号：${agentId(0)}（座席）、chen（班长）、owner（老板）；密码均为：${DEMO_PASSWORD}`,
  });
}
