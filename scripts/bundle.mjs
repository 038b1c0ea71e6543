// Bundles the command line into one file, so that it starts in about half the time: no module is looked up on disk, and
// those that a run does not use are not even evaluated.
import { build } from 'esbuild';

/** Modules that cdk8s and constructs load for features that the command line does not use, or seldom. */
const SELDOM_USED = ['child_process', 'crypto', 'os'];

/** Of those, modules of functions alone, which cdk8s keeps in objects of its own when it loads. */
const OF_FUNCTIONS = ['child_process'];

/** The YAML library of cdk8s: the command line writes YAML by itself, and never asks cdk8s to. */
const NEVER_USED = ['yaml'];

await build({
  entryPoints: ['build/bin/command-line.js'],
  outfile: 'build/bin/backstage-synth.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  plugins: [{ name: 'load-less', setup: loadLess }],
});

/** Puts a stand-in in front of modules: evaluated when a member is first read, or nothing but a message. */
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

/** The member of a module that is read: evaluated then, or a function that evaluates the module when it is called. */
function memberOf(path) {
  const module = `require(${JSON.stringify(path)})`;
  return OF_FUNCTIONS.includes(path) ? `(...args) => ${module}[member](...args)` : `${module}[member]`;
}

function refusal(path) {
  return `throw new Error('${path} is not part of this program: scripts/bundle.mjs says why');`;
}
