// SPDX-License-Identifier: GPL-2.0-or-later
// How is a title of a setting kept?

/**
 * By the end of the setting's path, the names of entries left out: `queues.announce` is called so, `announce` everywhere else. In Chinese
 * and English side by side, so that neither can be forgotten.
 */
export type Titles = Readonly<Record<string, readonly [zh: string, en: string]>>;
