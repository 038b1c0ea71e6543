// Bundles the command line into one file, so that it starts in about half the time: no module is looked up on disk, and
// those that a run does not use are not even evaluated.
import { build } from 'esbuild';

/** Modules that cdk8s and constructs load for features that the command line has no use of. */
const UNUSED = ['yaml', 'child_process', 'crypto', 'os'];

/** Of those, modules of functions alone, which cdk8s keeps in objects of its own when it loads. */
const OF_FUNCTIONS = ['child_process'];

await build({
  entryPoints: ['build/bin/command-line.js'],
  outfile: 'build/bin/backstage-synth.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  plugins: [{ name: 'evaluate-late', setup: evaluateLate }],
});

/** Puts a stand-in in front of the unused modules that evaluates them when a member is first read. */
function evaluateLate({ onResolve, onLoad }) {
  onResolve({ filter: new RegExp(`^(${UNUSED.join('|')})$`) }, ({ path, importer, resolveDir }) =>
    /node_modules.(cdk8s|constructs).lib/.test(importer)
      ? { path, namespace: 'late', pluginData: { resolveDir } }
      : undefined,
  );
  onLoad({ filter: /.*/, namespace: 'late' }, ({ path, pluginData }) => ({
    resolveDir: pluginData.resolveDir,
    contents: `module.exports = new Proxy({}, {
      get: (_, member) => member === '__esModule' ? true : ${memberOf(path)},
    });`,
  }));
}

/** The member of a module that is read: evaluated then, or a function that evaluates the module when it is called. */
function memberOf(path) {
  const module = `require(${JSON.stringify(path)})`;
  return OF_FUNCTIONS.includes(path) ? `(...args) => ${module}[member](...args)` : `${module}[member]`;
}
