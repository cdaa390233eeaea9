// The TypeScript compiler, from the folder the script is started in (`npm install typescript@5` there).
import { createRequire } from "node:module"
import { join } from "node:path"

export default createRequire(join(process.cwd(), "package.json"))("typescript")
