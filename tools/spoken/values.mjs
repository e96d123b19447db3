// SPDX-License-Identifier: GPL-2.0-or-later
// Which 200 values of each kind are in the tables? The corners of both grammars first, then others by a seed.

const COUNT = 200;

/** Figures that look accidental and are the same each time (Lehmer's generator). */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function filled(corners, more) {
  const values = new Set(corners.map(String));
  while (values.size < COUNT) values.add(String(more()));
  return [...values].slice(0, COUNT);
}

const two = (value) => String(value).padStart(2, '0');
const times = (count, of) => Array.from({ length: count }, (_, index) => of(index));

function numbers() {
  const next = chance(7);
  const gaps = [
    1000, 1001, 1010, 1011, 1100, 1110, 2000, 2002, 2020, 2200, 2222, 10_000, 10_001, 10_010, 10_100, 11_000,
  ];
  const big = [12_000, 20_000, 20_002, 22_000, 22_222, 32_000, 100_000, 100_005, 100_010, 100_500, 110_000, 120_012];
  const bigger = [
    200_000, 1_000_000, 1_000_005, 1_020_000, 2_000_000, 2_002_002, 10_000_000, 10_000_010, 20_000_000, 20_020_000,
  ];
  const yi = [
    100_000_000, 100_000_001, 100_003_000, 100_020_000, 100_100_000, 200_000_000, 220_000_000, 202_000_002,
    1_000_000_000,
  ];
  const most = [
    1_000_000_010, 2_000_000_000, 2_200_000_000, 10_000_000_000, 100_000_000_000, 200_000_000_002, 999_999_999_999,
  ];
  const small = [
    0, 1, 2, 3, 9, 10, 11, 12, 13, 19, 20, 21, 22, 30, 42, 90, 99, 100, 101, 102, 110, 111, 112, 120, 200, 202, 210,
    212, 220, 222, 999,
  ];
  const below = [-1, -2, -10, -12, -105, -200, -2000, -10_010, -1_000_005, -999_999_999_999];
  const parts = [
    '0.5',
    '0.05',
    '3.14',
    '2.2',
    '2.02',
    '10.10',
    '-0.5',
    '-12.01',
    '100.001',
    '20000.2',
    '1.1',
    '999999999999.9',
  ];
  return filled([...small, ...gaps, ...big, ...bigger, ...yi, ...most, ...below, ...parts], () => {
    const digits = times(1 + next(12), () => '0012579'[next(7)]).join('');
    return String(Number(digits) * (next(8) === 0 ? -1 : 1)).replace(/^-0$/, '0');
  });
}

function amounts() {
  const next = chance(11);
  const corners = [
    '0',
    '0.00',
    '0.01',
    '0.02',
    '0.05',
    '0.10',
    '0.12',
    '0.20',
    '0.22',
    '0.5',
    '0.99',
    '1',
    '1.00',
    '1.01',
    '1.1',
    '1.10',
    '2',
    '2.00',
    '2.02',
    '2.2',
    '2.22',
  ];
  const more = [
    '10',
    '10.01',
    '12',
    '12.5',
    '12.50',
    '20',
    '20.20',
    '22.22',
    '100',
    '100.05',
    '100.50',
    '102',
    '102.02',
    '110.11',
    '200',
    '200.02',
    '222.22',
    '1000',
  ];
  const big = [
    '1000.01',
    '2000',
    '2002.20',
    '10000',
    '10010.10',
    '20000',
    '20000.02',
    '100500.55',
    '1000000',
    '2000000.22',
    '100000000',
    '200000000',
    '200020000.02',
  ];
  const below = ['-0.05', '-1', '-2', '-2.2', '-105.20', '-20000', '999999999999.99', '-999999999999.99'];
  return filled([...corners, ...more, ...big, ...below], () => {
    const yuan = Number(times(1 + next(7), () => '0012579'[next(7)]).join(''));
    const fen = ['', `.${next(10)}`, `.${two(next(100))}`, `.0${next(10)}`, `.${next(10)}0`][next(5)];
    return `${yuan}${fen}`;
  });
}

function dates() {
  const next = chance(13);
  const corners = [
    '1900-01-01',
    '1905-10-10',
    '1949-10-01',
    '1999-12-31',
    '2000-01-01',
    '2000-02-29',
    '2001-09-11',
    '2008-08-08',
    '2009-09-09',
    '2010-10-10',
  ];
  const days = times(31, (day) => `2026-${two(day % 2 === 0 ? 1 : 12)}-${two(day + 1)}`);
  const months = times(12, (month) => `2024-${two(month + 1)}-${two(12 - month)}`);
  const years = [
    1907, 1910, 1919, 1920, 1966, 1978, 1990, 2002, 2012, 2020, 2022, 2030, 2049, 2050, 2099, 2100, 2101,
  ].map((year) => `${year}-02-22`);
  return filled(
    [...corners, ...days, ...months, ...years],
    () => `${1900 + next(200)}-${two(1 + next(12))}-${two(1 + next(28))}`,
  );
}

function clock() {
  const next = chance(17);
  const hours = times(24, (hour) => [
    `${two(hour)}:00`,
    `${two(hour)}:30`,
    `${two(hour)}:05`,
    `${two(hour)}:${two((hour * 7) % 60)}`,
  ]).flat();
  const corners = [
    '00:01',
    '00:02',
    '00:59',
    '02:02',
    '02:22',
    '02:20',
    '05:59',
    '06:00',
    '11:59',
    '12:01',
    '12:02',
    '12:59',
    '13:00',
    '14:02',
    '14:15',
    '17:59',
    '18:00',
    '23:59',
    '10:10',
    '22:22',
    '20:20',
  ];
  return filled([...hours, ...corners], () => `${two(next(24))}:${two(next(60))}`);
}

/** In seconds. */
function durations() {
  const next = chance(19);
  const corners = [
    0, 1, 2, 10, 12, 22, 30, 59, 60, 61, 62, 90, 120, 121, 122, 125, 150, 600, 1799, 1800, 1801, 1802, 1830, 2700, 3540,
    3599,
  ];
  const hours = [
    3600, 3601, 3602, 3605, 3660, 3665, 3720, 5400, 5401, 7200, 7202, 7320, 7322, 9000, 36_000, 43_200, 45_000, 79_200,
    86_399,
  ];
  const days = [
    86_400, 86_401, 86_460, 88_200, 90_000, 91_800, 172_800, 172_802, 174_600, 180_002, 864_000, 1_036_800, 8_640_000,
    8_640_001,
  ];
  return filled([...corners, ...hours, ...days], () => next([60, 3600, 86_400, 864_000][next(4)]));
}

function waits() {
  const next = chance(23);
  const corners = [
    0, 1, 30, 59, 60, 61, 90, 119, 120, 121, 180, 600, 720, 1200, 1320, 1800, 3540, 3541, 3600, 3601, 3660, 3720, 7200,
    7201, 7320, 7321, 9000, 36_000, 43_200, 79_200, 86_400,
  ];
  return filled(corners, () => next([600, 3600, 7200, 86_400][next(4)]));
}

function phones() {
  const next = chance(29);
  const digits = (count) => times(count, () => next(10)).join('');
  const corners = [
    '110',
    '119',
    '120',
    '10086',
    '95588',
    '12345',
    '801',
    '1',
    '11',
    '21',
    '8001',
    '88880001',
    '62345678',
    '5551212',
    '13800138000',
    '13111111111',
    '19912345678',
  ];
  const long = [
    '01062345678',
    '02112345678',
    '057112345678',
    '03111234567',
    '4008001234',
    '8008101234',
    '8613800138000',
    '+8613800138000',
    '+86 10 6234 5678',
    '+1 212 555 0100',
    '138-0013-8000',
  ];
  const odd = [
    '010-62345678',
    '0571-8888 0001',
    '*98',
    '#31#13800138000',
    '123456',
    '1234567890',
    '123456789',
    '123456789012',
    '1234567890123',
    '12345678901234',
    '(010)62345678',
    '400-800-1234',
  ];
  const kinds = [
    () => `1${3 + next(7)}${digits(9)}`,
    () => `010${2 + next(7)}${digits(7)}`,
    () => `02${next(10)}${2 + next(7)}${digits(7)}`,
    () => `0${3 + next(7)}${1 + next(9)}${next(10)}${2 + next(7)}${digits(7)}`,
    () => `400${digits(7)}`,
    () => `${2 + next(7)}${digits(7)}`,
    () => `${2 + next(7)}${digits(6)}`,
    () => digits(3 + next(3)),
    () => `+86${1}${3 + next(7)}${digits(9)}`,
  ];
  return filled([...corners, ...long, ...odd], () => kinds[next(kinds.length)]());
}

function positions() {
  const next = chance(31);
  return filled(
    [
      ...times(60, (place) => place + 1),
      99,
      100,
      101,
      102,
      110,
      111,
      112,
      120,
      200,
      202,
      222,
      1000,
      1002,
      2000,
      10_000,
    ],
    () => 1 + next(2000),
  );
}

/** Kind to values. */
export const VALUES = {
  number: numbers(),
  amount: amounts(),
  date: dates(),
  time: clock(),
  duration: durations(),
  phone: phones(),
  position: positions(),
  wait: waits(),
};
