// SPDX-License-Identifier: GPL-2.0-or-later
// What may be asked and said about judged talks?

import { type Config, SAMPLED_VALUES } from '../config/index.js';
import { momentIn } from '../dialling/index.js';
import type { Box } from '../engine/index.js';
import { Conditions, type Facts, NOBODY } from '../expression/index.js';
import { TelephonyError } from '../faults.js';
import { type Answers, calibrationsOf, type Judged, type Question, ruleFor, trendsOf } from '../quality/index.js';
import type { ReviewRow, Unjudged } from '../store/index.js';
import type { ControlMethod } from './control-connection.js';
import { keeperFor, type Params, type RecordKeeper, span } from './record-keeper.js';
import { assertSeen } from './recording-methods.js';
import { optional, text } from './shop-methods.js';

const LOOKED_BACK = 14 * 86_400_000;
const MOST = 5_000;
const SECOND = 1_000;

/** A review as it is told. */
export type ToldReview = Omit<ReviewRow, 'questions' | 'answers' | 'passed' | 'calibration'> & {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly passed: boolean;
  readonly calibration: boolean;
};

export function toldReview({ questions, answers, passed, calibration, ...row }: ReviewRow): ToldReview {
  return {
    ...row,
    questions: JSON.parse(questions) as Question[],
    answers: JSON.parse(answers) as Answers,
    passed: passed === 1,
    calibration: calibration === 1,
  };
}

/** What changes nothing. */
export function qualityReads(keeper: RecordKeeper): Readonly<Record<string, (params: Params) => unknown>> {
  const judged = async (params: Params, calibration?: boolean): Promise<readonly Judged[]> => {
    const agent = optional(params, 'agent');
    const recording = optional(params, 'recording');
    const { reach } = keeper;
    const asked = { ...span(keeper, params), ...(agent && { agent }), ...(recording && { recording }), reach };
    const rows = await keeper.records().ask('reviews', { ...asked, ...(calibration !== undefined && { calibration }) });
    return rows.map(toldReview).toReversed();
  };
  return {
    'quality.forms': () => keeper.config().quality.forms,
    'quality.worklist': (params) => worklist(keeper, params),
    'quality.reviews': async (params) => {
      const agent = optional(params, 'agent');
      const recording = optional(params, 'recording');
      const asked = { ...span(keeper, params), ...(agent && { agent }), ...(recording && { recording }) };
      // Of one agent: whether he is reached was judged by the table of rights, and everybody reaches himself.
      const reach = agent === undefined ? keeper.reach : undefined;
      const own = params.published === true ? { published: true, calibration: false } : {};
      return (await keeper.records().ask('reviews', { ...asked, ...own, reach })).map(toldReview);
    },
    'quality.trends': async (params) => trendsOf(await judged(params, false), keeper.config().zone),
    'quality.calibration': async (params) => calibrationsOf(await judged(params)),
    'quality.notes': (params) => keeper.records().ask('coachingNotes', { agent: text(params, 'agent') }),
  };
}

/** Talks that a rule wants judged, the newest first, with the rule and its form. */
async function worklist(keeper: RecordKeeper, params: Params): Promise<readonly unknown[]> {
  const { since = keeper.now() - LOOKED_BACK } = span(keeper, params);
  const { sampling } = keeper.config().quality;
  const conditions = new Conditions(SAMPLED_VALUES);
  const rules = sampling.map((rule) => {
    const read = rule.when === undefined ? undefined : conditions.read(rule.when);
    return { ...rule, condition: read === undefined || 'fault' in read ? undefined : read };
  });
  const rows = await keeper.records().ask('unjudged', { since, most: MOST, reach: keeper.reach });
  return rows.flatMap((row) => {
    const facts = factsOf(row, keeper.config().zone);
    const rule = ruleFor(row, rules, ({ condition }) => condition === undefined || isSo(() => condition.holds(facts)));
    return rule === undefined ? [] : [{ ...row, rule: rule.name, form: rule.form }];
  });
}

/** A condition that asks for what is not attached does not hold. */
function isSo(condition: () => boolean): boolean {
  try {
    return condition();
  } catch {
    return false;
  }
}

/** Of a call that is over: nothing waits, no line is busy. */
function factsOf(
  { number, accessNumber, customer, queue, agent, durationMs, startedAt }: Unjudged,
  zone: string,
): Facts {
  const nowhere = { name: queue ?? '', waiting: 0, longestWait: 0, ready: 0, signedIn: 0 };
  return {
    contact: {
      ...{ number: number ?? '', withheld: number === null, accessNumber: accessNumber ?? '', area: '', province: '' },
      ...{ city: '', data: {}, redirecting: '' },
    },
    customer: customer === null ? NOBODY : { ...NOBODY, known: true, id: customer },
    queue: nowhere,
    time: momentIn(zone, startedAt),
    trunks: { utilisation: 0, busy: 0, inService: 0 },
    open: () => false,
    holiday: () => false,
    queueNamed: () => nowhere,
    values: { agent, queue: queue ?? '', seconds: String(Math.round((durationMs ?? 0) / SECOND)) },
  };
}

/** What changes something; the reviewer is he who asks. */
export function qualityMethods(
  { kept }: Pick<Box, 'kept'>,
  keeper: RecordKeeper,
): Readonly<Record<string, ControlMethod>> {
  return {
    'quality.review': async (params, { by, person }) => {
      const recording = text(params, 'recording');
      await assertSeen(keeperFor(keeper, person), recording);
      return kept.quality.review({
        recording,
        form: optional(params, 'form') ?? onlyForm(keeper.config()),
        answers: answersIn(params.answers),
        comment: optional(params, 'comment') ?? '',
        reviewer: by.actor,
        calibration: params.calibration === true,
        publish: params.publish === true,
      });
    },
    'quality.publish': async (params, { person }) => {
      const review = text(params, 'review');
      const { reach } = keeperFor(keeper, person);
      if (reach !== undefined && (await keeper.records().ask('reviews', { id: review, reach })).length === 0)
        throw new TelephonyError('NOT_FOUND', `review ${review}`);
      return kept.quality.publish(review);
    },
    'quality.reply': (params) =>
      kept.quality.reply(text(params, 'review'), {
        agent: text(params, 'agent'),
        text: optional(params, 'text') ?? '',
      }),
    'quality.note': (params, { by }) =>
      kept.quality.note({
        ...{ agent: text(params, 'agent'), text: text(params, 'text'), by: by.actor },
        review: optional(params, 'review') ?? null,
      }),
  };
}

function onlyForm({ quality: { forms } }: Config): string {
  const [form, another] = forms;
  if (form === undefined)
    throw new TelephonyError('REFUSED', 'the file has no form: write quality.forms (docs/quality.md)');
  if (another !== undefined)
    throw new TelephonyError('REFUSED', `form is missing: ${forms.map(({ name }) => name).join(', ')} would be right`);
  return form.name;
}

function answersIn(given: unknown): Answers {
  if (typeof given !== 'object' || given === null)
    throw new TelephonyError('REFUSED', 'answers: points by question would be right, such as { "greeting": 5 }');
  return given as Answers;
}
