// SPDX-License-Identifier: GPL-2.0-or-later
// Do lines that nobody changed stay as people wrote them, brackets and all; and is nothing said otherwise for it?
import t from 'tap';
import { withKeptLines } from '../../../src/config/kept-lines.js';

t.test('spaces within brackets and braces are those of before', async (t) => {
  const before = 'spans: [e1-1, e1-2]\nkeys: { a: 1 }\nwrapUp: 15s\n';
  t.equal(
    withKeptLines(before, 'spans: [ e1-1, e1-2 ]\nkeys: { a: 1 }\nwrapUp: 20s\n'),
    'spans: [e1-1, e1-2]\nkeys: { a: 1 }\nwrapUp: 20s\n',
  );
});

t.test('of lines that are alike each keeps its own', async (t) => {
  const before = '- days: [1]\n- days: [ 1 ]\n';
  t.equal(withKeptLines(before, '- days: [ 1 ]\n- days: [ 1 ]\n'), before);
});

t.test('what is said within quotes is never put back', async (t) => {
  const now = "pattern: '[ a ]'\n";
  t.equal(withKeptLines("pattern: '[a]'\n", now), now);
});

t.test('what cannot be read stays as it was written', async (t) => {
  const now = 'a: [ 1\nb: ]: {\n';
  t.equal(withKeptLines('a: [1\n', now), now);
});
