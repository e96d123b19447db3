// SPDX-License-Identifier: GPL-2.0-or-later
// Which example is to run? `npm run example -- NAME`; without a name, what there is.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/run.mjs';

const folder = path.join(root, 'dist/examples');
const [name = ''] = process.argv.splice(2, 1); // what follows the name is the example's own
const file = path.join(folder, `${name.replace(/^.*\/|\.[jt]s$/g, '')}.js`);

if (existsSync(file)) {
  await import(pathToFileURL(file).href);
} else {
  const names = readdirSync(folder).filter((entry) => entry.endsWith('.js'));
  console.log(
    `npm run example -- NAME, where NAME is one of\n${names.map((entry) => `  ${entry.slice(0, -3)}`).join('\n')}`,
  );
  process.exitCode = name === '' ? 0 : 2;
}
