// SPDX-License-Identifier: GPL-2.0-or-later
// Do the times of a walk add up? What was written of calls, legs, stays and agents' states, kept until everybody is home, and then looked through.
import type { Statement } from '../../src/store/batch.js';

type Row = Readonly<Record<string, unknown>>;
type Table = 'call' | 'leg' | 'segment' | 'agent_state';

const INSERT = /^insert into "(call|leg|segment|agent_state)" \(([^)]*)\)/;
const ENDED = /^update agent_stay set lasted = max\(0, \? - started_at\)\s+where/;

/** Kept from one look to the next. */
export class PaperBooks {
  readonly #forms = new Map<string, { readonly table: Table; readonly columns: readonly string[] } | undefined>();
  readonly #calls = new Map<unknown, Row>();
  readonly #legs = new Map<unknown, Row>();
  readonly #stays = new Map<string, Row>();
  #moved: string | undefined;
  /** Each agent's states, the last one open. */
  readonly #states = new Map<unknown, { readonly from: number; to: number | undefined }[]>();

  /** To be shown every statement that is written. */
  readonly written = ({ sql, values }: Statement): void => {
    if (!this.#forms.has(sql)) this.#forms.set(sql, formOf(sql));
    const form = this.#forms.get(sql);
    if (form !== undefined) this.#put(form.table, rowOf(form.columns, values));
    else if (ENDED.test(sql)) this.#endState(values);
  };

  /** What does not add up of what has been written since the last look; to be asked when nothing goes on. */
  take(): string | undefined {
    const wrong = this.#moved ?? this.#openEnds() ?? this.#overlaps() ?? this.#gaps();
    for (const kept of [this.#calls, this.#legs, this.#stays, this.#states]) kept.clear();
    this.#moved = undefined;
    return wrong;
  }

  #put(table: Table, row: Row): void {
    if (table === 'call') this.#calls.set(row.id, row);
    else if (table === 'leg') this.#putLeg(row);
    else if (table === 'segment') this.#stays.set(`${row.call} ${row.n}`, row);
    else this.#statesOf(row.agent).push({ from: Number(row.started_at), to: undefined });
  }

  /** The call that made it keeps it. */
  #putLeg(row: Row): void {
    const before = this.#legs.get(row.id)?.call;
    if (before !== undefined && before !== row.call) this.#moved ??= `leg ${row.id}: of ${before}, then of ${row.call}`;
    this.#legs.set(row.id, row);
  }

  #statesOf(agent: unknown) {
    const states = this.#states.get(agent) ?? [];
    this.#states.set(agent, states);
    return states;
  }

  /** `Batch.endAgentState`: at when, and whose. */
  #endState([at, agent]: Statement['values']): void {
    const open = this.#states.get(agent)?.find(({ to }) => to === undefined);
    if (open !== undefined) open.to = Number(at);
  }

  /** A call, a leg or a stay that has not ended, or ended before it began. */
  #openEnds(): string | undefined {
    const rows = [
      ...[...this.#calls].map(([id, row]) => [`call ${id}`, row.offered_at, row.ended_at] as const),
      ...[...this.#legs].map(([id, row]) => [`leg ${id}`, row.offered_at, row.ended_at] as const),
      ...[...this.#stays].map(([id, row]) => [`stay ${id}`, row.from_at, row.to_at] as const),
    ];
    const wrong = rows.find(([, from, to]) => typeof to !== 'number' || to < Number(from));
    return wrong && `${wrong[0]} is from ${wrong[1]} to ${wrong[2]}`;
  }

  /** In one call a leg is at one place at a time, and only while it is there; and whatever it holds in others, it talks in one. */
  #overlaps(): string | undefined {
    const stays = [...this.#stays.values()];
    const inCalls = grouped(stays, ({ call, leg }) => `${call} ${leg}`);
    const talks = grouped(
      stays.filter(({ kind }) => kind === 'talking'),
      ({ leg }) => String(leg),
    );
    for (const [where, its] of [...inCalls, ...talks]) {
      const leg = this.#legs.get(its[0]?.leg);
      let until = Number(leg?.offered_at ?? 0);
      for (const { from_at: from, to_at: to, kind } of its.sort((a, b) => Number(a.from_at) - Number(b.from_at))) {
        if (Number(from) < until) return `leg ${where}: ${kind} begins ${from}, before ${until}`;
        until = Number(to);
      }
      if (leg !== undefined && until > Number(leg.ended_at)) return `leg ${where}: a stay ends ${until}, after the leg`;
    }
    return undefined;
  }

  /** An agent's states follow each other to the millisecond; between sign-out and sign-in there is none. */
  #gaps(): string | undefined {
    for (const [agent, states] of this.#states)
      for (const [at, { from, to }] of states.entries()) {
        const next = states[at + 1];
        if (to === undefined || to < from) return `agent ${agent}: a state from ${from} to ${to}`;
        if (next !== undefined && next.from < to) return `agent ${agent}: a state begins ${next.from}, before ${to}`;
      }
    return undefined;
  }
}

function rowOf(columns: readonly string[], values: Statement['values']): Row {
  const row: Record<string, unknown> = {};
  for (const [at, name] of columns.entries()) row[name] = values[at];
  return row;
}

function formOf(sql: string) {
  const [, table, names = ''] = INSERT.exec(sql) ?? [];
  if (table === undefined) return undefined;
  return { table: table as Table, columns: names.split(', ').map((name) => name.slice(1, -1)) };
}

function grouped(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
