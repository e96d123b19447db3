// SPDX-License-Identifier: GPL-2.0-or-later
// Writes the pictures of docs/calls.md and docs/calls.zh-CN.md: who is left when who hangs up. Run after `npm run build:ts`: node tools/gen-hang-ups.mjs

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const { hangUpPictures } = await import(new URL('../dist/control/index.js', import.meta.url).href);
for (const [language, name] of [
  ['en', 'calls.md'],
  ['zh-CN', 'calls.zh-CN.md'],
]) {
  const file = fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
  const drawn = `<!-- hang-ups -->\n\`\`\`text\n${hangUpPictures(language)}\n\`\`\`\n<!-- /hang-ups -->`;
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/<!-- hang-ups -->[\s\S]*<!-- \/hang-ups -->/, () => drawn),
  );
}
