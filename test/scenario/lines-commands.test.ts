// SPDX-License-Identifier: GPL-2.0-or-later
// rows: analog-08 analog-09 analog-14 analog-15
// `spillway lines measure` and `learn-tones` at a running box: what they print, what they write, which exit code they have.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { ConfigFile } from '../../src/config/index.js';
import { controlMethods } from '../../src/host/control-methods.js';
import { ControlServer } from '../../src/host/index.js';
import { parseTone, toneZone } from '../../src/native/index.js';
import { LocalExchange, type SubscriberLine } from '../../src/sim/index.js';
import { openBox } from '../support/box.js';
import { command } from '../support/command.js';

t.test('measured, learned, written', async (t) => {
  const { world, box } = await openBox(t, { e1s: 0, telephones: 1, lines: 1 });
  const tones = { ...toneZone('cn'), busy: parseTone('400/200,0/600') };
  const line = new LocalExchange(world.media, world.clock, 'office', { tones }).lines[0] as SubscriberLine;
  line.dialled.on((digits) => digits === '62345678' && line.busy());
  const path = join(world.folder, 'spillway.yaml');
  const socket = join(world.folder, 'data/box.sock');
  const file = ConfigFile.open(path);
  const control = await ControlServer.open(socket, controlMethods(box, file, new AbortController()));
  t.teardown(() => control.close());
  const spillway = async (...args: string[]) => {
    const done = await world.during(command(...args, '--socket', socket));
    await world.advance(2_000);
    return done;
  };
  const exchange = () =>
    parse(readFileSync(path, 'utf8')).board.spans.find((span: { name: string }) => span.name === 'lines').exchange;

  const measured = await spillway('lines', 'measure', 'lines');
  t.equal(measured.code, 0, measured.text);
  t.match(measured.text, /lines\/1 +-1\d(\.\d)? +450 +-\d+/);

  const doctor = await world.during(command('doctor', path, '--json'));
  const { findings } = JSON.parse(doctor.text) as { findings: readonly { readonly name: string }[] };
  t.match(
    findings.find(({ name }) => name === 'measures'),
    {
      verdict: 'good',
      what: {
        en: /^lines\/1 is well: dial tone -1\d.*echo return loss \d+.* dB \(\d{4}-/,
        zh: /^lines\/1 正常：拨号音/,
      },
    },
  );

  const dry = await spillway('lines', 'learn-tones', 'lines/1', '--busy', '62345678', '--dry-run');
  t.equal(dry.code, 0, dry.text);
  t.match(dry.text, /busy tone +400\/200,0\/600/);
  t.match(dry.text, /Nothing was written/);
  t.same(exchange(), [{ number: '88880001' }]);

  const learned = await spillway('lines', 'learn-tones', 'lines/1', '--busy', '62345678', '--json');
  t.equal(learned.code, 0, learned.text);
  t.match(JSON.parse(learned.text), { line: 'lines/1', written: 'board.spans.lines.exchange' });
  t.same(exchange(), [{ number: '88880001', tones: { dial: '450', busy: '400/200,0/600' } }]);
  t.match(file.restart, [], 'nothing waits for a restart');

  line.rings();
  await world.until(() => world.telephone(1).rings, 20_000);
  world.telephone(1).lift();
  await world.advance(2_000);
  line.partyHangsUp();
  const from = world.clock.now();
  await world.until(() => !line.offHook, 3 * 800 + 1_500);
  t.ok(
    world.clock.now() - from <= 4 * 800 + 250,
    'the next call ends within three cadences of the tone that was learned',
  );
  world.telephone(1).putDown();
  await world.advance(31_000);

  line.fail({ mute: true });
  t.match(await spillway('lines', 'learn-tones', 'lines/1', '--within', '5s'), { code: 1, text: /not heard/ });
  t.match(await spillway('lines', 'measure', 'lines/1'), { code: 1, text: /no dial tone: is the line plugged in/ });
  t.match(await spillway('lines', 'measure', 'stations/1'), { code: 1 });
});
