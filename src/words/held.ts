// SPDX-License-Identifier: GPL-2.0-or-later
// Why is no other callback begun? In a few words, for the status and for what a simulated wave has come to.

import type { Bilingual } from '../kernel/index.js';

/** By the reasons of `callbacksHeld`. */
export const HELD_WORDS = {
  window: { en: 'outside the calling window', zh: '不在回呼时段' },
  surge: { en: 'surge', zh: '浪涌中' },
  busy: { en: 'not quiet enough', zh: '线路繁忙' },
  noAgent: { en: 'no agent is ready', zh: '没有示闲的座席' },
  trunks: { en: 'callbacks have all their lines (callback.maxTrunks)', zh: '回呼通道已用完（callback.maxTrunks）' },
} as const satisfies Readonly<Record<string, Bilingual>>;
