// Prints the section of CHANGELOG.md for a release: `npm run release-notes -- TAG`. The release workflow runs it.
//
// Refuses a tag that is not the version in package.json, and a version that CHANGELOG.md does not have or that has no
// date there. So nobody can publish a version without its changes.
import { readFileSync } from 'node:fs';

const [tag = ''] = process.argv.slice(2);
const read = (name) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const { version } = JSON.parse(read('package.json'));
const changelog = read('CHANGELOG.md').replaceAll('\r\n', '\n');

if (tag !== `v${version}`) {
  refuse(`the tag must be v${version}, the version in package.json; got ${JSON.stringify(tag)}`);
}
const section = changelog.split(/^(?=## )/m).find((text) => text.startsWith(`## ${version},`));
if (section === undefined) {
  refuse(`CHANGELOG.md has no section "## ${version}, YYYY-MM-DD"; add it`);
}
const [heading] = section.split('\n', 1);
if (!/, \d{4}-\d{2}-\d{2}$/.test(heading)) {
  refuse(
    `the heading "${heading}" in CHANGELOG.md must end with the date of the release; write "## ${version}, YYYY-MM-DD"`,
  );
}
const notes = section.slice(heading.length).trim();
if (notes === '') {
  refuse(`the section of ${version} in CHANGELOG.md is empty; list the changes`);
}
console.log(notes);

function refuse(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}
