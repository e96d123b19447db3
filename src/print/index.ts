// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room print: a table with its title, as a file that people take away.

export { FORMATS, type Format, MEDIA, MOST_ROWS } from './formats.js';
export { type Printed, printed } from './printing.js';
export { type Sheet, type SheetChart, type SheetRow, type SheetShares, shown } from './sheet.js';
