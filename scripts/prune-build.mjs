// Deletes compiled files whose source no longer exists, so that the package does not contain them.
import { existsSync, readdirSync, rmSync } from 'node:fs';

for (const name of readdirSync('build/lib', { recursive: true })) {
  const [, module] = /^(.*?)(?:\.d\.ts|\.js)$/.exec(name) ?? [];
  if (module !== undefined && !existsSync(`lib/${module}.ts`)) {
    rmSync(`build/lib/${name}`);
  }
}
