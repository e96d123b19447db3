// SPDX-License-Identifier: GPL-2.0-or-later
// Does the doctor see what else is wrong with a machine, and does the command say so?
import { join } from 'node:path';
import t from 'tap';
import { doctorCommand } from '../../../src/cli/commands/doctor.js';
import { examine } from '../../../src/cli/doctor/checks.js';
import { thisMachine } from '../../../src/cli/doctor/here.js';
import type { Finding, Machine, Setting } from '../../../src/cli/doctor/machine.js';
import { TelephonyError } from '../../../src/faults.js';
import { SystemClock } from '../../../src/kernel/index.js';
import { openStore } from '../../../src/store/index.js';
import { madeUpMachine, settingOf, withoutCard } from './made-up-machine.js';

async function look(name: string, machine: Machine, setting: Setting = withoutCard) {
  return (await examine(machine, setting)).find((finding) => finding.name === name);
}

const data = withoutCard.config?.data ?? '';

t.test('a good machine is good', async (t) => {
  const findings = await examine(madeUpMachine(), withoutCard);

  t.same(
    findings.filter(({ verdict }) => verdict !== 'good'),
    [],
  );
});

t.test('every finding speaks both languages, and what is not good says how to mend it', async (t) => {
  const broken = madeUpMachine(
    { '/prompts/zh-CN/welcome.wav': undefined, '/proc/self/limits': '' },
    {
      nodeVersion: '18.19.0',
      now: () => 0,
      addon: () => {
        throw new TelephonyError('NATIVE_MISSING', 'Build it.');
      },
      toneZone: () => {
        throw new TelephonyError('NOT_FOUND', 'tone plan');
      },
      freeBytes: () => 1000,
      flushTimes: () => {
        throw new Error('EROFS');
      },
      access: () => 'denied',
    },
  );

  const findings = await examine(broken, withoutCard);

  const verdicts = Object.fromEntries(findings.map(({ name, verdict }) => [name, verdict]));
  t.match(verdicts, {
    node: 'bad',
    addon: 'bad',
    clock: 'bad',
    space: 'bad',
    flush: 'bad',
    tones: 'warning',
    'real-time': 'warning',
    memory: 'warning',
    prompts: 'bad',
    data: 'bad',
  });
  for (const { name, verdict, what, remedy } of findings) {
    t.match(what.zh, /[\u4e00-\u9fff]/, `${name} in Chinese`);
    t.notMatch(what.zh, /[a-z]{2,} [a-z]{2,} [a-z]{2,}/, `${name}: no English in it`);
    if (verdict !== 'good') t.match(remedy, { en: /\w/, zh: /[\u4e00-\u9fff]/ }, `${name} has a remedy`);
  }
});

t.test('the clock: synchronised, not, or unknown', async (t) => {
  const says = (answers: Record<string, string>) => madeUpMachine({}, { run: (program) => answers[program] });

  t.match(await look('clock', says({ timedatectl: 'yes\n' })), { verdict: 'good', what: { en: /is synchronised/ } });
  t.match(await look('clock', says({ timedatectl: 'no\n' })), { verdict: 'warning', remedy: { en: /chrony/ } });
  t.match(await look('clock', says({ adjtimex: '   status: 8257\n' })), { verdict: 'warning' });
  t.match(await look('clock', says({ adjtimex: '   status: 8193\n' })), { what: { en: /is synchronised/ } });
  t.match(await look('clock', says({})), { verdict: 'good', what: { en: /unknown/ } });
});

t.test('little space and a slow disk are warnings, none and a very slow one are bad', async (t) => {
  const disk = (freeBytes: number, flush: number) =>
    madeUpMachine({}, { freeBytes: () => freeBytes, flushTimes: () => [flush, 1, 5000, flush, flush] });

  t.match(await look('space', disk(2 ** 30, 1)), { verdict: 'warning', what: { en: /1 GB free .* 18 hours/ } });
  t.match(await look('space', disk(2 ** 20, 1)), { verdict: 'bad', what: { en: /1 MB free/ } });
  t.match(await look('flush', disk(2 ** 40, 30)), { verdict: 'good', what: { en: /30 ms/ } });
  t.match(await look('flush', disk(2 ** 40, 300)), { verdict: 'warning' });
  t.match(await look('flush', disk(2 ** 40, 2000)), { verdict: 'bad' });
});

t.test(
  'memory may be locked by limit or by capability; a limit that is too low is told with the way out',
  async (t) => {
    const limit = (bytes: string) => `Max locked memory         ${bytes}              ${bytes}              bytes \n`;
    const limited = (bytes: string) => madeUpMachine({ '/proc/self/limits': limit(bytes) });

    t.match(await look('memory', limited('65536')), {
      verdict: 'warning',
      what: { en: /Only 64 KiB .* up to \d\d MiB/, zh: /64 KiB/ },
      remedy: { en: /LimitMEMLOCK=infinity.*memlock unlimited/, zh: /LimitMEMLOCK=infinity/ },
    });
    t.match(await look('memory', limited('8388608')), { verdict: 'warning' }, 'as Debian has it');
    t.match(await look('memory', limited(`${100 * 2 ** 20}`)), { verdict: 'good' });
    t.match(await look('memory', limited('unlimited')), { verdict: 'good' });
    const capable = { '/proc/self/limits': limit('0'), '/proc/self/status': 'CapEff:\t0000000000004000\n' };
    t.match(await look('memory', madeUpMachine(capable)), { verdict: 'good' });
  },
);

t.test('real-time rights come by limit or by capability', async (t) => {
  const none = { '/proc/self/limits': 'Max realtime priority     0                    0\n' };

  t.match(await look('real-time', madeUpMachine(none)), { verdict: 'warning', remedy: { en: /LimitRTPRIO=50/ } });
  const capable = { ...none, '/proc/self/status': 'CapEff:\t0000000000800000\n' };
  t.match(await look('real-time', madeUpMachine(capable)), { verdict: 'good' });
  const off = madeUpMachine({ '/proc/sys/kernel/sched_rt_runtime_us': '0\n' });
  t.match(await look('real-time', off), { verdict: 'warning', remedy: { en: /sched_rt_runtime_us/ } });
});

t.test('it says where the tones come from', async (t) => {
  t.match(await look('tones', madeUpMachine()), { verdict: 'good', what: { en: /built-in table/ } });
  const config = withoutCard.config && { ...withoutCard.config, country: 'GB' };
  const british = config ? { ...withoutCard, config } : withoutCard;
  t.match(await look('tones', madeUpMachine(), british), { verdict: 'good', what: { en: /GB/ } });
});

t.test('a wrong configuration is shown with its place', async (t) => {
  const file = join(t.testdir({ 'spillway.yaml': 'queues: 1\n' }), 'spillway.yaml');

  t.match(await look('configuration', madeUpMachine(), settingOf(file)), {
    verdict: 'bad',
    what: { en: /spillway\.yaml:1:9: / },
    remedy: { en: /spillway check/ },
  });
});

t.test('a database that was damaged, or cannot be read, is bad', async (t) => {
  const kept = madeUpMachine({ [`${data}/spillway.db.damaged-20260105T010000Z`]: '' });
  t.match(await look('data', kept), { verdict: 'bad', remedy: { en: /spillway restore ARCHIVE --database/ } });

  const broken = madeUpMachine(
    { [`${data}/spillway.db`]: '' },
    { openPromises: () => Promise.reject(new Error('file is not a database')) },
  );
  t.match(await look('data', broken), { verdict: 'bad', what: { en: /not a database/ } });
});

t.test('channels that were left busied out, and alarms that stand, are told', async (t) => {
  const left = madeUpMachine(
    { [`${data}/spillway.db`]: '' },
    { standing: async () => ({ busiedOut: ['e1/5', 'e1/6'], alarms: ['SPAN_RED e1'] }) },
  );
  t.match(await look('busied-out', left), {
    verdict: 'warning',
    what: { en: '2 channels busied out: e1/5 e1/6.' },
    remedy: { en: /spillway channels in-service e1\/5/ },
  });
  t.match(await look('alarms', left), { verdict: 'warning', what: { en: /SPAN_RED e1/, zh: /告警/ } });
  t.equal((await look('alarms', madeUpMachine({ [`${data}/spillway.db`]: '' })))?.verdict, 'good');
});

t.test('a box that holds the data directory but does not answer is a warning', async (t) => {
  const machine = madeUpMachine({ '/proc/locks': '3: POSIX  ADVISORY  WRITE 99 fe:00:7 1 2\n' }, { inode: () => 7 });

  t.match(await look('box', machine), { verdict: 'warning', what: { en: /Process 99 holds/ } });
});

t.test('the command prints in the language that is asked for, and exits 1 when anything is bad', async (t) => {
  const before = process.exitCode;
  t.teardown(() => {
    process.exitCode = before;
  });
  const run = async (machine: Machine, ...words: readonly string[]) => {
    const lines: string[] = [];
    const output = { language: 'en' as const, write: (line: string) => lines.push(line), complain: t.fail };
    process.exitCode = 0;
    await doctorCommand(output, () => machine).parseAsync(words, { from: 'user' });
    const status = process.exitCode;
    process.exitCode = before;
    return { lines, status };
  };
  const file = 'examples/tv-shopping.yaml';

  const well = await run(madeUpMachine(), file);
  t.equal(well.status, 0);
  t.match(well.lines.slice(0, 2), [/^good {5}Judged for user anna/, /^good {5}Node 20\.20\.0/]);
  t.match(well.lines.at(-1), /^0 bad, 0 warnings/);

  const old = await run(madeUpMachine({}, { nodeVersion: '18.0.0' }), file, '--lang', 'zh-CN');
  t.equal(old.status, 1);
  t.match(old.lines.slice(1, 3), [/^故障 {2}Node 18\.0\.0/, /^ {6}-> /]);

  const json = await run(madeUpMachine({}, { nodeVersion: '18.0.0' }), file, '--json');
  const { verdict, findings } = JSON.parse(json.lines.join('\n')) as { verdict: string; findings: Finding[] };
  t.equal(verdict, 'bad');
  t.match(findings[1], { name: 'node', verdict: 'bad', remedy: { zh: /Node 20/ } });
});

t.test('the real machine is looked at without harm: a store in use, and its lock', async (t) => {
  const directory = t.testdir({});
  const store = await openStore({ directory, clock: new SystemClock() });
  t.teardown(() => store.close());
  await store.commit(store.batch().put('busiedOut', { channel: 'e1/5', at: 0 }));
  const config = withoutCard.config && { ...withoutCard.config, data: directory };
  if (!config) return t.fail('the example has problems');

  const findings = await examine(thisMachine(), {
    file: 'spillway.yaml',
    parsed: { config, hints: [], restart: [] },
    config,
  });

  const finding = (name: string) => findings.find((found) => found.name === name);
  t.match(finding('node'), { verdict: 'good' });
  t.match(finding('addon'), { verdict: 'good' });
  t.match(finding('prompts'), { verdict: 'good' });
  t.match(finding('data'), { verdict: 'good', what: { en: /0 promises are open/ } });
  t.match(finding('box'), { verdict: 'warning', what: { en: new RegExp(`Process ${process.pid} holds`) } });
  t.match(finding('busied-out'), { verdict: 'warning', what: { en: '1 channel busied out: e1/5.' } });
  t.match(finding('alarms'), { verdict: 'good' });
  t.match(finding('flush')?.what.en, /reaches the disk in [\d.]+ ms/);
  await store.commit(store.batch());
});
