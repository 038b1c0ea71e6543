// Builds the npm package of the preview: `npm run build:preview`. Bundles its server into one file, and its page into a
// few. Node.js and the browser then load nothing else.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundledPackages, licenseTexts } from './bundled-packages.mjs';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));

const OUT = 'preview/build';

/** Parts of Mermaid that draw flowcharts. Its other diagrams and layouts are several megabytes. */
const FLOWCHART = /^\.\/(?:chunks\/mermaid\.core\/)?(?:flowDiagram|dagre)-\w+\.mjs$/;

rmSync(OUT, { recursive: true, force: true });
const server = await build({
  entryPoints: ['preview/server/index.ts'],
  outfile: `${OUT}/index.js`,
  bundle: true,
  platform: 'node',
  target: 'node20',
});
const { metafile } = await build({
  entryPoints: { main: 'preview/page/main.ts' },
  outdir: `${OUT}/page`,
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  // The file with the licenses replaces the comments in the code.
  legalComments: 'none',
  metafile: true,
  plugins: [{ name: 'flowcharts-only', setup: flowchartsOnly }],
});
for (const file of ['index.html', 'style.css', 'icon.svg']) {
  cpSync(`preview/page/${file}`, `${OUT}/page/${file}`);
}
// For the SBOM. It is not in the package.
mkdirSync('build', { recursive: true });
writeFileSync('build/preview.metafile.json', JSON.stringify(metafile));
writeFileSync(`${OUT}/THIRD-PARTY-LICENSES.txt`, licenseTexts(bundledPackages(metafile), 'The page'));
const size = Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`${OUT}: ${Object.keys(metafile.outputs).length} scripts of the page, ${Math.round(size / 1024)} KiB`);
process.exitCode = server.errors.length;

/** Replaces the parts of Mermaid that the page never uses with a module that throws an error. */
function flowchartsOnly({ onResolve, onLoad }) {
  onResolve({ filter: /^\.\/|^katex$/ }, ({ path, kind, importer }) =>
    kind === 'dynamic-import' && /[\\/]mermaid[\\/]dist[\\/]/.test(importer) && !FLOWCHART.test(path)
      ? { path: 'diagram', namespace: 'left-out' }
      : undefined,
  );
  onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
    contents: "throw new Error('the page contains flowcharts only');",
  }));
}
