// SPDX-License-Identifier: GPL-2.0-or-later
// Who divides counts? Figures of calls, agents and lines are made in one place, so that the wallboard, the report and the alarm say the same.
import ts from 'typescript';
import { lineOf, parse, walk } from './imports.js';
import type { Rule } from './source.js';

/** Where figures of the records are made. */
const FIGURES = 'src/report/figures.ts';

/** Rooms that know no records: sound, numbers in words, chance, a call centre on paper, what it takes to build one. */
const OTHER_ROOMS = /^src\/(config|console|fxo|ivr|kernel|native|planning|recording|sim|simulation|speech)\//;

/** Files that divide what is no figure of the records, or decide by a figure of their own; each with its reason. */
const OTHER_FILES: Readonly<Record<string, string>> = {
  'src/acd/expected-wait.ts': 'a caller is told what he has to expect: an estimate of now, which no report shows',
  'src/acd/strategies.ts': 'a chance by weight',
  'src/backup/archive.ts': 'how much is done',
  'src/backup/backup.ts': 'how much is done',
  'src/callback/abandon-window.ts': 'how many calls more may be dialled',
  'src/callback/pace-figures.ts': 'running means, by which calls are dialled ahead',
  'src/callback/predictive.ts': 'how many calls are dialled ahead: a model of what will be answered',
  'src/callback/surge-deal.ts': 'weighted dealing',
  'src/callback/surge-share.ts': 'the surge decides by its own share',
  'src/cli/callbacks/import.ts': 'how much is done',
  'src/cli/commands/plan.ts': 'the rule of proposals for a centre that is not built yet',
  'src/cli/commands/simulate.ts': 'how much is done',
  'src/cli/demo/plan.ts': 'how long the demonstration takes',
  'src/cli/demo/run.ts': 'how long the demonstration takes',
  'src/cli/file-import.ts': 'how much is done',
  'src/cli/plan/plan-page.ts': 'numbers for people',
  'src/cli/plan/plan-plot.ts': 'places on a picture',
  'src/cli/progress.ts': 'numbers for people',
  'src/print/chart-svg.ts': 'places on a picture',
  'src/cli/prompts/converted.ts': 'sound',
  'src/cli/recordings/export.ts': 'how much is done',
  'src/cli/recordings/verify.ts': 'how much is done',
  'src/engine/machine/disk-growth.ts': 'how fast the disk fills',
  'src/quality/form.ts': "a form's points, weighted",
  'src/quality/sampling.ts': 'a chance',
  'src/quality/trends.ts': "a form's points, in the mean",
  'src/report/bill.ts': 'begun units of a price',
  'src/report/wave.ts': 'the place of a moment on the curve',
  'src/store/copy.ts': 'how much is done',
};
const DETECT = /^src\/cli\/detect\//; // sound

/** Figures are divided in `report/figures.ts`; to divide by a number that stands there is to change the unit. */
export const figuresAreMadeInOnePlace: Rule = (sources) =>
  sources
    .filter(({ path }) => path !== FIGURES && !OTHER_ROOMS.test(path) && !DETECT.test(path) && !(path in OTHER_FILES))
    .flatMap((source) => {
      const tree = parse(source);
      const found: string[] = [];
      walk(tree, (node) => {
        if (!ts.isBinaryExpression(node) || !DIVIDES.has(node.operatorToken.kind) || isUnit(node.right)) return;
        const text = node.getText(tree).replace(/\s+/g, ' ');
        found.push(
          `${source.path}:${lineOf(tree, node)}: ${text} divides; a figure of the records is a function of ${FIGURES}, all else is named with its reason.`,
        );
      });
      return found;
    });

/** Files that are named, and divide nothing any more. */
export const namedFilesDivide: Rule = (sources) =>
  Object.keys(OTHER_FILES)
    .filter(
      (path) => sources.length > 1 && !sources.some((source) => source.path === path && source.text.includes(' / ')),
    )
    .map((path) => `${path} divides nothing: it need not be named.`);

const DIVIDES = new Set([ts.SyntaxKind.SlashToken, ts.SyntaxKind.SlashEqualsToken]);

/** A number, a constant, or a product or power of such. */
function isUnit(node: ts.Expression): boolean {
  if (ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node)) return /^[A-Z][A-Z_\d]*$/.test(node.text);
  if (ts.isParenthesizedExpression(node)) return isUnit(node.expression);
  return ts.isBinaryExpression(node) && isUnit(node.left) && isUnit(node.right);
}
