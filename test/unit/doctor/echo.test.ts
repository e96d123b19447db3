// SPDX-License-Identifier: GPL-2.0-or-later
// Does the doctor see which channels have an echo canceller, which want one, and which modules must not be used?

import t from 'tap';
import { examine } from '../../../src/cli/doctor/checks.js';
import type { Setting } from '../../../src/cli/doctor/machine.js';
import { parseSpan } from '../../../src/cli/doctor/proc-dahdi.js';
import { askedCancellers } from '../../../src/cli/doctor/system-conf.js';
import { parseConfig } from '../../../src/config/index.js';
import { driverFiles, madeUpMachine, withCard, withoutCard } from './made-up-machine.js';

/** The finding about `cancellers` (what the driver writes of each channel's) and a system.conf. */
async function look(cancellers: (channel: number) => string, setting: Setting = withCard, conf?: string) {
  const machine = madeUpMachine({ ...driverFiles({ cancellers }), '/etc/dahdi/system.conf': conf });
  return (await examine(machine, setting)).find(({ name }) => name === 'echo');
}

/** A card whose spans have these lines beside name, kind and channels. */
function card(e1: string, phones: string): Setting {
  const text = `board:
  type: dahdi
  spans:
    - { name: e1, kind: e1, channels: [1-15, 17-31], dChannel: 16${e1} }
    - { name: phones, kind: analog, channels: 32-39${phones} }
accessNumbers: [{ number: '1', queue: a }]
queues: [{ name: a }]
`.replace('channels: 32-39', "channels: '32-39'");
  const parsed = parseConfig(text, 'f', { hasPrompt: () => true });
  return 'config' in parsed ? { file: 'f', parsed, config: parsed.config } : { file: 'f', parsed };
}

const none = () => '';
const onPhones = (text: string) => (channel: number) => (channel < 32 ? '' : text);

t.test('every telephone has one: good, with the modules', async (t) => {
  t.match(await look(onPhones('(EC: MG2 - INACTIVE) ')), { verdict: 'good', what: { en: /has one: MG2 \(32-39\)\./ } });
  t.match(await look((channel) => `(EC: ${channel < 36 ? 'VPMADT032' : 'OSLEC'} - ACTIVE) `), {
    verdict: 'good',
    what: { en: /VPMADT032 \(32-35\), OSLEC \(36-39\)/ },
  });
});

t.test('channels that want one and have none are named, and what the others have', async (t) => {
  t.match(await look(none), {
    verdict: 'warning',
    what: { en: 'Channel 32-39: the echo canceller is set, and the driver has attached none.', zh: /信道 32-39/ },
    remedy: { en: /write echocanceller=mg2,32-39, then run 'dahdi_cfg'/, zh: /echocanceller=mg2,32-39/ },
  });
  const some = await look((channel) => (channel > 34 && channel !== 37 ? '(EC: MG2 - INACTIVE) ' : ''));
  t.match(some, {
    verdict: 'warning',
    what: { en: /^Channel 32-34, 37: .* Others have: MG2 \(35-36, 38-39\)\.$/, zh: /其他信道：MG2/ },
    remedy: { en: /mg2,32-34,37,/ },
  });
});

t.test('what system.conf asks for and the driver has not attached is told so', async (t) => {
  t.match(await look(none, withCard, 'echocanceller=oslec,32-39\n'), {
    verdict: 'warning',
    remedy: { en: /asks for oslec there: run 'modprobe dahdi_echocan_oslec'/, zh: /dahdi_echocan_oslec/ },
  });
  t.match(await look(none, withCard, 'echocanceller=mg2,32-35\n'), { remedy: { en: /write echocanceller=mg2,32-39/ } });
});

t.test('by the setting: spans, exceptions, off', async (t) => {
  t.match(await look(none, card('', ', echoCanceller: off')), {
    verdict: 'good',
    what: { en: /No channel is to have/ },
  });
  const exception = ', exceptions: [{ channels: [33-39], echoCanceller: off }]';
  t.match(await look(none, card('', exception)), { verdict: 'warning', what: { en: /^Channel 32: / } });
  t.match(await look(onPhones('(EC: MG2 - INACTIVE) '), card(', echoCanceller: 32ms', '')), {
    verdict: 'warning',
    what: { en: /^Channel 1-15, 17-31: .* Others have: MG2 \(32-39\)/ },
  });
  t.equal(await look(none, withoutCard), undefined, 'the virtual board has no driver');
});

t.test('sec, sec2 and kb1 are refused, attached or asked for, whatever is set', async (t) => {
  for (const [module, why] of [
    ['SEC', /sec panics the kernel \(attached to channel 32-39\)/],
    ['SEC2', /sec2 adds noise at long tails/],
    ['KB1', /kb1 adds noise at long tails/],
  ] as const) {
    const off = card('', ', echoCanceller: off');
    for (const setting of [withCard, off]) {
      const found = await look(onPhones(`(EC: ${module} - INACTIVE) `), setting);
      t.match(found, { verdict: 'bad', what: { en: why }, remedy: { en: /echocanceller=mg2/, zh: /mg2/ } }, module);
    }
    const asked = await look(onPhones('(EC: MG2 - INACTIVE) '), withCard, `# text\nEchoCanceller = ${module},32\n`);
    t.match(asked, { verdict: 'bad', what: { en: /line 2 of \/etc\/dahdi\/system.conf/, zh: /第 2 行/ } });
    t.match(await look(onPhones(`(EC: ${module} - ACTIVE) `), withoutCard), { verdict: 'warning' });
  }
  t.match(await look(onPhones('(EC: MG2 - INACTIVE) '), withCard, '#echocanceller=sec,32\n'), { verdict: 'good' });
});

t.test('the driver’s words for a canceller, by its age', async (t) => {
  const canceller = (rest: string) =>
    parseSpan(`Span 1: WCTDM/0 "x" \n\n\t  32 WCTDM/0/0 ${rest}\n`)?.channels[0]?.canceller;

  t.equal(canceller('FXOKS (EC: MG2 - INACTIVE) '), 'MG2');
  t.equal(canceller('FXOKS (In use) RED (EC: MG2 - ACTIVE) '), 'MG2');
  t.equal(canceller('FXSKS (In use) (no pcm) (EC: VPMOCT032 - ACTIVE) '), 'VPMOCT032');
  t.equal(canceller('FXOKS (SWEC: MG2) '), 'MG2');
  t.equal(canceller('FXOKS (In use) (SWEC: MG2) (EC: VPMADT032) '), 'MG2');
  t.equal(canceller('FXOKS  (EC: mg2) '), 'MG2');
  t.equal(canceller('FXOKS (EC: (null) - INACTIVE) '), undefined, 'a card whose own has failed');
  t.equal(canceller('FXOKS (In use) '), undefined);
  t.equal(canceller('(EC: MG2 - INACTIVE) '), 'MG2', 'without signalling');
});

t.test('system.conf is read as dahdi_cfg reads it', async (t) => {
  const text = [
    'echocanceller=mg2,1-3,5',
    '  EchoCanceller = OSLEC , 7 , 9-10 # why',
    '# echocanceller=sec,1',
    'fxoks=1-4',
    'echocanceller=',
    'echocanceller=kb1,x',
    'echocanceller=hpec,8\r',
  ].join('\n');

  t.same(askedCancellers(text), [
    { line: 1, module: 'MG2', channels: [1, 2, 3, 5] },
    { line: 2, module: 'OSLEC', channels: [7, 9, 10] },
    { line: 5, module: '', channels: [] },
    { line: 6, module: 'KB1', channels: [] },
    { line: 7, module: 'HPEC', channels: [8] },
  ]);
});
