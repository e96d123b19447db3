// SPDX-License-Identifier: GPL-2.0-or-later
// Does set-up say all that it says in Chinese, too? Its sentences against its catalogue, and its lines as they are printed.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import ts from 'typescript';
import { CHINESE, isChinese, shortened, words } from '../../../tools/setup/words.mjs';

const FOLDER = 'tools/setup';
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.mjs') && name !== 'words.mjs')
  .map((name) => join(FOLDER, name));
const SPEAKERS = ['words', 'tell'];

/** Every text of a program, and whether the catalogue is asked for it. */
function textsOf(file: string): readonly { readonly text: string; readonly asked: boolean }[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: { text: string; asked: boolean }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const parent = node.parent;
      const asked =
        ts.isCallExpression(parent) &&
        parent.arguments[0] === node &&
        SPEAKERS.includes(parent.expression.getText(source));
      found.push({ text: ts.isTemplateExpression(node) ? node.getText(source) : node.text, asked });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Not read by people: programs, patterns, files, dpkg's formats. */
const isSentence = (text: string) =>
  /[a-z]{2,} [a-z]{2,} [a-z]{2,}/.test(text) && !/^sudo |^`?new \(require/.test(text);

t.test('every sentence of set-up is asked of the catalogue, and stands in it', async (t) => {
  const texts = files.flatMap((file) => textsOf(file).map((one) => ({ ...one, file })));
  t.ok(texts.filter(({ asked }) => asked).length > 20);
  t.same(
    texts
      .filter(({ asked, text }) => asked && !Object.hasOwn(CHINESE, text))
      .map(({ file, text }) => `${file} ${text}`),
    [],
  );
  t.same(
    texts.filter(({ asked, text }) => !asked && isSentence(text)).map(({ file, text }) => `${file} ${text}`),
    [],
  );
});

t.test('the catalogue has no sentence that nobody says, and puts in as much in Chinese as in English', async (t) => {
  const said = new Set(
    [...files, 'tools/test/native.mjs', 'tools/test/main.mjs'].flatMap((file) =>
      textsOf(file).flatMap(({ asked, text }) => (asked ? [text] : [])),
    ),
  );
  for (const [english, chinese] of Object.entries(CHINESE)) {
    t.ok(said.has(english) || ['set-up: '].includes(english), english);
    t.equal(chinese.split('{}').length, english.split('{}').length, english);
    t.match(chinese, /\p{Script=Han}|^\{\}/u, english);
    t.notMatch(chinese, /[,;:!?] ?\p{Script=Han}|\p{Script=Han} ?[,;!?(]|你/u, chinese);
  }
});

t.test('which language: the locale`s, in the order of the C library', async (t) => {
  t.equal(isChinese({ LANG: 'zh_CN.UTF-8' }), true);
  t.equal(isChinese({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }), false);
  t.equal(isChinese({}), false);
  t.equal(words('{}: {} ({} s)', ['编译', '完成', 3], { LANG: 'zh_CN' }), '编译：完成（3 秒）');
  t.equal(words('ended with code {}', [1], {}), 'ended with code 1');
});

t.test('a title is cut to the columns that are there', async (t) => {
  t.equal(shortened('编译原生模块', 12), '编译原生模块');
  t.equal(shortened('编译原生模块', 11), '编译原生模...');
  t.equal(shortened('building', 4), 'buil...');
});

t.test('a wrong word is answered in Chinese', async (t) => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/setup/main.mjs', 'dmeo'], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' },
  });
  t.match([status, stderr], [1, /^准备：用法：node/]);
});
