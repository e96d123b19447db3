// SPDX-License-Identifier: GPL-2.0-or-later
// Is the project built as docs/architecture.md says? Each rule is tried on a made-up violation, then on the project.
import t from 'tap';
import { figuresAreMadeInOnePlace, namedFilesDivide } from './architecture/division-rule.js';
import * as native from './architecture/native-rules.js';
import { type Rule, readSources, type Source } from './architecture/source.js';
import * as typescript from './architecture/typescript-rules.js';

const root = process.cwd();
const script = readSources(root, 'src', ['.ts']);
const engine = readSources(root, 'native', ['.cc', '.h']);
const tests = readSources(root, 'test', ['.ts']);

/** A rule, the files that it judges, and what it must find wrong: path, text, and a part of the sentence. */
interface Case {
  readonly sentence: string;
  readonly rule: Rule;
  readonly sources: readonly Source[];
  readonly wrong: readonly (readonly [path: string, text: string, says: string])[];
  readonly right?: readonly (readonly [path: string, text: string])[];
}

const cases: readonly Case[] = [
  {
    sentence: 'every file of src/ is in a room of the table',
    rule: typescript.everyFileHasARoom,
    sources: script,
    wrong: [['src/util/strings.ts', '', '"util" is not in the table']],
  },
  {
    sentence: 'imports go down only',
    rule: typescript.importsGoDown,
    sources: script,
    wrong: [
      ['src/store/a.ts', "import { x } from '../acd/index.js';", 'store imports acd, but imports go down only'],
      ['src/acd/a.ts', "import type { x } from '../ivr/index.js';", 'meet in engine/'],
      ['src/kernel/a.ts', "export * from '../faults.js';", 'kernel imports faults'],
      ['src/line/a.ts', "const x = await import('../call/index.js');", 'line imports call'],
      ['src/line/a.ts', "let x: import('../call/index.js').Call;", 'line imports call'],
    ],
    right: [['src/acd/a.ts', "import { x } from '../store/index.js'; import { y } from './b.js';"]],
  },
  {
    sentence: 'another room is entered by its index.ts',
    rule: typescript.roomsAreEnteredByTheirDoor,
    sources: script,
    wrong: [['src/acd/a.ts', "import { x } from '../store/commit.js';", 'src/store/index.ts']],
    right: [['src/acd/a.ts', "import { x } from '../faults.js'; import { y } from '../store/index.js';"]],
  },
  {
    sentence: 'sub-rooms have doors and rows of their own',
    rule: typescript.subRoomsKeepTheRules,
    sources: script,
    wrong: [
      ['src/engine/a.ts', '', 'no sub-room of engine'],
      ['src/engine/records/a.ts', "import { x } from '../rooms/index.js';", 'records imports rooms, but'],
      ['src/engine/inbound/a.ts', "import { x } from '../outbound/index.js';", 'inbound imports outbound, but'],
      ['src/engine/box/a.ts', "import { x } from '../rooms/settings.js';", 'goes past src/engine/rooms/index.ts'],
    ],
    right: [['src/engine/box/a.ts', "import { x } from '../rooms/index.js'; import { y } from './b.js';"]],
  },
  {
    sentence: 'the simulator stands beside the product',
    rule: typescript.theSimulatorStandsBeside,
    sources: script,
    wrong: [
      ['src/sim/a.ts', "import { x } from '../acd/index.js';", 'sim imports acd'],
      ['src/engine/a.ts', "import { x } from '../sim/index.js';", 'only the tests'],
    ],
    right: [['src/cli/demo.ts', "import { x } from '../sim/index.js';"]],
  },
  {
    sentence: 'machines and policies import the kernel and types only',
    rule: typescript.decisionsArePure,
    sources: script,
    wrong: [
      ['src/acd/queue-machine.ts', "import { x } from '../store/index.js';", 'what only decides'],
      ['src/acd/matching.ts', "import fs from 'node:fs';", 'not "node:fs"'],
      ['src/acd/queue-machine.ts', "import { type A, b } from '../store/index.js';", 'not "../store/index.js"'],
    ],
    right: [
      [
        'src/acd/queue-machine.ts',
        "import { stay } from '../kernel/index.js'; import type { x } from '../store/index.js'; import { m } from './matching.js';",
      ],
    ],
  },
  {
    sentence: 'only kernel/clock.ts reads a clock',
    rule: typescript.timeIsAnArgument,
    sources: script,
    wrong: [
      ['src/acd/a.ts', 'const at = Date.now();', 'Date.now reads a clock'],
      ['src/acd/a.ts', 'const at = new Date();', 'new Date()'],
      ['src/acd/a.ts', 'setTimeout(f, 1);', 'setTimeout()'],
      ['src/acd/a.ts', 'setInterval(f, 1);', 'setInterval()'],
      ['src/acd/a.ts', 'const at = performance.now();', 'performance.now'],
      ['src/acd/a.ts', "import { setTimeout as sleep } from 'node:timers/promises';", '"node:timers/promises"'],
    ],
    right: [
      ['src/kernel/clock.ts', 'export const now = Date.now();'],
      ['src/acd/a.ts', "import { setImmediate } from 'node:timers/promises';"],
      ['src/acd/a.ts', 'export const day = new Date(0); // not Date.now()'],
    ],
  },
  {
    sentence: 'only store.commit writes the event log',
    rule: typescript.onlyCommitWritesTheEventLog,
    sources: script,
    wrong: [
      ['src/acd/a.ts', "db.insertInto('event').values(row);", 'only store.commit'],
      ['src/cli/a.ts', "db.prepare('delete from event where id = 1');", 'only store.commit'],
    ],
    right: [
      ['src/store/batch.ts', "db.insertInto('event').values(row);"],
      ['src/report/a.ts', "db.selectFrom('event').selectAll();"],
    ],
  },
  {
    sentence: 'queries are written and run in the store only',
    rule: typescript.onlyTheStoreKnowsSql,
    sources: script,
    wrong: [
      ['src/engine/a.ts', "reads.selectFrom('call').selectAll();", '.selectFrom() is a query'],
      ['src/engine/a.ts', "batch.deleteFrom('alarm_post');", '.deleteFrom() is a query'],
      ['src/report/a.ts', "const text = 'select count(*) from call where id = ?';", 'query text'],
      ['src/report/a.ts', 'const text = `\n  with recent as (select 1) select * from recent`;', 'query text'],
      ['src/cli/a.ts', 'database.prepare(text).all();', '.prepare() is a query'],
      ['src/cli/a.ts', "import Database from 'better-sqlite3';", 'imports better-sqlite3'],
      ['src/cdr/a.ts', "import type { Insertable } from 'kysely';", 'imports kysely'],
    ],
    right: [
      ['src/store/reads/a.ts', "reads.selectFrom('call').selectAll();"],
      ['src/cli/a.ts', "const says = 'Select an agent from the list'.slice(1);"],
      ['src/engine/a.ts', "store.list('newestCalls', null, { most: 20 });"],
    ],
  },
  {
    sentence: 'figures of the records are divided in one place',
    rule: figuresAreMadeInOnePlace,
    sources: script,
    wrong: [
      ['src/engine/views/a.ts', 'const share = answered / offered;', 'answered / offered divides'],
      ['src/cli/a.ts', 'sum /= calls.length;', 'sum /= calls.length divides'],
    ],
    right: [
      ['src/report/figures.ts', 'const share = part / whole;'],
      ['src/cli/a.ts', 'const seconds = time / 1_000; const hours = time / HOUR; const mb = bytes / 2 ** 20;'],
    ],
  },
  {
    sentence: 'who may divide does',
    rule: namedFilesDivide,
    sources: script,
    wrong: [],
  },
  {
    sentence: 'includes of native/ go down only',
    rule: native.includesGoDown,
    sources: engine,
    wrong: [
      ['native/core/a.h', '#include "native/media/engine.h"', 'core includes media/engine.h'],
      [
        'native/media/a.cc',
        '\n#include "native/board/virtual_board.h"',
        'a.cc:2: media includes board/virtual_board.h',
      ],
      ['native/media/a.cc', '#include "engine.h"', "named from the project's folder"],
      ['native/util/a.cc', '', 'no folder of the table'],
    ],
    right: [['native/media/a.cc', '#include "native/board/board.h"\n#include <vector>']],
  },
  {
    sentence: 'only native/addon knows Node',
    rule: native.nodeIsKnownToTheAddonOnly,
    sources: engine,
    wrong: [['native/runtime/a.cc', '#include <napi.h>', '<napi.h>']],
    right: [['native/addon/a.cc', '#include <napi.h>']],
  },
  {
    sentence: 'only native/runtime reads a clock',
    rule: native.clocksAreReadInRuntimeOnly,
    sources: engine,
    wrong: [
      ['native/media/a.cc', 'auto t = std::chrono::steady_clock::now();', 'steady_clock'],
      ['native/line/a.cc', 'clock_gettime(CLOCK_MONOTONIC, &t);', 'clock_gettime'],
      ['native/board/a.cc', 'srand(time(nullptr));', 'time'],
    ],
    right: [
      ['native/runtime/a.cc', 'auto t = std::chrono::steady_clock::now();'],
      ['native/media/a.cc', '// no steady_clock here\nint x = media_time(0);'],
    ],
  },
  {
    sentence: 'a file answers one question',
    rule: native.filesAreShort,
    sources: [...script, ...engine, ...tests],
    wrong: [
      ['src/acd/a.ts', '\n'.repeat(301), 'src/acd/a.ts has 301 lines'],
      ['native/dsp/a.cc', '\n'.repeat(251), '251 lines'],
      ['test/unit/a.test.ts', '\n'.repeat(401), '401 lines'],
    ],
    right: [['native/test/dsp/a_test.cc', '\n'.repeat(400)]],
  },
  {
    sentence: 'half of the files of src/ are short',
    rule: native.mostFilesAreVeryShort,
    sources: script,
    wrong: [['src/acd/a.ts', '\n'.repeat(200), 'Half of the files']],
    right: [['src/acd/a.ts', '\n'.repeat(100)]],
  },
  {
    sentence: 'no two files of native/ have one name',
    rule: native.namesAreUnique,
    sources: engine,
    wrong: [],
    right: [['native/dsp/a.cc', '']],
  },
  {
    sentence: 'every file names its licence',
    rule: native.everyFileNamesItsLicence,
    sources: [...script, ...engine, ...tests],
    wrong: [['src/acd/a.ts', 'export {};', 'does not begin']],
  },
];

t.test('a name that is taken is told with both places', async (t) => {
  const sources = ['native/media/a.h', 'native/line/a.h', 'native/line/b.h'].map((path) => ({ path, text: '' }));
  t.same(native.namesAreUnique(sources), ['native/line/a.h has the name of native/media/a.h.']);
});

for (const { sentence, rule, sources, wrong, right = [] } of cases) {
  t.test(sentence, async (t) => {
    for (const [path, text, says] of wrong) {
      const [violation = 'nothing was found', ...more] = rule([{ path, text }]);
      t.ok(violation.includes(says), `"${says}" is said of ${text.slice(0, 80)}: ${violation}`);
      t.same(more, []);
    }
    for (const [path, text] of right) t.same(rule([{ path, text }]), []);

    for (const violation of rule(sources)) t.fail(violation);
  });
}
