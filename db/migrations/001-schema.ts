import type { AnyDb } from "../dialect/ddl.ts";
import * as checks from "./001/checks.ts";
import * as office from "./001/office.ts";
import * as people from "./001/people.ts";
import * as proof from "./001/proof.ts";
import * as register from "./001/register.ts";
import * as report from "./001/report.ts";
import * as sam from "./001/sam.ts";

/** Everything there is at the first release, a district at a time: each refers only to those before it. */
export async function up(db: AnyDb): Promise<void> {
	for (const district of [people, office, register, checks, sam, report, proof]) await district.up(db);
}
