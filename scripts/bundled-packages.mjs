// Packages whose code or data is in the bundled command: for their licenses and for the SBOM.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of this project that are generated from the data of a package. */
const GENERATED_FROM = { 'imports/kubernetes.json': 'node_modules/kubernetes-models-5' };

/**
 * Returns the packages in a bundle, sorted by name: name, version, license, and folder.
 *
 * @param metafile what esbuild reports about the bundle
 */
export function bundledPackages({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = new Set(files.map((file) => GENERATED_FROM[file] ?? packageFolder(file)).filter(Boolean));
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return { name, version, license, folder };
    })
    .sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}

/** Returns the folder of the package that contains a file; undefined for files of this project. */
function packageFolder(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/'))?.[0];
}

/**
 * Returns the licenses and notices of packages as one text. Throws an error if a package has none.
 *
 * @param packages the packages
 * @param bundle name of the bundle that contains them
 */
export function licenseTexts(packages, bundle = 'bundle.js') {
  const texts = packages.map(({ name, version, license, folder }) => {
    const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice|copying)\b/i.test(file));
    const contents = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
    if (!files.some((file) => !/^notice/i.test(file))) {
      contents.unshift(licenseInReadme(folder));
    }
    return [`${name} ${version} (${license})`, ...contents].join('\n\n');
  });
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return [`${bundle} contains code or data of the following packages.`, ...texts].join(rule).concat('\n');
}

/** Returns the license in the README of a package. */
function licenseInReadme(folder) {
  const readme = join(folder, 'README.md');
  const text = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
  const [, license] = /^#+ License\n([\s\S]*?)(?=^#|(?![\s\S]))/im.exec(text) ?? [];
  if (!license?.includes('Permission is hereby granted')) {
    throw new Error(`${folder} has no license text; do not bundle it`);
  }
  return license.trim();
}

/** Returns the packages in the bundle that `npm run build` wrote. */
export function packagesOfBuild(metafile) {
  if (!existsSync(metafile)) {
    throw new Error(`${metafile} does not exist; run npm run build first`);
  }
  return bundledPackages(JSON.parse(readFileSync(metafile, 'utf8')));
}
