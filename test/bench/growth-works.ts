import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { createApp } from "../../src/app.tsx";
import { startLedgerRules } from "../../src/checks/ledger/start-ledger-rules.ts";
import { readConfig } from "../../src/config.ts";
import { paths } from "../../src/paths/paths.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { verifyDraws } from "../../src/proof/trail/verify-draws.ts";
import { benchContext } from "./crawl.ts";
import type { Grown } from "./growth-pages.ts";

/** The works that a larger region makes longer, in milliseconds of processor, every thread counted. */
export async function worksIn(dataDir: string): Promise<Grown[]> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bench-growth-"));
	const { database, ctx } = await benchContext(dataDir);
	try {
		const controller = await ctx.db
			.selectFrom("roles")
			.select("person_id")
			.where("role", "=", "controller")
			.executeTakeFirstOrThrow();
		const period = await ctx.db
			.selectFrom("follow_ups")
			.innerJoin("reporting_periods", "reporting_periods.id", "follow_ups.period_id")
			.select("reporting_periods.id")
			.orderBy("reporting_periods.cut_off", "desc")
			.executeTakeFirstOrThrow();
		const config = readConfig({ DATA_DIR: dataDir, NODE_ENV: "test" });
		const app = createApp({ ...ctx, config, log: pino({ level: "silent" }) });
		const person = { id: controller.person_id, name: "", roles: [], via: "web" as const };
		const cookie = `session=${await signIn({ ...ctx, actor: person }, "bench")}`;
		const workbook = async () => {
			const url = `http://127.0.0.1:3000${paths.reportWorkbook(period.id)}`;
			const headers = { Cookie: cookie, Origin: "http://127.0.0.1:3000" };
			const answer = await app.request(url, { method: "POST", headers });
			if (answer.status !== 200) throw new Error(`The workbook was answered ${answer.status}: ${await answer.text()}`);
			return (await answer.arrayBuffer()).byteLength;
		};
		return [
			await inside("regler över huvudboken", () => startLedgerRules(ctx, null)),
			await inside("dragningarna gjorda om", () => verifyDraws(ctx.db)),
			await inside("årets arbetsbok", workbook),
			beside("isk verify", dataDir, ["verify"]),
			beside("isk backup", dataDir, ["backup", join(folder, "kopia")]),
		];
	} finally {
		await database.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function inside(name: string, does: () => Promise<unknown>): Promise<Grown> {
	const before = process.cpuUsage();
	const answer = await does();
	const { user, system } = process.cpuUsage(before);
	return work(name, (user + system) / 1000, typeof answer === "number" ? answer / 1000 : 0);
}

/** A command by itself; instead of what it gives, how much it held at most, in kB too. */
function beside(name: string, dataDir: string, args: string[]): Grown {
	const file = join(tmpdir(), `tillracklig-spent-${process.pid}.json`);
	const told = `import { writeFileSync } from "node:fs";
		process.on("exit", () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.resourceUsage())));`;
	execFileSync(process.execPath, ["--import", `data:text/javascript,${told}`, "dist/scripts/isk.js", ...args], {
		env: { ...process.env, DATA_DIR: dataDir },
		stdio: ["ignore", "ignore", "inherit"],
	});
	const { userCPUTime, systemCPUTime, maxRSS } = JSON.parse(readFileSync(file, "utf8")) as NodeJS.ResourceUsage;
	rmSync(file);
	return work(name, (userCPUTime + systemCPUTime) / 1000, maxRSS);
}

const work = (name: string, cold: number, kB: number): Grown => ({
	name,
	who: "",
	cold,
	warm: cold,
	kB,
	statements: [],
});
