// SPDX-License-Identifier: GPL-2.0-or-later
// How far is long work? On standard error: a line that renews itself on a terminal, else a line for each quarter.

import { createLogUpdate } from 'log-update';
import { type Bilingual, inLanguage } from '../kernel/index.js';
import type { Output } from './output.js';

/** Tells of long work until `end()`. */
export interface ProgressLine<Step extends string> {
  readonly tell: (step: Step, share: number) => void;
  readonly end: () => void;
}

/** `steps`: what each step is called. Quiet when `json` is asked for. */
export function progressLine<Step extends string>(
  output: Output,
  steps: Readonly<Record<Step, Bilingual>>,
  { json = false }: { readonly json?: boolean },
): ProgressLine<Step> {
  if (json) return { tell: () => {}, end: () => {} };
  const live = process.stderr.isTTY && process.stderr.columns > 0 ? createLogUpdate(process.stderr) : undefined;
  let last = '';
  return {
    tell: (step, share) => {
      const rounded = live ? Math.floor(share * 100) : Math.floor(share * 4) * 25;
      const line = `${inLanguage(steps[step], output.language)} ${rounded} %`;
      if (line === last) return;
      last = line;
      if (live) live(line);
      else output.complain(line);
    },
    end: () => live?.clear(),
  };
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `12.3 MiB`. */
export function sizeText(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${power === 0 ? bytes : (bytes / 1024 ** power).toFixed(1)} ${UNITS[power]}`;
}
