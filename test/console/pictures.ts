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

mkdirSync(folder, { recursive: true });
for (const size of SIZES) {
  const browser = await openBrowser(size);
  for (const language of ['zh-CN', 'en'] as const)
    for (const theme of ['light', 'dark'] as const) {
      const kind = `${size.width}-${language}-${theme}`;
      if (!kind.includes(only) || (ofReadme && theme === 'dark')) continue;
      for (const { name, show } of chosen) {
        const fake = await FakeServer.start();
        Object.assign(fake.world, { language, theme });
        await browser.clearCookies();
        const page = await browser.newPage();
        await page.addInitScript(`localStorage.setItem('theme', '${theme}')`);
        await show(page, fake);
        await settle(page);
        await page.screenshot({ path: path.join(folder, `${name}-${kind}.png`) });
        await page.close();
        await fake.close();
      }
      console.log(kind);
    }
  await browser.close();
}
