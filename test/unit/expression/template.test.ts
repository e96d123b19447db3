// SPDX-License-Identifier: GPL-2.0-or-later
// Does a text take its values by their names, and never anything that a value says?
import t from 'tap';
import { namesIn, render } from '../../../src/expression/index.js';

t.test('names in braces are replaced by values; all else stays', async (t) => {
  const cases: readonly (readonly [text: string, values: Record<string, string>, said: string])[] = [
    ['订单{order}已发货', { order: '1234' }, '订单1234已发货'],
    ['{a}{b}{a}', { a: '1', b: '2' }, '121'],
    ['nothing {missing}here', {}, 'nothing here'],
    ['{{order}} {order}', { order: '7' }, '{order} 7'],
    ['a } b', {}, 'a } b'],
    ['{', {}, '{'],
    ['{1} {a b} {}', {}, '{1} {a b} {}'],
    ['{a', { a: '1' }, '{a'],
    ['', {}, ''],
    ['{toString}{constructor}{__proto__}', {}, '{__proto__}'],
  ];
  for (const [text, values, said] of cases) t.equal(render(text, values), said, text);
});

t.test('what a value says is never read again', async (t) => {
  t.equal(render('{a}', { a: '{b}{{', b: 'secret' }), '{b}{{');
  t.equal(
    render('x/{a}?q={a}', { a: '../&q=1 %#/王' }, encodeURIComponent),
    'x/..%2F%26q%3D1%20%25%23%2F%E7%8E%8B?q=..%2F%26q%3D1%20%25%23%2F%E7%8E%8B',
  );
});

t.test('the names of a text are known before it is said, and what is none is told with its place', async (t) => {
  t.same(namesIn('{a} {b} {a} {{c}}'), ['a', 'b']);
  t.same(namesIn('plain'), []);
  const wrong: readonly (readonly [text: string, offset: number, subject: string])[] = [
    ['ok {Order}', 3, '{Order}'],
    ['{a', 0, '{a'],
    ['x {} y', 2, '{}'],
    ['{"a":1}', 0, '{"a":1}'],
    ['{a {b}', 0, '{a '],
  ];
  for (const [text, offset, subject] of wrong) t.same(namesIn(text), { fault: { offset, subject } }, text);
});

t.test('a long text of braces costs no more than its length', async (t) => {
  const text = '{'.repeat(99_999);
  t.equal(render(text, {}).length, 50_000);
  t.same(namesIn(text), { fault: { offset: 99_998, subject: '{' } });
});
