// SPDX-License-Identifier: GPL-2.0-or-later
// The kernel's door: time, machines, actors, news, ids. Knows nothing of telephony.

export { groupNumber, nameIn } from './accounts.js';
export { Actor } from './actor.js';
export { altered } from './altered.js';
export { byItself, type InHisName, inHisName } from './by-itself.js';
export { type Chance, ownChance, seededChance } from './chance.js';
export { channelsAt, channelsBelow } from './channel-share.js';
export {
  type Cancel,
  type Clock,
  clockUntil,
  type Duration,
  every,
  type Instant,
  SystemClock,
  sleep,
} from './clock.js';
export { type CsvCell, type CsvForm, csv } from './csv.js';
export { type CsvColumns, CsvHeadings, type CsvRecord, type LineProblem } from './csv-columns.js';
export { type CsvRow, readCsv } from './csv-read.js';
export { type FileRow, type ReadRows, readRows } from './csv-rows.js';
export { Deadlines } from './deadlines.js';
export { type Deferred, deferred } from './deferred.js';
export { durationOf, LENGTH, LENGTH_UNITS, type LengthUnit, lengthOf, lengthsOf } from './duration.js';
export { Emitter, type Unsubscribe } from './emitter.js';
export { Heap, type HeapOrder, type InHeap } from './heap.js';
export { Ids } from './ids.js';
export { type Bilingual, inLanguage, LANGUAGES, type Language, systemLanguage } from './language.js';
export { type Machine, type Step, stay } from './machine.js';
export { escaped } from './markup.js';
export { NUMBER_LIST, numbersOf, rangesOf } from './number-list.js';
export { oneAhead } from './one-ahead.js';
export { packageFolder, VERSION } from './package.js';
export { type Secret, secretOf } from './secret.js';
export { SortedList } from './sorted-list.js';
export { type Encoding, inBoth, type Recognised, recognise, type TextFault, utf8Of } from './text.js';
export { AskedThread, answerOfThread, LazyThread, type Numbered } from './threads.js';
export { INSTANT_NAME, inUtc } from './utc.js';
export { VirtualClock } from './virtual-clock.js';
export { zoneNamed } from './zone.js';
