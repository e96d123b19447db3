// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test sit at the console of a real box? Debian's chromium, the built console, a box on the stepped world that goes at the browser's pace.

import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import type { Test } from 'tap';
import { verb } from '../../../src/console/words/verbs.js';
import type { BoxOptions } from '../../support/box.js';
import { PASSWORD, type WebBox, webBox } from '../../support/web-box.js';
import { complaintsOf, openBrowser, signIn } from './browser.js';

const TICK_MS = 20;

export type Language = 'zh-CN' | 'en';
export type VerbWord = keyof typeof verb;

/** Somebody's page, and the hands on it. */
export interface Seat {
  readonly page: Page;
  /** What the browser complained of. */
  readonly complaints: readonly string[];
  /** Presses a verb of the bar, by its word. */
  press(name: VerbWord): Promise<void>;
  /** The same of the menu with the others. */
  more(name: VerbWord): Promise<void>;
  /** What is on the page is this, by and by. */
  sees(selector: string, text?: string | RegExp): Promise<void>;
  clicks(selector: string, text?: string | RegExp): Promise<void>;
  /** Presses one of the things that can be done with somebody: his tile opens them, but not yet in the instant in which it appears. */
  does(tile: string, word: string): Promise<void>;
}

export interface Office extends WebBox {
  readonly address: string;
  readonly language: Language;
  /** Time goes by for the box as it does for the browser: a telephone rings for so long and no longer. */
  at<T>(work: Promise<T>): Promise<T>;
  /** Signs somebody in, in a browser of his own; at another web process by its address. */
  seat(id: string, address?: string): Promise<Seat>;
  /** Another tab of the same browser. */
  tab(of: Seat, address?: string): Promise<Seat>;
}

/** What the browser has brought about is there, by and by; `at` lets time go by meanwhile. */
export async function until(reached: () => boolean, within = 30_000): Promise<void> {
  for (const limit = performance.now() + within; !reached(); await pause(TICK_MS))
    if (performance.now() > limit) throw new Error(`not reached within ${within} ms: ${reached}`);
}

/** A box and its console; ends with the test. */
export async function office(
  t: Test,
  language: Language,
  options: BoxOptions & { readonly web?: object } = {},
): Promise<Office> {
  const config = { language, ...options.config };
  const place = await webBox(t, { ...options, config, console: path.join(process.cwd(), 'dist/console') });
  const { world } = place;
  const at = async <T>(work: Promise<T>): Promise<T> => {
    let over = false;
    const ended = work.finally(() => {
      over = true;
    });
    ended.catch(() => {});
    for (; !over; await pause(TICK_MS)) await world.advance(TICK_MS);
    return ended;
  };
  const address = `http://127.0.0.1:${place.web.port}`;
  const browsers: BrowserContext[] = [];
  t.teardown(() => Promise.all(browsers.map((browser) => browser.close())));
  const handed = (page: Page): Seat => ({
    page,
    complaints: complaintsOf(page),
    ...handsOn(page, language, at),
  });
  const seat = async (id: string, where = address): Promise<Seat> => {
    const browser = await openBrowser();
    browsers.push(browser);
    const made = handed(await browser.newPage());
    await at(signIn(made.page, where, id, /^\d+$/.test(id) ? '4711' : PASSWORD));
    return made;
  };
  const tab = async ({ page }: Seat, where = address): Promise<Seat> => {
    const made = handed(await page.context().newPage());
    await at(made.page.goto(where));
    return made;
  };
  return { ...place, address, language, at, seat, tab };
}

function handsOn(page: Page, language: Language, at: Office['at']): Omit<Seat, 'page' | 'complaints'> {
  const word = (name: VerbWord) => verb[name][language === 'en' ? 1 : 0];
  const found = (selector: string, text?: string | RegExp) =>
    page.locator(selector, text === undefined ? {} : { hasText: text }).first();
  return {
    press: (name) => {
      const button = page.locator('.verbs button.verb:not([aria-disabled=true])', { hasText: word(name) }).first();
      return at(button.click());
    },
    more: async (name) => {
      await at(page.locator('.verbs .el-dropdown button').click());
      await at(
        page
          .locator('.el-dropdown-menu__item:visible', { hasText: word(name) })
          .first()
          .click(),
      );
    },
    sees: (selector, text) => at(found(selector, text).waitFor()),
    clicks: (selector, text) => at(found(selector, text).click()),
    does: async (tile, word) => {
      const button = found('.el-popover:visible button:not([disabled])', word);
      const pressed = () =>
        button.click({ timeout: 3_000 }).then(
          () => true,
          () => false,
        );
      do await at(found('.tile', tile).click());
      while (!(await at(pressed())));
    },
  };
}
