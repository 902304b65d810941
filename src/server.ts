import { join } from "node:path";
import { openDatabase } from "../db/open.ts";
import { listRootUnits } from "../db/queries/units.ts";
import { systemActor } from "./access/system-actor.ts";
import { openSetUp } from "./accounts/open-set-up.ts";
import { createApp } from "./app.tsx";
import { clearAsOf } from "./as-of/as-of-store.ts";
import { readBackupSettings } from "./backup/settings.ts";
import { openSealKey } from "./closing/seal-key.ts";
import { readConfig } from "./config.ts";
import { startRunTimer } from "./controls/run-timer.ts";
import { fillDemo } from "./demo/fill-demo.ts";
import { openFileStore } from "./files/file-store.ts";
import { startHousekeeping } from "./housekeeping/start-housekeeping.ts";
import { listen } from "./http/listen.ts";
import { metricsApp } from "./http/measure.ts";
import { openKeys } from "./keys.ts";
import { followImports } from "./ledger/after-import.ts";
import { startLedgerRules } from "./ledger/start-ledger-rules.ts";
import { openLog } from "./log.ts";
import { openMetrics } from "./metrics/metrics.ts";
import { readMetricsSettings } from "./metrics/settings.ts";
import { paths } from "./paths.ts";
import { checkData, checkSettings } from "./safe-start/check-safe-start.ts";
import { readSignInParts } from "./session/read-sign-in-parts.ts";

const DRAIN_MS = 10_000;
const STALE_UPLOAD_MS = 24 * 3_600_000;

/** config → database → migrate → app → listen; stops in reverse order. */
async function main(): Promise<void> {
	const config = readConfig(process.env);
	const log = openLog();
	checkSettings(config);
	const signIn = readSignInParts(config);
	const backup = readBackupSettings(config.dataDir);
	const metricsSettings = readMetricsSettings(config.dataDir);
	const metrics = metricsSettings ? openMetrics() : undefined;
	const database = openDatabase({ url: config.databaseUrl, file: join(config.dataDir, "tillracklig.db") });
	await database.migrate();
	await checkData(database.db, config);
	clearAsOf(config.dataDir);
	const files = openFileStore(config.dataDir);
	await files.sweep(STALE_UPLOAD_MS);
	const parts = { database, files, keys: openKeys(config.dataDir), clock: () => new Date(), config, log };
	if (config.demo && (await listRootUnits(database.db)).length === 0) {
		console.log("Datamappen är tom: lägger in demons exempeldata …");
		await fillDemo(
			{ ...parts, db: database.db, actor: await systemActor(database.db, "system") },
			openSealKey(config.dataDir),
		);
	}
	let draining = false;
	const app = createApp({ ...parts, signIn, metrics, draining: () => draining });
	followImports((ctx, fileId) => {
		startLedgerRules(ctx, fileId).catch((err: unknown) => log.error({ err, fileId }, "ledger rules failed"));
	});
	const stopRunTimer = startRunTimer(parts, log);
	const stopHousekeeping = startHousekeeping({ base: parts, dataDir: config.dataDir, backup, log });
	const server = listen(app.fetch, { port: config.port, hostname: config.host }, (port) => {
		console.log(`Tillräcklig svarar på ${config.baseUrl ?? `http://${config.host}:${port}`}`);
	});
	if (!config.demo) {
		const token = await openSetUp({ ...parts, db: database.db, actor: await systemActor(database.db, "system") });
		if (token)
			console.log(
				`Ingen administratör finns än. Sätt upp installationen här, inom ett dygn:\n${config.baseUrl}${paths.setUp(token)}`,
			);
	}
	if (metrics && metricsSettings)
		listen(metricsApp(metrics).fetch, { port: metricsSettings.port, hostname: metricsSettings.host });
	server.on("error", (error: NodeJS.ErrnoException) => {
		console.error(error.code === "EADDRINUSE" ? `PORT ${config.port} är upptagen: välj en annan port.` : error.message);
		process.exit(1);
	});

	const stop = () => {
		if (draining) return;
		draining = true;
		stopRunTimer();
		stopHousekeeping();
		server.close(() => void database.close().finally(() => process.exit(0)));
		setTimeout(() => process.exit(0), DRAIN_MS).unref();
	};
	process.on("SIGTERM", stop);
	process.on("SIGINT", stop);
}

main().catch((error: Error) => {
	console.error(`Tillräcklig kunde inte starta: ${error.message}`);
	process.exit(1);
});
