// SPDX-License-Identifier: GPL-2.0-or-later
// What has a box after a year? A made-up database of so many calls, kept below build/ between runs.
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { SystemClock } from '../../dist/kernel/index.js';
import { openStore } from '../../dist/store/index.js';
import { MIGRATIONS } from '../../dist/store/migrations.js';
import { root } from '../setup/run.mjs';

const year = 365 * 24 * 3600 * 1000;
const first = Date.parse('2025-11-01T00:00:00Z');
const agents = 112;
const ends = /** @type {const} */ ([
  'answered',
  'answered',
  'answered',
  'captured',
  'abandoned',
  'answered',
  'refused',
]);
const openPromises = 2_000;
const never = Date.parse('2100-01-01T00:00:00Z');
const batch = 10_000;

const before = 7; // the schema before contacts and segments: the rows below are its

/**
 * The data directory of a year; made when it is not there.
 * @param {number} calls
 * @param {(text: string) => void} say
 */
export async function yearOfCalls(calls, say) {
  const directory = path.join(root, 'build/bench-data', `${calls}-calls-schema-${MIGRATIONS.length}`);
  const done = path.join(directory, 'made');
  if (existsSync(done)) return directory;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  copyFileSync(path.join(oldYear(calls, say), 'spillway.db'), path.join(directory, 'spillway.db'));
  const store = await openStore({ directory, clock: new SystemClock() });
  await store.close();
  writeFileSync(done, '');
  return directory;
}

/**
 * The same as a box of the version before contacts and segments left it.
 * @param {number} calls
 * @param {(text: string) => void} say
 */
export function oldYear(calls, say) {
  const directory = path.join(root, 'build/bench-data', `${calls}-calls-schema-${before}`);
  const done = path.join(directory, 'made');
  if (existsSync(done)) return directory;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const database = new Database(path.join(directory, 'spillway.db'));
  database.unsafeMode(true);
  database.pragma('journal_mode = wal');
  for (const step of MIGRATIONS.slice(0, before)) database.exec(step);
  database.pragma(`user_version = ${before}`);
  database.unsafeMode(false);
  database.pragma('synchronous = off');
  database.pragma('cache_size = -400000');
  const year = new Year(database, calls);
  for (let n = 0; n < calls; n += batch) {
    database.transaction(() => year.add(n, Math.min(calls, n + batch)))();
    if (n % (10 * batch) === 0) say(`${n.toLocaleString('en')} of ${calls.toLocaleString('en')} calls are made up`);
  }
  database.close();
  writeFileSync(done, '');
  return directory;
}

/** @param {number} n */
const id = (n) => n.toString(36).padStart(14, '0');

/** Calls one after the other, and what belongs to each. */
class Year {
  #apart;
  #calls;
  #statements;

  /**
   * @param {Database.Database} database
   * @param {number} calls
   */
  constructor(database, calls) {
    this.#calls = calls;
    this.#apart = year / calls;
    const insert = (/** @type {string} */ table, /** @type {string} */ columns) =>
      database.prepare(`insert into ${table} (${columns}) values (${columns.replace(/[^,]+/g, '?')})`);
    this.#statements = {
      call: insert(
        'call',
        'id,direction,calling,calling_raw,called,access_number,access_name,queue,disposition,cause,offered_at,answered_at,queued_at,bridged_at,ended_at,request,agent',
      ),
      leg: insert(
        'leg',
        'id,call,kind,direction,span,slot,station,agent,number,offered_at,answered_at,bridged_at,ended_at,cause,cleared_by',
      ),
      event: insert('event', 'at,type,call,agent,queue,detail'),
      recording: insert('recording', 'id,call,agent,queue,file,started_at,ended_at,duration_ms,state'),
      request: insert(
        'callback_request',
        'id,number,queue,promised,created_at,enqueued_at,due,expires_at,captures,attempts,setups,last_outcome,state,closed_at',
      ),
      attempt: insert(
        'callback_attempt',
        'id,request,number,"order",started_at,agent,dialled,reached_at,ended_at,outcome,cause',
      ),
      state: insert('agent_state', 'agent,state,station,call,queue,started_at,ended_at'),
      alarm: insert('alarm', 'id,code,subject,severity,times,raised_at,cleared_at'),
    };
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  add(from, to) {
    for (let n = from; n < to; n++) this.#call(n);
  }

  /** @param {number} n */
  #call(n) {
    const { call, leg, event, recording, state, alarm } = this.#statements;
    const at = Math.floor(first + n * this.#apart);
    const disposition = ends[n % ends.length] ?? 'answered';
    const [me, agent, number] = [`call-${id(n)}`, String(1001 + (n % agents)), `+86138${String(n).padStart(8, '0')}`];
    const talks = disposition === 'answered';
    const end = at + 20_000 + (n % 100) * 1_000;
    const request = disposition === 'captured' ? this.#request(n, number, at) : null;
    const times = [at, at + 900, at + 900, talks ? at + 8_000 : null, end];
    const who = talks ? agent : null;
    call.run(
      me,
      'inbound',
      number,
      number.slice(3),
      '4008001111',
      '4008001111',
      'tv',
      'sales',
      disposition,
      16,
      ...times,
      request,
      who,
    );
    const trunk = [null, null, number, at, at + 900, talks ? at + 8_000 : null, end, 16, 'farEnd'];
    leg.run(`leg-${id(2 * n)}`, me, 'trunk', 'inbound', 'e1-1', (n % 15) + 1, ...trunk);
    event.run(
      at,
      'call.offered',
      me,
      null,
      null,
      `{"direction":"inbound","calling":"${number}","accessNumber":"4008001111"}`,
    );
    event.run(at + 900, 'call.queued', me, null, 'sales', null);
    event.run(end, 'call.ended', me, who, 'sales', `{"direction":"inbound","disposition":"${disposition}","cause":16}`);
    if (n % 50 === 0) alarm.run(`alarm-${id(n)}`, 'SPAN_ALARM', 'e1-1', 'major', 1, at, at + 60_000);
    if (!talks) return;
    event.run(at + 8_000, 'call.bridged', me, agent, 'sales', null);
    const own = ['801', agent, null, at + 2_000, at + 8_000, at + 8_000, end, 16, 'box'];
    leg.run(`leg-${id(2 * n + 1)}`, me, 'station', 'outbound', 'stations', (n % agents) + 1, ...own);
    recording.run(
      `recording-${id(n)}`,
      me,
      agent,
      'sales',
      `2026/${me}.wav`,
      at + 8_000,
      end,
      end - at - 8_000,
      'complete',
    );
    state.run(agent, 'talking', '801', me, 'sales', at + 8_000, end);
  }

  /**
   * Its request, and the one attempt that kept it. The last ones are open.
   * @param {number} n
   * @param {string} number
   * @param {number} at
   */
  #request(n, number, at) {
    const { request, attempt } = this.#statements;
    const me = `callback-${id(n)}`;
    const open = n > this.#calls - openPromises * ends.length;
    const kept = open ? ['noAnswer', 'open', null] : ['connected', 'completed', at + 3_700_000];
    const [due, expires] = open ? [never, never] : [at + 3_600_000, at + 90_000_000]; // the box must not begin to keep them
    request.run(me, number, 'sales', 1, at, at, due, expires, 1, 1, 1, ...kept);
    const outcome = open ? [null, at + 3_640_000, 'noAnswer', 19] : [at + 3_620_000, at + 3_700_000, 'connected', 16];
    attempt.run(`attempt-${id(n)}`, me, number, 'customerFirst', at + 3_600_000, '1001', number, ...outcome);
    return me;
  }
}
