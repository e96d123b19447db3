// SPDX-License-Identifier: GPL-2.0-or-later
// Is the built console small, compressed, and free of what a strict policy refuses?
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import t from 'tap';
import { complaintsOf, openBrowser, signIn } from './support/browser.js';
import { FakeServer } from './support/fake-server.js';

const folder = path.join(process.cwd(), 'dist/console');
const KIB = 1_024;
const MOST_BYTES = 300 * KIB;

t.test('every file lies there compressed, and the page has nothing inline', async (t) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|css)$/.test(file));
  const bare = files.filter(
    (file) =>
      statSync(path.join(folder, file)).size > 512 &&
      !(existsSync(path.join(folder, `${file}.gz`)) && existsSync(path.join(folder, `${file}.br`))),
  );
  t.same(bare, []);
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8');
  t.notMatch(page, /<script(?![^>]*src=)|<style|\son\w+=|style=/, 'no script, style or handler within the page');
});

t.test('the first screen is under 300 KiB, and the policy is never offended', async (t) => {
  const fake = await FakeServer.start();
  const browser = await openBrowser();
  t.teardown(async () => {
    await browser.close();
    await fake.close();
  });
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await signIn(page, fake.address, '1001');
  await page.locator('.desk .figure').first().waitFor();

  const loaded = [
    ...new Set(fake.heard.filter((line) => line.startsWith('GET /assets/')).map((line) => line.slice('GET /'.length))),
  ];
  const sizeOf = (file: string) =>
    statSync([`${file}.gz`, file].map((name) => path.join(folder, name)).find(existsSync) ?? '').size;
  const bytes = loaded.map(sizeOf).reduce((sum, size) => sum + size, 0);
  t.comment(`signing in and the agent's page: ${Math.round(bytes / KIB)} KiB with gzip, ${loaded.length} files`);
  t.ok(bytes < MOST_BYTES, `${Math.round(bytes / KIB)} KiB`);
  t.notOk(
    loaded.some((file) => /DayCurve|FlowDrawing|Settings/.test(file)),
    'charts, drawings and settings come when they are asked for',
  );

  await page.locator('.person').click();
  await page.locator('.el-dropdown-menu:visible').waitFor();
  await page.keyboard.press('Escape');
  t.same(complaints, [], 'nothing was refused');
});
