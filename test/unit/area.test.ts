// SPDX-License-Identifier: GPL-2.0-or-later
// Where is a number at home? Every area code that is in use is known, and of a mobile number no city is guessed.
import t from 'tap';
import {
  AREA_CODES,
  AreaFile,
  type AreaPrefixes,
  areaOf,
  normalise,
  PLAN_DEFAULTS,
  ruleByArea,
} from '../../src/dialling/index.js';
import { readCsv } from '../../src/kernel/index.js';

const key = (digits: string) => normalise(digits, { ...PLAN_DEFAULTS, areaCode: '21' })?.number;
const area = (digits: string, imported?: AreaPrefixes) => areaOf(key(digits), imported);

function fileOf(text: string) {
  const file = new AreaFile();
  for (const row of readCsv(text)) file.take(row);
  return file.result();
}

function imported(text: string): AreaPrefixes {
  const read = fileOf(text);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.prefixes;
}

t.test('every area code in which there are numbers has its names, and no other', async (t) => {
  const inUse = Array.from({ length: 990 }, (_, i) => `${i + 10}`).filter((code) => {
    const number = key(`0${code}2234567${code.length === 2 ? '8' : ''}`);
    return number !== undefined && areaOf(number)?.code === `0${code}`;
  });
  const numbers = Array.from({ length: 700 }, (_, i) => `${i + 300}`).filter(
    (code) => normalise(`0${code}2234567`, PLAN_DEFAULTS)?.kind === 'fixed',
  );
  t.same(new Set(inUse), new Set(AREA_CODES.keys()), 'what has a name is a number that can be dialled');
  t.same(
    numbers.filter((code) => !AREA_CODES.has(code)),
    [],
    'and what can be dialled has a name',
  );
  for (const { province, city, en } of AREA_CODES.values()) {
    t.match([province, city ?? ''].join(''), /^[一-鿿、]+$/);
    t.match([en.province, en.city ?? ''].join(''), /^[A-Z][A-Za-zêüÜ’/ ]+$/);
  }
});

t.test('a fixed number is of its area code, however it was written', async (t) => {
  t.same(area('020-83123456'), { code: '020', province: '广东', city: '广州' });
  for (const written of ['0755-26501234', '+86 755 26501234', '008675526501234', '75526501234'])
    t.same(area(written), { code: '0755', province: '广东', city: '深圳' }, written);
  t.same(area('62345678'), { code: '021', province: '上海' }, 'without a code: of the box');
  t.same(area('0898-68512345'), { code: '0898', province: '海南' });
  t.match(
    area('0731-84123456'),
    { province: '湖南', city: '长沙、株洲、湘潭' },
    'of those who share it none is guessed',
  );
});

t.test(
  'a mobile number has no area without the shop’s own file; services and other countries have none at all',
  async (t) => {
    for (const number of [
      '18957501234',
      '13912341234',
      '19912345678',
      '17012341234',
      '95588',
      '4008001234',
      '8008201234',
      '+85223456789',
      '12345',
    ])
      t.equal(area(number), undefined, number);
    t.equal(areaOf(undefined), undefined, 'withheld');
  },
);

t.test(
  'the shop’s own file gives the city of mobile numbers and overrides the table, the longest prefix first',
  async (t) => {
    const prefixes = imported(
      'prefix,province,city,areacode\n1895750,浙江,绍兴,0575\n1391234,江苏,常州,519\n189,浙江,,0571\n0755265,广东,深圳南山,0755\n',
    );
    t.same(area('18957501234', prefixes), { code: '0575', province: '浙江', city: '绍兴' });
    t.same(area('13912345678', prefixes), { code: '0519', province: '江苏', city: '常州' });
    t.same(area('18912345678', prefixes), { code: '0571', province: '浙江' });
    t.match(area('075526501234', prefixes), { city: '深圳南山' });
    t.match(area('075586501234', prefixes), { city: '深圳' });
    t.equal(area('19912345678', prefixes), undefined);
  },
);

t.test('a file that is wrong is told line by line, and none of it is taken', async (t) => {
  t.match(
    fileOf('prefix,province,city,areacode\n139x,江苏,常州,0519\n1391234,江苏,常州,519000\n1391235,,常州,0519\n'),
    {
      problems: [{ line: 2 }, { line: 3 }, { line: 4 }],
    },
  );
  t.match(fileOf('号段,省份,城市\n'), { problems: [{ line: 1, says: { en: /is without areacode/ } }] });
  t.match(fileOf(''), { problems: [{ line: 1 }] });
  t.match(imported('号段,省份,城市,区号\r\n1391234,江苏,常州,0519\r\n').size, 1);
});

t.test(
  'of rules by area the longest that fits holds, of equal ones the first, and none for who is not known',
  async (t) => {
    const prefixes = imported('prefix,province,city,areacode\n1391234,上海,,021\n');
    const rules = [
      { area: '021', to: 'first' },
      { area: '0', to: 'fixed' },
      { area: '021', to: 'second' },
      { area: '02162', to: 'district' },
      { area: '139123', to: 'mobile' },
    ];
    const to = (digits: string) => ruleByArea(rules, key(digits), area(digits, prefixes)?.code)?.to;
    t.equal(to('021-52345678'), 'first');
    t.equal(to('021-62345678'), 'district');
    t.equal(to('0755-26501234'), 'fixed');
    t.equal(to('13912345678'), 'mobile');
    t.equal(
      ruleByArea(rules.slice(0, 4), key('13912345678'), area('13912345678', prefixes)?.code)?.to,
      'first',
      'by its area',
    );
    t.equal(to('13812345678'), undefined);
    t.equal(ruleByArea(rules, undefined, undefined), undefined);
  },
);
