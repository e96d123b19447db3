// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-36 002-37 002-38 002-39 002-40 002-41 002-42 002-43 002-44 002-45 002-46 002-47 002-48 002-59
// Does `spillway plan` size a centre as the proposal does by hand, field by field, and a new one from a switchboard's list of calls?
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { command } from '../support/command.js';

/** What the command says as JSON. */
async function planned(t: Test, ...options: string[]) {
  const { code, text, complaint } = await command('plan', ...options, '--json');
  t.equal(code, 0, complaint);
  return JSON.parse(text);
}

const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));
const PEOPLE = ['--users', '1000000'];

t.test('customers, calls of each, days, busy day, busy hour: 3,333.3 calls that want a person', async (t) => {
  const { sizing } = await planned(t, ...PEOPLE);
  t.same([rounded(sizing.calls), rounded(sizing.toPeople)], [13_333.3, 3_333.3], 'the trade’s usual factors');
  const written = ['--calls-each', '2', '--days', '30', '--busy-day', '2', '--busy-hour', '0.1', '--to-people', '25%'];
  t.same((await planned(t, ...PEOPLE, ...written)).sizing, sizing, 'each of them is an input');
  for (const [day, hour] of [
    ['1.6', '0.125'],
    ['1.25', '16%'],
  ] as const)
    t.equal(rounded((await planned(t, ...PEOPLE, '--busy-day', day, '--busy-hour', hour)).sizing.toPeople), 3_333.3);
});

t.test('90 s and 5 s, load 0.8: 110.0 seats; 0.7 Erlangs a line: 157.1, so 158 channels on 6 E1', async (t) => {
  const { rule, sizing, work, erlang } = await planned(t, ...PEOPLE, '--talk', '90s', '--wrap-up', '5s');
  t.same([sizing.talk, sizing.wrapUp, sizing.agentLoad, sizing.lineLoad], [90_000, 5_000, 0.8, 0.7]);
  t.same([rounded(work, 3), rounded(rule.exactAgents), rule.agents], [87.963, 110, 110]);
  t.same([rounded(rule.exactTalkChannels), rule.talkChannels, rule.e1s], [157.1, 158, 6]);
  t.same([erlang.agents, erlang.talkChannels], [93, 105], 'Erlang C and B beside it');
  const other = (await planned(t, ...PEOPLE, '--line-load', '0.8', '--talk', '120s')).rule;
  t.ok(other.exactTalkChannels !== rule.exactTalkChannels && other.agents > rule.agents);
});

t.test('calls out, automatic service and fax by the same method, and their sum', async (t) => {
  const more = ['--outbound', '600', '--outbound-time', '2m', '--fax', '100', '--fax-time', '90s'];
  const { services } = await planned(t, ...PEOPLE, ...more);
  const of = Object.fromEntries(services.each.map((one: { name: string }) => [one.name, one]));
  t.same([of.people.channels, of.outbound.channels, of.fax.channels], [158, 29, 4]);
  t.match(of.outbound, { erlangs: 20 });
  t.equal(rounded(of.automatic.erlangs, 2), rounded((13_333.33 * 15 + 10_000 * 60) / 3600, 2));
  t.equal(services.channels, 158 + 29 + 4 + of.automatic.channels);
  t.ok(services.byErlang < of.people.byErlang + of.outbound.byErlang + of.automatic.byErlang + of.fax.byErlang);
  const { text } = await command('plan', ...PEOPLE, ...more);
  t.match(text, /calls out +20\.00 +29/);
});

t.test('disk: hours × 3600 × 16,000 bytes, both sides of a talk, for as long as they are kept', async (t) => {
  const { storage, sizing } = await planned(t, '--calls', '400', '--talk', '90s', '--keep', '180');
  t.equal(rounded(storage.recordings / storage.recordingsADay, 6), 180);
  t.equal(rounded(storage.recordingsADay, 0), rounded((400 / 0.1 / 2) * 90 * 16_000, 0));
  t.equal(sizing.talk, 90_000);
});

t.test("a new centre: a switchboard's list of calls, quarter by quarter, gives the seats", async (t) => {
  const file = join(t.testdir(), 'calls.csv');
  const rows: string[] = [];
  for (let day = 2; day <= 6; day++)
    for (let nth = 0; nth < 120; nth++) {
      const minute = String(Math.floor(nth / 2)).padStart(2, '0');
      rows.push(`2026-11-0${day} 10:${minute}:${nth % 2 === 0 ? '10' : '40'},95`);
    }
  writeFileSync(file, `start,talk\n${rows.join('\n')}\n`);
  const { source, sizing, erlang } = await planned(t, '--history', file, '--wrap-up', '5s');
  t.match({ source, sizing }, { source: 'records', sizing: { calls: 120, talk: 95_000 } });
  t.ok(erlang.agents >= 4 && erlang.agents <= 7, `${erlang.agents} agents for 3.3 Erlangs`);
  const forecast = await command('plan', 'forecast', '--history', file, '--json');
  t.equal(JSON.parse(forecast.text).days.length, 7, 'and a roster for the week after it');
});

t.test('each option of a question with its seconds of each call, and the callers whom it costs', async (t) => {
  const wave = ['--calls', '800', '--wave', '5000', '--agents', '20', '--channels', '60'];
  const asked = await planned(t, ...wave, '--question', '1=2s,2=2s,9=1.5s,wait=5s');
  const { question, caught } = asked.wave.asking;
  t.match(question, [{ key: '1', each: 2_000 }, { key: '2' }, { key: '9', each: 1_500 }, { key: 'wait', each: 5_000 }]);
  t.ok(question.every(({ costs }: { costs: number }) => costs > 0));
  t.ok(question[3].costs > question[0].costs && question[0].costs > question[2].costs);
  const without = (await planned(t, ...wave, '--question', '1=2s,2=2s,wait=5s')).wave.asking.caught;
  t.equal(rounded(without - caught, 3), rounded(question[2].costs, 3), 'without that option');
  const { text } = await command('plan', ...wave, '--question', '1=2s,2=2s,9=1.5s,wait=5s');
  t.match(text, /key 9: 1\.5 s of each call, \d+ callers fewer/);
  t.equal((await planned(t, ...wave, '--question', '6s')).wave.asking.question.length, 1, 'or as a whole');
  const wrong = await command('plan', ...wave, '--question', 'x=2s');
  t.match([wrong.code, wrong.complaint], [2, /would be right/]);
});
