// Reads the declaration files that the compiler writes for the exports of this package.
//
// The compiler formats these files uniformly. So a scanner that knows comments, strings and brackets can read them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Export of the generated interfaces of values. The values reference describes them. */
const VALUES = "export type * from './lines/values'";

/**
 * Returns the declarations that index.d.ts exports, by name. Each has its docstring, members and module, and the
 * imports of that module.
 *
 * @param folder folder of the declaration files, which contains index.d.ts
 */
export function readExports(folder) {
  const modules = new Map();
  const moduleOf = (name) => {
    if (!modules.has(name)) {
      modules.set(name, readModule(folder, name));
    }
    return modules.get(name);
  };
  const exported = new Map();
  for (const { code } of pieces(read(folder, 'index'))) {
    if (code === VALUES) {
      continue;
    }
    const [, names, from] = /^export (?:type )?\{(.*)\} from '\.\/(.*)'$/s.exec(code) ?? [];
    if (names === undefined) {
      throw new Error(`index.d.ts must only contain exports of names from modules, got ${code}`);
    }
    for (const name of list(names).map((name) => name.replace(/^type /, ''))) {
      const declaration = moduleOf(from).declarations.get(name);
      if (!declaration) {
        throw new Error(`${from}.d.ts must declare ${name}, which index.d.ts exports`);
      }
      const { declarations, imports } = moduleOf(from);
      exported.set(name, { ...declaration, type: spelledOut(declaration.type, declarations), module: from, imports });
    }
  }
  return exported;
}

function read(folder, name) {
  for (const file of [`${name}.d.ts`, `${name}/index.d.ts`]) {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch {}
  }
  throw new Error(`${name}.d.ts is missing; run tsc`);
}

/** Reads the declarations of a module by name, and its imports. */
function readModule(folder, name) {
  const declarations = new Map();
  const imports = new Map();
  for (const { doc, code } of pieces(read(folder, name))) {
    const [, named, from] = /^import (?:type )?\{(.*)\} from '(.*)'$/s.exec(code) ?? [];
    if (named !== undefined) {
      for (const word of list(named)) {
        const [original, alias = original] = word.replace(/^type /, '').split(' as ');
        imports.set(alias, { from, original });
      }
      continue;
    }
    const [, kind, identifier] =
      /^(?:export )?(?:declare )?(?:abstract )?(interface|class|type|function|const) (\w+)/.exec(code) ?? [];
    if (kind !== undefined) {
      declarations.set(identifier, { name: identifier, kind, doc: docOf(doc), ...parts(kind, code) });
    }
  }
  return { declarations, imports };
}

/** Replaces `keyof typeof` of a constant that is not exported with the names of its keys. */
function spelledOut(type, declarations) {
  return type?.replace(/^keyof typeof (\w+)$/, (_, name) =>
    members(declarations.get(name).type.slice(1, -1))
      .map((member) => `'${member.name}'`)
      .join(' | '),
  );
}

/** Returns the parts of a declaration. Each kind has different parts. */
function parts(kind, code) {
  if (kind === 'interface' || kind === 'class') {
    const body = code.indexOf('{');
    const head = oneLine(code.slice(0, body));
    return { head, heritage: heritageOf(head), members: members(code.slice(body + 1, -1)) };
  }
  if (kind === 'type') {
    const [head] = /^(?:export )?(?:declare )?type \w+(?:<[^>]*>)? =/.exec(code) ?? [''];
    const text = code.slice(head.length);
    return { head, type: withoutComments(text), members: inlineMembers(text) };
  }
  if (kind === 'const') {
    return { type: withoutComments(code.slice(code.indexOf(':') + 1)) };
  }
  return { signature: oneLine(code.replace(/^export declare function /, '')) };
}

/** Returns the types that an interface or class extends or implements: `name`, and in `less` the omitted members. */
function heritageOf(head) {
  // Type parameters of the interface itself, such as <Target extends …>, can also contain `extends`.
  const withoutParameters = head.replace(/^([^<]* \w+)<(?:[^<>]|<[^<>]*>)*>/, '$1');
  const [, parents = ''] = / (?:extends|implements) (.*)$/.exec(withoutParameters) ?? [];
  return split(parents.replace(/ implements /, ', '), ',').map((parent) => {
    const [, of, less] = /^Omit<(\w+)(?:<.*>)?, ('.*)>$/.exec(parent) ?? [];
    return of === undefined
      ? { name: parent, less: [] }
      : { name: of, less: [...less.matchAll(/'(\w+)'/g)].map(([, member]) => member) };
  });
}

/** Returns the public members in a body. */
function members(body) {
  return pieces(body)
    .filter(({ code }) => !/^(?:private|protected) /.test(code))
    .map(({ doc, code }) => {
      const [, modifiers, name, optional, rest] =
        /^((?:(?:static|abstract|readonly|get|set) )*)(\w+|\[.*?\])(\??)(.*)$/s.exec(code) ?? [];
      if (name === undefined) {
        throw new Error(`cannot read the member ${code}`);
      }
      const isMethod = /^[(<]/.test(rest);
      return {
        name,
        isMethod,
        isStatic: modifiers.includes('static '),
        isOptional: optional === '?',
        isGetter: modifiers.includes('get '),
        doc: docOf(doc),
        // A getter is shown as a property.
        type: withoutComments(modifiers.includes('get ') ? rest.replace(/^\(\)/, '') : rest).replace(/^(?::|=) /, ''),
        below: inlineMembers(rest),
      };
    })
    .map((member) => (member.isGetter ? { ...member, isMethod: false } : member));
}

/** Returns the members of the literal object types in a type. */
function inlineMembers(text) {
  const found = [];
  for (let at = skip(text, 0); at < text.length; at = skip(text, at + 1)) {
    if (text[at] === '{') {
      const end = closing(text, at);
      found.push(...members(text.slice(at + 1, end)));
      at = end;
    }
  }
  return found;
}

/** Returns the statements or members in a text, each with its docstring, and without the semicolon at its end. */
export function pieces(text) {
  const found = [];
  let doc = '';
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.slice(start, at).trim() === '' && text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at) + 2;
      doc = text.slice(at, end);
      start = end;
      at = end - 1;
      continue;
    }
    at = skip(text, at);
    if ('{[('.includes(text[at])) {
      at = closing(text, at);
    }
    const code = text.slice(start, at + 1).trim();
    // A body ends with a line of its own, unlike a type in the head.
    const isBlock =
      /^\n\}\n?$/.test(text.slice(at - 1, at + 2)) &&
      /^(?:export )?(?:declare )?(?:abstract )?(?:interface|class|enum) /.test(code);
    if (text[at] === ';' || isBlock) {
      found.push({ doc, code: code.replace(/;$/, '') });
      doc = '';
      start = at + 1;
    }
  }
  const last = text.slice(start).trim();
  return last === '' ? found : [...found, { doc, code: last }];
}

/** Returns the position of the next character that is not in a comment or string. */
function skip(text, from) {
  let at = from;
  while (at < text.length) {
    if (text.startsWith('/*', at)) {
      at = text.indexOf('*/', at) + 2;
    } else if (`'"\``.includes(text[at])) {
      at = text.indexOf(text[at], at + 1) + 1;
    } else {
      return at;
    }
  }
  return at;
}

/** Returns the position of the closing bracket for an opening one. */
export function closing(text, from) {
  let depth = 0;
  for (let at = from; at < text.length; at = skip(text, at + 1)) {
    if ('{[('.includes(text[at])) {
      depth++;
    } else if ('}])'.includes(text[at])) {
      depth--;
      if (depth === 0) {
        return at;
      }
    }
  }
  throw new Error(`no bracket closes ${text.slice(from, from + 40)}`);
}

/** Splits a docstring into its text and its tags. */
function docOf(comment) {
  const text = comment
    .replace(/^\/\*\*?|\*\/$/g, '')
    .replace(/^[ \t]*\* ?/gm, '')
    .trim();
  const [about, ...tags] = text.split(/(?:^|\s)@(?=(?:default|param|returns|throws|inheritdoc|example)\b)/);
  const paragraphs = (words) =>
    words
      .trim()
      .split(/\n\s*\n/)
      .map(oneLine)
      .filter(Boolean);
  const tag = (name) =>
    tags.filter((words) => words.startsWith(name)).map((words) => oneLine(words.slice(name.length)));
  return {
    about: paragraphs(about),
    default: tag('default')[0],
    params: tag('param'),
    returns: tag('returns'),
    throws: tag('throws'),
    example: tags
      .find((words) => words.startsWith('example'))
      ?.slice('example'.length)
      .trim(),
  };
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}

function withoutComments(text) {
  return oneLine(text.replace(/\/\*.*?\*\//gs, ''))
    .replace(/^: /, '')
    .replace(/; \}/g, ' }');
}

/** Splits a list at its commas. */
export function list(text) {
  return split(text, ',').filter(Boolean);
}

/** Splits a text at a character, except inside brackets of any kind. */
function split(text, at) {
  const found = [''];
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if ('<{[('.includes(character)) {
      depth++;
    } else if ('>}])'.includes(character) && text[index - 1] !== '=') {
      depth--;
    }
    if (character === at && depth === 0) {
      found.push('');
    } else {
      found[found.length - 1] += character;
    }
  }
  return found.map((word) => word.trim()).filter(Boolean);
}

/** Removes `readonly` and `Readonly` from a type. */
export function plain(type) {
  return type.replace(/\breadonly /g, '').replace(/\bReadonly<(Record<[^<>]*(?:<[^<>]*>)?[^<>]*>)>/g, '$1');
}

/** Returns the names of the types in a type. */
export function typeNames(type) {
  return [...type.replace(/'[^']*'/g, '').matchAll(/(?<![\w.])[A-Z]\w*/g)].map(([name]) => name);
}
