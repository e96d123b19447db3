// SPDX-License-Identifier: GPL-2.0-or-later
// What does the frame give to parts that have no access to data?

import type { InjectionKey } from 'vue';

/** Calls a destination for who sits here, `number:...` say; absent for who takes no calls. */
export const DIALS: InjectionKey<(to: string) => void> = Symbol('dials');
