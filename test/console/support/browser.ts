// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test look at the console? Debian's chromium with nothing of its own to say over the network.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream', // a microphone that beeps once a second
];

export interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** A browser with a profile of its own, which goes with it. */
export async function openBrowser(viewport: Viewport = { width: 1280, height: 800 }): Promise<BrowserContext> {
  const profile = mkdtempSync(path.join(tmpdir(), 'spillway-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...{ executablePath: EXECUTABLE, headless: true, chromiumSandbox: false, args: QUIET, viewport },
    ...{ timezoneId: 'Asia/Shanghai', locale: 'zh-CN', reducedMotion: 'reduce' },
  });
  context.setDefaultTimeout(30_000); // of a busy machine
  process.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 })); // its helpers go a moment after it
  return context;
}

/** Signs somebody in by the page, as he would. */
export async function signIn(page: Page, address: string, person: string, password = 'secret-word'): Promise<void> {
  await page.goto(address);
  await page.locator('input[name=person]').fill(person);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('header.bar').waitFor();
}

/** Looks again and again until it is so; the page's own policy forbids what `waitForFunction` does. */
export async function becomes(page: Page, so: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await so()); tries++) {
    if (tries === 600) throw new Error(`it did not become so: ${so}`);
    await page.waitForTimeout(50);
  }
}

/** What the console complained of: errors, refused by the policy or thrown. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(text)) complaints.push(text);
  });
  return complaints;
}
