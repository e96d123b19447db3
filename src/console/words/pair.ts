// SPDX-License-Identifier: GPL-2.0-or-later
// How is a text kept? In Chinese and English side by side, so that neither can be forgotten.

/** `{name}` stands for what is put in. */
export type Pairs = Readonly<Record<string, readonly [zh: string, en: string]>>;
