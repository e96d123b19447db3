// SPDX-License-Identifier: GPL-2.0-or-later
// Is the library what an integrator expects: documented, typed from another folder, and plain about what is wrong?
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import t from 'tap';
import ts from 'typescript';
import { type ConfigInput, open } from '../../src/index.js';

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  types: ['node'],
};

t.test('whatever the package exports has a doc comment, and so has each member of its classes', async (t) => {
  const doors = ['src/index.ts', 'src/sim/index.ts'];
  const program = ts.createProgram(doors, { ...OPTIONS, skipLibCheck: true });
  const checker = program.getTypeChecker();

  const exported = doors.flatMap((door) => {
    const file = program.getSourceFile(door);
    const module = file && checker.getSymbolAtLocation(file);
    return module ? checker.getExportsOfModule(module) : [];
  });

  t.ok(exported.length > 50, `${exported.length} names`);
  t.same(
    exported.flatMap((name) => undocumented(name, checker)),
    [],
  );
});

t.test('a program in another folder is type-checked against the package as built', { timeout: 120_000 }, async (t) => {
  const folder = t.testdir({ 'package.json': '{ "type": "module" }', 'shop.ts': SHOP, 'wrong.ts': WRONG });
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
  symlinkSync(process.cwd(), join(folder, 'node_modules/spillway'));
  symlinkSync(join(process.cwd(), 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'));

  const [right, wrong] = problemsOf(join(folder, 'shop.ts'), join(folder, 'wrong.ts'));
  t.same(right, []);
  t.match(wrong, [/no exported member 'close'/, /'wrapUpp' does not exist/]);
});

t.test('a wrong configuration is refused with the place of every problem', async (t) => {
  const wrong = { ...SMALLEST, queues: [{ name: 'orders', wrapUp: 5 }], agents: [{ id: 'anna', name: 'Anna' }] };
  await t.rejects(open({ config: wrong as never }), {
    code: 'CONFIG_INVALID',
    message:
      /queues\[0\]\.wrapUp: "wrapUp": 5 is not a length of time.*\nagents\[0\]\.id: "id": anna is not an agent id/,
  });
  await t.rejects(open({ config: { ...SMALLEST, prompts: './no-such-folder' } }), {
    code: 'CONFIG_INVALID',
    message: /prompts: "prompts": there is no directory .*no-such-folder/,
  });
  const menu = { ...SMALLEST, accessNumbers: [{ number: '88880001', menu: 'main' }] };
  await t.rejects(open({ config: menu, dialogues: { mein: async () => {} } }), {
    code: 'CONFIG_INVALID',
    message: /accessNumbers\[0\]\.menu: there is no dialogue "main": .*mein/,
  });
  await t.rejects(open({ config: { ...SMALLEST, board: boardAt(`/run/${'long-'.repeat(20)}e1`) } }), {
    code: 'CONFIG_INVALID',
    message: /board\.spans\[0\]\.carrier\.path: socket .* has 107 bytes with its folders/,
  });
  await t.rejects(open({ config: '/no/such/spillway.yaml' }), { code: 'CONFIG_INVALID', message: /cannot be read/ });
});

t.test('what cannot be opened is named, and nothing stays open', async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'spillway-api-')); // a socket's path is short
  t.teardown(() => rmSync(data, { recursive: true }));
  const nowhere = { ...SMALLEST, data, board: boardAt('/proc/no-such-folder/e1.sock') };
  await t.rejects(open({ config: nowhere }), { code: 'BOARD_CARRIER', message: /\/proc\/no-such-folder\/e1/ });
  await t.rejects(open({ config: { ...SMALLEST, data, country: 'AQ' } }), { code: 'NOT_FOUND', message: /"aq"/ });

  const config = { ...SMALLEST, data, board: boardAt(join(data, 'e1.sock')) };
  const box = await open({ config });
  await t.rejects(open({ config }), { code: 'STORE_LOCKED' });
  await box.close();
  await (await open({ config })).close();
});

function boardAt(path: string): ConfigInput['board'] {
  return { type: 'virtual', spans: [{ name: 'e1', kind: 'e1', carrier: { type: 'listen', path } }] };
}

const SMALLEST: ConfigInput = {
  board: boardAt('e1.sock'),
  accessNumbers: [{ number: '88880001', queue: 'orders' }],
  queues: [{ name: 'orders' }],
};

const SHOP = `
import { dirname, join } from 'node:path';
import { type BusinessEvent, type ConfigInput, type Dialogue, open, packagedPrompts, TelephonyError } from 'spillway';
import { Town } from 'spillway/sim';

const config: ConfigInput = {
  board: { type: 'dahdi', spans: [{ name: 'e1', kind: 'e1', channels: '1-15,17-31', dChannel: 16 }] },
  accessNumbers: [{ number: '88880001', menu: 'main' }],
  queues: [{ name: 'orders', wrapUp: '15s' }],
};
const main = async (call: Dialogue) => {
  await call.answer();
  const choice: string | undefined = await call.menu('welcome', { choices: '12' });
  if (choice === '1') box.enqueue(call.leg.id, 'orders');
};
const town = new Town({ prompts: join(packagedPrompts(), 'en') });
const box = await open({ config, dialogues: { main }, ...town.surroundings });
box.bus.on('call.ended', ({ facts }) => console.log(facts.disposition satisfies string));
box.bus.onAny((event: BusinessEvent) => console.log(event.type));
const open_: number = box.status().callbacks.open;
await box.close().catch((error) => error instanceof TelephonyError && error.code === 'STORE_FAILED');
console.log(open_);
`;

const WRONG = `
import { type ConfigInput, close } from 'spillway';
export const queue: ConfigInput['queues'] = [{ name: 'orders', wrapUpp: '15s' }];
close();
`;

/** What the compiler has to say about a file, our declarations included. */
/** Of each file; the package's own declarations are looked at with the first. The types of others are not ours to judge. */
function problemsOf(...files: readonly string[]): string[][] {
  const program = ts.createProgram(files, { ...OPTIONS, preserveSymlinks: false });
  const declarations = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(join(process.cwd(), 'dist')));
  if (declarations.length < 2) throw new Error('dist has no declarations: npm run build:ts');
  return files.map((file, at) => {
    const main = program.getSourceFile(file);
    const sources = [...(main === undefined ? [] : [main]), ...(at === 0 ? declarations : [])];
    return [
      ...program.getGlobalDiagnostics(),
      ...sources.flatMap((source) => ts.getPreEmitDiagnostics(program, source)),
    ]
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
      .sort();
  });
}

function undocumented(name: ts.Symbol, checker: ts.TypeChecker): string[] {
  const symbol = name.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(name) : name;
  const [declaration] = symbol.declarations ?? [];
  if (declaration === undefined || !declaration.getSourceFile().fileName.includes('/src/')) return [];
  const found = hasDoc(symbol, checker) ? [] : [name.name];
  if (!ts.isClassDeclaration(declaration)) return found;
  const members = declaration.members.filter((member) => !ts.isConstructorDeclaration(member) && isPublic(member));
  return [
    ...found,
    ...members.flatMap((member) => {
      const own = member.name && checker.getSymbolAtLocation(member.name);
      return own && !hasDoc(own, checker) ? [`${name.name}.${own.name}`] : [];
    }),
  ];
}

function isPublic(member: ts.ClassElement): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (
    member.name !== undefined && !ts.isPrivateIdentifier(member.name) && !(ts.getCombinedModifierFlags(member) & hidden)
  );
}

function hasDoc(symbol: ts.Symbol, checker: ts.TypeChecker): boolean {
  return symbol.getDocumentationComment(checker).length > 0;
}

/** Packages whose types a program would have to install besides Spillway to read our declarations. */
const UNTYPED = ['better-sqlite3', 'koffi', 'luxon'];

t.test(
  'our declarations need no types that a program does not have: it may check them (skipLibCheck: false)',
  async (t) => {
    const seen = new Set<string>();
    const wanted: string[] = [];
    const follow = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)) {
        if (specifier.startsWith('.')) follow(join(dirname(file), specifier.replace(/\.js$/, '.d.ts')));
        else if (UNTYPED.includes(specifier)) wanted.push(`${file}: ${specifier}`);
      }
    };
    for (const door of ['dist/index.d.ts', 'dist/sim/index.d.ts']) follow(door);
    t.ok(seen.size > 100);
    t.same(wanted, []);
  },
);

t.test('what no compiler has checked is refused in the words of whoever wrote it', async (t) => {
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [undefined, /^open: its one argument is an object/],
    [{}, /^open: "config" is missing: the path/],
    [{ config: 5 }, /^open: "config" is missing/],
    [{ config: {}, dialoges: {} }, /^open: "dialoges" is no option: did you mean "dialogues"\?$/],
  ];
  for (const [options, says] of wrong) await t.rejects(open(options as never), { name: 'TypeError', message: says });
  await t.rejects(open({ config: { queues: { a: 1 } } as never }), {
    code: 'CONFIG_INVALID',
    message: /queues: "queues": a section is not a list\n/,
  });
});
