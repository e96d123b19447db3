// SPDX-License-Identifier: GPL-2.0-or-later
// Is the configuration right?

import { hintLine, problemLine } from '../../config/index.js';
import { inLanguage, type Language } from '../../kernel/index.js';
import { say } from '../../words/index.js';
import { bad, type Check, good, warning } from './machine.js';
import { unreadable } from './service.js';

const SHOWN = 3;
const BETWEEN = { en: '; ', zh: '；' };

export const checkConfiguration: Check = (machine, { file, parsed }) => {
  if (parsed === undefined) {
    return warning(
      'configuration',
      { en: `There is no ${file}.`, zh: `没有 ${file}。` },
      {
        en: 'Begin with a copy of examples/spillway.yaml, or name your file: spillway doctor FILE',
        zh: '可从 examples/spillway.yaml 复制一份开始，或指定文件：spillway doctor 文件',
      },
    );
  }
  if (machine.service && machine.read(file) === undefined) return unreadable('configuration', file, machine.me);
  if ('config' in parsed && parsed.hints.length > 0) {
    const lines = (language: Language) =>
      parsed.hints.map((hint) => hintLine(hint, language)).join(inLanguage(BETWEEN, language));
    return warning(
      'configuration',
      { en: `${file} can be read, but: ${lines('en')}`, zh: `${file} 可以读取，但：${lines('zh-CN')}` },
      { en: 'The box runs with it all the same; write it as the hint says.', zh: '系统仍可使用；请按提示改写。' },
    );
  }
  if ('config' in parsed) return good('configuration', { en: `${file} is right.`, zh: `${file} 配置正确。` });

  const { problems } = parsed;
  const lines = (language: Language) =>
    problems
      .slice(0, SHOWN)
      .map((problem) => say(problemLine(problem), language))
      .join(inLanguage(BETWEEN, language));
  const more = problems.length - SHOWN;
  return bad(
    'configuration',
    {
      en: `${file} has ${problems.length} problem(s): ${lines('en')}${more > 0 ? ` and ${more} more` : ''}`,
      zh: `${file} 有 ${problems.length} 处错误：${lines('zh-CN')}${more > 0 ? `，另有 ${more} 处` : ''}`,
    },
    { en: `See them all with: spillway check ${file}`, zh: `查看全部：spillway check ${file}` },
  );
};
