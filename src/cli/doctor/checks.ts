// SPDX-License-Identifier: GPL-2.0-or-later
// What does `spillway doctor` look at, and in which order?

import { checkAddon } from './addon.js';
import { checkChannels } from './channels.js';
import { checkClock } from './clock.js';
import { checkConfiguration } from './configuration.js';
import { checkBox, checkDataDirectory } from './data-directory.js';
import { checkFlush, checkSpace } from './disk.js';
import { checkDriver, checkPermission } from './driver.js';
import { checkEcho } from './echo.js';
import type { Check, Finding, Machine, Setting } from './machine.js';
import { checkMeasures } from './measures.js';
import { checkMemory } from './memory.js';
import { checkModules } from './modules.js';
import { checkNode } from './node.js';
import { checkAlarms, checkBusiedOut } from './operation.js';
import { checkPrompts } from './prompts.js';
import { checkRealTime } from './real-time.js';
import { checkJudged, checkPaths } from './service.js';
import { checkSpans } from './spans.js';
import { checkTones } from './tones.js';
import { checkTuning } from './tuning.js';
import { checkWeb } from './web.js';
import { checkZone } from './zone.js';

const CHECKS: readonly Check[] = [
  checkJudged,
  checkNode,
  checkAddon,
  checkConfiguration,
  checkDriver,
  checkPermission,
  checkSpans,
  checkChannels,
  checkEcho,
  checkModules,
  checkTuning,
  checkMeasures,
  checkZone,
  checkClock,
  checkSpace,
  checkFlush,
  checkTones,
  checkRealTime,
  checkMemory,
  checkPrompts,
  checkDataDirectory,
  checkPaths,
  checkBox,
  checkWeb,
  checkBusiedOut,
  checkAlarms,
];

/** Everything that was found, one check after another. */
export async function examine(machine: Machine, setting: Setting): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    const finding = await check(machine, setting);
    if (finding) findings.push(finding);
  }
  return findings;
}
