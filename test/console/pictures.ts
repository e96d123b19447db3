// SPDX-License-Identifier: GPL-2.0-or-later
// How does the console look? Every screen, in both languages and both themes, at 1280 and 1600, as PNG files in `pictures/`:
// `npm run console:pictures -- [part of a screen's name]`. To be looked at, not compared. `-- readme`: the three of the
// README instead, in `docs/pictures/`.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from './support/browser.js';
import { FakeServer } from './support/fake-server.js';
import { SCREENS } from './support/screens.js';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1600, height: 1000 },
] as const;
const LANGUAGES = ['zh-CN', 'en'] as const;
const THEMES = ['light', 'dark'] as const;
/** The agent's, the supervisor's and the owner's. */
const README = /^(04-desk-talking|11-supervise|14-today)$/;
const ofReadme = process.argv[2] === 'readme';
const [wanted = '', only = ''] = ofReadme ? ['', '1280'] : process.argv.slice(2);
const folder = path.join(process.cwd(), ofReadme ? 'docs/pictures' : 'pictures');
const chosen = SCREENS.filter(({ name }) => (ofReadme ? README.test(name) : name.includes(wanted)));

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined); // one screen waits for ever
  await page.evaluate('document.fonts.ready');
}

/** A window of that size in that theme; what follows them has followed. */
async function looking(page: Page, size: (typeof SIZES)[number], theme: (typeof THEMES)[number]): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(`document.documentElement.classList.toggle('dark', ${theme === 'dark'})`);
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}

mkdirSync(folder, { recursive: true });
const browser = await openBrowser(SIZES[0]);
for (const language of LANGUAGES)
  for (const { name, show } of chosen) {
    const kinds = SIZES.flatMap((size) => THEMES.map((theme) => ({ size, theme })))
      .map((kind) => ({ ...kind, file: `${name}-${kind.size.width}-${language}-${kind.theme}` }))
      .filter(({ file, theme }) => file.includes(only) && !(ofReadme && theme === 'dark'));
    if (kinds.length === 0) continue;
    const fake = await FakeServer.start();
    Object.assign(fake.world, { language, theme: 'light' });
    await browser.clearCookies();
    const page = await browser.newPage();
    await page.addInitScript("localStorage.setItem('theme', 'light')");
    try {
      await show(page, fake);
      await settle(page);
      for (const { size, theme, file } of kinds) {
        await looking(page, size, theme);
        await page.screenshot({ path: path.join(folder, `${file}.png`) });
      }
    } catch (error) {
      process.exitCode = 1; // the others are made all the same
      console.log(`${name} ${language}: ${error instanceof Error ? error.message : String(error)}`);
    }
    await page.close();
    await fake.close();
    console.log(`${name} ${language}`);
  }
await browser.close();
