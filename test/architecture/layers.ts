// SPDX-License-Identifier: GPL-2.0-or-later
// Who may import whom? DESIGN, "Layering": the tables that the rules read.

/** The rooms of src/, from the bottom up. A room imports rooms of lower rows only. */
export const rows: readonly (readonly string[])[] = [
  ['kernel', 'faults'],
  ['expression'],
  ['config', 'words'],
  ['native', 'bus'],
  ['protocol', 'fxo'],
  ['line', 'store'],
  ['call'],
  ['station', 'dialling', 'access', 'cdr', 'recording', 'backup', 'alarm', 'outbox', 'lookup', 'speech', 'print'],
  [
    'reception',
    'contact',
    'control',
    'acd',
    'callback',
    'ivr',
    'outbound',
    'customer',
    'commerce',
    'knowledge',
    'report',
    'quality',
    'planning',
    'voicemail',
  ],
  ['engine'],
  ['index'],
  ['api', 'simulation'],
  ['host'],
  ['cli', 'console'],
];

/**
 * What a room shows besides its door, and to which room: the console knows the API by its contracts alone, as types, of the
 * product's words those of states, routing and settings, without the rest of the catalogue, and how a length of time is written.
 */
export const furtherDoors: Readonly<Record<string, string>> = {
  'src/api/contract/index.ts': 'console',
  'src/words/findings.ts': 'console',
  'src/words/titles/index.ts': 'console',
  'src/kernel/duration.ts': 'console',
};

/** The sub-rooms of rooms that have outgrown one folder, from the bottom up: the same rules hold among them. */
export const subRooms: Readonly<Record<string, readonly (readonly string[])[]>> = {
  engine: [
    ['records', 'speech'],
    ['rooms'],
    ['recordings', 'treatment', 'machine', 'customers'],
    ['conversations'],
    ['contacts'],
    ['agents'],
    ['calling'],
    ['routing', 'surge', 'voicemail'],
    ['inbound', 'outbound', 'outside'],
    ['watching', 'views'],
    ['box'],
  ],
  simulation: [['wave'], ['rooms', 'board'], ['study']],
};

/** The simulator stands beside the rows: what it may import, and which files may import it. */
export const simulator = {
  room: 'sim',
  imports: ['native', 'line', 'kernel', 'faults'], // faults: what it throws when it is misused
  importedBy: /^src\/(simulation\/|cli\/(.*\/)?(demo|exchange|simulate)[./-])/,
};

/** Rooms that are one file, and so their own door. */
export const singleFiles: readonly string[] = ['faults', 'index'];

/** Files that decide and do nothing else; so do the files of their room that they import. */
export const pureFiles: readonly RegExp[] = [
  /-machine\.ts$/,
  /^src\/acd\/(matching|strategies|service-level)\.ts$/,
  /^src\/callback\/(capture|pacing|retry|selection|surge-share|surge-deal)\.ts$/,
  /^src\/outbound\/pacing\.ts$/,
];

/** What such files may use at run time: the kernel; dialling and expression, whose functions and tables are pure. */
export const pureRooms: readonly string[] = ['kernel', 'dialling', 'expression'];

/** The only TypeScript that reads a clock: the box's, and the browser's. */
export const clockFiles: readonly string[] = ['src/kernel/clock.ts', 'src/console/live/clock.ts'];

/** The table that holds the event log, and the one file that has a statement to write it: the batch of `store.commit`. */
export const eventLog = { table: 'event', writers: /^src\/store\/batch\.ts$/ };

/** The one room that writes queries of ours and runs them, and the files that ask databases of others. */
export const queryRoom = 'src/store/';
export const othersDatabases = /^src\/lookup\/(databases|sql|vlasky-mysql\.d)\.ts$/;

/** The folders of native/, and what each may include. */
export const nativeIncludes: Readonly<Record<string, readonly string[]>> = {
  contract: ['contract', 'core'],
  core: ['core', 'contract'],
  dsp: ['dsp', 'core', 'contract'],
  board: ['board', 'core', 'contract'],
  media: ['media', 'dsp', 'board/board.h', 'core', 'contract'],
  line: ['line', 'board/board.h', 'core', 'contract'],
  runtime: ['runtime', 'line', 'media', 'board', 'dsp', 'core', 'contract'],
  addon: ['addon', 'runtime', 'line', 'media', 'board', 'dsp', 'core', 'contract'],
};

/** Lines a file may have. Written by hand, that is: what a tool generates is left out. */
export const sizes: readonly { readonly files: RegExp; readonly lines: number }[] = [
  { files: /^src\/.*\.ts$/, lines: 300 },
  { files: /^native\/(?!test\/).*\.(cc|h)$/, lines: 250 },
  { files: /^(test|native\/test)\//, lines: 400 },
];

/** Half the files of src/ have fewer lines than this. */
export const medianLines = 120;

/** Written by tools/gen-contract. */
export const generated: readonly string[] = [
  'src/native/contract.ts',
  'src/native/commands.ts',
  'native/contract/records.h',
  'native/contract/commands.h',
  'native/addon/command_readers.cc',
];
