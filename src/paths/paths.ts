import { checksPaths } from "./checks.ts";
import { officePaths } from "./office.ts";
import { peoplePaths } from "./people.ts";
import { proofPaths } from "./proof.ts";
import { registerPaths } from "./register.ts";
import { reportPaths } from "./report.ts";
import { runningPaths } from "./running.ts";
import { samPaths } from "./sam.ts";

/** Every URL of the product, typed, a file per district. No literal URL stands anywhere else. */
export const paths = {
	...registerPaths,
	...checksPaths,
	...samPaths,
	...reportPaths,
	...peoplePaths,
	...proofPaths,
	...officePaths,
	...runningPaths,
} as const;
