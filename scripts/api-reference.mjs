// The reference of what the package exports, from the docstrings in its declaration files: docs/api.md.
import { closing, list, plain, readExports, typeNames } from './declarations.mjs';
import { anchor, cell, link, table } from './markdown.mjs';

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
  const api = new Api(readExports(folder));
  const gaps = api.problems();
  if (gaps.length > 0) {
    throw new Error(`docstrings of exports are missing:\n  ${gaps.join('\n  ')}`);
  }
  return api.page();
}

/** The parameters of a function or method that its docstring does not describe. */
function parameterProblems(owner, signature, doc) {
  const from = signature.indexOf('(');
  const names = list(signature.slice(from + 1, closing(signature, from))).map((it) => /^(?:\.\.\.)?(\w+)/.exec(it)[1]);
  return names
    .filter((name) => doc.params.every((words) => !words.startsWith(`${name} `)))
    .map((name) => `${owner}: no @param ${name}`);
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
