// SPDX-License-Identifier: GPL-2.0-or-later
// What goes on in a box whose database cannot be written, and what must be in the books afterwards? One story for every reason.
import { setTimeout } from 'node:timers/promises';
import type { Test } from 'tap';
import { balance } from '../../src/cdr/index.js';
import type { BoxStatus } from '../../src/engine/index.js';
import { openReads } from '../../src/store/index.js';
import { type Surroundings, surroundings } from './surroundings.js';

const SILENCE = 3_600; // a caller waits for 3 s, and what a busy machine adds

/** One way to keep a database from being written. */
export interface TroubleStory {
  /** It begins; what ends it. */
  readonly begin: (around: Surroundings) => () => void;
  /** How long it lasts, at least. */
  readonly lasts: number;
  /** The alarm that says so. */
  readonly alarm: RegExp;
  readonly environment?: Readonly<Record<string, string>>;
  /** A full disk has no room for what is recorded. */
  readonly unrecorded?: boolean;
}

/** A caller who talks for a second; ends with the agent's telephone down. */
async function talks(around: Surroundings, slot: number, number: string): Promise<void> {
  const { facts, media } = around;
  const call = around.call(slot, number);
  await facts.wait('answered', { call });
  await setTimeout(1_000);
  media.clear(call, 16);
  media.hook(around.telephone(1), false);
  await facts.wait('cleared', { call });
}

/** A caller whom nobody can serve: how long he heard nothing, and whether he was answered. */
async function leavesNumber(around: Surroundings, slot: number, number: string) {
  const from = around.clock.now();
  const call = around.call(slot, number);
  const cleared = await around.facts.wait('cleared', { call });
  const answered = around.facts.find('answered', { call }) !== undefined;
  return { silent: answered ? 0 : around.clock.now() - from, answered, cause: cleared.cause };
}

/** Looks at the status all the while; gives what was wrong with it, and the alarms that stood. */
function watchStatus(around: Surroundings) {
  const wrongs: string[] = [];
  const alarms = new Set<string>();
  let over = false;
  const watching = (async () => {
    for (; !over; await setTimeout(200)) {
      const status = (await around.ask('status').catch(() => undefined)) as BoxStatus | undefined;
      if (status === undefined) continue;
      if (status.calls.inProgress < 0) wrongs.push(`in progress ${status.calls.inProgress}`);
      for (const { code, text } of status.alarms) alarms.add(`${code}: ${text.en}`);
    }
  })();
  return {
    wrongs,
    alarms,
    end: async () => {
      over = true;
      await watching;
    },
  };
}

/** The story: a conversation ends, another begins and ends, a third caller meets nobody, all while nothing can be written. */
export async function troubledBox(t: Test, story: TroubleStory): Promise<void> {
  const around = surroundings(t, { queues: [{ name: 'sales', wrapUp: '0s', callback: { mode: 'pull' } }] });
  const { facts, media } = around;
  await around.start([], story.environment);
  const telephone = around.telephone(1);
  media.onFact((fact) => {
    if (fact.type === 'ringStarted' && fact.channel === telephone) media.hook(telephone, true);
  });
  await around.ask('agentAction', { action: 'sign-in', agent: '1001', argument: '801' });
  const first = around.call(0, '13900000001');
  await around.until(({ recordings }) => recordings.underWay === 1);

  const watch = watchStatus(around);
  const from = around.clock.now();
  const end = story.begin(around);
  media.clear(first, 16);
  media.hook(telephone, false);
  await facts.wait('cleared', { call: first });
  await around.until(({ calls }) => calls.offered === 1 && calls.answered === 1);
  t.pass('the status tells the present');
  await talks(around, 1, '13900000002');
  await around.until(({ agents }) => agents.some(({ state }) => state === 'ready'));
  await around.ask('agentAction', { action: 'sign-out', agent: '1001' });
  const third = await leavesNumber(around, 2, '13900000003');
  t.ok(third.silent < SILENCE, `the third caller heard nothing for ${Math.round(third.silent)} ms`);
  if (!third.answered) t.equal(third.cause, 34);
  await setTimeout(Math.max(0, from + story.lasts - around.clock.now()));
  end();

  await around.until(({ alarms, store }) => store.waiting === 0 && !alarms.some(({ code }) => code === 'DISK_FULL'));
  const fourth = await leavesNumber(around, 3, '13900000004');
  t.ok(fourth.answered, 'promises are made again');
  await around.until(({ calls, store }) => calls.inProgress === 0 && store.waiting === 0);
  await watch.end();
  t.same(watch.wrongs, []);
  t.match([...watch.alarms].join('\n'), story.alarm);
  const promised = ['+8613900000004', ...(third.answered ? ['+8613900000003'] : [])];
  await inOrder(t, around, promised, story.unrecorded === true ? 1 : 2);
  t.equal(await around.end('SIGTERM'), 0);
  around.log = '';
  await around.start([], story.environment);
  t.notMatch(around.log, /repaired what the last run left/);
}

/** Four calls, each once and with its end; two recordings; promises to those who heard them. */
async function inOrder(t: Test, around: Surroundings, promised: readonly string[], recorded: number): Promise<void> {
  const reads = openReads(around.database);
  const calls = await reads.selectFrom('call').select(['disposition', 'endedAt']).orderBy('offeredAt').execute();
  const third = promised.length === 2 ? 'captured' : 'refused';
  t.same(
    calls.map(({ disposition }) => disposition),
    ['answered', 'answered', third, 'captured'],
  );
  t.ok(calls.every(({ endedAt }) => endedAt !== null));
  t.same(await reads.selectFrom('leg').select('id').where('endedAt', 'is', null).execute(), []);
  t.match(await balance(reads), { balanced: true, calls: { offered: 4, answered: 2, inProgress: 0 } });
  const recordings = await reads.selectFrom('recording').select('call').where('endedAt', 'is not', null).execute();
  t.ok(recordings.length >= recorded, `${recordings.length} recordings`);
  const captures = await reads.selectFrom('capture').select('number').execute();
  t.same(captures.map(({ number }) => number).sort(), [...promised].sort());
  const requests = await reads.selectFrom('callbackRequest').select('number').where('closedAt', 'is', null).execute();
  t.same(requests.map(({ number }) => number).sort(), [...promised].sort());
  await reads.destroy();
}
