import { availableParallelism } from "node:os";
import { type Database, openDatabase } from "../db/open.ts";
import { systemActor } from "./ground/access/system-actor.ts";
import { openSetUp } from "./people/accounts/open-set-up.ts";
import { createApp } from "./app.tsx";
import { clearAsOf } from "./proof/as-of/as-of-store.ts";
import { type BackupSettings, readBackupSettings } from "./proof/backup/settings.ts";
import { type Config, databaseOf, readConfig } from "./config.ts";
import { startRunTimer } from "./checks/runs/run-timer.ts";
import { openFileStore } from "./ground/files/open-file-store.ts";
import { startHousekeeping } from "./running/housekeeping/start-housekeeping.ts";
import { type MailSettings, readMailSettings } from "./office/notices/mail-settings.ts";
import { startMailing } from "./running/mailing/start-mailing.ts";
import { metricsApp } from "./running/metrics/observe.ts";
import type { FileStore } from "./ground/files/file-store.ts";
import { StorageFault, storageUnusable } from "./ground/files/storage-errors.ts";
import { type Keys, openKeys } from "./ground/keys.ts";
import { startLedgerRules } from "./checks/ledger/start-ledger-rules.ts";
import type { Logger } from "pino";
import { openLog } from "./ground/log.ts";
import type { Context } from "./ground/write/context.ts";
import { type Metrics, openMetrics } from "./running/metrics/metrics.ts";
import { readMetricsSettings } from "./running/metrics/settings.ts";
import { paths } from "./paths/paths.ts";
import { checkKeys, noteKeys } from "./running/safe-start/check-keys.ts";
import { checkData, checkSettings } from "./running/safe-start/check-safe-start.ts";
import { readSignInParts } from "./people/session/read-sign-in-parts.ts";
import { prepareDemo } from "./demo/prepare-demo.ts";
import { listen } from "./ground/http/listen.ts";
import { startThread } from "./ground/threads/start-thread.ts";
import { type PageThreads, sharePages } from "./running/page-thread/share-pages.ts";

const DRAIN_MS = 10_000;
const STALE_UPLOAD_MS = 24 * 3_600_000;

/** config → database → migrate → app → listen; stops in reverse order. */
async function main(): Promise<void> {
	const config = readConfig(process.env);
	const log = openLog();
	checkSettings(config);
	const signIn = readSignInParts(config);
	const backup = readBackupSettings(config.settingsDir);
	const mail = readMailSettings(config);
	const metricsSettings = readMetricsSettings(config.settingsDir);
	const metrics = metricsSettings ? openMetrics() : undefined;
	const database = openDatabase(databaseOf(config));
	await database.migrate();
	await checkData(database.db, config);
	await checkKeys(database.db, config);
	clearAsOf(config.dataDir);
	const files = await openSweptFiles(config, log);
	const parts = { database, files, keys: openKeys(config), clock: () => new Date(), config, log };
	if (config.demo) {
		const system = { ...parts, db: database.db, actor: await systemActor(database.db, "system") };
		await prepareDemo(system, { place: config, said: console.log });
	}
	await noteKeys({ ...parts, db: database.db, actor: await systemActor(database.db, "system") }, config);
	let draining = false;
	const follow_import = (ctx: Context, fileId: string) => {
		startLedgerRules(ctx, fileId).catch((err: unknown) => log.error({ err, fileId }, "ledger rules failed"));
	};
	const app = createApp({ ...parts, signIn, mail, metrics, follow_import, draining: () => draining });
	const pages = sharePages(app.fetch, pageThreads(parts, metrics));
	const server = listen(pages.fetch, { port: config.port, hostname: config.host }, (port) => {
		console.log(`Tillräcklig svarar på ${config.baseUrl ?? `http://${config.host}:${port}`}`);
	});
	const timers = startTimers(parts, { backup, mail, draining: () => draining });
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
		server.close(
			() =>
				void Promise.all([timers.stop(), pages.end()])
					.then(() => database.close())
					.finally(() => process.exit(0)),
		);
		setTimeout(() => process.exit(0), DRAIN_MS).unref();
	};
	process.on("SIGTERM", stop);
	process.on("SIGINT", stop);
}

/** A second thread that reads pages, where there is a core for it. PostgreSQL reads in processes of its own, and has other nodes for more. */
function pageThreads({ database, config, log }: Parts, metrics: Metrics | undefined): PageThreads {
	return {
		start: () => startThread(new URL("./page-thread.js", import.meta.url), { workerData: config }),
		cores: database.name === "sqlite" ? availableParallelism() : 1,
		metrics,
		log,
	};
}

async function openSweptFiles(config: Config, log: Logger): Promise<FileStore> {
	const files = openFileStore(config.dataDir, config.files);
	await files.sweep(STALE_UPLOAD_MS).catch((error: unknown) => {
		// a bucket that is away passes, and the server answers what needs no files meanwhile
		if (!(error instanceof StorageFault && error.status === 503)) throw storageUnusable(error);
		log.error({ detail: error.detail }, "file storage failed");
	});
	return files;
}

interface Parts {
	database: Database;
	files: FileStore;
	keys: Keys;
	clock: () => Date;
	config: Config;
	log: Logger;
}

/** What goes by itself, kept by one node at a time. `stop` waits for the mail that is on its way. */
function startTimers(
	parts: Parts,
	{ backup, mail, draining }: { backup: BackupSettings | null; mail: MailSettings | null; draining: () => boolean },
): { stop(): Promise<void> } {
	const { database, log, config } = parts;
	let mailed = Promise.resolve();
	const leading = database.lead(() => {
		log.info("leads: keeps the timers");
		const stopMailing = mail ? startMailing({ base: parts, settings: mail, log, draining }) : () => Promise.resolve();
		const stops = [
			startRunTimer({ ...parts, sends_mail: mail !== null }, log),
			startHousekeeping({ base: parts, home: config, backup, log }),
			() => {
				mailed = stopMailing();
			},
		];
		return () => {
			for (const stop of stops) stop();
			log.info("no longer leads");
		};
	});
	return { stop: () => leading.stop().then(() => mailed) };
}

main().catch((error: Error) => {
	console.error(`Tillräcklig kunde inte starta: ${error.message}`);
	process.exit(1);
});
