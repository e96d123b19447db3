// SPDX-License-Identifier: GPL-2.0-or-later
// Which scores have callers given their agents in a time?

import type { Instant } from '../../kernel/index.js';
import type { Reads } from './question.js';

/** A score that is a number, and whose it is. */
export interface SurveyScore {
  readonly agent: string;
  readonly score: number;
}

export async function surveyScores(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly SurveyScore[]> {
  const rows = await reads
    .selectFrom('event')
    .select(['agent', 'detail'])
    .where('type', '=', 'survey.scored')
    .where('at', '>=', from)
    .where('at', '<', to)
    .where('agent', 'is not', null)
    .execute();
  return rows.flatMap(({ agent, detail }) => {
    const score = Number((JSON.parse(detail ?? '{}') as { readonly score?: string }).score || Number.NaN);
    return agent === null || !Number.isFinite(score) ? [] : [{ agent, score }];
  });
}
