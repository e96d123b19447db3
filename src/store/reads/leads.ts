// SPDX-License-Identifier: GPL-2.0-or-later
// Who has shown interest, by a call or on a web page, and has anybody talked with him since? One lead for each number, whatever he did.

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import { codesOf } from './detailed-calls.js';
import { isOneOf } from './one-of.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';
import type { Reach } from './within-reach.js';

/** `open`: nobody has talked with him since he came last; `promised`: he will be called; `won`: his last code is a sale. */
export const LEAD_STATES = ['open', 'promised', 'talked', 'won'] as const;
export type LeadState = (typeof LEAD_STATES)[number];

/** Somebody's dealings, joined by his number. Personal. */
export interface Lead {
  /** `null`: he withholds it, and each of his calls is a lead of its own. */
  readonly number: string | null;
  readonly customer: string | null;
  readonly customerName: string | null;
  readonly state: LeadState;
  readonly firstAt: Instant;
  /** When he came last. */
  readonly lastAt: Instant;
  readonly calls: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly webRequests: number;
  /** Of the last wish on a web page: from which computer, on which page, and what he wrote. */
  readonly address: string | null;
  readonly page: string | null;
  readonly note: string | null;
  /** What he dialled last. */
  readonly accessNumber: string | null;
  readonly accessName: string | null;
  /** His last call. */
  readonly call: string | null;
  /** The promise that is open. */
  readonly request: string | null;
  /** When somebody talked with him last, who, and what it was about by his word. */
  readonly talkedAt: Instant | null;
  readonly agent: string | null;
  readonly code: string | null;
}

export interface LeadsAsked {
  readonly since: Instant;
  readonly until: Instant;
  /** Codes that are a sale. */
  readonly sales: readonly string[];
  readonly number?: string | undefined;
  readonly state?: LeadState | undefined;
  /** Who dialled this access number in the time, by its number or its name. */
  readonly accessNumber?: string | undefined;
  /** Only those who were in one of these queues. */
  readonly reach?: Reach | undefined;
}

interface Seen {
  /** The number, or the one call of somebody without. */
  readonly id: string;
  readonly at: Instant;
  readonly hidden: number;
}

const WITHHELD = '';

/** By when they came last, the newest first. A page looks at so many leads and no more: of a `state` it may have few. */
export async function leads(reads: Reads, asked: LeadsAsked, page: PageAsked): Promise<Page<Lead>> {
  const { rows, next } = pageOf(await seen(reads, asked, page), page.most, ({ at, id }) => ({ at, id }));
  const told = await joined(reads, rows, asked.sales);
  return { rows: told.filter(({ state }) => asked.state === undefined || state === asked.state), next };
}

async function seen(reads: Reads, asked: LeadsAsked, { after, most }: PageAsked): Promise<readonly Seen[]> {
  const { since, until, number, accessNumber, reach } = asked;
  const within = (queue: string) => (reach === undefined ? sql`true` : isOneOf(queue, reach.queues));
  const dialled =
    accessNumber === undefined
      ? sql`1`
      : sql`coalesce(c.access_number = ${accessNumber}, 0) or coalesce(c.access_name = ${accessNumber}, 0)`;
  const behind = after === undefined ? sql`true` : sql`(at, id) < (${after.at}, ${after.id})`;
  const { rows } = await sql<Seen>`
    with came as (
      select coalesce((select p.number from capture p where p.call = c.id), c.calling, ${WITHHELD} || c.id) as id,
        c.offered_at as at, c.calling is null and not exists (select 1 from capture p where p.call = c.id) as hidden,
        ${dialled} as dialled
      from call c where c.direction = 'inbound' and c.contact is null and c.offered_at >= ${since}
        and c.offered_at < ${until} and ${within('c.queue')}
      union all select w.number, w.at, 0, ${accessNumber === undefined ? 1 : 0} from web_request w where w.at >= ${since} and w.at < ${until}
        and ${within('w.queue')}),
    lead as (select id, max(at) as at, hidden from came group by id having max(dialled))
    select id, at, hidden from lead where ${behind} and ${number === undefined ? sql`true` : sql`id = ${number}`}
    order by at desc, id desc limit ${most + 1}`.execute(reads);
  return rows;
}

type Joined = Omit<Lead, 'state' | 'code'> & { readonly attempt: string | null; readonly talk: string | null };

async function joined(reads: Reads, rows: readonly Seen[], sales: readonly string[]): Promise<readonly Lead[]> {
  const all: Joined[] = [];
  for (const row of rows) all.push(...(await oneJoined(reads, row)));
  const spoken = all.flatMap(({ attempt, talk }) => [attempt, talk].filter((id) => id !== null));
  const codes = await codesOf(reads, spoken);
  return all.map(({ attempt, talk, ...lead }) => {
    const code = codes.get(attempt ?? '') ?? codes.get(talk ?? '') ?? null;
    return { ...lead, code, state: stateOf({ ...lead, code }, sales) };
  });
}

function stateOf(lead: Omit<Lead, 'state'>, sales: readonly string[]): LeadState {
  if (lead.request !== null) return 'promised';
  if (lead.talkedAt === null || lead.talkedAt < lead.lastAt) return 'open';
  return lead.code !== null && sales.includes(lead.code) ? 'won' : 'talked';
}

/** By indexes of his number: what is older than the time that was asked for is in it. */
async function oneJoined(reads: Reads, { id, at, hidden }: Seen): Promise<readonly Joined[]> {
  const number = hidden === 1 ? null : id;
  const { rows } = await sql<Joined>`
    with his as (
      select c.id, c.offered_at, c.disposition, c.access_number, c.access_name from call c
        where ${number === null ? sql`c.id = ${id}` : sql`c.calling = ${id}`} and c.direction = 'inbound' and c.contact is null
      union select c.id, c.offered_at, c.disposition, c.access_number, c.access_name from callback_request r
        join capture p on p.request = r.id join call c on c.id = p.call where r.number = ${number}),
    last as (select * from his order by offered_at desc limit 1),
    wish as (select * from web_request where number = ${number} order by at desc limit 1),
    talk as (select t.id, t.started_at as at, c.agent, t.customer from contact t join call c on c.id = t.id
      where ${number === null ? sql`t.id = ${id}` : sql`t.number = ${number}`} and t.disposition = 'answered'
      order by t.started_at desc limit 1)
    select ${number} as number,
      (select customer from contact where id = (select id from last)) as customer,
      min((select coalesce(min(offered_at), ${at}) from his),
        (select coalesce(min(at), ${at}) from web_request where number = ${number})) as "firstAt",
      ${at} as "lastAt",
      (select count(*) from his) as calls,
      (select count(*) from his where disposition = 'answered') as answered,
      (select count(*) from his where disposition in ('abandoned', 'abandonedInFlow')) as abandoned,
      (select count(*) from web_request where number = ${number}) as "webRequests",
      (select address from wish) as address, (select page from wish) as page, (select note from wish) as note,
      (select access_number from last) as "accessNumber", (select access_name from last) as "accessName",
      (select id from last) as call,
      (select id from callback_request where number = ${number} and closed_at is null) as request,
      (select at from talk) as "talkedAt", (select agent from talk) as agent,
      (select a.id from callback_attempt a where a.number = ${number} and a.started_at <= (select at from talk) + 1000
        and a.outcome = 'connected' and a.request = (select c.request from call c where c.id = (select id from talk))
        order by a.started_at desc limit 1) as attempt,
      (select id from talk) as talk`.execute(reads);
  const names = await reads
    .selectFrom('customer')
    .where('id', '=', rows[0]?.customer ?? '')
    .select('name')
    .execute();
  return rows.map((row) => ({ ...row, customerName: names[0]?.name ?? null }));
}
