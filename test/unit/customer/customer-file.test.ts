// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a file of customers: is it read as it was meant, whoever wrote it, and is all that is wrong told with its line?
import t from 'tap';
import { CUSTOMER_COLUMNS, CustomerFile, customerText, readCustomer } from '../../../src/customer/index.js';
import { listKey, PLAN_DEFAULTS } from '../../../src/dialling/index.js';
import { CsvHeadings, csv, readCsv } from '../../../src/kernel/index.js';

const keyOf = (digits: string) => listKey(digits, { ...PLAN_DEFAULTS, areaCode: '21' });
const read = (text: Parameters<typeof readCustomer>[0]) => readCustomer(text, keyOf);
const saysOf = (text: Parameters<typeof readCustomer>[0]) => {
  const found = read(text);
  return 'problems' in found ? found.problems.map(({ en }) => en) : [];
};

t.test('a customer is read whatever way his numbers, grade and language were written', async (t) => {
  t.same(read({ id: ' K-1 ', numbers: '139 1234 5678；021-62345678', grade: '３', language: 'zh', owner: '1001' }), {
    customer: {
      ...{ id: 'K-1', numbers: ['+8613912345678', '+862162345678'], name: '', grade: 3 },
      ...{ owner: '1001', language: 'zh-CN' },
    },
  });
  for (const written of [
    '13912345678 62345678',
    '13912345678,62345678',
    '13912345678、 62345678',
    '13912345678/62345678\n',
  ])
    t.match(
      read({ id: 'a', numbers: written }),
      { customer: { numbers: ['+8613912345678', '+862162345678'] } },
      written,
    );
  t.match(read({ id: 'a', numbers: '13912345678;+86 139 1234 5678' }), { customer: { numbers: ['+8613912345678'] } });
  t.match(read({ id: 'a' }), { customer: { numbers: [], grade: 0 } });
});

t.test('everything that is wrong with a customer is told, with what would be right', async (t) => {
  t.match(saysOf({ numbers: 'nobody', grade: '10', language: 'fr' }), [
    /id is missing/,
    /nobody is no number: write its digits, such as 13912345678/,
    /grade: 10 is none: write 0/,
    /fr is not spoken: zh-CN or en|fr is not spoken: en or zh-CN/,
  ]);
  t.match(saysOf({ id: 'a', grade: '-1' }), [/grade/]);
  t.match(saysOf({ id: 'a', grade: '1.5' }), [/grade/]);
  t.match(saysOf({ id: 'x'.repeat(65), name: 'y'.repeat(201) }), [/id is longer/, /name is too long/]);
  const many = Array.from({ length: 21 }, (_, i) => `139000000${i + 10}`).join(';');
  t.match(saysOf({ id: 'a', numbers: many }), [/21 are too many/]);
});

t.test(
  'an id that stands twice is told with the line of the first; after twenty lines the rest is counted',
  async (t) => {
    const file = new CustomerFile(keyOf);
    for (let line = 2; line < 32; line++)
      file.take({ line, text: { id: line < 4 ? 'same' : `c${line}`, grade: line < 4 ? '' : 'x' } });
    t.match(file.problems[0], { line: 3, says: { en: /stands twice, first on line 2/ } });
    t.equal(file.problems.length, 20);
    t.equal(file.wrong, 29);
  },
);

t.test('what is written as CSV is read as the same customer, for a spreadsheet too', async (t) => {
  const customer = {
    ...{ id: '007', numbers: ['+8613912345678', '+862162345678'], name: '=1+1, "李"\n小龙', grade: 9 },
    ...{ address: '李先生', owner: '1001', deputy: '1002', group: 'gold', language: 'en' as const },
  };
  const cells = Object.values(customerText(customer));
  for (const excel of [false, true]) {
    const [first, row] = [
      ...readCsv(csv([Object.keys(customerText(customer)), cells], { excel }).replace(/^\uFEFF/, '')),
    ];
    const headings = new CsvHeadings(first, CUSTOMER_COLUMNS);
    t.same(headings.problems, []);
    const record = row && headings.read(row);
    if (record === undefined || 'says' in record) throw new Error('not read');
    t.same(readCustomer(record, keyOf), { customer });
  }
});

t.test('the columns may come in any order and in Chinese; what is unknown, missing or twice is told', async (t) => {
  const of = (first: string) => {
    const [row] = [...readCsv(first)];
    return new CsvHeadings(row, CUSTOMER_COLUMNS).problems.map(({ says }) => says.en);
  };
  t.same(of('姓名;电话;编号'), []);
  t.match(of('id,numbers,colour'), [/has the unknown colour: it names the columns, such as id,numbers/]);
  t.match(of('id,name'), [/is without numbers/]);
  t.match(of('id,numbers,电话'), [/has twice numbers/]);
  t.match(of(''), [/is without id, numbers/]);
});

t.test('rows keep their lines over line feeds in quotes, whatever ends a line', async (t) => {
  const rows = [...readCsv('a,b\r\n"x\r\ny",2\r\n\r\n"say ""hi""",4\n5\t,="06"')];
  t.same(rows, [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\r\ny', '2'] },
    { line: 5, cells: ['say "hi"', '4'] },
    { line: 6, cells: ['5\t', '06'] },
  ]);
  t.same(
    [...readCsv('a\rb\r')].map(({ cells }) => cells),
    [['a'], ['b']],
  );
});
