// SPDX-License-Identifier: GPL-2.0-or-later
// Are the prompts that are checked in those of texts.yaml, and fit to be played?
import { readdirSync, readFileSync, statSync } from 'node:fs';
import t from 'tap';
import { parse } from 'yaml';
import { projectFile } from '../../support/world.js';

const texts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = parse(
  readFileSync(projectFile('prompts/texts.yaml'), 'utf8'),
);

/** Samples of an 8 kHz A-law mono WAV; undefined when it is none. */
function samples(file: string): number | undefined {
  const wav = readFileSync(file);
  const format = [wav.readUInt16LE(20), wav.readUInt16LE(22), wav.readUInt32LE(24)];
  return format.join() === '6,1,8000' ? wav.readUInt32LE(wav.indexOf('data') + 4) : undefined;
}

for (const language of ['zh-CN', 'en']) {
  t.test(`${language}: there is one WAV for each text, and no other`, async (t) => {
    const isOwn = (name: string) => texts[name]?.[language] !== undefined && texts[name].together !== true;
    const expected = Object.keys(texts).filter(isOwn);
    const found = readdirSync(projectFile('prompts', language)).map((file) => file.replace('.wav', ''));
    t.same(found.sort(), expected.sort());
  });

  t.test(`${language}: every prompt is 8 kHz A-law, mono, and speaks from its first 20 ms`, async (t) => {
    for (const file of readdirSync(projectFile('prompts', language))) {
      const path = projectFile('prompts', language, file);
      t.ok((samples(path) ?? 0) > 800, file);
      const wav = readFileSync(path);
      const start = wav.indexOf('data') + 8;
      t.notOk(
        wav.subarray(start, start + 160).every((sample) => sample === 0xd5),
        `${file} begins with silence`,
      );
    }
  });

  t.test(`${language}: the surge prompt for the benchmarks lasts exactly 6.000 s`, async (t) => {
    t.equal(samples(projectFile('prompts', language, 'surge-6s.wav')), 48_000);
  });
}

t.test('what is said in all languages together is one sound of no language', async (t) => {
  const together = Object.keys(texts).filter((name) => texts[name]?.together === true);
  t.ok(together.length > 0);
  for (const name of together) t.ok((samples(projectFile(`prompts/common/${name}.wav`)) ?? 0) > 8_000, name);
});

t.test('the surge prompt says the sentence of row 000-43, word for word', async (t) => {
  t.equal(texts.surge?.['zh-CN'], '感谢您的呼入,热线繁忙中,我们将稍后给您联系,请挂机');
});

t.test('the music of the queue lasts 20 to 30 s, and all prompts take less than 9 MB', async (t) => {
  const music = (samples(projectFile('prompts/common/queue-music.wav')) ?? 0) / 8000;
  t.ok(music >= 20 && music <= 30, `${music} s`);
  const bytes = ['zh-CN', 'en', 'common'].flatMap((folder) =>
    readdirSync(projectFile('prompts', folder)).map((file) => statSync(projectFile('prompts', folder, file)).size),
  );
  t.ok(bytes.reduce((sum, size) => sum + size, 0) < 9e6);
});
