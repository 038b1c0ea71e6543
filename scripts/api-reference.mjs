// The reference of what the package exports, from the docstrings in its declaration files: docs/api.md.
//
// The files are the compiler's output, so they are regular: a scanner that knows comments, strings and brackets reads them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Groups by module, in the order of the page; constructs are found by what they extend, what is left are types. */
const GROUPS = [
  ['Constructs', /^$/],
  ['Values and rendering', /^(?:app\/.*|values\/.*|lines|backstage\/(?:release|profile|redirect-url))$/],
  ['Output', /^(?:output\/.*|constructs\/patch-objects|kubernetes\/json-patch)$/],
  ['Types', /^/],
];

/** Exports that are described on a page of their own. */
const ELSEWHERE = {
  Values: '[values.md](values.md) lists them.',
  EffectiveValues: '[values.md](values.md) lists them.',
  DefectId: '[fidelity.md](fidelity.md) lists them.',
};

/** Types that every program knows. */
const BUILT_IN = new Set(['Error', 'Omit', 'Readonly', 'Record', 'Uint8Array']);

/**
 * The page, as Markdown.
 *
 * @param folder the folder with the declaration files, below which index.d.ts is
 * @throws Error with all that is exported and has no docstring, is optional and says not what holds without it, or is a
 * parameter without a description
 */
export function apiReference(folder) {
  const api = readApi(folder);
  const gaps = api.problems();
  if (gaps.length > 0) {
    throw new Error(`docstrings of exports are missing:\n  ${gaps.join('\n  ')}`);
  }
  return api.page();
}

function readApi(folder) {
  const modules = new Map();
  const moduleOf = (name) => {
    if (!modules.has(name)) {
      modules.set(name, readModule(folder, name));
    }
    return modules.get(name);
  };
  const exported = new Map();
  for (const { code } of pieces(read(folder, 'index'))) {
    const [, names, from] = /^export (?:type )?\{(.*)\} from '\.\/(.*)'$/s.exec(code) ?? [];
    if (names === undefined) {
      throw new Error(`index.d.ts must export names of modules only, got ${code}`);
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
  return new Api(exported);
}

function read(folder, name) {
  for (const file of [`${name}.d.ts`, `${name}/index.d.ts`]) {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch {}
  }
  throw new Error(`there is no ${name}.d.ts; run tsc`);
}

/** Declarations of a module by name, and where the names come from that it imports. */
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

/** A type in which the keys of a constant that is not exported stand by their names. */
function spelledOut(type, declarations) {
  return type?.replace(/^keyof typeof (\w+)$/, (_, name) =>
    members(declarations.get(name).type.slice(1, -1))
      .map((member) => `'${member.name}'`)
      .join(' | '),
  );
}

/** What stands in a declaration, by its kind. */
function parts(kind, code) {
  if (kind === 'interface' || kind === 'class') {
    const body = code.indexOf('{');
    return { heritage: heritageOf(oneLine(code.slice(0, body))), members: members(code.slice(body + 1, -1)) };
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

/** What an interface or class takes over: `{ names, less }`, where `less` are the members left out. */
function heritageOf(head) {
  const [, parents = ''] = / (?:extends|implements) (.*)$/.exec(head) ?? [];
  return split(parents.replace(/ implements /, ', '), ',').map((parent) => {
    const [, of, less] = /^Omit<(\w+), (.*)>$/.exec(parent) ?? [];
    return of === undefined
      ? { name: parent, less: [] }
      : { name: of, less: [...less.matchAll(/'(\w+)'/g)].map(([, member]) => member) };
  });
}

/** The public members of a body. */
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
        // A getter is a property to whoever reads it.
        type: withoutComments(modifiers.includes('get ') ? rest.replace(/^\(\)/, '') : rest).replace(/^(?::|=) /, ''),
        below: inlineMembers(rest),
      };
    })
    .map((member) => (member.isGetter ? { ...member, isMethod: false } : member));
}

/** Members of the literal object types in a type. */
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

/** Statements or members, each with the docstring in front of it. */
function pieces(text) {
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
    const isBlock = text[at] === '}' && /^(?:export )?(?:declare )?(?:abstract )?(?:interface|class) /.test(code);
    if (text[at] === ';' || isBlock) {
      found.push({ doc, code: code.replace(/;$/, '') });
      doc = '';
      start = at + 1;
    }
  }
  const last = text.slice(start).trim();
  return last === '' ? found : [...found, { doc, code: last }];
}

/** Where the next character is that is in no comment and no string. */
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

/** Where the bracket closes that opens at a place. */
function closing(text, from) {
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

/** A docstring: its text, and its tags. */
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

/** The parameters of a function or method that its docstring does not describe. */
function parameterProblems(owner, signature, doc) {
  const from = signature.indexOf('(');
  const names = list(signature.slice(from + 1, closing(signature, from))).map((it) => /^(?:\.\.\.)?(\w+)/.exec(it)[1]);
  return names
    .filter((name) => doc.params.every((words) => !words.startsWith(`${name} `)))
    .map((name) => `${owner}: no @param ${name}`);
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}

function withoutComments(text) {
  return oneLine(text.replace(/\/\*.*?\*\//gs, ''))
    .replace(/^: /, '')
    .replace(/; \}/g, ' }');
}

function list(text) {
  return split(text, ',').filter(Boolean);
}

/** Splits at a character that is in no brackets, angle ones included. */
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

/** Everything exported, by name, and the page about it. */
class Api {
  constructor(exported) {
    this.exported = exported;
  }

  problems() {
    return [...this.exported.values()].flatMap((declaration) => {
      const { name, doc, kind } = declaration;
      const own = doc.about.length === 0 ? [`${name}: no docstring`] : [];
      const ofParameters = kind === 'function' ? parameterProblems(name, declaration.signature, doc) : [];
      const ofMembers = this.membersOf(declaration).flatMap((member) => this.memberProblems(name, member, kind));
      return [...own, ...ofParameters, ...ofMembers, ...this.unknownTypes(declaration)];
    });
  }

  memberProblems(owner, { name, doc, type, isOptional, isMethod }, kind) {
    if (isTag({ type }) || name.startsWith('[')) {
      return [];
    }
    const saysWhatHolds = doc.default !== undefined || /\babsent\b/.test(doc.about.join(' '));
    return [
      ...(doc.about.length === 0 ? [`${owner}.${name}: no docstring`] : []),
      ...(isMethod ? parameterProblems(`${owner}.${name}`, type, doc) : []),
      ...(isOptional && !isMethod && kind !== 'class' && !saysWhatHolds ? [`${owner}.${name}: no @default`] : []),
    ];
  }

  /** Names in types that a reader can neither import from here nor from another package. */
  unknownTypes({ name, imports, kind, type, signature, head = '', members = [], heritage = [] }) {
    if (name in ELSEWHERE || kind === 'const') {
      return [];
    }
    const parents = heritage.map((parent) => parent.name);
    const texts = [type, signature, ...members.map((member) => member.type), ...parents].filter(Boolean);
    // Type parameters, of a method too: <Target extends …>.
    const parameters = [head, ...texts].flatMap((text) =>
      [...text.matchAll(/<(\w+)(?: extends [^>]*)?>/g)].map(([, word]) => word),
    );
    return [...new Set(texts.flatMap(typeNames))]
      .filter((word) => !this.exported.has(word) && !BUILT_IN.has(word) && !isForeign(imports.get(word)))
      .filter((word) => !new RegExp(`readonly \\[${word} in `).test(texts.join(' ')))
      .filter((word) => !parameters.includes(word))
      .map((word) => `${name}: the type ${word} is not exported`);
  }

  /** The members to show: those of a class that only repeat what they inherit get its docstring. */
  membersOf({ heritage = [], members = [], kind }) {
    return members
      .filter((member) => member.name !== 'constructor')
      .map((member) => (member.doc.about.length > 0 ? member : { ...member, doc: this.inherited(heritage, member) }))
      .filter((member) => kind !== 'type' || !isTag(member))
      .filter((member) => kind !== 'type' || member.doc.about.length > 0);
  }

  inherited(heritage, member) {
    for (const { name } of heritage) {
      const parent = this.exported.get(name);
      const same = parent?.members.find((other) => other.name === member.name);
      if (same) {
        return same.doc.about.length > 0 ? same.doc : this.inherited(parent.heritage, member);
      }
    }
    return member.doc;
  }

  isConstruct({ kind, heritage = [] }) {
    return (
      kind === 'class' &&
      heritage.some(
        ({ name }) => ['Construct', 'Chart'].includes(name) || this.isConstruct(this.exported.get(name) ?? {}),
      )
    );
  }

  page() {
    const groups = this.groups();
    return `<!-- Generated by npm run generate. Do not edit. -->

# API

Everything that \`cdk8s-openchoreo-backstage\` exports, from its docstrings. Constructs are made by \`new Name(scope, id, props)\`.
Props without a default are required. Types are shown without \`readonly\`, which all props and lists are.

${groups.map(([title, found]) => `- [${title}](#${anchor(title)}): ${this.contents(found)}`).join('\n')}
- [Types of other packages](#types-of-other-packages)

${groups.map(([title, found]) => [`## ${title}`, ...found.map((it) => this.section(it))].join('\n\n')).join('\n\n')}

## Types of other packages

${this.foreignTypes()}
`;
  }

  /** Links to a group's declarations, but for props, which stand behind what takes them. */
  contents(found) {
    return found
      .filter((it) => !found.includes(this.ownerOf(it)))
      .map(({ name }) => link(name))
      .join(', ');
  }

  /** What takes the props or target, where it is that. */
  ownerOf({ name }) {
    const [, owner] = /^(.*?)(?:Props|Target)$/.exec(name) ?? [];
    return this.exported.get(owner);
  }

  /** Declarations by group. In order of the alphabet, but that props stand behind what takes them. */
  groups() {
    const all = [...this.exported.values()];
    const groupOf = (it) =>
      this.isConstruct(this.ownerOf(it) ?? it)
        ? 'Constructs'
        : GROUPS.find(([, modules]) => modules.test(it.module))[0];
    const byName = (one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1);
    return GROUPS.map(([title]) => {
      const found = all.filter((it) => groupOf(it) === title);
      const first = found.filter((it) => !found.includes(this.ownerOf(it))).sort(byName);
      return [title, first.flatMap((it) => [it, ...found.filter((other) => this.ownerOf(other) === it)])];
    });
  }

  section(declaration) {
    const { name, kind, doc, type, signature } = declaration;
    const code =
      kind === 'function'
        ? `\`${plain(signature)}\``
        : kind === 'const' || (kind === 'type' && !(name in ELSEWHERE))
          ? this.typeText(type, false)
          : '';
    const tags = [
      ...doc.params.map((words) => `- \`${words.split(' ')[0]}\`: ${this.prose(words.split(' ').slice(1).join(' '))}`),
      ...doc.returns.map((words) => `- Returns ${this.prose(words)}`),
      ...doc.throws.map(
        (words) =>
          `- Throws ${this.prose(words.replace(/^\w+/, (name) => (this.exported.has(name) ? link(name) : name)))}`,
      ),
    ];
    return [
      `### ${name}`,
      code,
      ...doc.about.map((paragraph) => this.prose(paragraph)),
      ELSEWHERE[name] ?? '',
      tags.join('\n'),
      doc.example ?? '',
      this.inheritance(declaration),
      kind === 'class' ? this.classTable(declaration) : this.propsTable(declaration),
    ]
      .filter(Boolean)
      .join('\n\n');
  }

  inheritance(declaration) {
    const { kind, heritage = [] } = declaration;
    if (kind === 'class') {
      const names = heritage.map(({ name }) => `${this.typeText(name, false)}${this.takenOver(name, declaration)}`);
      return names.length === 0 ? '' : `Extends ${names.join(', ')}.`;
    }
    const from = heritage.map(({ name, less }) => {
      const without = less.map((member) => `\`${member}\``).join(', ');
      return `${this.typeText(name, false)}${without === '' ? '' : ` but ${without}`}`;
    });
    return from.length === 0 ? '' : `Has what ${from.join(' and ')} ${from.length > 1 ? 'have' : 'has'}, too.`;
  }

  /** The names of what a class takes over from one of this package, or implements of it, in brackets. */
  takenOver(name, { members }) {
    const parent = this.exported.get(name);
    const found = (parent ? this.membersOf(parent) : []).filter(
      (member) => !member.isOptional || members.some((own) => own.name === member.name),
    );
    return found.length === 0 ? '' : ` (${found.map((member) => shownName(member)).join(', ')})`;
  }

  propsTable(declaration) {
    const rows = this.membersOf(declaration).map((member) => {
      const { type, isOptional } = member;
      return [shownName(member), this.typeText(type), isOptional ? this.defaultText(member) : '', this.meaning(member)];
    });
    return table(['prop', 'type', 'default', 'what it is'], rows);
  }

  classTable(declaration) {
    const { name, members } = declaration;
    const [made] = members.filter((member) => member.name === 'constructor');
    // What only repeats an inherited member stands there.
    const own = this.membersOf(declaration).filter((member) => members.some(({ doc }) => doc === member.doc));
    const rows = own.map((member) => {
      const owner = member.isStatic ? `${name}.` : '';
      return [shownName(member, owner), this.typeText(member.type), this.meaning(member)];
    });
    const how = made && !this.isConstruct(declaration) ? `\`new ${name}${plain(made.type)}\`\n\n` : '';
    return `${how}${table(['member', 'type', 'what it is'], rows)}`.trim();
  }

  meaning({ name, type, doc, below, isMethod }) {
    if (name.startsWith('[')) {
      return 'Any other member.';
    }
    if (doc.about.length === 0 && type === 'undefined') {
      return 'Must be absent in this shape.';
    }
    if (doc.about.length === 0 && isTag({ type })) {
      return 'Tells this shape from others.';
    }
    const details = isMethod
      ? doc.params.map(
          (words) => `\`${words.split(' ')[0]}\`: ${words.split(' ').slice(1).join(' ').replace(/\.$/, '')}.`,
        )
      : below
          .filter((member) => member.doc.about.length > 0)
          .map((member) => `\`${member.name}\`: ${member.doc.about[0]}`);
    const throws = doc.throws.map((words) => `Throws ${words}.`);
    return cell(this.prose([...doc.about, ...details, ...throws].join(' ')));
  }

  /** A default: `'code'`, `- words`, or `code - words`. */
  defaultText({ type, doc }) {
    if (doc.default === undefined) {
      return type === 'undefined' ? '' : 'absent';
    }
    const [, code, words] = /^(.*?)(?:(?:^| )- (.*))?$/.exec(doc.default) ?? [];
    return cell([code ? `\`${code}\`` : '', this.prose(words ?? '')].filter(Boolean).join(', '));
  }

  /** Text of a docstring, whose links lead to what is exported. */
  prose(text) {
    return text.replace(/\{@link ([\w.]+)\}/g, (_, name) => {
      const [first] = name.split('.');
      return this.exported.has(first) ? `[\`${name}\`](#${anchor(first)})` : `\`${name}\``;
    });
  }

  /** A type whose exported names are links. */
  typeText(text, inTable = true) {
    const escaped = plain(text)
      .replaceAll('<', '&lt;')
      .replace(/[[\]*]/g, '\\$&')
      .replace(/(?<![\w'.-])[A-Z]\w*(?![\w'-])/g, (name) => (this.exported.has(name) ? link(name) : name));
    return inTable ? escaped.replaceAll('|', '\\|') : escaped;
  }

  /** Where the names in types come from that this package does not export. */
  foreignTypes() {
    const packages = new Map();
    for (const { imports, type, signature, members = [], heritage = [] } of this.exported.values()) {
      const texts = [type, signature, ...members.map((member) => member.type), ...heritage.map(({ name }) => name)];
      for (const name of texts.filter(Boolean).flatMap(typeNames)) {
        const found = imports.get(name);
        if (isForeign(found) && !this.exported.has(name)) {
          const from = originOf(found);
          const shown = found.original === name ? `\`${name}\`` : `\`${name}\` (\`${found.original}\`)`;
          packages.set(from, (packages.get(from) ?? new Set()).add(shown));
        }
      }
    }
    const byName = (one, other) => (one.replaceAll('`', '') < other.replaceAll('`', '') ? -1 : 1);
    const rows = [...packages].map(([from, names]) => [from, [...names].sort(byName).join(', ')]);
    return table(
      ['package', 'types'],
      rows.sort(([one], [other]) => byName(one, other)),
    );
  }
}

function shownName({ name, isMethod }, owner = '') {
  return `\`${owner}${name}${isMethod ? '()' : ''}\``;
}

/** Whether a member only tells shapes of a union apart: a word, or something that must be absent. */
function isTag({ type }) {
  return type === 'undefined' || /^'[^'|]*'$/.test(type);
}

/** Whether a name is imported from another package, or says what an object of another package is like. */
function isForeign(found) {
  return found !== undefined && (!found.from.startsWith('.') || /\/imports\/|\/plus-objects$/.test(found.from));
}

/** Where a type of another package comes from. */
function originOf({ from }) {
  if (from.endsWith('/plus-objects')) {
    return 'objects of any version of cdk8s-plus, without `Plus`';
  }
  return from.startsWith('.') ? 'generated from `crds/`' : `\`${from}\``;
}

/** A type without what only says that nothing is changed. */
function plain(type) {
  return type.replace(/\breadonly /g, '').replace(/\bReadonly<(Record<[^<>]*(?:<[^<>]*>)?[^<>]*>)>/g, '$1');
}

function typeNames(type) {
  return [...type.replace(/'[^']*'/g, '').matchAll(/(?<![\w.])[A-Z]\w*/g)].map(([name]) => name);
}

function anchor(title) {
  return title.toLowerCase().replaceAll(' ', '-');
}

function link(name) {
  return `[${name}](#${anchor(name)})`;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return rows.length === 0 ? '' : [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

function cell(text) {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replace(/`[^`]*`/g, (code) => code.replaceAll('&lt;', '<'));
}
