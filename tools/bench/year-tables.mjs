// SPDX-License-Identifier: GPL-2.0-or-later
// How are rows of a made-up day written? Statements of the tables of today, and their words by numbers.
import { agents, channels } from './year-facts.mjs';

export class YearTables {
  put;
  /** @type {(at: number) => void} */
  step;
  /** @type {(at: number, call: number, agent: number, queue: number, code: string) => void} */
  code;
  #names = new Map();
  #words;

  /** @param {import('better-sqlite3').Database} database */
  constructor(database) {
    const into = (/** @type {string} */ table, /** @type {string} */ columns) => {
      const put = database.prepare(`insert into ${table} (${columns}) values (${columns.replace(/[^,]+/g, '?')})`);
      return (/** @type {unknown[]} */ ...values) => put.run(...values);
    };
    this.put = {
      name: into('name', 'id,name'),
      call: into(
        'call',
        'id,direction,calling,access_number,access_name,queue,disposition,cause,offered_at,answered_at,ended_at,request,agent',
      ),
      contact: into('contact_row', 'id,direction,access_number,disposition,number,started_at,ended_at,cause'),
      stay: into('stay', 'contact,call,n,leg,kind,from_at,to_at,queue,agent,role,end_reason'),
      leg: into(
        'leg_row',
        'call,id,kind,direction,span,slot,station,agent,number,offered_at,answered_after,ended_at,cause,cleared_by',
      ),
      state: into('agent_stay', 'agent,started_at,n,state,reason,station,queue,lasted,end_reason'),
      request: into(
        'callback_request',
        'id,number,queue,promised,created_at,enqueued_at,due,expires_at,captures,attempts,last_outcome,state,closed_at,access_number',
      ),
      attempt: into(
        'callback_attempt',
        'id,request,number,"order",started_at,agent,dialled,reached_at,ended_at,outcome,cause',
      ),
      capture: into('capture', 'call,request,number,access_number,arrived_at,captured_at,source,promised'),
      event: into('event_log', 'at,kind,call,agent,queue,facts'),
      rollUp: into('roll_up', 'id,facts'),
    };
    for (const { id, name } of /** @type {{ id: number, name: string }[]} */ (
      database.prepare('select id, name from name').all()
    ))
      this.#names.set(name, id);
    this.#words = Math.max(...this.#names.values());
    const agent = database.prepare('insert into agent (id, name) values (?, ?)');
    for (const id of agents) agent.run(id, `agent ${id}`);
    const kind = database.prepare('insert into event_kind (type, keys) values (?, ?)');
    const coded = Number(kind.run('agent.wrapUpCode', '["code"]').lastInsertRowid);
    const steps = Number(kind.run('trunks.inService', '["inService"]').lastInsertRowid);
    const jsonb = database.prepare("insert into event_log (at, kind, facts) values (?, ?, jsonb('[' || ? || ']'))");
    this.step = (/** @type {number} */ at) => jsonb.run(at, steps, channels);
    const code = database.prepare(
      'insert into event_log (at, kind, call, agent, queue, facts) values (?, ?, ?, ?, ?, jsonb(json_array(?)))',
    );
    this.code = (at, ...values) => code.run(at, coded, ...values);
  }

  /** @param {string} word */
  number(word) {
    const known = this.#names.get(word);
    if (known !== undefined) return known;
    const made = ++this.#words;
    this.put.name(made, word);
    this.#names.set(word, made);
    return made;
  }
}
