// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 001-31
// Who may call which number when: emergency numbers always, from everywhere; abroad and premium numbers by no class that does not say
// so, whatever way they are written.
import t from 'tap';
import {
  barredBy,
  type Calendar,
  type ClassOfService,
  INTERNAL_ONLY,
  judgeOutside,
  type NumberPlan,
  normalise,
  OUTSIDE_CAUSES,
  PREMIUM_PREFIXES,
  REACHES,
  TollBook,
  tollKinds,
} from '../../src/dialling/index.js';

const PLANS: readonly NumberPlan[] = ['21', '10', '755', undefined].map((areaCode) => ({
  ...{ country: 'CN', nationalPrefix: '0', internationalPrefix: '00' },
  ...(areaCode === undefined ? {} : { areaCode }),
}));
const NEVER: Calendar = { zone: 'Asia/Shanghai', hours: [], holidays: [] };
const DAYTIME: Calendar = { zone: 'Asia/Shanghai', hours: [{ from: '09:00', to: '18:00' }], holidays: ['2026-10-01'] };
const PREFIXES = [
  [],
  ['1'],
  ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+'],
  ['11', '110', '119', '120', '122'],
];
const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 8, 30);
const NOBODY = { has: () => false };
const EVERYBODY = { has: () => true };

/** Every class that the settings below can make, one with another for other times. */
function* classes(): Generator<ClassOfService> {
  for (const reach of REACHES)
    for (const premium of [false, true])
      for (const allowed of PREFIXES)
        for (const barred of PREFIXES)
          for (const calendar of [undefined, NEVER, DAYTIME]) {
            const own = { reach, premium, allowed, barred };
            yield calendar === undefined ? own : { ...own, calendar };
            if (calendar !== undefined) yield { ...own, calendar, otherwise: { ...INTERNAL_ONLY, barred } };
          }
}

t.test('110, 119, 120 and 122 go out by every class, at every hour, whatever list they are on', async (t) => {
  let asked = 0;
  for (const service of classes())
    for (const plan of PLANS)
      for (let at = FROM; at < FROM + 48 * HOUR; at += 5 * HOUR)
        for (const digits of ['110', '119', '120', '122', '0110']) {
          asked++;
          const rules = { plan, doNotCall: EVERYBODY, premium: ['1', '0', ...PREMIUM_PREFIXES], service, at };
          const verdict = judgeOutside(digits, rules);
          if (!verdict.permitted || !verdict.emergency || verdict.digits !== digits.slice(-3))
            t.fail(`${digits} was kept from going out: ${JSON.stringify({ service, plan, at, verdict })}`);
        }
  t.ok(asked > 40_000, `${asked} asked`);
});

const ABROAD = [
  '0012125551234',
  '+12125551234',
  '００1 (212) 555-1234',
  '00442071838750',
  '+85223456789',
  '0085223456789',
];
const PREMIUM = [
  '16812345',
  '1681',
  '16099',
  '12590',
  '125900',
  '116114',
  '118114',
  '17951',
  '01016812345',
  '021160',
  '0168123',
];
const ORDINARY = ['13800138000', '02161234567', '01061234567', '4008001234', '95588', '12345', '10086', '114'];

t.test('abroad and premium numbers are barred in every form unless the class has them', async (t) => {
  for (const plan of PLANS) {
    const judge = (digits: string, service: ClassOfService) =>
      judgeOutside(digits, { plan, doNotCall: NOBODY, premium: PREMIUM_PREFIXES, service, at: FROM });
    for (const reach of REACHES) {
      const service = { ...INTERNAL_ONLY, reach };
      for (const digits of ABROAD)
        t.equal(judge(digits, service).permitted, reach === 'international', `${digits} by ${reach}`);
      for (const digits of PREMIUM) {
        if (normalise(digits, plan) === undefined) continue; // is no number here: refused as such
        t.match(judge(digits, service), { permitted: false, reason: 'barred' }, `${digits} by ${reach}`);
        const generous = { ...service, reach: 'national' as const, premium: true };
        t.match(judge(digits, generous), { permitted: true }, `${digits} by one that has it`);
      }
    }
    for (const digits of ORDINARY) {
      t.match(judge(digits, { ...INTERNAL_ONLY, reach: 'national' }), { permitted: true }, digits);
      t.match(judge(digits, INTERNAL_ONLY), { permitted: false, bar: 'reach' }, digits);
    }
  }
});

t.test('the longest prefix decides, of equals the bar; outside its hours another class holds', async (t) => {
  const plan = { ...PLANS[0], country: 'CN', nationalPrefix: '0', internationalPrefix: '00' };
  const bar = (digits: string, service: ClassOfService, at = FROM) => {
    const number = normalise(digits, plan);
    return number && barredBy(service, number, { plan, premium: PREMIUM_PREFIXES, at });
  };
  const service = {
    reach: 'local',
    premium: false,
    allowed: ['00852', '0571', '168'],
    barred: ['1380', '00852999', '168'],
  } as const;
  t.same(
    [
      '0085223456789',
      '0085299912345',
      '0012125551234',
      '057161234567',
      '01061234567',
      '13800138000',
      '13900138000',
      '61234567',
      '16812',
    ].map((digits) => bar(digits, service)),
    [undefined, 'prefix', 'reach', undefined, 'reach', 'prefix', undefined, undefined, 'prefix'],
  );
  const office = { ...INTERNAL_ONLY, reach: 'national', calendar: DAYTIME } as const;
  const local = { ...office, otherwise: { ...INTERNAL_ONLY, reach: 'local' } } as const;
  const at = (hour: number) => FROM + (hour - 8) * HOUR; // Shanghai
  t.same(
    [8, 9, 17, 18, 33].map((hour) => bar('01061234567', office, at(hour))),
    ['hours', undefined, undefined, 'hours', 'hours'],
  );
  t.same(
    [8, 9].map((hour) => bar('61234567', local, at(hour))),
    [undefined, undefined],
  );
});

t.test('an allowance holds for one person, one kind and one day', async (t) => {
  const limit = { calls: 2, minutes: 3 };
  const limits = { abroad: limit, forward: limit, outsideStation: limit, callBack: limit };
  const book = new TollBook();
  t.equal(book.spent(['abroad'], '1001', '2026-01-05', limits), undefined);
  for (const kind of ['abroad', 'abroad'] as const) book.add(kind, '1001', '2026-01-05', { calls: 1 });
  t.equal(book.spent(['abroad'], '1001', '2026-01-05', limits), 'abroad');
  t.equal(book.spent(['forward'], '1001', '2026-01-05', limits), undefined);
  t.equal(book.spent(['abroad'], '1002', '2026-01-05', limits), undefined);
  t.equal(book.spent(['abroad'], '1001', '2026-01-06', limits), undefined);
  const left = [
    book.add('abroad', '1001', '2026-01-05', {}),
    { ...book.add('abroad', '1001', '2026-01-05', {}), day: '2026-01-04', calls: 9 },
  ];
  t.equal(new TollBook(left).spent(['abroad'], '1001', '2026-01-05', limits), 'abroad', 'after a restart, too');
  book.add('forward', '1001', '2026-01-05', { calls: 1, minutes: 3 });
  t.equal(book.spent(['forward'], '1001', '2026-01-05', limits), 'forward', 'minutes as well as calls');
  const home = normalise('13800138000', { country: 'CN', nationalPrefix: '0', internationalPrefix: '00' });
  const kinds = OUTSIDE_CAUSES.map((cause) => [cause, home ? tollKinds(cause, home) : []] as const);
  t.same(
    kinds.filter(([, of]) => of.length > 0),
    ['forward', 'outsideStation', 'callBack'].map((cause) => [cause, [cause]]),
  );
});
