// Writes a software bill of materials in the format CycloneDX: `npm run sbom [-- --output FILE]`, or `npm run
// sbom:preview [-- --output FILE]` for the package of the preview.
//
// It lists the packages in the bundle, and all packages that npm installs with the package. `npm sbom` alone omits bundled
// packages that are development dependencies here. It requires no network.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { packagesOfBuild } from './bundled-packages.mjs';
import { npm } from './npm.mjs';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
const { values } = parseArgs({ options: { output: { type: 'string' }, preview: { type: 'boolean' } } });

/** The described package: its folder, its bundle, what esbuild reported about the bundle, and the file to write. */
const described = values.preview
  ? { folder: 'preview', bundle: 'build/page', metafile: 'build/preview.metafile.json', file: 'sbom-preview.cdx.json' }
  : { folder: '.', bundle: 'build/bin/bundle.js', metafile: 'build/bin/metafile.json', file: 'sbom.cdx.json' };
const output = values.output ?? described.file;

const { name, version, dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
  readFileSync(join(described.folder, 'package.json'), 'utf8'),
);
const all = JSON.parse(
  npm(['sbom', '--sbom-format', 'cyclonedx', '--offline'], { encoding: 'utf8', maxBuffer: 1 << 26 }),
);
const bundled = packagesOfBuild(described.metafile);
const bundledRefs = bundled.map((part) => componentOf(part)['bom-ref']);
const required = Object.keys({ ...dependencies, ...peerDependencies }).filter(
  (dependency) => !peerDependenciesMeta[dependency]?.optional,
);
const root = values.preview ? componentOf({ name, version }) : all.metadata.component;
const direct = dependenciesOf(root['bom-ref']).filter((ref) =>
  required.some((dependency) => ref.startsWith(`${dependency}@`)),
);
const installed = closure(direct);
const refs = new Set([...bundledRefs, ...installed]);

writeFileSync(
  output,
  `${JSON.stringify(
    {
      ...all,
      metadata: { ...all.metadata, component: { ...root, name } },
      components: all.components.filter((component) => refs.has(component['bom-ref'])).map(withUse),
      dependencies: [
        { ref: root['bom-ref'], dependsOn: [...new Set([...direct, ...bundledRefs])] },
        ...all.dependencies
          .filter(({ ref }) => refs.has(ref))
          .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
      ],
    },
    null,
    2,
  )}\n`,
);
console.log(`${output}: ${refs.size} packages, ${bundled.length} of them in ${described.bundle}`);

/** Returns the component of a bundled package, in the bill of everything that is installed here. */
function componentOf({ name, version }) {
  const found = all.components.find((component) => component.purl === purl(name, version));
  if (!found) {
    throw new Error(`npm sbom does not list ${name} ${version}; run npm ci`);
  }
  return found;
}

/** Returns the identifier of a package, as npm writes it. */
function purl(name, version) {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function dependenciesOf(ref) {
  return all.dependencies.find((entry) => entry.ref === ref)?.dependsOn ?? [];
}

/** Returns packages and all packages that they depend on. */
function closure(start) {
  const found = new Set(start);
  for (const ref of found) {
    for (const dependency of dependenciesOf(ref)) {
      found.add(dependency);
    }
  }
  return found;
}

/** Returns a component with properties for its use in the shipped package, instead of its use in this project. */
function withUse({ properties = [], ...component }) {
  const kept = properties.filter(({ name }) => name !== 'cdx:npm:package:development');
  const isBundled = bundledRefs.includes(component['bom-ref']);
  const inBundle = { name: `${name}:bundled`, value: described.bundle };
  // npm writes the alias of a package as its name.
  const [, own = component.name] = /^(.+)@[^@]+$/.exec(component['bom-ref']) ?? [];
  return {
    ...component,
    name: component.name.startsWith('@') ? component.name : own,
    properties: [...kept, ...(isBundled ? [inBundle] : [])],
  };
}
