// SPDX-License-Identifier: GPL-2.0-or-later
// Is everything there that callers and agents are told?

import { join } from 'node:path';
import { parse } from 'yaml';
import { bad, type Check, good } from './machine.js';

const SHOWN = 5;

export const checkPrompts: Check = (machine, { config }) => {
  const language = config?.language ?? 'zh-CN';
  const folder = machine.packagedPrompts;
  const own = config?.prompts === undefined ? [] : machine.list(join(config.prompts, language));
  const ours = [language, 'common'].flatMap((place) => machine.list(join(folder, place)));
  const there = new Set([...ours, ...own]);
  const texts: unknown = parse(machine.read(join(folder, 'texts.yaml')) ?? '') ?? {};
  const needed = Object.entries(texts as Record<string, Record<string, unknown>>)
    .filter(([, text]) => language in text)
    .map(([name]) => name);
  const missing = needed.filter((name) => !there.has(`${name}.wav`));
  if (needed.length > 0 && missing.length === 0) {
    return good('prompts', {
      en: `All ${needed.length} prompts in ${language} are there.`,
      zh: `${language} 的 ${needed.length} 段提示音齐全。`,
    });
  }
  const names = (comma: string) => missing.slice(0, SHOWN).join(comma) + (missing.length > SHOWN ? ' ...' : '');
  return bad(
    'prompts',
    {
      en: `Prompts in ${language} are missing in ${folder}${names(', ') && `: ${names(', ')}`}.`,
      zh: `${folder} 缺少 ${language} 提示音${names('、') && `：${names('、')}`}。`,
    },
    {
      en: 'Install the package again, or make them with `node tools/make-prompts.mjs` (needs espeak-ng).',
      zh: '请重新安装软件包，或运行 node tools/make-prompts.mjs 生成（需要 espeak-ng）。',
    },
  );
};
