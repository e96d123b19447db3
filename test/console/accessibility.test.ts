// SPDX-License-Identifier: GPL-2.0-or-later
// Can everybody use it? axe-core finds nothing serious on any screen, in light and dark.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import t from 'tap';
import { openBrowser } from './support/browser.js';
import { FakeServer } from './support/fake-server.js';
import { SCREENS } from './support/screens.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Others look alike, or are lists in another state. */
const IN_DARK = /sign-in|desk-talking|desk-wrap-up|supervise$|today|settings|timeline|wall/;

interface Found {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
}

const browser = await openBrowser();
t.teardown(() => browser.close());

for (const theme of ['light', 'dark'] as const)
  for (const { name, show } of SCREENS.filter((screen) => theme === 'light' || IN_DARK.test(screen.name)))
    t.test(`${name}, ${theme}`, async (t) => {
      const fake = await FakeServer.start();
      fake.world.theme = theme;
      await browser.clearCookies();
      const page = await browser.newPage();
      await page.addInitScript(`localStorage.setItem('theme', '${theme}')`);
      await show(page, fake);
      await page.evaluate(axe); // by the debugger: the page's own policy would refuse it
      const found = (await page.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
      )) as readonly Found[];
      const serious = found.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      t.same(
        serious.flatMap(({ id, nodes }) =>
          nodes
            .slice(0, 4)
            .map(
              ({ target, failureSummary }) =>
                `${id}: ${target.join(' ')}: ${failureSummary.split('\n').slice(1, 2).join('')}`,
            ),
        ),
        [],
      );
      await page.close();
      await fake.close();
    });
