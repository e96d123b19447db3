// SPDX-License-Identifier: GPL-2.0-or-later
// What does the frame give to parts that have no access to data?

import type { InjectionKey } from 'vue';

/** Dials a number for who sits here; absent for who takes no calls. */
export const DIALS: InjectionKey<(number: string) => void> = Symbol('dials');
