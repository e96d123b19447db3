// SPDX-License-Identifier: GPL-2.0-or-later
// Does src/ keep to the layers? One rule a function; each violation is a sentence.
import ts from 'typescript';
import { type Import, importsOf, lineOf, parse, walk } from './imports.js';
import {
  clockFiles,
  eventLog,
  furtherDoors,
  othersDatabases,
  pureFiles,
  pureRooms,
  queryRoom,
  rows,
  simulator,
  singleFiles,
  subRooms,
} from './layers.js';
import type { Rule, Source } from './source.js';

/** The room of a file: `src/acd/queue.ts` is in acd, `src/faults.ts` is faults. */
function roomOf(file: string): string {
  return (file.split('/')[1] ?? '').replace(/\.ts$/, '');
}

const rowOf = (room: string): number => rows.findIndex((row) => row.includes(room));

/** Every file lives in a room of the table. */
export const everyFileHasARoom: Rule = (sources) =>
  sources
    .filter(({ path }) => rowOf(roomOf(path)) === -1 && roomOf(path) !== simulator.room)
    .map(({ path }) => `${path} is in no room: "${roomOf(path)}" is not in the table of layers.`);

/** Imports go down. */
export const importsGoDown: Rule = (sources) =>
  eachCrossing(sources, (source, { line }, from, to) => {
    if (from === simulator.room || to === simulator.room || rowOf(from) > rowOf(to)) return undefined;
    const why = rowOf(from) === rowOf(to) ? 'rooms of one row meet in engine/ through ports' : 'imports go down only';
    return `${source.path}:${line}: ${from} imports ${to}, but ${why}.`;
  });

/** Another room is entered by its door. */
export const roomsAreEnteredByTheirDoor: Rule = (sources) =>
  eachCrossing(sources, (source, { file, line, specifier }, from, to) => {
    const door = singleFiles.includes(to) ? `src/${to}.ts` : `src/${to}/index.ts`;
    if (file === door || (file !== undefined && furtherDoors[file] === from)) return undefined;
    return `${source.path}:${line}: "${specifier}" goes past the door of ${to}, which is ${door}.`;
  });

/** The sub-rooms of a room keep the same rules among themselves, and its other files are its door alone. */
export const subRoomsKeepTheRules: Rule = (sources) =>
  Object.entries(subRooms).flatMap(([room, own]) => {
    const subRoomOf = (file: string) => file.split('/')[2] ?? '';
    const rowIn = (file: string) => own.findIndex((row) => row.includes(subRoomOf(file)));
    const inside = sources.filter(({ path }) => path.startsWith(`src/${room}/`) && path !== `src/${room}/index.ts`);
    const homeless = inside
      .filter(({ path }) => rowIn(path) === -1)
      .map(({ path }) => `${path} is in no sub-room of ${room}: "${subRoomOf(path)}" is not in the table.`);
    const wrong = inside.flatMap((source) =>
      importsOf(source).flatMap(({ file, line, specifier }) => {
        if (!file?.startsWith(`src/${room}/`) || subRoomOf(file) === subRoomOf(source.path)) return [];
        const where = `${source.path}:${line}: ${subRoomOf(source.path)}`;
        if (rowIn(source.path) <= rowIn(file))
          return [`${where} imports ${subRoomOf(file)}, but imports go down only.`];
        const door = `src/${room}/${subRoomOf(file)}/index.ts`;
        return file === door ? [] : [`${where} goes past ${door} by "${specifier}".`];
      }),
    );
    return [...homeless, ...wrong];
  });

/** The simulator is beside the product, not in it. */
export const theSimulatorStandsBeside: Rule = (sources) =>
  eachCrossing(sources, (source, { line }, from, to) => {
    if (from === simulator.room && !simulator.imports.includes(to)) {
      return `${source.path}:${line}: sim imports ${to}, but may import ${simulator.imports.join(', ')} only.`;
    }
    if (to === simulator.room && !simulator.importedBy.test(source.path)) {
      return `${source.path}:${line}: only the tests and the commands demo, exchange and simulate import sim.`;
    }
    return undefined;
  });

/** Machines and policies, and the files of their room that they are made of, import pure rooms and types only. */
export const decisionsArePure: Rule = (sources) => {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const found: string[] = [];
  const seen = new Set(
    sources.map(({ path }) => path).filter((path) => pureFiles.some((pattern) => pattern.test(path))),
  );
  for (const path of seen) {
    const source = byPath.get(path);
    if (source === undefined) continue;
    for (const { file, line, specifier, typeOnly } of importsOf(source)) {
      if (typeOnly || (file !== undefined && pureRooms.includes(roomOf(file)))) continue;
      if (file !== undefined && roomOf(file) === roomOf(path)) seen.add(file);
      else
        found.push(
          `${path}:${line}: what only decides may import ${pureRooms.join(', ')} and types, not "${specifier}".`,
        );
    }
  }
  return found;
};

/** Time is an argument. */
export const timeIsAnArgument: Rule = (sources) =>
  sources
    .filter(({ path }) => !clockFiles.includes(path))
    .flatMap((source) => {
      const tree = parse(source);
      const found: string[] = [];
      walk(tree, (node) => {
        const name = clockReadBy(node);
        if (name === undefined) return;
        found.push(
          `${source.path}:${lineOf(tree, node)}: ${name} reads a clock; only ${clockFiles[0]} may, time is an argument.`,
        );
      });
      return found;
    });

const timerFunctions = new Set(['setTimeout', 'setInterval']);
const clockObjects = new Map([
  ['Date', new Set(['now'])],
  ['performance', new Set(['now', 'timeOrigin'])],
  ['process', new Set(['hrtime', 'uptime'])],
]);

function clockReadBy(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && timerFunctions.has(node.expression.text)) {
    return `${node.expression.text}()`;
  }
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date') {
    return (node.arguments?.length ?? 0) === 0 ? 'new Date()' : undefined;
  }
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const banned = clockObjects.get(node.expression.text)?.has(node.name.text);
    return banned ? `${node.expression.text}.${node.name.text}` : undefined;
  }
  return ts.isImportDeclaration(node) ? clockImportedBy(node) : undefined;
}

/** A turn of the event loop (setImmediate) is not time; all else in these modules is. */
function clockImportedBy({ moduleSpecifier, importClause }: ts.ImportDeclaration): string | undefined {
  if (!ts.isStringLiteral(moduleSpecifier)) return undefined;
  if (!/^(node:)?(timers|timers\/promises|perf_hooks)$/.test(moduleSpecifier.text)) return undefined;
  const names = importClause?.namedBindings;
  const elements = names !== undefined && ts.isNamedImports(names) ? names.elements : [];
  const imported = elements.map(({ name, propertyName }) => (propertyName ?? name).text);
  const harmless = imported.length > 0 && imported.every((name) => name === 'setImmediate');
  return harmless ? undefined : `"${moduleSpecifier.text}"`;
}

const writingCalls = new Set(['insertInto', 'replaceInto', 'updateTable', 'deleteFrom']);
const writingSql = new RegExp(`\\b(into|update|delete\\s+from)\\s+["\`]?${eventLog.table}["\`]?(?![\\w.])`, 'i');

/** The event log has one writer. */
export const onlyCommitWritesTheEventLog: Rule = (sources) =>
  sources
    .filter(({ path }) => !eventLog.writers.test(path))
    .flatMap((source) => {
      const tree = parse(source);
      const found: string[] = [];
      walk(tree, (node) => {
        if (!writesEventLog(node)) return;
        found.push(`${source.path}:${lineOf(tree, node)}: only store.commit writes the event log.`);
      });
      return found;
    });

function writesEventLog(node: ts.Node): boolean {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const [table] = node.arguments;
    const names = table !== undefined && ts.isStringLiteral(table) && table.text === eventLog.table;
    return names && writingCalls.has(node.expression.name.text);
  }
  const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node);
  return isText && writingSql.test(node.text);
}

const queryCalls = new Set([...writingCalls, 'selectFrom', 'selectNoFrom', 'mergeInto', 'prepare', 'pragma']);
// In lower or in upper case: a sentence for people begins with one capital.
const querySql =
  /^\s*(select|insert|replace|update|delete|create|drop|alter|pragma|vacuum|begin|with|SELECT|INSERT|REPLACE|UPDATE|DELETE|WITH|PRAGMA)\s+["`\w*(]/;
const sqlWords = /\b(from|into|set|table|index|where|immediate|exclusive|trigger)\b/i;
const databases = ['better-sqlite3', 'kysely'];

/** Query text, and whatever runs it, is in the store: elsewhere it would run on the thread that routes calls. */
export const onlyTheStoreKnowsSql: Rule = (sources) =>
  sources
    .filter(({ path }) => !path.startsWith(queryRoom) && !othersDatabases.test(path))
    .flatMap((source) => {
      const tree = parse(source);
      const found: string[] = [];
      walk(tree, (node) => {
        const what = queryIn(node);
        if (what === undefined) return;
        found.push(`${source.path}:${lineOf(tree, node)}: ${what}; queries are written and run in ${queryRoom} only.`);
      });
      return found;
    });

function queryIn(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { text } = node.expression.name;
    return queryCalls.has(text) ? `.${text}() is a query` : undefined;
  }
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return databases.includes(node.moduleSpecifier.text) ? `it imports ${node.moduleSpecifier.text}` : undefined;
  }
  const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node);
  return isText && querySql.test(node.text) && sqlWords.test(node.text) ? 'it has query text' : undefined;
}

type Judge = (source: Source, imported: Import, from: string, to: string) => string | undefined;

/** Asks about every import that leaves its room. */
function eachCrossing(sources: readonly Source[], judge: Judge): readonly string[] {
  return sources.flatMap((source) =>
    importsOf(source).flatMap((imported) => {
      if (imported.file === undefined || roomOf(imported.file) === roomOf(source.path)) return [];
      return judge(source, imported, roomOf(source.path), roomOf(imported.file)) ?? [];
    }),
  );
}
