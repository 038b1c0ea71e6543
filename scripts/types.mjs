// Writes the declarations for the npm package to build/types: the exports of the library, and the types that they mention,
// with their docstrings. The others describe internal code, which editors would offer to users.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { list, pieces } from './declarations.mjs';

const INDEX = 'build/lib/index.d.ts';

/** Statements of each file that was read. */
const modules = new Map();

useExports(INDEX);
rmSync('build/types', { recursive: true, force: true });
for (const [file, statements] of modules) {
  const used = statements.map(textOf).filter(Boolean);
  const target = join('build/types', relative('build', file));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, `${used.join('\n')}\n`);
}

/** Returns the statements of a file, which it reads the first time. */
function statementsOf(file) {
  if (!modules.has(file)) {
    modules.set(file, pieces(readFileSync(file, 'utf8')).map(parse));
  }
  return modules.get(file);
}

/** Marks all exports of a file as used. */
function useExports(file) {
  for (const { code, declared, specifiers, from, used } of statementsOf(file)) {
    if (specifiers !== undefined && /^export\b/.test(code)) {
      for (const { alias } of specifiers) {
        use(file, alias);
      }
    } else if (declared !== undefined && /^export\b/.test(code)) {
      use(file, declared);
    } else if (specifiers === undefined && from !== undefined) {
      used.add('*');
      useExports(fileOf(file, from));
    }
  }
}

/** Parses a statement. `used` contains the names of it that are used. */
function parse({ doc, code }) {
  const [, keyword, names, from] = /^((?:import|export)(?: type)?) \{(.+)\}(?: from '(.*)')?$/s.exec(code) ?? [];
  if (keyword !== undefined) {
    const specifiers = list(names).map((text) => {
      const [original, alias = original] = text.replace(/^type /, '').split(' as ');
      return { text, original, alias };
    });
    return { doc, code, keyword, from, specifiers, used: new Set() };
  }
  const [, all] = /^export (?:type )?\* from '(.*)'$/.exec(code) ?? [];
  if (all !== undefined) {
    return { doc, code, from: all, used: new Set() };
  }
  const [, declared] =
    /^(?:export )?(?:declare )?(?:abstract )?(?:class|const|enum|function|interface|type) (\w+)/.exec(code) ?? [];
  if (declared === undefined && code !== 'export {}') {
    throw new Error(`cannot read the statement ${code.slice(0, 80)}; check scripts/types.mjs`);
  }
  return { doc, code, declared, used: new Set() };
}

/** Marks a name in a file as used, with all that its declaration mentions. */
function use(file, name) {
  for (const { code, declared, specifiers = [], from, used } of statementsOf(file)) {
    const specifier = specifiers.find(({ alias }) => alias === name);
    if (used.has(name) || (declared !== name && specifier === undefined)) {
      continue;
    }
    used.add(name);
    if (specifier !== undefined && from !== undefined) {
      useFrom(file, from, specifier.original);
    }
    if (declared === name) {
      const text = code.replaceAll(/\/\*.*?\*\//gs, '');
      for (const [, place, mentioned] of text.matchAll(/\bimport\(["'](.*?)["']\)\.(\w+)/g)) {
        useFrom(file, place, mentioned);
      }
      for (const word of new Set(text.match(/\w+/g))) {
        use(file, word);
      }
    }
  }
}

/** Marks a name that a file imports as used, unless it belongs to another package. */
function useFrom(file, from, name) {
  if (from.startsWith('.')) {
    const target = fileOf(file, from);
    use(target, name);
    if (!statementsOf(target).some(({ used }) => used.has(name))) {
      throw new Error(`${target} does not declare ${name}, which ${file} imports; check scripts/types.mjs`);
    }
  }
}

/** Returns the file of the declarations that a file imports from. */
function fileOf(file, from) {
  const place = join(dirname(file), from);
  const target = [`${place}.d.ts`, join(place, 'index.d.ts')].find(existsSync);
  if (target === undefined) {
    throw new Error(`${file} imports ${from}, which has no declarations; check scripts/types.mjs`);
  }
  return target;
}

/** Returns the used part of a statement as text; an empty text if none of it is used. */
function textOf({ doc, code, keyword, from, specifiers, used }) {
  if (specifiers !== undefined) {
    const texts = specifiers.filter(({ alias }) => used.has(alias)).map(({ text }) => text);
    return texts.length > 0 ? `${keyword} { ${texts.join(', ')} }${from === undefined ? '' : ` from '${from}'`};` : '';
  }
  const end = /^[\w ]*\b(?:class|enum|interface) /.test(code) ? '' : ';';
  return code === 'export {}' || used.size > 0 ? `${doc && `${doc}\n`}${code}${end}` : '';
}
