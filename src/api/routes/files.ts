// SPDX-License-Identifier: GPL-2.0-or-later
// Files of the shop, out and in again: agents, blocked numbers, numbers that are never called.

import { DateTime } from 'luxon';
import { AGENT_COLUMNS, agentText, readAgents } from '../../config/index.js';
import { NUMBER_COLUMNS, readNumbers } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { csv, type ReadRows } from '../../kernel/index.js';
import type { contract } from '../contract/index.js';
import type { Given, Handlers } from '../web.js';

const PIECE = 500; // rows of one question
const MOST_TOLD = 20;

type Ask = Given<typeof contract.files.importAgents>['ask'];

/** Rows of a file, piece by piece to the box: its last answer. What is wrong with the form of the file is told at once. */
export async function takenIn(
  ask: Ask,
  method: string,
  { rows, problems }: ReadRows<string>,
  replace: boolean,
): Promise<unknown> {
  if (problems.length > 0)
    return { taken: 0, of: rows.length, wrong: problems.length, problems: problems.slice(0, MOST_TOLD) };
  let answer: unknown;
  for (let at = 0; at === 0 || at < rows.length; at += PIECE)
    answer = await ask(method, { at, of: rows.length, rows: rows.slice(at, at + PIECE), replace });
  return answer;
}

interface TakenAgents {
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  readonly pins?: unknown;
  readonly settings?: { readonly problems: readonly string[] };
}

async function importAgents({ web, body, query, ask }: Given<typeof contract.files.importAgents>) {
  const answer = (await takenIn(ask, 'agents.import', readAgents(body), query.replace === true)) as TakenAgents;
  const { settings, pins: _, ...taken } = answer; // what a program is told of PINs is the operator's
  if (settings !== undefined && settings.problems.length > 0)
    throw new TelephonyError('CONFIG_INVALID', settings.problems.join('\n'));
  const passwords: { readonly agent: string; readonly password: string }[] = [];
  for (const agent of taken.added ?? []) {
    const { password } = (await ask('people.newPassword', { id: agent })) as { password?: string };
    if (password !== undefined) passwords.push({ agent, password });
  }
  for (const agent of taken.removed ?? []) web.sessions.endAll(agent);
  await web.people.refresh();
  return { ...taken, ...(passwords.length > 0 && { passwords }) };
}

interface Listed {
  readonly number: string;
  readonly from: 'command' | 'file';
  readonly reason?: string;
  readonly until?: number;
}

async function exportNumbers({ web, asker, params, query, reply, ask }: Given<typeof contract.files.exportNumbers>) {
  if (asker.masked) throw new TelephonyError('FORBIDDEN', `${asker.id} has not the right numbers.see`);
  const all = (await ask(`${params.list}.list`)) as readonly Listed[];
  await ask('audit.note', { what: 'numbers.exported', subject: params.list });
  const { zone } = web.people.directory;
  const end = (until: number | undefined) =>
    until === undefined ? '' : DateTime.fromMillis(until, { zone }).toFormat('yyyy-MM-dd HH:mm:ss');
  const rows = all
    .filter(({ from }) => from === 'command')
    .map(({ number, reason = '', until }) => [number, reason, end(until)]);
  reply.header('content-disposition', `attachment; filename="${params.list}.csv"`);
  return csv([Object.keys(NUMBER_COLUMNS.known), ...rows], { excel: query.excel === true });
}

export const files: Handlers<'files'> = {
  exportAgents: async ({ web, query, reply, ask }) => {
    await web.people.refresh();
    await ask('audit.note', { what: 'agents.exported' });
    const rows = web.people.directory.people
      .filter(({ isAgent }) => isAgent)
      .map((agent) => Object.values(agentText(agent)));
    reply.header('content-disposition', 'attachment; filename="agents.csv"');
    return csv([Object.keys(AGENT_COLUMNS.known), ...rows], { excel: query.excel === true });
  },
  importAgents,
  exportNumbers,
  importNumbers: ({ params, body, query, ask }) =>
    takenIn(ask, `${params.list}.import`, readNumbers(body), query.replace === true),
};
