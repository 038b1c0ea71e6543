// Measures one figure of the benchmark in a separate process: `bench-worker.cjs render|yaml|synth COUNT FOLDER [VERSION]...`.
// Several chart versions take turns.
const { join } = require('node:path');
const { loadValues, renderManifests, synthesize } = require('../build/lib/index.js');
const { folderContents } = require('../build/lib/output/folder-contents.js');
const { dump } = require('js-yaml');

const [mode, count, folder, ...versions] = process.argv.slice(2);
const valuesOf = (file) => loadValues(join(__dirname, '..', file));
const [before, since] = ['environments/helm-values.yaml', 'examples/helm-values-1.2/values.yaml'].map(valuesOf);
const baseOf = (version = '0.') => (version.startsWith('0.') ? before : since);
const environments = Object.fromEntries(
  Array.from({ length: Number(count) }, (_, index) => [
    `environment-${index}`,
    environment(index, versions[index % versions.length]),
  ]),
);

function environment(index, chartVersion) {
  const values = [baseOf(chartVersion), { backstage: { baseUrl: `https://console-${index}.example.com` } }];
  return { chartVersion, values };
}

const MODES = {
  /** Renders values to the texts of files. */
  render: () => {
    for (const { values, ...options } of Object.values(environments)) {
      folderContents(renderManifests(values, options));
    }
  },
  /** Formats the same objects as YAML with js-yaml. */
  yaml: (manifests) => {
    for (const objects of manifests) {
      for (const object of objects) {
        dump(object);
      }
    }
  },
  /** Renders values to folders on disk. */
  synth: () => synthesize(environments, folder),
};

const objects =
  mode === 'yaml' ? Object.values(environments).map(({ values }) => structuredClone(renderManifests(values))) : [];
const start = performance.now();
MODES[mode](objects);
const each = (performance.now() - start) / Number(count);
console.log(JSON.stringify({ each, megabytes: process.resourceUsage().maxRSS / 1024 }));
