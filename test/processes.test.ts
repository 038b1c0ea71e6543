import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LANES } from './lanes/lane';

// `npm run test:unit` runs all test files except `*.process.test.ts`. They start no processes and require no build.

const root = join(__dirname, '..');
const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join(__dirname, name));
const isProcessTest = (file: string) => file.endsWith('.process.test.ts');

/** Facts about a file and all files that it imports. */
interface Facts {
  readonly mayStartProcesses: boolean;
  readonly needsBuild: boolean;
}

const known = new Map<string, Facts>();

function factsOf(file: string): Facts {
  const before = known.get(file);
  if (before) {
    return before;
  }
  const text = file === __filename ? '' : readFileSync(file, 'utf8');
  const own = {
    mayStartProcesses: /['"](?:node:)?(?:child_process|cluster)['"]/.test(text),
    needsBuild: /['"`][./]*build\/(?:lib|bin|environments)/.test(text),
  };
  // Files may import each other. This entry ends the recursion.
  known.set(file, own);
  const imported = [...text.matchAll(/(?:from|import|require\() ?'(\.[^']*)'/g)].flatMap(([, path = '']) => {
    const target = resolve(file, '..', path);
    return [`${target}.ts`, join(target, 'index.ts')].filter(existsSync).map(factsOf);
  });
  const all = [own, ...imported];
  const facts = {
    mayStartProcesses: all.some((of) => of.mayStartProcesses),
    needsBuild: all.some((of) => of.needsBuild),
  };
  known.set(file, facts);
  return facts;
}

const names = (files: readonly string[]) => files.map((file) => relative(root, file)).sort();

test('tests that may start processes have .process in their names', () => {
  expect(names(tests.filter((file) => !isProcessTest(file) && factsOf(file).mayStartProcesses))).toEqual([]);
});

test('tests that start no processes do not have .process in their names', () => {
  expect(tests.filter(isProcessTest).length).toBeGreaterThan(5);
  expect(names(tests.filter((file) => isProcessTest(file) && !factsOf(file).mayStartProcesses))).toEqual([]);
});

test('tests without processes require no build', () => {
  expect(names(tests.filter((file) => !isProcessTest(file) && factsOf(file).needsBuild))).toEqual([]);
});

test('every lane has a file that runs it', () => {
  const lanes = readdirSync(join(__dirname, 'lanes')).filter((name) => name.endsWith('.lane.ts'));
  const expected = Array.from({ length: LANES }, (_, lane) => `${lane}.lane.ts`);
  expect(lanes.sort()).toEqual(expected);
  const wrong = lanes.filter(
    (name, lane) => !readFileSync(join(__dirname, 'lanes', name), 'utf8').includes(`(${lane})`),
  );
  expect(wrong).toEqual([]);
});
