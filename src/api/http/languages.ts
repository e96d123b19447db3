// SPDX-License-Identifier: GPL-2.0-or-later
// In which language does somebody want to be refused? RFC 9110, 12.5.4; and how a refusal reads in it.

import { z } from 'zod';
import { FAULTS, type FaultCode } from '../../faults.js';
import type { Language } from '../../kernel/index.js';
import { faultSentence, say } from '../../words/index.js';
import type { Problem } from '../contract/index.js';

/** The first of ours that is named, by weight; English to whoever names none: programs. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part, nth) => ({ tag: part.trim().toLowerCase(), weight: weightOf(part) - nth / 1_000 }))
    .filter(({ tag, weight }) => weight > 0 && /^(zh|en)\b/.test(tag))
    .sort((a, b) => b.weight - a.weight);
  return wanted[0]?.tag.startsWith('zh') ? 'zh-CN' : 'en';
}

function weightOf(part: string): number {
  const [, weight] = /;\s*q=([\d.]+)/.exec(part) ?? [];
  return weight === undefined ? 1 : Number(weight);
}

/** The same refusal; code, status and what a program reads stay. */
export function inWords(problem: Problem, language: Language): Problem {
  if (language === 'en') return problem;
  const { code, title, detail, problems } = problem;
  return {
    ...problem,
    title: Object.hasOwn(FAULTS, code) ? faultSentence(code as FaultCode, language) : say(title, language),
    detail: say(detail, language),
    ...(problems && { problems: problems.map(({ path, message }) => ({ path, message: say(message, language) })) }),
  };
}

const chinese = z.locales.zhCN().localeError;

/** How fields that are wrong are told: the library's own words, as it has them in the reader's language. */
export const fieldWords = (language: Language) => (language === 'zh-CN' ? { error: chinese } : undefined);
