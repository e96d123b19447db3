// SPDX-License-Identifier: GPL-2.0-or-later
// Does what is refused outside TypeScript's `new TelephonyError(...)` exist in Chinese, too: by the native part, and by scenario files?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { loadConfig } from '../../../src/config/index.js';
import { readScenario } from '../../../src/sim/index.js';
import { CATALOGUE, errorWords, valueWords } from '../../../src/words/index.js';

/** Texts of C++ that become an error of JavaScript, what is put in written `{}`; a `?` in them gives both. */
function nativeTexts(): string[] {
  const sources = ['board', 'addon'].flatMap((folder) =>
    readdirSync(join('native', folder))
      .filter((name) => /\.(cc|h)$/.test(name))
      .map((name) => readFileSync(join('native', folder, name), 'utf8')),
  );
  const thrown = sources.flatMap((text) =>
    [...text.matchAll(/(?:BoardError|CodedError)\((?:[\w.()]+, )?\s*"[A-Z_]+",\s*([\s\S]*?)\);/g)].map(
      ([, text = '']) => text,
    ),
  );
  return thrown.flatMap((text) => {
    const choice = /\(\w+ \? ("[^"]*") : ("[^"]*")\)/.exec(text);
    if (choice === null) return [formOf(text)];
    return [choice[1], choice[2]].map((either = '') => formOf(text.replace(choice[0], either)));
  });
}

/** `name + ": text " "goes on " + other` as `{}: text goes on {}`. */
function formOf(concatenation: string): string {
  const parts = concatenation.replaceAll(/"\s*\n\s*"/g, '').match(/"(?:[^"\\]|\\.)*"|[^"]+/g) ?? [];
  return parts
    .map((part) => {
      if (part.startsWith('"')) return part.slice(1, -1);
      return /^[\s+]*$/.test(part) ? '' : '{}';
    })
    .join('');
}

t.test('what the native part refuses has a Chinese form', async (t) => {
  const texts = nativeTexts().filter((text) => !/^[{}:. ]*$/.test(text) && !/^(step|stream) ?[:{]/.test(text)); // misuse by a program
  t.ok(texts.length > 15, `${texts.length}`);
  t.same(
    texts.filter((text) => !CATALOGUE.knows(text)),
    [],
  );
});

/** English that nobody translated: two small words in a row, outside of what is typed or quoted. */
const ENGLISH = /\b[a-z]{2,} [a-z]{2,}\b/;

function refusalOf(text: string): unknown {
  try {
    readScenario(text, 'wave.yaml');
  } catch (error) {
    return error;
  }
  return undefined;
}

t.test('every finding about a scenario has one, also several at once', async (t) => {
  const right = readFileSync('examples/wave.yaml', 'utf8');
  const wrong = [
    '{}',
    'queues: 1',
    right.replace('calls: 40', 'calls: forty'),
    right.replace('calls: 40', 'calls: -1'),
    right.replace(/^talk: .*$/m, 'talk: [1]'),
    right.replace(/^spans: .*$/m, 'spans: e1'),
    right.replace(/^spans: .*$/m, 'spans: [1]'),
    `board: fxs\n${right}`,
    'board: dahdi\nspans: [{ name: a, channels: x, dChannel: 16 }]',
    `${right}\nnothing: 1`,
    right.replace('duration: 20', 'duration: 1e99'),
  ];
  for (const text of wrong) {
    const error = refusalOf(text);
    t.match(error, { code: 'CONFIG_INVALID' }, text.slice(0, 40));
    const said = errorWords(error, 'zh-CN');
    t.match(said, /^配置文件有误。wave\.yaml/);
    t.notMatch(said.replaceAll(/“[^”]*”/g, ''), ENGLISH, said);
  }
});

t.test('words that stand in lists: reasons that the file has by default, reasons of lists, what is held', async (t) => {
  const read = loadConfig('examples/tv-shopping.yaml');
  const reasons = 'config' in read ? read.config.notReadyReasons.map(({ name }) => name) : [];
  t.ok(reasons.length > 3);
  for (const word of [...reasons, 'asked', 'frequent', 'contact', 'call', 'number'])
    t.match(valueWords(word, 'zh-CN'), /\p{Script=Han}/u, word);
});

t.test('names in a row are told with the sign that stands between words in Chinese', async (t) => {
  t.equal(CATALOGUE.say('frob: sign-in, sign-out would be right', 'zh-CN'), 'frob：正确写法为 sign-in、sign-out');
});
