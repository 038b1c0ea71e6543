import { join } from 'node:path';

/** Lets the commands that the tests start keep their compiled code in the build folder, not in that of the user. */
export default function setUp(): void {
  process.env.XDG_CACHE_HOME = join(__dirname, '../build/cache');
}
