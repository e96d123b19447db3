// SPDX-License-Identifier: GPL-2.0-or-later
// How do the tests become what runs? Each file of test/, and of the tools that tests use, becomes JavaScript by itself in build/test; what
// they try is what is shipped: what build/test/src has is dist's.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transform } from 'rolldown/utils';
import { compileTap } from './tap.mjs';

/** Tools that tests import, as they are. */
const PLAIN = /^tools\/.*\.mjs$/;

/**
 * @param {string} root the project's folder
 * @param {string} output
 */
export async function compileTests(root, output) {
  for (const folder of ['test', 'tools'])
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const file = path.join(folder, name);
      const isScript = file.endsWith('.ts') && !file.endsWith('.d.ts');
      if (!isScript && !PLAIN.test(file)) continue;
      mkdirSync(path.dirname(path.join(output, file)), { recursive: true });
      if (isScript) await compileFile(root, file, output);
      else copyFileSync(path.join(root, file), path.join(output, file));
    }
  await compileTap(root, output);
  const src = path.join(output, 'src');
  rmSync(src, { recursive: true, force: true });
  mkdirSync(src, { recursive: true });
  const dist = path.join(root, 'dist');
  for (const name of readdirSync(dist))
    if (name !== 'console') symlinkSync(path.relative(src, path.join(dist, name)), path.join(src, name));
  // Of the console tests try the built app; its words and formats they read as they are.
  for (const name of readdirSync(path.join(root, 'src/console'), { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.ts') && !name.endsWith('.d.ts')) {
      mkdirSync(path.dirname(path.join(src, 'console', name)), { recursive: true });
      await compileFile(root, path.join('src/console', name), output);
    }
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} output
 */
async function compileFile(root, file, output) {
  const to = path.join(output, file.replace(/\.ts$/, '.js'));
  const { code, map, errors } = await transform(file, readFileSync(path.join(root, file), 'utf8'), {
    target: 'es2022',
    sourcemap: true,
    typescript: { onlyRemoveTypeImports: true },
  });
  if (errors.length > 0) throw new Error(`${file}: ${errors.map(({ message }) => message).join('; ')}`);
  const sources = [path.relative(path.dirname(to), path.join(root, file))];
  writeFileSync(`${to}.map`, JSON.stringify({ ...map, sources }));
  writeFileSync(to, `${code}\n//# sourceMappingURL=${path.basename(to)}.map\n`);
}
