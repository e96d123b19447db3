// SPDX-License-Identifier: GPL-2.0-or-later
// Can everybody use it? axe-core finds nothing serious on any screen. Each screen once, light and dark, Chinese and English by turns; `SPILLWAY_DEEP` every
// screen in both themes and both languages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import t from 'tap';
import { openBrowser } from './support/browser.js';
import { FakeServer } from './support/fake-server.js';
import { SCREENS } from './support/screens.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const THEMES = ['light', 'dark'] as const;
const LANGUAGES = ['zh-CN', 'en'] as const;
const isDeep = process.env.SPILLWAY_DEEP !== undefined;
/** Each theme and each language has half of the screens, and each pair of them a quarter. */
const KINDS = THEMES.flatMap((theme) => LANGUAGES.map((language) => ({ theme, language })));
/** A browser waits for pages half of the time: two go at once. */
const AT_ONCE = 2;

interface Found {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

/** What is serious on this page, in a line each. */
async function seriousOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe); // by the debugger: the page's own policy would refuse it
  const found = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  )) as readonly Found[];
  const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map(({ target, failureSummary }) => {
      const [, why = ''] = failureSummary.split('\n');
      return `${id}: ${target.join(' ')}: ${why}`;
    }),
  );
}

const looked = SCREENS.flatMap((screen, index) => {
  const kinds = isDeep ? KINDS : KINDS.slice(index % KINDS.length, (index % KINDS.length) + 1);
  return kinds.map((kind) => ({ ...screen, ...kind }));
});

t.test('screens', { jobs: AT_ONCE }, async (t) => {
  const lanes: { readonly browser: BrowserContext; port: number }[] = [];
  t.teardown(() => Promise.all(lanes.map(({ browser }) => browser.close())));
  const free: typeof lanes = [];
  for (const { name, show, theme, language } of looked)
    void t.test(`${name}, ${theme}, ${language}`, { buffered: true }, async (t) => {
      const lane = free.pop() ?? { browser: await openBrowser(), port: 0 };
      if (!lanes.includes(lane)) lanes.push(lane);
      const { browser } = lane;
      const fake = await FakeServer.start(lane.port); // the same address each time: what the browser has compiled it keeps
      lane.port = Number(new URL(fake.address).port);
      Object.assign(fake.world, { theme, language });
      await browser.clearCookies();
      const page = await browser.newPage();
      await page.addInitScript(`localStorage.setItem('theme', '${theme}')`);
      await show(page, fake);
      t.same(await seriousOn(page), []);
      await page.evaluate('localStorage.clear()');
      await page.close();
      await fake.close();
      free.push(lane);
    });
});
