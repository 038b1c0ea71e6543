// Bundles the command into one file, which halves its start time: Node.js looks up no modules on disk, and evaluates
// only the modules that a run uses. Writes the licenses of the bundled packages beside it, and the list of its parts.
// A second file starts the command, with its compiled code from a cache.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { bundledPackages, licenseTexts } from './bundled-packages.mjs';

/** Modules that cdk8s and constructs load, but that the command uses seldom or never. */
const SELDOM_USED = ['child_process', 'crypto', 'os'];

/**
 * Seldom used modules that contain only functions. cdk8s copies the functions into its own objects when it loads.
 */
const OF_FUNCTIONS = ['child_process'];

/** The YAML library of cdk8s. The command formats YAML without cdk8s. */
const NEVER_USED = ['yaml'];

/** Packages that only one command uses. Node.js loads them from their folders when that command runs. */
const NOT_BUNDLED = ['yaml'];

/** Options of both files. */
const COMMON = { bundle: true, platform: 'node', target: 'node20', minify: true };

await build({ ...COMMON, entryPoints: ['bin/start.ts'], outfile: 'build/bin/backstage-synth.js' });
const { metafile } = await build({
  ...COMMON,
  entryPoints: ['bin/command-line.ts'],
  outfile: 'build/bin/backstage-synth.bundle.js',
  // The cache of compiled code requires ASCII.
  charset: 'ascii',
  external: NOT_BUNDLED,
  // The file with the licenses replaces the comments in the code.
  legalComments: 'none',
  banner: { js: '// The licenses of the bundled packages are in THIRD-PARTY-LICENSES.txt.' },
  metafile: true,
  plugins: [{ name: 'load-less', setup: loadLess }],
});
writeFileSync('build/bin/THIRD-PARTY-LICENSES.txt', licenseTexts(bundledPackages(metafile)));
writeFileSync('build/bin/metafile.json', JSON.stringify(metafile));

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
