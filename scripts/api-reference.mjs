// Generates docs/api.md, the reference of the exported names, from the docstrings in the declaration files.
import { closing, list, plain, readExports, typeNames } from './declarations.mjs';
import { anchor, cell, link, table } from './markdown.mjs';

/**
 * Groups of exports with their modules, in the order of the page. Constructs are recognized by the class that they
 * extend. The last group contains all other exports.
 */
const GROUPS = [
  ['Constructs', /^$/],
  ['Values and rendering', /^(?:app\/.*|values\/.*|lines|backstage\/(?:release|profile|redirect-url))$/],
  [
    'Output',
    /^(?:output\/.*|constructs\/patch-objects|kubernetes\/(?:json-patch|effects(?:\/.*)?)|util\/input-error)$/,
  ],
  ['Types', /^/],
];

/** Exports whose type the page does not show, because another page or a sentence describes it. */
const ELSEWHERE = {
  DefaultVersion: "It is `'0.11.0'`.",
  Environment: 'It has the members of [BackstageChartProps](#backstagechartprops).',
  LineTypes: 'See [chart-versions.md](chart-versions.md) for the versions.',
  LoadedValues: 'See [values.md](values.md) for the lists.',
  Values:
    'See [values.md](values.md) for the list, and for the [names of the interfaces](values.md#typescript) of its sections.',
  DefectId: 'See [fidelity.md](fidelity.md) for the list.',
};

/** Types that TypeScript provides. */
const BUILT_IN = new Set(['Error', 'Omit', 'Partial', 'Promise', 'Readonly', 'Record', 'Uint8Array']);

/**
 * Returns the page as Markdown.
 *
 * @param folder folder of the declaration files, which contains index.d.ts
 * @throws Error if an export or parameter has no description, or an optional member has no default
 */
export function apiReference(folder) {
  const api = new Api(readExports(folder));
  const gaps = api.problems();
  if (gaps.length > 0) {
    throw new Error(`docstrings of exports are missing:\n  ${gaps.join('\n  ')}`);
  }
  return api.page();
}

/** Reports the parameters of a function or method that its docstring does not describe. */
function parameterProblems(owner, signature, doc) {
  const from = signature.indexOf('(');
  const names = list(signature.slice(from + 1, closing(signature, from))).map((it) => /^(?:\.\.\.)?(\w+)/.exec(it)[1]);
  return names
    .filter((name) => doc.params.every((words) => !words.startsWith(`${name} `)))
    .map((name) => `${owner}: no @param ${name}`);
}

/** The exported declarations by name, and the page that describes them. */
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
    const hasDefault = doc.default !== undefined || /\babsent\b/i.test(doc.about.join(' '));
    return [
      ...(doc.about.length === 0 ? [`${owner}.${name}: no docstring`] : []),
      ...(isMethod ? parameterProblems(`${owner}.${name}`, type, doc) : []),
      ...(isOptional && !isMethod && kind !== 'class' && !hasDefault ? [`${owner}.${name}: no @default`] : []),
    ];
  }

  /** Reports type names that a reader can import neither from this package nor from another one. */
  unknownTypes({ name, imports, kind, type, signature, head = '', members = [], heritage = [] }) {
    if (name in ELSEWHERE || kind === 'const') {
      return [];
    }
    const parents = heritage.map((parent) => parent.name);
    const texts = [type, signature, ...members.map((member) => member.type), ...parents].filter(Boolean);
    // Type parameters of the type or of a method, such as <Target extends …>.
    const parameters = [head, ...texts].flatMap((text) =>
      [...text.matchAll(/<(\w+)>|[<,] ?(?:const )?(\w+) extends /g)].map(([, alone, word = alone]) => word),
    );
    return [...new Set(texts.flatMap(typeNames))]
      .filter((word) => !this.exported.has(word) && !BUILT_IN.has(word) && !isForeign(imports.get(word)))
      .filter((word) => !new RegExp(`\\[${word} in `).test(texts.join(' ')))
      .filter((word) => !parameters.includes(word))
      .map((word) => `${name}: the type ${word} is not exported`);
  }

  /** Returns the members to show. A member without a docstring takes the one of the member that it overrides. */
  membersOf({ name, heritage = [], members = [], kind }) {
    return (name in ELSEWHERE ? [] : members)
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

This page describes every name that \`cdk8s-openchoreo-backstage\` exports. Create a construct with
\`new Name(scope, id, props)\`. Props without a default are required. All props and lists are read-only; their types are
shown without \`readonly\`.

${groups.map(([title, found]) => `- [${title}](#${anchor(title)}): ${this.contents(found)}`).join('\n')}
- [Types of other packages](#types-of-other-packages)

${groups.map(([title, found]) => [`## ${title}`, ...found.map((it) => this.section(it))].join('\n\n')).join('\n\n')}

## Types of other packages

${this.foreignTypes()}
`;
  }

  /**
   * Returns links to the declarations of a group, except props, which follow the class or function that accepts them.
   */
  contents(found) {
    return found
      .filter((it) => !found.includes(this.ownerOf(it)))
      .map(({ name }) => link(name))
      .join(', ');
  }

  /** Returns the declaration that accepts these props or this target, or undefined if the declaration is neither. */
  ownerOf({ name }) {
    const [, owner] = /^(.*?)(?:Props|Target)$/.exec(name) ?? [];
    return this.exported.get(owner);
  }

  /** Returns the declarations of each group in alphabetical order. Props follow the declaration that accepts them. */
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
      const names = heritage.map(
        ({ name }) => `${this.typeText(name, false)}${this.inheritedMembers(name, declaration)}`,
      );
      return names.length === 0 ? '' : `Extends ${names.join(', ')}.`;
    }
    const from = heritage.map(({ name, less }) => {
      const without = less.map((member) => `\`${member}\``).join(', ');
      return `${this.typeText(name, false)}${without === '' ? '' : ` except ${without}`}`;
    });
    return from.length === 0 ? '' : `Also has the members of ${from.join(', ').replace(/, (?=[^,]*$)/, ' and ')}.`;
  }

  /**
   * Returns the names of the members that a class inherits or implements from another class of this package, in
   * brackets.
   */
  inheritedMembers(name, { members }) {
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
    return table(['prop', 'type', 'default', 'description'], rows);
  }

  classTable(declaration) {
    const { name, members } = declaration;
    const [made] = members.filter((member) => member.name === 'constructor');
    // A member that only repeats an inherited one is described with the class that it is inherited from.
    const own = this.membersOf(declaration).filter((member) => members.some(({ doc }) => doc === member.doc));
    const rows = own.map((member) => {
      const owner = member.isStatic ? `${name}.` : '';
      return [shownName(member, owner), this.typeText(member.type), this.meaning(member)];
    });
    const how = made && !this.isConstruct(declaration) ? `\`new ${name}${plain(made.type)}\`\n\n` : '';
    return `${how}${table(['member', 'type', 'description'], rows)}`.trim();
  }

  meaning({ name, type, doc, below, isMethod }) {
    if (name.startsWith('[')) {
      return 'Any other member.';
    }
    if (doc.about.length === 0 && type === 'undefined') {
      return 'Must be unset in this variant.';
    }
    if (doc.about.length === 0 && isTag({ type })) {
      return 'Distinguishes this variant from the others.';
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

  /** Returns the default of a member, whose tag is `code`, `- words`, or `code - words`. */
  defaultText({ type, doc }) {
    if (doc.default === undefined) {
      return type === 'undefined' ? '' : 'absent';
    }
    const [, code, words] = /^(.*?)(?:(?:^| )- (.*))?$/.exec(doc.default) ?? [];
    return cell([code ? `\`${code}\`` : '', this.prose(words ?? '')].filter(Boolean).join(', '));
  }

  /** Replaces the links in a docstring with links to the sections of this page. */
  prose(text) {
    return text.replace(/\{@link ([\w.]+)\}/g, (_, name) => {
      const [first] = name.split('.');
      return this.exported.has(first) ? `[\`${name}\`](#${anchor(first)})` : `\`${name}\``;
    });
  }

  /** Returns a type with links to the sections of exported names. */
  typeText(text, inTable = true) {
    const escaped = plain(text)
      .replaceAll('<', '&lt;')
      .replace(/[[\]*]/g, '\\$&')
      .replace(/(?<![\w'.-])[A-Z]\w*(?![\w'-])/g, (name) => (this.exported.has(name) ? link(name) : name));
    return inTable ? escaped.replaceAll('|', '\\|') : escaped;
  }

  /** Returns a table of the packages that provide the types which this package uses, but does not export. */
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

/** Whether a member only distinguishes the variants of a union: its type is one word, or `undefined`. */
function isTag({ type }) {
  return type === 'undefined' || /^'[^'|]*'$/.test(type);
}

/** Whether a name is imported from another package, or is the type of an object from another package. */
function isForeign(found) {
  return found !== undefined && (!found.from.startsWith('.') || /\/imports\/|\/plus-objects$/.test(found.from));
}

/** Returns the package or source that a type comes from. */
function originOf({ from }) {
  if (from.endsWith('/plus-objects')) {
    return 'cdk8s-plus of any version, where names have no prefix `Plus`';
  }
  return from.startsWith('.') ? 'generated from `crds/`' : `\`${from}\``;
}
