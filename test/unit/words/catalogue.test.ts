// SPDX-License-Identifier: GPL-2.0-or-later
// Does everything that people read exist in both languages, by the glossary's words and with Chinese punctuation?
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { referencePage, settings } from '../../../src/config/index.js';
import { FAULTS } from '../../../src/faults.js';
import { CATALOGUE, Catalogue, faultSentence, settingWords, VALUES } from '../../../src/words/index.js';
import {
  chinese,
  findings,
  logged,
  refusals,
  type Spoken,
  sourcesOf,
  spokenIn,
  usage,
  within,
  wrongArguments,
} from './spoken.js';

const sources = sourcesOf('src');
const command = sources.filter(({ fileName }) => fileName.startsWith('src/cli/'));
const product = sources.filter(({ fileName }) => !fileName.startsWith('src/sim/'));

/** Words of programs, which read alike in every language: names, numbers, places. */
const isWordless = (text: string) => !/[a-z]{2}/.test(text.replaceAll('{}', '')) || /^[\w{}.-]+$/.test(text);

function missing(spoken: readonly Spoken[]): string[] {
  return spoken
    .filter(({ text }) => !isWordless(text) && !CATALOGUE.knows(text.trim()))
    .map(({ at, text }) => `${at} ${text}`);
}

t.test('every refusal has a Chinese form', async (t) => t.same(missing(spokenIn(sources, refusals)), []));

t.test('every line of the log that is shown by default has one', async (t) =>
  t.same(missing(spokenIn(product, logged)), []),
);

/** The sentences for which problems.ts makes these parts. */
const MADE_OF: Readonly<Record<string, string>> = {
  '"{}" is missing{}': '"{}" is missing: write {}',
  '{} is not {}': '"{}": {} is not {}',
  '{} is not possible: {}': '"{}": {} is not possible: {}',
  '{} is too {}: at least {}': '"{}": {} is too small: at least {}',
  '{} is too {}: at most {}': '"{}": {} is too big: at most {}',
  "{} is read as a number and loses its zeros: write it in quotes, '{}'":
    '"{}": {} is read as a number and loses its zeros: write it in quotes, \'{}\'',
  ': one of {}': '"{}" is missing: one of {}',
  'short a list': '"{}": {} is too short a list: at least {}',
  'long a list': '"{}": {} is too long a list: at most {}',
  'a list': '"{}": {} is not {}',
  'a section': '"{}": {} is not {}',
};

t.test('every finding about a configuration has one', async (t) => {
  const config = sources.filter(
    ({ fileName }) => /^src\/config\/[^/]+\.ts$/.test(fileName) && !/(old-keys|reference)\.ts$/.test(fileName),
  );
  const spoken = spokenIn(config, findings).map(({ at, text }) => ({ at, text: MADE_OF[text] ?? text }));
  t.same(missing(spoken), []);
});

t.test('so has every hint about an old form, and what else a file that is read again leaves to be said', async (t) => {
  const old = sources.filter(({ fileName }) => fileName === 'src/config/old-keys.ts');
  const hints = spokenIn(old, within('en'));
  t.ok(hints.length > 1);
  t.same(missing(hints), []);
  for (const promises of ['1 open promise is', '2 open promises are'])
    t.match(CATALOGUE.say(`queue a is no more: its ${promises} kept by queue b`, 'zh-CN'), /^队列 a 已取消.*队列 b/);
});

t.test('every word of the command line is said in the reader`s language', async (t) => {
  t.same(missing(spokenIn(command, wrongArguments)), []);
  const all = spokenIn(command, usage);
  t.same(
    all
      .filter(({ text }) => /[a-z] [\s\S]*\p{Script=Han}/u.test(text) && !/\{\}/.test(text))
      .map(({ at, text }) => `${at} ${text}`),
    [],
    'both languages at once are for nobody',
  );
  const plain = all.filter(({ text }) => !/\p{Script=Han}/u.test(text));
  t.same(missing(plain.map((one) => ({ ...one, text: one.text.replace(/^error: /, '') }))), []);
});

t.test('every fault and every word of the records is said in both', async (t) => {
  for (const code of Object.keys(FAULTS) as (keyof typeof FAULTS)[]) t.match(faultSentence(code, 'zh-CN'), /。$/);
  const [, ends = ''] =
    /export type AttemptOutcome =([\s\S]*?)\/\*\* The one open request/.exec(
      readFileSync('src/callback/rows.ts', 'utf8'),
    ) ?? [];
  const rows = ends + readFileSync('src/dialling/outcome.ts', 'utf8');
  const events = /DISPOSITIONS = \[([^\]]*)\]/.exec(readFileSync('src/bus/events.ts', 'utf8'))?.[1] ?? '';
  const words = [...rows.matchAll(/^ {2}\| '(\w+)'/gm), ...events.matchAll(/'(\w+)'/g)].map(([, word = '']) => word);
  t.ok(words.length > 30);
  t.same(
    words.filter((word) => !Object.hasOwn(VALUES, word)),
    [],
  );
});

t.test(
  'every setting is described in Chinese, and docs/settings.zh-CN.md says so (else run node tools/gen-schema.mjs)',
  async (t) => {
    const chinese = (description: string) => settingWords(description, 'zh-CN');
    const untold = settings().filter(({ description = '' }) => !/\p{Script=Han}/u.test(chinese(description)));
    t.same(
      untold.map(({ path, description }) => `${path}: ${description}`),
      [],
    );
    t.equal(readFileSync('docs/settings.zh-CN.md', 'utf8'), referencePage('zh-CN', chinese));
  },
);

const HALF =
  /\p{Script=Han} ?[,;:!?](?![/\d])|[,;:!?] ?\p{Script=Han}|\p{Script=Han}\(|\)\p{Script=Han}|\([^()]{0,3}\p{Script=Han}|\p{Script=Han}[^()]{0,3}\)/u;
const ELSEWHERE = /^src\/(ivr|dialling)\//;
const WORDS = /你|登入|登出|排空|话后处理|本机组件|死呼叫|严重|应回时间|开始时间|电话机端口/u;

t.test('Chinese sentences have full-width punctuation and the words of the glossary', async (t) => {
  const said = spokenIn(sources, chinese).filter(({ at }) => !ELSEWHERE.test(at));
  t.ok(said.length > 500, `${said.length}`);
  const marks = ({ text }: Spoken) => HALF.test(text.replaceAll(/文件:行:列|“(键)?: 值”|\{ \w+: [^}]*\}|`[^`]*`/g, ''));
  t.same(
    said.filter(marks).map(({ at, text }) => `${at} ${text}`),
    [],
  );
  t.same(
    said.filter(({ text }) => WORDS.test(text)).map(({ at, text }) => `${at} ${text}`),
    [],
  );
});

t.test(
  'what stands between the parts of a Chinese sentence is full-width, too, and half-width in English',
  async (t) => {
    const told = (spoken: readonly Spoken[]) => spoken.map(({ at, text }) => `${at} ${JSON.stringify(text)}`);
    const between = spokenIn(sources, within('zh')).filter(({ text }) => /^ ?[,;:()] ?$|^[,;:] ?\{\}/.test(text));
    t.same(told(between.filter(({ at }) => !ELSEWHERE.test(at))), []);
    const wide = spokenIn(sources, within('en')).filter(({ text }) => /[，。、；：！？（）“”]/.test(text));
    t.same(told(wide), []);
  },
);

t.test('so have the Chinese documents', async (t) => {
  const documents = [
    ...readdirSync('docs').map((name) => join('docs', name)),
    'README.zh-CN.md',
    'packaging/README.zh-CN.md',
  ];
  for (const file of documents.filter((name) => name.endsWith('.zh-CN.md'))) {
    const text = readFileSync(file, 'utf8').replaceAll(/```[\s\S]*?```|`[^`\n]*`|\]\([^)]*\)/g, 'X');
    const lines = text.split('\n').map((line, index) => `${file}:${index + 1} ${line}`);
    t.same(
      lines.filter((line) => HALF.test(line) || WORDS.test(line)),
      [],
    );
  }
});

t.test('a sentence is said with its parts, and a name that is one of our words stays a name', async (t) => {
  const catalogue = new Catalogue(
    [{ '{} is {}': '{} 处于{=}状态', 'there is no {}: {}': '没有 {1}：{2}', 'did you mean {}?': '是否应为 {}？' }],
    {
      ready: '示闲',
    },
  );
  t.equal(catalogue.say('ready is ready', 'zh-CN'), 'ready 处于示闲状态');
  t.equal(catalogue.say('there is no x: did you mean y?', 'zh-CN'), '没有 x：是否应为 y？');
  t.equal(catalogue.say('f.yaml:1:2: there is no x: did you mean y?', 'zh-CN'), 'f.yaml:1:2: 没有 x：是否应为 y？');
  t.equal(catalogue.say('quite another', 'zh-CN'), 'quite another');
  t.equal(catalogue.say('ready is ready', 'en'), 'ready is ready');
});
