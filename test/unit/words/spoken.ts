// SPDX-License-Identifier: GPL-2.0-or-later
// Which texts of the source do people read? Those that refusals, findings, the log, the command line and Chinese sentences are made of.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A text, its places written `{}`, and where it stands. */
export interface Spoken {
  readonly at: string;
  readonly text: string;
}

type Take = (node: ts.Node, source: ts.SourceFile) => readonly ts.Expression[];

/** Every `.ts` file below a folder. */
export function sourcesOf(folder: string): ts.SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
    .map((path) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
}

/** What `take` finds, as texts; expressions that are no text are left to those who made them. */
export function spokenIn(sources: readonly ts.SourceFile[], take: Take): Spoken[] {
  const found: Spoken[] = [];
  for (const source of sources) {
    const visit = (node: ts.Node): void => {
      for (const expression of take(node, source)) {
        const { line } = source.getLineAndCharacterOfPosition(expression.getStart(source));
        for (const text of textsOf(expression)) found.push({ at: `${source.fileName}:${line + 1}`, text });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function textsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node))
    return [node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [];
  const [left] = textsOf(node.left);
  const [right] = textsOf(node.right);
  return left === undefined || right === undefined ? [] : [left + right];
}

/** The second argument of `new TelephonyError(code, detail)`. */
export const refusals: Take = (node, source) => {
  if (!ts.isNewExpression(node) || node.expression.getText(source) !== 'TelephonyError') return [];
  const detail = node.arguments?.[1];
  return detail === undefined ? [] : [detail];
};

/** What an option's argument should have been. */
export const wrongArguments: Take = (node, source) =>
  ts.isNewExpression(node) && node.expression.getText(source) === 'InvalidArgumentError'
    ? (node.arguments ?? []).slice(0, 1)
    : [];

/** The message of a line of the log that is shown by default. */
export const logged: Take = (node, source) => {
  if (!ts.isCallExpression(node) || !/(^|[.#])log\.(info|warn|error)$/.test(node.expression.getText(source))) return [];
  const message = node.arguments.at(-1);
  return message === undefined ? [] : [message];
};

/** The texts of findings about a configuration, and the words of its schema, which begin with "is". */
export const findings: Take = (node, source) => {
  const isText =
    (ts.isPropertyAssignment(node) && node.name.getText(source) === 'text') ||
    (ts.isVariableDeclaration(node) && node.name.getText(source) === 'text');
  if (isText) return node.initializer === undefined ? [] : [node.initializer];
  if (ts.isReturnStatement(node) && node.expression !== undefined)
    return textsOf(node.expression).some((text) => /[a-z] [a-z]/.test(text)) ? [node.expression] : [];
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return [];
  return textsOf(node).some((text) => /^is [a-z]/.test(text)) ? [node] : [];
};

/** Descriptions of options and refusals of the command line that are no sentence in both languages. */
export const usage: Take = (node, source) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { text } = node.expression.name;
  const described = text === 'option' || text === 'addOption' || text === 'argument' ? node.arguments.slice(1, 2) : [];
  const refused =
    text === 'error' && !/(^|[.#])log$/.test(node.expression.expression.getText(source))
      ? node.arguments.slice(0, 1)
      : [];
  return [...described, ...refused];
};

/** Sentences with a Chinese character in them. */
export const chinese: Take = (node) => {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return [];
  return /\p{Script=Han}/u.test(textsOf(node).join('')) ? [node] : [];
};

/** Every text inside what one language says: `{ en: ..., zh: ... }`, and the two arguments of `t('...', '...')`. */
export const within =
  (language: 'en' | 'zh'): Take =>
  (node, source) => {
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === language) return inside(node.initializer);
    if (!ts.isCallExpression(node) || !/(^|\.)t$/.test(node.expression.getText(source))) return [];
    const said = node.arguments[language === 'en' ? 0 : 1];
    return said === undefined || node.arguments.length !== 2 ? [] : inside(said);
  };

function inside(node: ts.Node): ts.Expression[] {
  const own = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? [node] : [];
  const below: ts.Expression[] = [];
  ts.forEachChild(node, (child) => {
    below.push(...inside(child));
  });
  return [...own, ...below];
}
