// SPDX-License-Identifier: GPL-2.0-or-later
// Does `spillway detect` tell tones, fax tones, speech and who answered, with the keys that --help and docs/dsp.md promise?
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { detectCommand } from '../../../src/cli/commands/detect.js';

const PROMPTS = '/usr/share/asterisk/sounds/en_US_f_Allison';

async function detect(t: Test, ...words: readonly string[]) {
  const lines: string[] = [];
  const complaints: string[] = [];
  const write = (line: string) => lines.push(line);
  const complain = (line: string) => complaints.push(line);
  const before = process.exitCode;
  t.teardown(() => {
    process.exitCode = before;
  });
  await detectCommand({ language: 'en', write, complain })
    .exitOverride()
    .configureOutput({ writeErr: complain })
    .parseAsync(words, { from: 'user' });
  return { lines, complaints, found: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

/** A sound that sox makes, 8 kHz, 16 bit. */
function sox(t: Test, ...effects: readonly string[]): string {
  const file = join(t.testdir({}), 'sound.wav');
  execFileSync('sox', ['-V1', '-D', '-n', '-r', '8000', '-b', '16', '-c', '1', file, ...effects, 'gain', '-12']);
  return file;
}

t.test('a busy tone of zone cn is told once, with its length and level', async (t) => {
  const file = sox(t, 'synth', '0.35', 'sine', '450', 'pad', '0', '0.35', 'repeat', '8');

  const { found } = await detect(t, '--json', file);

  const [tone, ...more] = found();
  t.same(more, []);
  t.same(Object.keys(tone ?? {}), ['file', 'type', 'tone', 'startMs', 'endMs', 'reportedMs', 'levelDbm0', 'cadences']);
  t.match(tone, { type: 'tone', tone: 'busy' });
  t.ok(Number(tone?.startMs) < 30, 'told with its true beginning');
  t.equal(Number(tone?.reportedMs) % 20, 0, 'told at the end of a tick');
});

t.test('the zone says which tone it is', async (t) => {
  const file = sox(t, 'synth', '2', 'sine', '440', 'sine', '480', 'remix', '1,2', 'pad', '0', '4', 'repeat', '3');

  t.match((await detect(t, '--zone', 'us', file)).lines, [/ {2}ringback {2}/]);
  t.same((await detect(t, '--zone', 'cn', '--only', 'tone', file)).lines, []);
});

t.test('the tone of a calling fax machine is told as fax', async (t) => {
  const file = sox(t, 'synth', '0.5', 'sine', '1100', 'pad', '0', '3', 'repeat', '3');

  t.match((await detect(t, '--json', file)).found(), [{ type: 'fax', tone: 'faxCalling' }]);
  t.same((await detect(t, '--only', 'tone,speech', file)).lines, []);
});

t.test('speech is told with where it is', async (t) => {
  const { found } = await detect(t, '--json', join(PROMPTS, 'vm-goodbye.wav'));

  const [span] = found();
  t.same(Object.keys(span ?? {}), ['file', 'type', 'startMs', 'endMs', 'reportedMs', 'levelDbm0']);
  t.equal(span?.type, 'speech');
});

t.test('with --amd it is told who answered, and the beep of a machine', async (t) => {
  const file = join(t.testdir({}), 'machine.wav');
  const beep = sox(t, 'synth', '0.4', 'sine', '1000', 'pad', '0.5', '2');
  execFileSync('sox', ['-V1', '-D', join(PROMPTS, 'vm-intro.wav'), beep, file, 'pad', '0.5', '0']);

  const { found } = await detect(t, '--amd', '--only', 'digit', '--json', file);

  const [answerer, tone] = found();
  t.same(Object.keys(answerer ?? {}), [
    ...['file', 'type', 'startMs', 'endMs', 'reportedMs', 'answerer', 'reason'],
    ...['silenceMs', 'greetingMs', 'afterGreetingMs', 'words'],
  ]);
  t.match(answerer, { type: 'answerer', answerer: 'machine', reason: 'longGreeting' });
  t.same(Object.keys(tone ?? {}), ['file', 'type', 'hertz', 'startMs', 'endMs', 'reportedMs']);
  t.equal(tone?.type, 'beep');
  t.ok(Math.abs(Number(tone?.hertz) - 1000) < 5);
});

t.test('an option that makes no sense is refused with what would be right', async (t) => {
  const file = sox(t, 'synth', '0.5', 'sine', '300');
  const refused = async (...words: readonly string[]) => {
    const error: unknown = await detect(t, ...words, file).catch((reason: unknown) => reason);
    t.match(error, { exitCode: 2 }, words.join(' '));
  };

  await t.rejects(detect(t, '--only', 'digits', file), { message: /some of digit,tone,fax,speech would be right/ });
  await t.rejects(detect(t, '--profile', 'q23', file), { message: /q24-att/ });
  await refused('--rate', '16000');
  await refused('--zone', 'atlantis');
});
