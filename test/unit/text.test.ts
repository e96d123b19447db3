// SPDX-License-Identifier: GPL-2.0-or-later
// Is text from outside taken only when it is UTF-8, and is it said where it is not, what it seems to be, and what to do?

import t from 'tap';
import { inBoth, recognise, utf8Of } from '../../src/kernel/index.js';

const bytes = (...parts: readonly (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const ZHANG_SAN = [0xd5, 0xc5, 0xc8, 0xfd]; // 张三 in GBK
const BOM = [0xef, 0xbb, 0xbf];
const utf16 = (text: string, mark = true) => Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
const swapped = (text: string, mark = true) => utf16(text, mark).swap16();
const YAML = 'agents:\n  - name: 张三\n    id: "1001"\n';

function faultOf(input: Uint8Array) {
  const read = utf8Of(input);
  return 'fault' in read ? { ...read.fault, says: inBoth(read.fault.says) } : undefined;
}

t.test('UTF-8 is taken as it is, with or without a mark, however lines end', async (t) => {
  for (const text of ['', 'a', YAML, YAML.replaceAll('\n', '\r\n'), '--- 你好 👍\n', 'a\ttab\f\n']) {
    t.same(utf8Of(bytes(text)), { text });
    t.same(utf8Of(bytes(BOM, text)), { text });
  }
});

t.test('GBK is refused at its first character, which is named with what to do, in both languages', async (t) => {
  const fault = faultOf(bytes('# shop\nagents:\n  - name: ', ZHANG_SAN, '\n'));
  t.match(fault, { line: 3, column: 11 });
  for (const part of ['0xD5', 'GBK (GB18030)', 'save as UTF-8', '请另存为 UTF-8']) t.match(fault?.says, part);
  t.match(
    faultOf(bytes('name: 王\nother: 李 ', ZHANG_SAN)),
    { line: 2, column: 10 },
    'characters are counted, not bytes',
  );
  t.match(faultOf(bytes(BOM, 'n: ', ZHANG_SAN)), { line: 1, column: 4 }, 'the mark has no column');
});

t.test('one byte that is no UTF-8 is found wherever it stands, and not called Chinese', async (t) => {
  const wrongs: readonly (readonly number[])[] = [
    [0xfc],
    [0x80],
    [0xc0, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf5],
    [0xe5, 0xbc],
  ];
  for (const wrong of wrongs) {
    for (const [before, line, column] of [
      ['', 1, 1],
      ['M', 1, 2],
      ['a\nM', 2, 2],
      [`${'x'.repeat(5000)}\n`, 2, 1],
    ] as const) {
      const fault = faultOf(bytes(before, wrong, 'ller\n'));
      t.match(fault, { line, column, says: /save as UTF-8/ }, `${before.slice(-3)} ${wrong}`);
      if (wrong.length === 1) t.notMatch(fault?.says, /GBK/);
    }
  }
  t.match(faultOf(bytes('name: ', [0xe5, 0xbc])), { line: 1, column: 7 }, 'cut off in the middle of a character');
});

t.test('UTF-16 is called so, with a mark and without, in either order; UTF-32, too', async (t) => {
  for (const text of [YAML, 'language: en\n']) {
    t.match(faultOf(utf16(text)), { line: 1, column: 1, says: /UTF-16LE.*save as UTF-8.*请另存为 UTF-8/ });
    t.match(faultOf(utf16(text, false)), { says: /UTF-16LE/ });
    t.match(faultOf(swapped(text)), { says: /UTF-16BE/ });
    t.match(faultOf(swapped(text, false)), { says: /UTF-16BE/ });
  }
  t.match(faultOf(bytes([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])), { says: /UTF-32/ });
  t.match(faultOf(bytes([0, 0, 0xfe, 0xff, 0, 0, 0, 0x61])), { says: /UTF-32/ });
});

t.test('what is no text at all is called that, by one line', async (t) => {
  const pictures = [
    bytes([0x89], 'PNG\r\n', [0x1a], '\n', [0, 0, 0, 13], 'IHDR'),
    bytes([0x7f], 'ELF', [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0, 1, 0, 0, 0]),
    bytes('PK', [3, 4, 20, 0, 6, 0], '[Content_Types].xml'),
    bytes('SQLite format 3', [0]),
    bytes('RIFF', [0x24, 0x80, 0, 0], 'WAVEfmt '),
    bytes('a: 1\n', [0], 'b: 2\n'),
  ];
  for (const picture of pictures)
    t.match(faultOf(picture)?.says, /^byte 0x[0-9A-F]{2} stands in no text.*不是文本文件/);
  t.match(faultOf(bytes('a: 1\n', [0], 'b: 2\n')), { line: 2, column: 1 });
});

t.test('a character that somebody else has lost is no character', async (t) => {
  t.match(faultOf(bytes('a: 1\nname: \uFFFD\uFFFD\n')), { line: 2, column: 7, says: /lost.*UTF-8/ });
});

t.test('lists out of spreadsheets are read in whichever of their encodings, which is told', async (t) => {
  const list = '号码,姓名\r\n13800138000,张三\r\n';
  const gbk = bytes([0xba, 0xc5, 0xc2, 0xeb], ',', [0xd0, 0xd5, 0xc3, 0xfb], '\r\n13800138000,', ZHANG_SAN, '\r\n');
  t.same(recognise(bytes(list)), { encoding: 'UTF-8', text: list });
  t.same(recognise(bytes(BOM, list)), { encoding: 'UTF-8', text: list });
  t.same(recognise(gbk), { encoding: 'GB18030', text: list });
  t.same(recognise(utf16(list)), { encoding: 'UTF-16LE', text: list });
  t.same(recognise(swapped(list)), { encoding: 'UTF-16BE', text: list });
  t.equal(recognise(bytes('a', [0xff])), undefined);
});
