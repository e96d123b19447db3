// SPDX-License-Identifier: GPL-2.0-or-later
// Are names on the wire shown as they were meant, and numbers that are not to be shown not at all?

import t from 'tap';
import { concealed, decodeFrame, elementValue } from '../../../src/line/index.js';

const HEAD = [0x02, 0x01, 0x00, 0x00, 0x08, 0x02, 0x00, 0x01, 0x05]; // an I-frame with SETUP
const element = (id: number, contents: readonly number[]) => [id, contents.length, ...contents];
const ascii = (text: string) => [...Buffer.from(text, 'latin1')];
const setup = (...elements: readonly (readonly number[])[]) => Uint8Array.from([...HEAD, ...elements.flat()]);
const elementsOf = (frame: Uint8Array) => decodeFrame(frame).message?.elements ?? [];
const display = (contents: readonly number[]) => elementValue(elementsOf(setup(element(0x28, contents))), 'display');

const GBK: Readonly<Record<string, readonly number[]>> = {
  张三: [0xd5, 0xc5, 0xc8, 0xfd],
  北京: [0xb1, 0xb1, 0xbe, 0xa9],
  '王 Wang 13': [0xcd, 0xf5, 0x20, 0x57, 0x61, 0x6e, 0x67, 0x20, 0x31, 0x33],
  朱镕基: [0xd6, 0xec, 0xe9, 0x46, 0xbb, 0xf9],
};

t.test('a Chinese name is shown in UTF-8 and in GBK, with and without an octet for the character set', async (t) => {
  for (const [name, gbk] of Object.entries(GBK)) {
    const utf8 = [...Buffer.from(name)];
    for (const octets of [utf8, gbk, [0xb1, ...utf8]])
      t.equal(display(octets), name, Buffer.from(octets).toString('hex'));
  }
  t.equal(display([0xb1, ...(GBK.张三 ?? [])]), '张三');
  t.equal(display(ascii('Wang')), 'Wang');
  t.equal(display([]), '');
});

t.test(
  'what would command a terminal, or hide, becomes a point; what is in no encoding keeps its letters',
  async (t) => {
    const unsafe = ['\x1b[2J', '\u009b2J', '\u202e123', '\u200b', '\u2028', '\u0000', '\u007f'];
    for (const [i, text] of unsafe.entries())
      t.ok(!/[\p{C}\p{Zl}]/u.test(display([...Buffer.from(`a${text}b`)]) ?? '\0'), `number ${i}`);
    t.equal(display(ascii('A\xffB')), 'A.B');
  },
);

const CALLER = '13912345678';
const calling = (presentation: number, digits = CALLER) => element(0x6c, [0x21, 0x80 | presentation, ...ascii(digits)]);
const redirecting = (presentation: number, digits: string) =>
  element(0x74, [0x21, presentation, 0x8f, ...ascii(digits)]);
const called = element(0x70, [0x81, ...ascii('88880001')]);
const text = (frame: Uint8Array) => Buffer.from(concealed(frame)).toString('latin1');

t.test(
  'each number goes by its own presentation: allowed is shown, restricted, not available and reserved are not',
  async (t) => {
    for (const presentation of [0x20, 0x23, 0x40, 0x43, 0x60]) {
      const one = setup(calling(presentation), called, redirecting(0x00, '13900002222'));
      t.notMatch(text(one), CALLER);
      t.match(text(one), /88880001.*13900002222/s);
      const other = setup(calling(0x03), called, redirecting(presentation, '13900002222'));
      t.match(text(other), /13912345678.*88880001/s);
      t.notMatch(text(other), '13900002222');
    }
    const plain = setup(element(0x6c, [0xa1, ...ascii(CALLER)]), called);
    t.same(concealed(plain), plain, 'without octet 3a it may be shown');
  },
);

t.test('the element stays what it was, with a star for each digit', async (t) => {
  const frame = setup(calling(0x23), called);
  const shown = concealed(frame);
  t.equal(shown.length, frame.length);
  t.match(elementValue(elementsOf(shown), 'callingNumber'), {
    digits: '*'.repeat(11),
    presentation: 'restricted',
    type: 'national',
  });
  t.match(Buffer.from(frame).toString('latin1'), CALLER, 'the frame itself is not changed');
});

t.test(
  'nor does it remain beside: in the display, a subaddress, user data, a facility, another calling number',
  async (t) => {
    const inside = ascii(`\xa3\x0f\xa1\x0d\x0a\x01\x02\x12\x08${CALLER.slice(3)}`);
    const places = [
      element(0x28, ascii(CALLER)),
      element(0x28, ascii(`tel +86${CALLER}`)),
      element(0x6d, [0x80, 0x50, ...ascii(CALLER)]),
      element(0x7e, [0x04, ...ascii(`0${CALLER}`)]),
      element(0x1c, [0x91, ...inside]),
      calling(0x00),
    ];
    for (const place of places) t.notMatch(text(setup(place, calling(0x23), called)), CALLER.slice(3), place.join());
    t.match(text(setup(element(0x28, ascii(CALLER)), calling(0x03))), CALLER);
  },
);

t.test('a facility shows the numbers that may be shown, and not those that it says are restricted', async (t) => {
  const diverted = (tag: number) => element(0x1c, [0x91, 0xa1, 0x12, tag, 0x0e, 0x81, 0x0c, ...ascii('139000011118')]);
  t.match(text(setup(diverted(0xa0), calling(0x03))), '139000011118');
  t.notMatch(text(setup(diverted(0xa3), calling(0x03))), '1390000');
});

t.test('octets of no meaning are no trouble', async (t) => {
  for (let length = 0; length <= 35; length++) {
    const cut = setup(calling(0x23), called).subarray(0, length);
    t.equal(concealed(cut).length, length);
    t.notMatch(text(cut), CALLER.slice(0, 3));
  }
  t.same(concealed(Uint8Array.of(0, 1, 0x73)), Uint8Array.of(0, 1, 0x73));
});
