// SPDX-License-Identifier: GPL-2.0-or-later
// Is every promise of the product awaited, returned or caught? One that nobody hears ends the process on the day on which it rejects.
import { relative } from 'node:path';
import t from 'tap';
import ts from 'typescript';
import { projectFile } from '../support/world.js';

t.setTimeout(240_000); // two programs are type-checked

/** The program of `src`; `extra`: a file that is not there, by its path. */
function program(extra?: { readonly path: string; readonly text: string }): ts.Program {
  const read = ts.readConfigFile(projectFile('tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(read.config, ts.sys, projectFile('.'));
  const host = ts.createCompilerHost(options);
  if (extra === undefined) return ts.createProgram(fileNames, options, host);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => file === extra.path || fileExists(file);
  host.getSourceFile = (file, how) =>
    file === extra.path ? ts.createSourceFile(file, extra.text, how) : getSourceFile(file, how);
  return ts.createProgram([extra.path], options, host);
}

/** What can be awaited and is no work under way: Fastify's answer, whose methods give it back. */
const NO_PROMISES = ['FastifyReply'];

/** Where in a file a promise floats: `line: text`. */
function floating(source: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const found: string[] = [];
  const isPromise = (node: ts.Node) => {
    const type = checker.getTypeAtLocation(node);
    return type.getProperty('then') !== undefined && !NO_PROMISES.includes(type.symbol?.name);
  };
  const tell = (node: ts.Node) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    found.push(`${line + 1}: ${node.getText(source).split('\n')[0]}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isVoidExpression(node)) tell(node);
    if (ts.isExpressionStatement(node) && !isKept(node.expression) && isPromise(node.expression)) tell(node);
    if (ts.isArrowFunction(node) && isIgnored(node, checker)) tell(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** `x = promise`, `x.catch(f)`, `x.then(f, g)`. */
function isKept(expression: ts.Expression): boolean {
  if (ts.isBinaryExpression(expression)) return true;
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false;
  const { name } = expression.expression;
  return (
    (name.text === 'catch' && expression.arguments.length === 1) ||
    (name.text === 'then' && expression.arguments.length === 2)
  );
}

/** An arrow function that gives a promise to one who asks for nothing. */
function isIgnored(arrow: ts.ArrowFunction, checker: ts.TypeChecker): boolean {
  const wanted = checker.getContextualType(arrow)?.getCallSignatures()[0]?.getReturnType();
  if (wanted === undefined || (wanted.flags & ts.TypeFlags.Void) === 0) return false;
  const [own] = checker.getTypeAtLocation(arrow).getCallSignatures();
  return own?.getReturnType().getProperty('then') !== undefined;
}

t.test('no promise of the product floats', { timeout: 120_000 }, (t) => {
  const whole = program();
  const checker = whole.getTypeChecker();
  const own = whole.getSourceFiles().filter(({ fileName }) => fileName.startsWith(projectFile('src/')));
  t.ok(own.length > 200);
  const found = own.flatMap((source) =>
    floating(source, checker).map((where) => `${relative(projectFile('.'), source.fileName)}:${where}`),
  );
  t.same(found, []);
  t.end();
});

t.test('each way to let one float is found, and each way to hear it is not', { timeout: 120_000 }, (t) => {
  const path = projectFile('src/planted.ts');
  const text = `
    declare function work(): Promise<void>;
    declare function on(listener: () => void): void;
    export async function f() {
      work();
      void work();
      work().then(() => {});
      work().finally(() => {});
      on(() => work());
      on(async () => {});
      await work();
      work().catch(() => {});
      work().then(() => {}, () => {});
      on(() => { work().catch(() => {}); });
      return work();
    }`;
  const planted = program({ path, text });
  const source = planted.getSourceFile(path);
  const found = source === undefined ? [] : floating(source, planted.getTypeChecker());
  t.same(
    found.map((where) => Number(where.split(':')[0])),
    [5, 6, 7, 8, 9, 10],
  );
  t.end();
});
