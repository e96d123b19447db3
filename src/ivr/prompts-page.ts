// SPDX-License-Identifier: GPL-2.0-or-later
// How does docs/prompts.md read? Every prompt with its text in both languages and when it is played; pure.

import type { CataloguedPrompt } from './prompt-catalogue.js';

/** The reference of prompts as a page. */
export function promptsPage(prompts: readonly CataloguedPrompt[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const rows = prompts.map(({ name, texts, when }) => {
    const cells = [`\`${name}\``, texts['zh-CN'] ?? '', texts.en ?? '', when.zh, when.en];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return `# Prompts 提示音

Every prompt of the package, what it says, and when it is played. Written from \`prompts/texts.yaml\` by \`node tools/gen-prompts.mjs\`.
\`spillway prompts\` lists the same with the shop's own, \`spillway prompts import FILE NAME\` puts a recording of yours in the place of one, \`spillway prompts remove NAME\` takes it away again ([operating.md](operating.md#our-own-words)).

软件自带的全部提示音、内容及播放时机。由 \`node tools/gen-prompts.mjs\` 根据 \`prompts/texts.yaml\` 生成。\`spillway prompts\` 列出同样内容并注明自备的提示音；\`spillway prompts import 文件 名称\` 用自己的录音替换；\`spillway prompts remove 名称\` 恢复为自带的（[operating.zh-CN.md](operating.zh-CN.md)）。

| name 名称 | 中文 | English | 何时播放 | when it is played |
|---|---|---|---|---|
${rows.join('\n')}
`;
}
