// Bundles the command and the library into one file. That halves the start time of the command: Node.js looks up no
// modules on disk, and evaluates only the modules that a run uses. Writes beside it the licenses of the bundled packages,
// the list of its parts, the file that starts the command, and the library's index.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { minifySync } from '@swc/core';
import { build } from 'esbuild';
import { bundledPackages, licenseTexts } from './bundled-packages.mjs';
import { compact } from './compact.mjs';

const require = createRequire(import.meta.url);

/** Modules of which cdk8s and constructs copy all members when they load, but use few members, seldom or never. */
const SELDOM_USED = ['child_process', 'crypto', 'fs', 'os', 'path'];

/**
 * Seldom used modules that contain only functions. cdk8s copies the functions into its own objects when it loads.
 */
const OF_FUNCTIONS = ['child_process'];

/** Parts of cdk8s that the command never uses, such as its YAML library: the command formats YAML without cdk8s. */
const NEVER_USED = ['yaml', './cron', './duration', './helm', './include', './testing'];

/** Data of which a run uses few members. */
const SELDOM_READ = /imports.(kubernetes|custom-resources)\.json$/;

/** Modules that build the schema of a line's values, which takes long. */
const SCHEMAS = /lib.lines.([\d.]+).schema(.index)?\.ts$/;

/** Packages that only one command uses. Node.js loads them from their folders when that command runs. */
const NOT_BUNDLED = ['yaml'];

/** Packages whose classes the library extends. For the library, they are those of the user. */
const PEERS = ['cdk8s', 'constructs'];

/**
 * Start of the bundle. Node.js runs the rest if it loads the bundle as a module. If it runs the bundle as a script, the
 * value of the script is the rest, as a function. A function around the text of a module would copy the text.
 */
const START = `(typeof module === 'undefined' ? (rest) => rest : (rest) => rest(exports, require, module, __filename, __dirname))
(function (exports, require, module, __filename, __dirname) {`;

/**
 * Length of texts that Node.js keeps inside the heap of V8 if they are no longer. The garbage collector would run at the
 * start of the command, because of a text of this length. Spaces at the end of the bundle prevent that.
 */
const OUTSIDE_HEAP = 0xfbee9;

/** Options of both files. */
const COMMON = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  plugins: [{ name: 'copy-less', setup: copyLess }],
};

const BUNDLE = 'build/bin/bundle.js';
const { metafile } = await build({
  ...COMMON,
  entryPoints: ['bin/entry.ts'],
  outfile: BUNDLE,
  charset: 'ascii',
  external: NOT_BUNDLED,
  // The file with the licenses replaces the comments in the code.
  legalComments: 'none',
  banner: { js: START },
  footer: { js: '})' },
  metafile: true,
  plugins: [
    ...COMMON.plugins,
    { name: 'peers', setup: takePeers },
    { name: 'load-less', setup: loadLess },
    { name: 'parse-less', setup: parseLess },
    { name: 'run-less', setup: runLess },
    { name: 'resolve-less', setup: resolveLess },
  ],
});
const bundle = `// The licenses of the bundled packages are in THIRD-PARTY-LICENSES.txt.\n${compact(smaller(BUNDLE))}`;
const padded = bundle.padEnd(OUTSIDE_HEAP + 1, ' ');
writeFileSync(BUNDLE, padded);
const PROGRAM = 'build/bin/backstage-synth.js';
await build({
  ...COMMON,
  entryPoints: ['bin/start.ts'],
  outfile: PROGRAM,
  define: { BUNDLE_HASH: JSON.stringify(createHash('sha256').update(padded).digest('hex')) },
});
writeFileSync(PROGRAM, smaller(PROGRAM));
writeFileSync('build/bin/THIRD-PARTY-LICENSES.txt', licenseTexts(bundledPackages(metafile)));
writeFileSync('build/bin/metafile.json', JSON.stringify(metafile));
writeFileSync('build/index.js', indexOf(Object.keys(require('../build/lib/index.js'))));

/**
 * Returns the code of a file with fewer functions and variables. Unlike esbuild, SWC merges a function with the only
 * function that calls it. V8 then reads the compiled code of the bundle faster, and compiles the other file faster.
 */
function smaller(file) {
  const { code } = minifySync(readFileSync(file, 'utf8'), {
    ecma: 2022,
    compress: { ecma: 2022, passes: 2, toplevel: true },
    mangle: { toplevel: true },
    format: { asciiOnly: true },
  });
  return code.trimEnd().replace(/;$/, '');
}

/** Returns the code of the library's index. Bundlers and ES modules find packages and names only in literal form. */
function indexOf(names) {
  const loaders = PEERS.map((name) => `${name}: () => require('${name}')`);
  return `'use strict';
const { library } = require('./bin/bundle.js');
const index = library({ ${loaders.join(', ')} });
for (const [name, value] of Object.entries(index)) {
  // The names in the bundle are short.
  if (typeof value === 'function') {
    Object.defineProperty(value, 'name', { value: name });
  }
}
module.exports = index;
0 && (module.exports = { ${names.join(', ')} });
`;
}

/**
 * Replaces modules of Node.js with modules that export the used members only. For an import, esbuild copies all members
 * of a CommonJS module, once for each module that imports it.
 */
function copyLess({ onResolve, onLoad }) {
  onResolve({ filter: /^node:/ }, ({ path, kind, namespace }) =>
    kind === 'import-statement' && namespace === 'file' ? { path, namespace: 'node' } : undefined,
  );
  onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => ({ contents: usedMembers(path, `require('${path}')`) }));
}

/** Returns the code of a module that exports the members of another one. The bundle only gets what it uses of them. */
function usedMembers(path, loaded) {
  const names = Object.keys(require(path)).filter((name) => /^[a-z]\w*$/i.test(name));
  const members = names.map((name) => `export const ${name} = /* @__PURE__ */ member('${name}');`);
  return `const all = ${loaded};
    export default all;
    function member(name) { return all[name]; }
    ${members.join('\n')}`;
}

/**
 * Replaces packages, where this project imports them, with the user's packages if the bundle has got them. As with the
 * modules of Node.js, the bundle copies the used members only.
 */
function takePeers({ onResolve, onLoad }) {
  onResolve({ filter: new RegExp(`^(${PEERS.join('|')})$`) }, ({ path, importer, namespace, resolveDir }) =>
    namespace === 'file' && !importer.includes('node_modules')
      ? { path, namespace: 'peer', pluginData: { resolveDir } }
      : undefined,
  );
  onLoad({ filter: /.*/, namespace: 'peer' }, ({ path }) => ({
    resolveDir: resolve('bin'),
    contents: `import { host } from './peers';
      ${usedMembers(path, `host.peers ? host.peers.${path}() : require('${path}')`)}`,
  }));
}

/** Replaces modules with a stand-in that loads the module when a member is read, or that throws an error. */
function loadLess({ onResolve, onLoad }) {
  onResolve(
    { filter: new RegExp(`^(${[...SELDOM_USED, ...NEVER_USED].join('|')})$`) },
    ({ path, importer, resolveDir }) =>
      /node_modules.(cdk8s|constructs).lib/.test(importer)
        ? { path, namespace: 'stand-in', pluginData: { resolveDir } }
        : undefined,
  );
  onLoad({ filter: /.*/, namespace: 'stand-in' }, ({ path, pluginData }) => ({
    resolveDir: pluginData.resolveDir,
    contents: `module.exports = new Proxy({}, {
      get(_, member) {
        if (member === '__esModule') {
          return true;
        }
        ${NEVER_USED.includes(path) ? refusal(path) : `return ${memberOf(path)};`}
      },
    });`,
  }));
}

/** Replaces data with an object that parses a member when it is read, without the texts that only docs show. */
function parseLess({ onLoad }) {
  onLoad({ filter: SELDOM_READ }, ({ path }) => {
    const entries = Object.entries(JSON.parse(readFileSync(path, 'utf8')));
    const lines = entries.map(([name, member]) => `\n${name} ${JSON.stringify(withoutDescriptions(member))}`);
    return {
      contents: `const lines = ${JSON.stringify(`${lines.join('')}\n`)};
        function parse(members, name) {
          if (name in members) {
            return;
          }
          const start = lines.indexOf('\\n' + name + ' ') + name.length + 2;
          if (start > name.length + 1) {
            members[name] = JSON.parse(lines.slice(start, lines.indexOf('\\n', start)));
          }
        }
        module.exports = new Proxy({}, {
          get(members, name) {
            parse(members, String(name));
            return members[name];
          },
          getOwnPropertyDescriptor(members, name) {
            parse(members, String(name));
            return Reflect.getOwnPropertyDescriptor(members, name);
          },
        });`,
    };
  });
}

/** Replaces modules that build a schema with the schema itself. */
function runLess({ onLoad }) {
  onLoad({ filter: SCHEMAS }, ({ path }) => {
    const [, line] = SCHEMAS.exec(path);
    const { schema, ...others } = require(`../build/lib/lines/${line}/schema`);
    if (Object.keys(others).length > 0) {
      throw new Error(`${path} exports ${Object.keys(others)}; move them, because the bundle has only its schema`);
    }
    // The line break keeps lines of code short.
    const text = JSON.stringify(`\n${JSON.stringify(withoutDescriptions(schema))}\n`);
    return { contents: `export const schema = /* @__PURE__ */ JSON.parse(${text});` };
  });
}

/**
 * Makes cdk8s return texts, numbers and booleans at once. It asks each resolver about each value, but resolvers replace
 * objects, and the command has no resolvers of its own.
 */
function resolveLess({ onLoad }) {
  onLoad({ filter: /cdk8s.lib.resolve\.js$/ }, ({ path }) => {
    const [before, after, ...others] = readFileSync(path, 'utf8').split('const resolvers = app_1');
    if (after === undefined || others.length > 0) {
      throw new Error(`${path} has another function resolve; correct resolveLess`);
    }
    return {
      contents: `${before}if (typeof value !== 'object' && typeof value !== 'function') return value;\nconst resolvers = app_1${after}`,
    };
  });
}

/** Returns a JSON Schema without descriptions. A default may have a key with this name. */
function withoutDescriptions(schema) {
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  if (Array.isArray(schema)) {
    return schema.map(withoutDescriptions);
  }
  const members = Object.entries(schema).filter(([key, value]) => key !== 'description' || typeof value !== 'string');
  return Object.fromEntries(
    members.map(([key, value]) => [key, key === 'default' ? value : withoutDescriptions(value)]),
  );
}

/**
 * Returns the code for a member of a module: the member itself, or a function that loads the module when it is called.
 */
function memberOf(path) {
  const module = `require(${JSON.stringify(path)})`;
  return OF_FUNCTIONS.includes(path) ? `(...args) => ${module}[member](...args)` : `${module}[member]`;
}

function refusal(path) {
  return `throw new Error('the module ${path} is not in this bundle; see NEVER_USED in scripts/bundle.mjs');`;
}
