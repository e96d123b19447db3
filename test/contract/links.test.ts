// SPDX-License-Identifier: GPL-2.0-or-later
// Does whoever has the package only find all that its documents link? What is in it, and what they point at.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import t from 'tap';

const { files } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly files: readonly string[] };
const isPacked = (path: string) => files.some((entry) => path === entry || path.startsWith(`${entry}/`));

t.test('every link of a document in the package leads to something in the package', async (t) => {
  const pages = ['docs', 'packaging'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const packed = ['README.md', 'README.zh-CN.md', ...pages].filter((path) => path.endsWith('.md') && isPacked(path));
  t.ok(packed.length > 20);
  for (const page of packed) {
    for (const [, link = ''] of readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)) {
      const target = normalize(join(dirname(page), link));
      t.ok(existsSync(target) && isPacked(target), `${page}: ${link}`);
    }
  }
});
