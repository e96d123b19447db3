// SPDX-License-Identifier: GPL-2.0-or-later
// Does the doctor see what is wrong with the card, and only when a card is wanted?
import t from 'tap';
import { examine } from '../../../src/cli/doctor/checks.js';
import type { Machine, Setting } from '../../../src/cli/doctor/machine.js';
import { parseSpan } from '../../../src/cli/doctor/proc-dahdi.js';
import { driverFiles, madeUpMachine, withCard, withoutCard } from './made-up-machine.js';

/** The finding of one check. */
async function look(name: string, machine: Machine, setting: Setting = withCard) {
  return (await examine(machine, setting)).find((finding) => finding.name === name);
}

t.test('a card that is set up right is good in every respect', async (t) => {
  const findings = await examine(madeUpMachine(driverFiles()), withCard);

  t.same(
    findings.filter(({ verdict }) => verdict !== 'good'),
    [],
  );
  const names = findings.map(({ name }) => name);
  for (const name of ['driver', 'permission', 'spans', 'channels']) t.ok(names.includes(name), name);
  t.match(findings.find(({ name }) => name === 'channels')?.what.en, /channel 1-39\./);
});

t.test('without a driver a card is bad, a virtual board is good, and no configuration is a warning', async (t) => {
  const machine = madeUpMachine();

  t.match(await look('driver', machine, withCard), {
    verdict: 'bad',
    remedy: { en: /modprobe dahdi/, zh: /modprobe/ },
  });
  t.match(await look('driver', machine, withoutCard), { verdict: 'good', what: { en: /virtual board/ } });
  t.match(await look('driver', machine, { file: 'spillway.yaml' }), { verdict: 'warning' });
  t.equal(await look('spans', machine), undefined, 'nothing more is said of what the driver would tell');
});

t.test('an old driver is bad; one without a number is taken', async (t) => {
  const version = (text: string) => madeUpMachine({ ...driverFiles(), '/sys/module/dahdi/version': text });

  t.match(await look('driver', version('1.4.12\n')), { verdict: 'bad', what: { en: /1\.4\.12 is too old/ } });
  t.match(await look('driver', version('SVN-trunk-r10414\n')), { verdict: 'good' });
});

t.test('devices that are not there or may not be opened are named', async (t) => {
  const without = madeUpMachine({ ...driverFiles(), '/dev/dahdi/channel': undefined });
  t.match(await look('permission', without), { verdict: 'bad', what: { en: /\/dev\/dahdi\/channel is not there/ } });

  const denied = madeUpMachine(driverFiles(), { access: () => 'denied' });
  t.match(await look('permission', denied), { verdict: 'bad', remedy: { en: /group dahdi/ } });
});

t.test('an alarm is named with what to look at', async (t) => {
  const red = madeUpMachine(driverFiles({ alarm: 'RED ClockSource ' }));

  t.match(await look('spans', red), {
    verdict: 'bad',
    what: { en: 'In alarm: span 1 TE2/0/1 RED.' },
    remedy: { en: /check the cable/, zh: /检查电缆/ },
  });
  t.match(await look('spans', red, withoutCard), { verdict: 'warning' }, 'a span that nobody uses');
});

t.test('a driver without a card is told from a driver that is not loaded', async (t) => {
  const machine = madeUpMachine({ '/sys/module/dahdi/version': '3.1.0\n' });

  t.match(await look('spans', machine), { verdict: 'bad', what: { en: /no card was found/ } });
});

t.test('channels that are missing, set up wrong or taken are named', async (t) => {
  const files = driverFiles();
  const onlyE1 = madeUpMachine({ ...files, '/proc/dahdi/2': undefined });
  t.match(await look('channels', onlyE1), { verdict: 'bad', what: { en: /does not have channel 32-39\./ } });

  const unset = { ...files, '/proc/dahdi/1': files['/proc/dahdi/1'].replace(/16 (\S+) HDLCFCS/, '16 $1') };
  t.match(await look('channels', madeUpMachine(unset)), { verdict: 'bad', remedy: { en: /write dchan=16,/ } });

  const taken = madeUpMachine(driverFiles({ inUse: true }));
  t.match(await look('channels', taken), { verdict: 'warning', what: { en: /Another program uses channel 1-39/ } });
});

t.test('channels that the box itself has open are no warning', async (t) => {
  const machine = madeUpMachine(
    {
      ...driverFiles({ inUse: true }),
      '/proc/locks': '1: POSIX  ADVISORY  WRITE 4711 fe:00:815 1073741824 1073742335\n',
    },
    { inode: () => 815, boxAnswers: async () => true },
  );

  t.match(await look('channels', machine), { verdict: 'good' });
  t.match(await look('box', machine), { verdict: 'good', what: { en: 'A box runs (4711) and answers.' } });
});

t.test('the driver’s text is read: alarms, signalling, use', async (t) => {
  const text = [
    "Span 3: DYN/loc/0 \"Dynamic 'loc' span at '1:0'\" HDB3/CCS YELLOW RED ",
    '',
    '\t  63 DYN/loc/0/1 Clear (In use) RED (EC: MG2 - INACTIVE) ',
    '\t  64 DYN/loc/0/2 RED ',
    '\t  65 DYN/loc/0/3 Hardware-assisted HDLC ',
    '',
  ].join('\n');

  t.same(parseSpan(text), {
    number: 3,
    name: 'DYN/loc/0',
    description: "Dynamic 'loc' span at '1:0'",
    lineConfig: 'HDB3/CCS',
    alarms: ['YELLOW', 'RED'],
    channels: [
      { number: 63, name: 'DYN/loc/0/1', signalling: 'Clear', inUse: true, canceller: 'MG2' },
      { number: 64, name: 'DYN/loc/0/2', signalling: 'Unconfigured', inUse: false },
      { number: 65, name: 'DYN/loc/0/3', signalling: 'Hardware-assisted HDLC', inUse: false },
    ],
  });
  t.equal(parseSpan('something else'), undefined);
});
