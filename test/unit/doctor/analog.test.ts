// SPDX-License-Identifier: GPL-2.0-or-later
// Does the doctor compare the driver's options, the tuning and the zone of analog cards with the file, and say what to write?

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { settingOf } from '../../../src/cli/commands/doctor.js';
import type { Check } from '../../../src/cli/doctor/machine.js';
import { checkModules } from '../../../src/cli/doctor/modules.js';
import { checkTuning } from '../../../src/cli/doctor/tuning.js';
import { checkZone } from '../../../src/cli/doctor/zone.js';
import { madeUpMachine } from './made-up-machine.js';

const FILE = `board:
  type: dahdi
  spans:
    - { name: lines, kind: analog, ports: fxo, channels: 1-3, tuned: true, gain: { receive: 2.5, send: -1 } }
    - { name: phones, kind: analog, ports: fxs, channels: 4-7 }
accessNumbers: [{ number: '62345678', queue: shop }]
queues: [{ name: shop }]
`;

const RIGHT = {
  ...{ opermode: 'CHINA', fxshonormode: '1', fxorxgain: '25', fxotxgain: '-10', fxsrxgain: '0', fxstxgain: '0' },
};

/** What a check says of the shop's file on a machine with these files. */
async function says(t: Test, check: Check, files: Readonly<Record<string, string>>) {
  const file = join(t.testdir(), 'spillway.yaml');
  writeFileSync(file, FILE);
  return check(madeUpMachine({ '/sys/module/dahdi/version': '3.1.0\n', ...files }), settingOf(file));
}

const parameters = (options: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(options).map(([name, value]) => [`/sys/module/wctdm24xxp/parameters/${name}`, `${value}\n`]),
  );

t.test('options of the driver as it runs; where only root reads them, as it will be loaded', async (t) => {
  t.match(await says(t, checkModules, parameters(RIGHT)), { verdict: 'good', what: { en: /wctdm24xxp: CHINA/ } });
  const american = await says(t, checkModules, parameters({ ...RIGHT, opermode: 'FCC', fxorxgain: '0' }));
  t.match(american, {
    verdict: 'warning',
    what: { en: /wctdm24xxp opermode=FCC \(CHINA\), wctdm24xxp fxorxgain=0 \(25\)/ },
    remedy: {
      en: /"options wctdm24xxp opermode=CHINA fxshonormode=1 fxorxgain=25 fxotxgain=-10 fxsrxgain=0 fxstxgain=0"/,
      zh: /opermode=CHINA/,
    },
  });
  const line = `options wctdm24xxp ${Object.entries(RIGHT)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')}\n`;
  const written = { '/sys/module/wctdm24xxp/refcnt': '1\n', '/etc/modprobe.d/spillway-analog.conf': `# ours\n${line}` };
  t.match(await says(t, checkModules, written), { verdict: 'good' });
  t.equal(await says(t, checkModules, {}), undefined, 'a card of another driver');
});

t.test('each line that is to be tuned was measured', async (t) => {
  t.match(await says(t, checkTuning, {}), {
    verdict: 'warning',
    what: { en: /Channel 1-3/ },
    remedy: { en: /fxotune -i 5/ },
  });
  t.match(await says(t, checkTuning, { '/etc/fxotune.conf': '1=11,0,0,0,0,0,0,0,0\n3=8,1,0,0,0,0,0,0,0\n' }), {
    what: { en: /Channel 2:/ },
  });
  const all = [1, 2, 3].map((channel) => `${channel}=11,0,0,0,0,0,0,0,0\n`).join('');
  t.match(await says(t, checkTuning, { '/etc/fxotune.conf': all }), { verdict: 'good' });
});

t.test('the driver rings in the country of the file', async (t) => {
  const conf = (zone: string) => ({ '/etc/dahdi/system.conf': `fxsks=1-3\nloadzone=${zone}\ndefaultzone=${zone}\n` });
  t.match(await says(t, checkZone, conf('cn')), { verdict: 'good' });
  t.match(await says(t, checkZone, conf('us')), { verdict: 'warning', remedy: { en: /defaultzone=cn/ } });
  t.match(await says(t, checkZone, { '/etc/dahdi/system.conf': 'fxsks=1-3\n' }), {
    what: { en: /not set/, zh: /未设置/ },
  });
  t.equal(await says(t, checkZone, {}), undefined);
});
